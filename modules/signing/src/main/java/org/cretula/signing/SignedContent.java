package org.cretula.signing;

/** The very bytes that the digest of a verified signature was taken over; nothing else can make one. */
public final class SignedContent {

    private final byte[] bytes;

    SignedContent(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /** The canonical bytes of the signed document, without the signature. */
    public byte[] bytes() {
        return bytes.clone();
    }
}
