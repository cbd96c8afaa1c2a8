package org.cretula.signing.internal.creation;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Objects;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.cretula.signing.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;

/**
 * What a certified key can sign with, read from its encoding: the providers' own classes differ, and the JDK has none
 * for some curves.
 *
 * @param kind what the key is for
 * @param bits of an RSA key's modulus or of a curve's order; 0 where the kind says it all
 * @param words for a reader
 */
public record KeyShape(Kind kind, int bits, String words) {

    /** Kinds of keys. */
    enum Kind {
        RSA,
        RSA_PSS_ONLY,
        EC,
        ED25519,
        ED448,
        ML_DSA_65,
        OTHER
    }

    private record Known(@Nullable PublicKey key, KeyShape shape) {}

    private static final int LEAST_RSA_BITS = 2048;
    private static final ASN1ObjectIdentifier ED25519_ID = new ASN1ObjectIdentifier("1.3.101.112");
    private static final ASN1ObjectIdentifier ED448_ID = new ASN1ObjectIdentifier("1.3.101.113");

    // A signer asks of one key again and again, and reading one of a curve takes as long as reading a small document.
    private static volatile Known last = new Known(null, new KeyShape(Kind.OTHER, 0, ""));

    /** The shape of a key; {@code OTHER} for whatever cannot be read. */
    public static KeyShape of(PublicKey key) {
        Known before = last;
        if (before.key() == key) {
            return before.shape();
        }
        KeyShape shape = read(key);
        last = new Known(key, shape);
        return shape;
    }

    private static KeyShape read(PublicKey key) {
        try {
            byte[] encoded = Objects.requireNonNullElse(key.getEncoded(), new byte[0]);
            return of(SubjectPublicKeyInfo.getInstance(encoded), key);
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            return other(key);
        }
    }

    private static KeyShape of(SubjectPublicKeyInfo info, PublicKey key) throws IOException {
        ASN1ObjectIdentifier algorithm = info.getAlgorithm().getAlgorithm();
        boolean pss = algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS);
        if (pss || algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            int bits =
                    RSAPublicKey.getInstance(info.parsePublicKey()).getModulus().bitLength();
            return new KeyShape(pss ? Kind.RSA_PSS_ONLY : Kind.RSA, bits, "RSA of " + bits + " bits");
        }
        // Not by the provider's own converters, which are there only once somebody has made a provider.
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)
                && PublicKeyFactory.createKey(info) instanceof ECPublicKeyParameters ec) {
            int bits = ec.getParameters().getN().bitLength();
            return new KeyShape(Kind.EC, bits, "EC of " + bits + " bits");
        }
        if (algorithm.equals(ED25519_ID)) {
            return new KeyShape(Kind.ED25519, 0, "Ed25519");
        }
        if (algorithm.equals(ED448_ID)) {
            return new KeyShape(Kind.ED448, 0, "Ed448");
        }
        return algorithm.equals(NISTObjectIdentifiers.id_ml_dsa_65)
                ? new KeyShape(Kind.ML_DSA_65, 0, "ML-DSA-65")
                : other(key);
    }

    private static KeyShape other(PublicKey key) {
        return new KeyShape(Kind.OTHER, 0, String.valueOf(key.getAlgorithm()));
    }

    /** The length of a curve's order in bytes. */
    public int orderBytes() {
        return (bits + 7) / 8;
    }

    /** The algorithm for a key of this shape, where nobody wishes another. */
    public SignatureAlgorithm usual() {
        boolean longEnough = bits >= LEAST_RSA_BITS;
        if (kind == Kind.RSA && longEnough) {
            return SignatureAlgorithm.RSA_SHA256;
        }
        if (kind == Kind.RSA_PSS_ONLY && longEnough) {
            return SignatureAlgorithm.PSS_SHA256;
        }
        return switch (kind) {
            case EC ->
                bits <= 256
                        ? SignatureAlgorithm.ECDSA_SHA256
                        : bits <= 384 ? SignatureAlgorithm.ECDSA_SHA384 : SignatureAlgorithm.ECDSA_SHA512;
            case ED25519 -> SignatureAlgorithm.ED25519;
            case ED448 -> SignatureAlgorithm.ED448;
            default ->
                throw new IllegalArgumentException("expected an RSA key of at least " + LEAST_RSA_BITS
                        + " bits, an EC key, or one of Ed25519 or Ed448, found " + words
                        + (kind == Kind.ML_DSA_65
                                ? "; name ML_DSA_65_EXPERIMENTAL to try that"
                                : "; ask the CA for a certificate with one"));
        };
    }

    /** Whether an algorithm signs with keys of this shape. */
    public boolean fits(SignatureAlgorithm algorithm) {
        return switch (algorithm.suite().scheme()) {
            case RSA_PKCS1 -> kind == Kind.RSA && bits >= LEAST_RSA_BITS;
            case RSA_PSS -> (kind == Kind.RSA || kind == Kind.RSA_PSS_ONLY) && bits >= LEAST_RSA_BITS;
            case ECDSA -> kind == Kind.EC;
            case EDDSA, ML_DSA -> kind.name().equals(algorithm.suite().name());
            case DSA -> false;
        };
    }
}
