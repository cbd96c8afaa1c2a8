package org.cretula.signing;

/** The baseline levels of EN 319 132-1 V1.3.1 clause 6; each has all of those before it. */
public enum SignatureLevel {
    /** The signature alone; nothing proves when it was made. */
    B_B("B-B"),
    /** With a time-stamp that proves an instant at which it existed. */
    B_T("B-T"),
    /** With the certificates, lists and answers that it takes to judge it. */
    B_LT("B-LT"),
    /** With a time-stamp over all of that, which can be renewed before its own algorithms and keys end. */
    B_LTA("B-LTA");

    private final String words;

    SignatureLevel(String words) {
        this.words = words;
    }

    /** The level as the standard writes it. */
    @Override
    public String toString() {
        return words;
    }
}
