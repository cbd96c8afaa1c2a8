package org.cretula.signing.asic;

/** An XML document in a container that holds signatures. */
public final class SignatureDocument {

    private final String name;
    private final byte[] bytes;

    /**
     * A document.
     *
     * @param name of the file in the container, such as {@code META-INF/signatures001.xml}
     * @param bytes the document
     */
    public SignatureDocument(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes.clone();
    }

    /** Of the file in the container. */
    public String name() {
        return name;
    }

    /** The document. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
