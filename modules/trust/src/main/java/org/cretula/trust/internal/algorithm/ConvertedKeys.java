package org.cretula.trust.internal.algorithm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.trust.internal.encoding.Remembered;

/**
 * Keys as Bouncy Castle's own objects, made once: it keeps multiples of a key's point with the key, and verifies with a
 * key that it has seen before some three times as fast.
 *
 * <p>EC keys with parameters of their own are not converted (attack K08). Up to 256 keys are kept, so that whoever
 * sends ever new ones fills no memory.
 */
public final class ConvertedKeys {

    /**
     * A key of Bouncy Castle's.
     *
     * @param algorithm the object identifier in its encoding
     */
    public record Converted(ASN1ObjectIdentifier algorithm, PublicKey key) {}

    // A P-521 key with its multiples takes about this.
    private static final long WEIGHT = 64 * 1024;
    private static final long MOST = 256 * WEIGHT;

    private final Remembered<ByteBuffer, Optional<Converted>> remembered = new Remembered<>(MOST, k -> WEIGHT);

    /** The key; empty for one that is not read, or whose encoding is too long for any that is. */
    public Optional<Converted> of(PublicKey key) {
        byte[] encoded = key.getEncoded();
        return encoded == null || encoded.length > WEIGHT
                ? Optional.empty()
                : remembered.get(ByteBuffer.wrap(encoded), () -> convert(encoded));
    }

    private static Optional<Converted> convert(byte[] encoded) {
        try {
            SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(encoded);
            ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
            boolean ec = algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey);
            boolean named = info.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier;
            return ec && !named
                    ? Optional.empty()
                    : Optional.ofNullable(BouncyCastleProvider.getPublicKey(info))
                            .map(key -> new Converted(algorithm, key));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            return Optional.empty();
        }
    }
}
