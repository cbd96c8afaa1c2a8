package org.cretula.trust;

/** What an anchor is trusted for; an anchor of one purpose proves nothing for another. */
public enum Purpose {
    /** Bodies that seal certificates of origin. */
    ISSUER("issuers"),
    /** Time-stamping authorities. */
    TSA("tsa"),
    /** Signers of issuer registers. */
    REGISTER("registers");

    private final String folder;

    Purpose(String folder) {
        this.folder = folder;
    }

    /** The sub-folder of a trust folder that holds anchors of this purpose. */
    public String folder() {
        return folder;
    }
}
