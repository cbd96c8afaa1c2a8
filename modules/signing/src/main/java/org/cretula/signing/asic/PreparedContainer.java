package org.cretula.signing.asic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.Prepared;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.Providers;

/**
 * A container that lacks the value of its next signature only, so that the key may be elsewhere; see {@link Prepared}.
 *
 * <p>Nothing in it is secret and nothing can be changed. May be kept as bytes between the steps.
 */
public final class PreparedContainer {

    private static final byte[] HEAD = "cretula-prepared-container 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private static final int MOST_FILES = 0xffff;

    private final AsicContainer container;
    private final Prepared prepared;

    /**
     * A container to be signed by what was prepared for it.
     *
     * @param prepared from the container's own {@link AsicContainer#request}
     */
    public PreparedContainer(AsicContainer container, Prepared prepared) {
        this.container = container;
        this.prepared = prepared;
    }

    /** The container as it is before the signature. */
    public AsicContainer container() {
        return container;
    }

    /** The signature that lacks its value: what is to be signed, and how. */
    public Prepared prepared() {
        return prepared;
    }

    /**
     * The container with the signature.
     *
     * @param value as {@link Prepared#complete} takes it
     * @throws SigningRefusedException for a value that does not verify, when this was completed before, and when the
     *     signature is not over what is in the container
     */
    public AsicContainer complete(byte[] value, Providers providers) throws SigningRefusedException {
        return container.with(prepared.complete(value, providers));
    }

    /** All of it as bytes, for {@link #read}. */
    public byte[] toBytes() {
        byte[] first = prepared.toBytes();
        byte[] second = container.toBytesUnsigned();
        ByteBuffer out = ByteBuffer.allocate(HEAD.length + Integer.BYTES + first.length + second.length + DIGEST_BYTES);
        out.put(HEAD).putInt(first.length).put(first).put(second);
        byte[] digest = DigestAlgorithm.SHA256.digest(Arrays.copyOf(out.array(), out.position()));
        return out.put(digest).array();
    }

    /**
     * What {@link #toBytes} gave.
     *
     * @throws SigningRefusedException for other bytes, for damaged ones and for those of another version
     */
    public static PreparedContainer read(byte[] bytes) throws SigningRefusedException {
        int end = bytes.length - DIGEST_BYTES;
        int start = HEAD.length + Integer.BYTES;
        boolean whole = end >= start
                && Arrays.equals(Arrays.copyOf(bytes, HEAD.length), HEAD)
                && MessageDigest.isEqual(
                        DigestAlgorithm.SHA256.digest(Arrays.copyOf(bytes, end)),
                        Arrays.copyOfRange(bytes, end, bytes.length));
        int length = whole ? ByteBuffer.wrap(bytes).getInt(HEAD.length) : -1;
        if (length < 0 || length > end - start) {
            throw new SigningRefusedException("expected a prepared container as it was written, found other bytes,"
                    + " damaged ones or those of another version; prepare it anew");
        }
        int middle = start + length;
        // It was written without compression, so it takes no more than it is long, however large it was.
        AsicLimits asLong = new AsicLimits(MOST_FILES, Math.max(1, end - middle), 1);
        return new PreparedContainer(
                AsicContainer.readUnsigned(Arrays.copyOfRange(bytes, middle, end), asLong),
                Prepared.read(Arrays.copyOfRange(bytes, start, middle)));
    }
}
