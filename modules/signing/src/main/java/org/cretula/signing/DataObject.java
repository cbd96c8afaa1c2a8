package org.cretula.signing;

import java.net.URI;
import java.net.URISyntaxException;

/** Bytes of any kind to be signed, with the media type that the signature will say they have. */
public final class DataObject {

    private final String uri;
    private final byte[] bytes;
    private final String mimeType;

    /**
     * An object.
     *
     * @param uri how a detached signature points to it, a URI reference without fragment such as {@code invoice.pdf}; the
     *     verifier must know where to find it, nothing is fetched
     * @param bytes what is signed, exactly as they are
     * @param mimeType media type
     */
    public DataObject(String uri, byte[] bytes, String mimeType) {
        this.uri = uri;
        this.bytes = bytes.clone();
        this.mimeType = mimeType;
        try {
            URI parsed = new URI(uri);
            if (uri.isEmpty() || parsed.getRawFragment() != null || !uri.equals(parsed.toASCIIString())) {
                throw new IllegalArgumentException(
                        "expected a URI reference without fragment in ASCII, found '" + uri + "'");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "expected a URI reference, found '" + uri + "'; write other characters as %XX of their UTF-8 bytes",
                    e);
        }
        if (mimeType.isBlank()) {
            throw new IllegalArgumentException("expected a media type for '" + uri + "', found none");
        }
    }

    /** How a detached signature points to it. */
    public String uri() {
        return uri;
    }

    /** What is signed. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Media type. */
    public String mimeType() {
        return mimeType;
    }
}
