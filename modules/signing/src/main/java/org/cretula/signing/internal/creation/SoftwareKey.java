package org.cretula.signing.internal.creation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;

/** Signs with a key that this process holds, in the form that the provider gives. */
public final class SoftwareKey {

    private SoftwareKey() {}

    public static byte[] sign(SignatureSuite suite, PrivateKey key, byte[] bytes, Providers providers)
            throws GeneralSecurityException {
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

    /** Bouncy Castle signs with EdDSA and ML-DSA keys of its own only, not with the JDK's. */
    private static PrivateKey usable(SignatureSuite suite, PrivateKey key) throws InvalidKeyException {
        boolean own = suite.scheme() == SignatureSuite.Scheme.EDDSA || suite.scheme() == SignatureSuite.Scheme.ML_DSA;
        byte[] encoded = key.getEncoded();
        if (!own || encoded == null) {
            return key;
        }
        try {
            PrivateKey converted = BouncyCastleProvider.getPrivateKey(PrivateKeyInfo.getInstance(encoded));
            return converted == null ? key : converted;
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            throw new InvalidKeyException("the private key cannot be read", e);
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

    private static int digestBytes(String jcaName) {
        for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
            if (algorithm.jcaName().equals(jcaName)) {
                return algorithm.digest(new byte[0]).length;
            }
        }
        throw new IllegalArgumentException("no digest " + jcaName);
    }
}
