package org.cretula.trust.internal.encoding;

/** Bytes in DER that are not what they should be; the message says what was found. */
public final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    public Malformed(String found) {
        super(found);
    }
}
