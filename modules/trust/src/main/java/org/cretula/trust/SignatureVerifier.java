package org.cretula.trust;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.cretula.trust.internal.algorithm.ConvertedKeys;
import org.cretula.trust.internal.algorithm.Pkcs1;

/**
 * Says whether a value is a key's signature of some bytes; the one place where signatures of certificates, lists,
 * answers and documents are computed, so that they are all computed with the same strictness. It never throws for bad
 * input.
 *
 * <p>Strict means: one encoding for one value (DER, or two numbers of exactly the length of the curve's order), numbers
 * in range (attacks K09, K10), one padding (attack K11), fixed RSA-PSS parameters (attack K12), EC keys on named curves
 * (attack K08), canonical EdDSA points (attack K14). Whether suite and key may be relied on is for an
 * {@link AlgorithmCatalogue} to say. May be shared by threads.
 */
public final class SignatureVerifier {

    /** How the two numbers of an ECDSA value are written; other signatures have one form only. */
    public enum Form {
        /** A DER sequence, as in certificates, lists and answers; RFC 3279 clause 2.2.3. */
        X509,
        /** One behind the other, each as long as the curve's order; XML Signature 1.1 clause 6.4.3. */
        XML
    }

    private final Providers providers;

    /** A verifier that computes with these. */
    public SignatureVerifier(Providers providers) {
        this.providers = providers;
    }

    /** Whether the value is this key's signature of these bytes; false for whatever is not exactly that. */
    public boolean verify(SignatureSuite suite, PublicKey key, byte[] bytes, byte[] value, Form form) {
        return verify(suite, key, ByteBuffer.wrap(bytes), value, form);
    }

    /** The same, for bytes that are long and need not be copied; they are read to their end. */
    public boolean verify(SignatureSuite suite, PublicKey key, ByteBuffer bytes, byte[] value, Form form) {
        try {
            Optional<PublicKey> usable = usable(suite, key, value, form);
            if (usable.isEmpty()) {
                return false;
            }
            if (suite.scheme() == SignatureSuite.Scheme.RSA_PKCS1) {
                String digest = suite.digest().orElseThrow();
                return Pkcs1.verify((RSAPublicKey) usable.get(), digest, bytes, value, providers);
            }
            Signature signature = signature(suite, form);
            signature.initVerify(usable.get());
            if (suite.scheme() == SignatureSuite.Scheme.ECDSA) {
                signature.update(digest(suite, bytes));
            } else {
                signature.update(bytes);
            }
            return signature.verify(value);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the provider for " + suite + " lacks it", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report hostile keys and values by unchecked exceptions too; whatever went wrong, it is not
            // verified.
            return false;
        }
    }

    /** The key in the form that the suite's provider is quick with; empty if suite, key and value do not fit. */
    private Optional<PublicKey> usable(SignatureSuite suite, PublicKey key, byte[] value, Form form) {
        return switch (suite.scheme()) {
            case RSA_PKCS1 -> Optional.of(key).filter(k -> k instanceof RSAPublicKey && isForAnyPadding(k));
            case RSA_PSS -> Optional.of(key).filter(k -> k instanceof RSAPublicKey);
            case DSA -> Optional.of(key).filter(k -> k instanceof DSAPublicKey && form == Form.X509);
            case ECDSA ->
                providers
                        .converted(key)
                        .filter(k -> X9ObjectIdentifiers.id_ecPublicKey.equals(k.algorithm()))
                        .map(ConvertedKeys.Converted::key)
                        .filter(k -> form == Form.X509 || value.length == 2 * orderBytes((ECKey) k));
            case EDDSA, ML_DSA ->
                providers
                        .converted(key)
                        .filter(k -> suite.isNamedBy(k.algorithm()))
                        .map(ConvertedKeys.Converted::key);
        };
    }

    /** Not so a key that was certified for RSA-PSS alone; RFC 4055 clause 1.2. */
    private static boolean isForAnyPadding(PublicKey key) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        return PKCSObjectIdentifiers.rsaEncryption.equals(info.getAlgorithm().getAlgorithm());
    }

    private static int orderBytes(ECKey key) {
        return (key.getParams().getOrder().bitLength() + 7) / 8;
    }

    private Signature signature(SignatureSuite suite, Form form) throws GeneralSecurityException {
        Provider provider = providers.signature(suite);
        Signature signature = Signature.getInstance(jcaName(suite, form), provider);
        if (suite.scheme() == SignatureSuite.Scheme.RSA_PSS) {
            String digest = suite.digest().orElseThrow();
            signature.setParameter(new PSSParameterSpec(
                    digest,
                    "MGF1",
                    new MGF1ParameterSpec(digest),
                    suite.digestBytes(),
                    PSSParameterSpec.TRAILER_FIELD_BC));
        }
        return signature;
    }

    /** Taken by the routed provider: that of curves is some ten times slower with digests. */
    private byte[] digest(SignatureSuite suite, ByteBuffer bytes) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance(suite.digest().orElseThrow(), providers.digest());
        digest.update(bytes);
        return digest.digest();
    }

    private static String jcaName(SignatureSuite suite, Form form) {
        String digest = suite.digest().map(d -> d.replace("SHA-", "SHA")).orElse("");
        return switch (suite.scheme()) {
            case RSA_PKCS1 -> throw new IllegalArgumentException(suite + " is not left to a provider");
            case RSA_PSS -> "RSASSA-PSS";
            case DSA -> digest + "withDSA";
            case ECDSA -> form == Form.XML ? "NONEwithECDSAinP1363Format" : "NONEwithECDSA";
            case EDDSA, ML_DSA -> suite.name().replace("ED", "Ed").replace('_', '-');
        };
    }
}
