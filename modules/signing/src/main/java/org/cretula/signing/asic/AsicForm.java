package org.cretula.signing.asic;

/** The two forms of containers; EN 319 162-1 V1.1.1 clauses 4.3 and 4.4. */
public enum AsicForm {
    /** One data object, and signatures over it (ASiC-S). */
    SIMPLE("application/vnd.etsi.asic-s+zip"),
    /** Data objects, and signatures each over some or all of them (ASiC-E). */
    EXTENDED("application/vnd.etsi.asic-e+zip");

    private final String mimeType;

    AsicForm(String mimeType) {
        this.mimeType = mimeType;
    }

    /** Media type of such a container. */
    public String mimeType() {
        return mimeType;
    }
}
