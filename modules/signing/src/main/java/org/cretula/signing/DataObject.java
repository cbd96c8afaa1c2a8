package org.cretula.signing;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

    /**
     * An object known by the name of a file, which may have folders before it.
     *
     * @param name with {@code /} between folders; every other character that a URI reserves is written as %XX
     */
    public static DataObject named(String name, byte[] bytes, String mimeType) {
        StringBuilder uri = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~/".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return new DataObject(uri.toString(), bytes, mimeType);
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
