package org.cretula.signing.internal.creation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA3Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;

/** Signs with a key that this process holds, in the form that the provider gives. */
public final class SoftwareKey {

    private SoftwareKey() {}

    public static byte[] sign(SignatureSuite suite, PrivateKey key, byte[] bytes, Providers providers)
            throws GeneralSecurityException {
        if (key instanceof CurveKey curve) {
            return suite.scheme() == SignatureSuite.Scheme.ECDSA
                    ? deterministic(suite, curve, bytes, providers)
                    : sign(suite, curve.given(), bytes, providers);
        }
        String digest = suite.digest().map(d -> d.replace("SHA-", "SHA")).orElse("");
        String name = switch (suite.scheme()) {
            case RSA_PKCS1 -> digest + "withRSA";
            case RSA_PSS -> "RSASSA-PSS";
            // Bouncy Castle's name for the deterministic form of RFC 6979.
            case ECDSA -> digest + "withECDDSA";
            case EDDSA -> suite == SignatureSuite.ED25519 ? "Ed25519" : "Ed448";
            case ML_DSA -> suite.name().replace('_', '-');
            case DSA -> throw new InvalidKeyException("expected a key that signs XML, found DSA");
        };
        Signature signature = Signature.getInstance(name, providers.signature(suite));
        if (suite.scheme() == SignatureSuite.Scheme.RSA_PSS) {
            signature.setParameter(pssParameters(suite));
        }
        signature.initSign(usable(suite, key));
        signature.update(bytes);
        return signature.sign();
    }

    /**
     * What {@code SHA…withECDDSA} gives (RFC 6979), with the bytes digested by the provider that is routed for that: Bouncy
     * Castle's own digest takes a tenth of the time of the whole.
     */
    private static byte[] deterministic(SignatureSuite suite, CurveKey key, byte[] bytes, Providers providers)
            throws GeneralSecurityException {
        String name = suite.digest().orElseThrow();
        byte[] digest = MessageDigest.getInstance(name, providers.digest()).digest(bytes);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(digest(suite)));
        signer.init(true, key.parameters());
        BigInteger[] numbers = signer.generateSignature(digest);
        try {
            return StandardDSAEncoding.INSTANCE.encode(signer.getOrder(), numbers[0], numbers[1]);
        } catch (IOException e) {
            throw new SignatureException("two numbers can be encoded", e);
        }
    }

    /**
     * The key as the object with which its provider is quick; the same key, where there is no such, or where it cannot be
     * had because the key does not leave its device.
     */
    public static PrivateKey quick(PrivateKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null || key instanceof CurveKey || key.getAlgorithm().startsWith("RSA")) {
            return key;
        }
        try {
            PrivateKeyInfo info = PrivateKeyInfo.getInstance(encoded);
            if (X9ObjectIdentifiers.id_ecPublicKey.equals(
                    info.getPrivateKeyAlgorithm().getAlgorithm())) {
                return CurveKey.of(key, info).<PrivateKey>map(k -> k).orElse(key);
            }
            PrivateKey converted = BouncyCastleProvider.getPrivateKey(info);
            return converted == null ? key : converted;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds; whether the key signs
            // is
            // seen when it does.
            return key;
        }
    }

    /** The same digest inside and out, and a salt of its length; RFC 4055 clause 3. */
    static PSSParameterSpec pssParameters(SignatureSuite suite) {
        String jcaName = suite.digest().orElseThrow();
        return new PSSParameterSpec(
                jcaName,
                "MGF1",
                new MGF1ParameterSpec(jcaName),
                digestBytes(jcaName),
                PSSParameterSpec.TRAILER_FIELD_BC);
    }

    private static Digest digest(SignatureSuite suite) throws InvalidKeyException {
        String name = suite.digest().orElseThrow();
        return switch (name) {
            case "SHA-256" -> SHA256Digest.newInstance();
            case "SHA-384" -> new SHA384Digest();
            case "SHA-512" -> new SHA512Digest();
            case "SHA3-256" -> new SHA3Digest(256);
            case "SHA3-384" -> new SHA3Digest(384);
            case "SHA3-512" -> new SHA3Digest(512);
            default -> throw new InvalidKeyException("expected a digest of SHA-2 or SHA-3, found " + name);
        };
    }

    /** Bouncy Castle signs with EdDSA and ML-DSA keys of its own only, not with the JDK's. */
    private static PrivateKey usable(SignatureSuite suite, PrivateKey key) throws InvalidKeyException {
        boolean own = suite.scheme() == SignatureSuite.Scheme.EDDSA || suite.scheme() == SignatureSuite.Scheme.ML_DSA;
        if (!own || key.getEncoded() == null || isOwn(key)) {
            return key;
        }
        PrivateKey converted = quick(key);
        if (!isOwn(converted)) {
            throw new InvalidKeyException("the private key cannot be read");
        }
        return converted;
    }

    private static boolean isOwn(PrivateKey key) {
        return key.getClass().getName().startsWith("org.bouncycastle.");
    }

    private static int digestBytes(String jcaName) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (algorithm.jcaName().equals(jcaName)) {
                return algorithm.digest(new byte[0]).length;
            }
        }
        throw new IllegalArgumentException("no digest " + jcaName);
    }
}
