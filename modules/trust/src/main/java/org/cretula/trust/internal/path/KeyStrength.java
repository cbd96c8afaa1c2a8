package org.cretula.trust.internal.path;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every key of the path is strong enough, and every certificate below the anchor was signed with SHA-2.
 *
 * <p>The JDK accepts RSA keys from 1024 bits; whoever can factor one, or find a collision, can issue (attacks K06,
 * K07). An anchor's signature over itself proves nothing, so it is not looked at.
 */
public final class KeyStrength implements Check<List<X509Certificate>> {

    private static final int SMALLEST_RSA = 2048;
    private static final int LARGEST_RSA = 16384;
    private static final Map<ASN1ObjectIdentifier, String> CURVES = Map.of(
            SECObjectIdentifiers.secp256r1, "P-256",
            SECObjectIdentifiers.secp384r1, "P-384",
            SECObjectIdentifiers.secp521r1, "P-521",
            TeleTrusTObjectIdentifiers.brainpoolP256r1, "brainpoolP256r1",
            TeleTrusTObjectIdentifiers.brainpoolP384r1, "brainpoolP384r1",
            TeleTrusTObjectIdentifiers.brainpoolP512r1, "brainpoolP512r1");
    private static final Set<ASN1ObjectIdentifier> SHA2 =
            Set.of(NISTObjectIdentifiers.id_sha256, NISTObjectIdentifiers.id_sha384, NISTObjectIdentifiers.id_sha512);
    private static final Set<ASN1ObjectIdentifier> SIGNATURES = Set.of(
            PKCSObjectIdentifiers.sha256WithRSAEncryption,
            PKCSObjectIdentifiers.sha384WithRSAEncryption,
            PKCSObjectIdentifiers.sha512WithRSAEncryption,
            X9ObjectIdentifiers.ecdsa_with_SHA256,
            X9ObjectIdentifiers.ecdsa_with_SHA384,
            X9ObjectIdentifiers.ecdsa_with_SHA512);

    @Override
    public String id() {
        return "key-strength";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.8; ETSI TS 119 312 V2.1.1";
    }

    /** Examines a path, the anchor last, or a holder alone. */
    @Override
    public Finding examine(List<X509Certificate> certificates) {
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            boolean anchor = i > 0 && i == certificates.size() - 1;
            fault(certificate, anchor).ifPresent(fault -> faults.add(Words.name(certificate) + " has " + fault));
        }
        if (faults.isEmpty()) {
            return passed("keys: RSA of at least " + SMALLEST_RSA + " bits or EC on an allowed curve;"
                    + " certificates signed with SHA-2");
        }
        return unknown(
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                String.join(", ", faults),
                "proof that the signature is from a time when this was strong enough, or a new certificate");
    }

    private static Optional<String> fault(X509Certificate certificate, boolean anchor) {
        try {
            Certificate parsed = Certificate.getInstance(certificate.getEncoded());
            Optional<String> key = keyFault(parsed.getSubjectPublicKeyInfo());
            return key.isPresent() || anchor ? key : signatureFault(parsed.getSignatureAlgorithm());
        } catch (IOException
                | java.security.cert.CertificateEncodingException
                | IllegalArgumentException
                | IllegalStateException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            return Optional.of("a key that cannot be read: " + Words.line(e));
        }
    }

    /** Why a key of this kind and size proves nothing; empty when it does. */
    public static Optional<String> keyFault(SubjectPublicKeyInfo key) throws IOException {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            int bits =
                    RSAPublicKey.getInstance(key.parsePublicKey()).getModulus().bitLength();
            return bits >= SMALLEST_RSA && bits <= LARGEST_RSA
                    ? Optional.empty()
                    : Optional.of("an RSA key of " + bits + " bits, expected " + SMALLEST_RSA + " to " + LARGEST_RSA);
        }
        if (!algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return Optional.of("a key of the algorithm " + algorithm + ", expected RSA or EC");
        }
        boolean allowed =
                key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve && CURVES.containsKey(curve);
        return allowed
                ? Optional.empty()
                : Optional.of("an EC key that is on none of the curves "
                        + String.join(", ", CURVES.values().stream().sorted().toList()));
    }

    /** Why a signature by this algorithm proves nothing; empty when it does. */
    public static Optional<String> signatureFault(AlgorithmIdentifier algorithm) {
        boolean allowed = SIGNATURES.contains(algorithm.getAlgorithm());
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            RSASSAPSSparams pss = RSASSAPSSparams.getInstance(algorithm.getParameters());
            allowed = pss != null
                    && SHA2.contains(pss.getHashAlgorithm().getAlgorithm())
                    && pss.getHashAlgorithm()
                            .getAlgorithm()
                            .equals(AlgorithmIdentifier.getInstance(
                                            pss.getMaskGenAlgorithm().getParameters())
                                    .getAlgorithm());
        }
        return allowed
                ? Optional.empty()
                : Optional.of("a signature by the algorithm " + algorithm.getAlgorithm() + ", expected SHA-2");
    }
}
