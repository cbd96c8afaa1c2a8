package org.cretula.signing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.cretula.xml.ByteSink;

/** Bytes of any kind to be signed, with the media type that the signature will say they have. */
public final class DataObject {

    private static final int PORTION = 1 << 16;

    private final String uri;
    private final Source source;
    private final String mimeType;

    /** Where the bytes of an object are, such as a file; they must be the same each time. */
    @FunctionalInterface
    public interface Source {

        /** A stream of all bytes from the first; whoever opens it closes it. */
        InputStream open() throws IOException;
    }

    /**
     * An object.
     *
     * @param uri how a detached signature points to it, a URI reference without fragment such as {@code invoice.pdf}; the
     *     verifier must know where to find it, nothing is fetched
     * @param bytes what is signed, exactly as they are
     * @param mimeType media type
     */
    public DataObject(String uri, byte[] bytes, String mimeType) {
        this(uri, held(bytes.clone()), mimeType);
    }

    private static Source held(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    /**
     * An object that is too large to be held: as long as nothing but its digest is needed, it is read some thousand
     * bytes at a time, once for each digest.
     *
     * @param uri as above
     * @param source where the bytes are
     * @param mimeType media type
     */
    public DataObject(String uri, Source source, String mimeType) {
        this.uri = uri;
        this.source = source;
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

    /**
     * What is signed, all at once.
     *
     * @throws UncheckedIOException where the source cannot be read
     */
    public byte[] bytes() {
        try (InputStream in = source.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * Hands over what is signed as it is read.
     *
     * @throws UncheckedIOException where the source cannot be read
     */
    public void writeTo(ByteSink sink) {
        byte[] portion = new byte[PORTION];
        try (InputStream in = source.open()) {
            for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
                sink.take(portion, 0, count);
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * The digest of what is signed.
     *
     * @throws UncheckedIOException where the source cannot be read
     */
    public byte[] digest(DigestAlgorithm algorithm) {
        MessageDigest digest = algorithm.start();
        writeTo(digest::update);
        return digest.digest();
    }

    private UncheckedIOException unreadable(IOException e) {
        return new UncheckedIOException("expected to read the data '" + uri + "' from the source that was given", e);
    }

    /** Media type. */
    public String mimeType() {
        return mimeType;
    }
}
