package org.cretula.trust;

import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.internal.encoding.Words;

/**
 * The signature algorithms that this toolkit can compute, each with all its parameters fixed; whether one may be relied
 * on is for an {@link AlgorithmCatalogue} to say.
 *
 * <p>RSA-PSS is one algorithm for each digest, with the same digest in MGF1 and a salt of its length: parameters that a
 * document could choose would be a forger's to choose (attack K12).
 */
public enum SignatureSuite {
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_MD5("1.2.840.113549.1.1.4", Scheme.RSA_PKCS1, "MD5"),
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_SHA1("1.2.840.113549.1.1.5", Scheme.RSA_PKCS1, "SHA-1"),
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_SHA224("1.2.840.113549.1.1.14", Scheme.RSA_PKCS1, "SHA-224"),
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_SHA256("1.2.840.113549.1.1.11", Scheme.RSA_PKCS1, "SHA-256"),
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_SHA384("1.2.840.113549.1.1.12", Scheme.RSA_PKCS1, "SHA-384"),
    /** RSA PKCS#1 v1.5; RFC 8017 clause 8.2. */
    RSA_SHA512("1.2.840.113549.1.1.13", Scheme.RSA_PKCS1, "SHA-512"),
    /** RSA-PSS; RFC 4055 clause 3. */
    PSS_SHA1("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA-1"),
    /** RSA-PSS; RFC 4055 clause 3. */
    PSS_SHA256("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA-256"),
    /** RSA-PSS; RFC 4055 clause 3. */
    PSS_SHA384("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA-384"),
    /** RSA-PSS; RFC 4055 clause 3. */
    PSS_SHA512("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA-512"),
    /** RSA-PSS; RFC 4055 clause 3, with the digests of FIPS 202. */
    PSS_SHA3_256("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA3-256"),
    /** RSA-PSS; RFC 4055 clause 3, with the digests of FIPS 202. */
    PSS_SHA3_384("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA3-384"),
    /** RSA-PSS; RFC 4055 clause 3, with the digests of FIPS 202. */
    PSS_SHA3_512("1.2.840.113549.1.1.10", Scheme.RSA_PSS, "SHA3-512"),
    /** ECDSA; RFC 3279 clause 2.2.3. */
    ECDSA_SHA1("1.2.840.10045.4.1", Scheme.ECDSA, "SHA-1"),
    /** ECDSA; RFC 5758 clause 3.2. */
    ECDSA_SHA224("1.2.840.10045.4.3.1", Scheme.ECDSA, "SHA-224"),
    /** ECDSA; RFC 5758 clause 3.2. */
    ECDSA_SHA256("1.2.840.10045.4.3.2", Scheme.ECDSA, "SHA-256"),
    /** ECDSA; RFC 5758 clause 3.2. */
    ECDSA_SHA384("1.2.840.10045.4.3.3", Scheme.ECDSA, "SHA-384"),
    /** ECDSA; RFC 5758 clause 3.2. */
    ECDSA_SHA512("1.2.840.10045.4.3.4", Scheme.ECDSA, "SHA-512"),
    /** ECDSA; the object identifier is of NIST's Computer Security Objects Register. */
    ECDSA_SHA3_256("2.16.840.1.101.3.4.3.10", Scheme.ECDSA, "SHA3-256"),
    /** ECDSA; the object identifier is of NIST's Computer Security Objects Register. */
    ECDSA_SHA3_384("2.16.840.1.101.3.4.3.11", Scheme.ECDSA, "SHA3-384"),
    /** ECDSA; the object identifier is of NIST's Computer Security Objects Register. */
    ECDSA_SHA3_512("2.16.840.1.101.3.4.3.12", Scheme.ECDSA, "SHA3-512"),
    /** DSA; RFC 3279 clause 2.2.2. */
    DSA_SHA1("1.2.840.10040.4.3", Scheme.DSA, "SHA-1"),
    /** DSA; RFC 5758 clause 3.1. */
    DSA_SHA224("2.16.840.1.101.3.4.3.1", Scheme.DSA, "SHA-224"),
    /** DSA; RFC 5758 clause 3.1. */
    DSA_SHA256("2.16.840.1.101.3.4.3.2", Scheme.DSA, "SHA-256"),
    /** EdDSA, pure; RFC 8410. */
    ED25519("1.3.101.112", Scheme.EDDSA, ""),
    /** EdDSA, pure; RFC 8410. */
    ED448("1.3.101.113", Scheme.EDDSA, ""),
    /** ML-DSA, pure, without context; RFC 9881. */
    ML_DSA_65("2.16.840.1.101.3.4.3.18", Scheme.ML_DSA, ""),
    /** ML-DSA, pure, without context; RFC 9881. */
    ML_DSA_87("2.16.840.1.101.3.4.3.19", Scheme.ML_DSA, "");

    /** How a signature is computed, whatever its digest. */
    public enum Scheme {
        /** RSASSA-PKCS1-v1_5. */
        RSA_PKCS1("RSA PKCS#1 v1.5"),
        /** RSASSA-PSS. */
        RSA_PSS("RSA-PSS"),
        /** DSA. */
        DSA("DSA"),
        /** ECDSA. */
        ECDSA("ECDSA"),
        /** Ed25519 and Ed448. */
        EDDSA("EdDSA"),
        /** ML-DSA. */
        ML_DSA("ML-DSA");

        private final String words;

        Scheme(String words) {
            this.words = words;
        }

        /** The name in a catalogue. */
        String words() {
            return words;
        }
    }

    private final String id;
    private final Scheme scheme;
    private final String digest;

    SignatureSuite(String id, Scheme scheme, String digest) {
        this.id = id;
        this.scheme = scheme;
        this.digest = digest;
    }

    /** How it is computed. */
    public Scheme scheme() {
        return scheme;
    }

    /** The digest as a catalogue names it; empty where the scheme has its own. */
    public Optional<String> digest() {
        return digest.isEmpty() ? Optional.empty() : Optional.of(digest);
    }

    /** Whether the algorithm of a key's encoding is this suite's own, as with EdDSA and ML-DSA. */
    boolean isNamedBy(ASN1ObjectIdentifier algorithm) {
        return id.equals(algorithm.getId());
    }

    /** The length of the digest in bytes; 0 where the scheme has its own. */
    int digestBytes() {
        return switch (digest) {
            case "MD5" -> 16;
            case "SHA-1" -> 20;
            case "SHA-224" -> 28;
            case "SHA-256", "SHA3-256" -> 32;
            case "SHA-384", "SHA3-384" -> 48;
            case "SHA-512", "SHA3-512" -> 64;
            default -> 0;
        };
    }

    /**
     * The suite that certificates, lists and answers name in this way; empty for every other, and for RSA-PSS with
     * parameters that are not those above.
     *
     * @param algorithmIdentifier a DER encoded {@code AlgorithmIdentifier}; RFC 5280 clause 4.1.1.2
     */
    public static Optional<SignatureSuite> of(byte[] algorithmIdentifier) {
        try {
            return of(AlgorithmIdentifier.getInstance(algorithmIdentifier));
        } catch (RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            return Optional.empty();
        }
    }

    /** What such bytes name, for a reader: an object identifier, if they have one. */
    static String describe(byte[] algorithmIdentifier) {
        try {
            AlgorithmIdentifier algorithm = AlgorithmIdentifier.getInstance(algorithmIdentifier);
            boolean pss = PKCSObjectIdentifiers.id_RSASSA_PSS.equals(algorithm.getAlgorithm());
            return pss ? "RSA-PSS with other parameters" : "the algorithm " + algorithm.getAlgorithm();
        } catch (RuntimeException e) {
            // As above.
            return "an algorithm that cannot be read: " + Words.line(e);
        }
    }

    private static Optional<SignatureSuite> of(AlgorithmIdentifier algorithm) {
        ASN1Encodable parameters = algorithm.getParameters();
        if (PKCSObjectIdentifiers.id_RSASSA_PSS.equals(algorithm.getAlgorithm())) {
            return parameters == null ? Optional.empty() : pss(RSASSAPSSparams.getInstance(parameters));
        }
        // Some encode NULL where there should be nothing; it says nothing either way.
        boolean none = parameters == null || parameters.toASN1Primitive() instanceof ASN1Null;
        return Arrays.stream(values())
                .filter(suite ->
                        none && suite.id.equals(algorithm.getAlgorithm().getId()))
                .findFirst();
    }

    private static Optional<SignatureSuite> pss(RSASSAPSSparams parameters) {
        AlgorithmIdentifier mask = parameters.getMaskGenAlgorithm();
        if (!PKCSObjectIdentifiers.id_mgf1.equals(mask.getAlgorithm())
                || parameters.getTrailerField().intValueExact() != 1) {
            return Optional.empty();
        }
        ASN1ObjectIdentifier digest = parameters.getHashAlgorithm().getAlgorithm();
        ASN1ObjectIdentifier inMask =
                AlgorithmIdentifier.getInstance(mask.getParameters()).getAlgorithm();
        int salt = parameters.getSaltLength().intValueExact();
        return Arrays.stream(values())
                .filter(suite -> suite.scheme == Scheme.RSA_PSS
                        && digest.getId().equals(suite.digestId())
                        && digest.equals(inMask)
                        && salt == suite.digestBytes())
                .findFirst();
    }

    private String digestId() {
        return switch (digest) {
            case "SHA-1" -> "1.3.14.3.2.26";
            case "SHA-256" -> "2.16.840.1.101.3.4.2.1";
            case "SHA-384" -> "2.16.840.1.101.3.4.2.2";
            case "SHA-512" -> "2.16.840.1.101.3.4.2.3";
            case "SHA3-256" -> "2.16.840.1.101.3.4.2.8";
            case "SHA3-384" -> "2.16.840.1.101.3.4.2.9";
            case "SHA3-512" -> "2.16.840.1.101.3.4.2.10";
            default -> "";
        };
    }
}
