package org.cretula.benchmarks;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import javax.xml.stream.XMLStreamException;

/**
 * What nobody can do without who verifies a seal: one streaming parse with exclusive canonicalisation and SHA-256, and
 * every distinct raw verification once, by the fastest provider: the value, the signer's certificate, and at the first of
 * an issuer its certificate and list. No grammar, no validity, no limits, no report.
 */
final class VerifyFloor {

    private static final Base64.Decoder BASE64 = Base64.getMimeDecoder();

    private final Provider provider;
    private final String ofValues;
    private final String ofCertificates;
    private final Map<X500Principal, X509Certificate> issuers = new HashMap<>();
    private final Map<X500Principal, X509CRL> lists = new HashMap<>();
    private final Set<String> verified = new HashSet<>();
    private final CertificateFactory factory = CertificateFactory.getInstance("X.509");
    private final MessageDigest sha256;

    VerifyFloor(Provider provider, boolean rsa, Provider digests, Sealed sealed) throws GeneralSecurityException {
        this.provider = provider;
        this.sha256 = MessageDigest.getInstance("SHA-256", digests);
        this.ofCertificates = rsa ? "SHA256withRSA" : "SHA256withECDSA";
        this.ofValues = rsa ? "SHA256withRSA" : plain(provider);
        sealed.issuers().forEach(issuer -> issuers.put(issuer.getSubjectX500Principal(), issuer));
        for (byte[] der : sealed.lists()) {
            X509CRL list = (X509CRL) factory.generateCRL(new ByteArrayInputStream(der));
            lists.put(list.getIssuerX500Principal(), list);
        }
    }

    private static String plain(Provider provider) {
        return provider.getName().startsWith("Sun") ? "SHA256withECDSAinP1363Format" : "SHA256withPLAIN-ECDSA";
    }

    boolean verify(byte[] document) throws GeneralSecurityException {
        StreamedSeal seal;
        try {
            seal = StreamedSeal.read(document, sha256);
        } catch (XMLStreamException e) {
            throw new IllegalStateException("not a seal", e);
        }
        X509Certificate signer = (X509Certificate)
                factory.generateCertificate(new ByteArrayInputStream(BASE64.decode(seal.certificate())));
        return seal.digestsMatch()
                && verified(
                        ofValues,
                        signer.getPublicKey(),
                        seal.signedInfo(),
                        BASE64.decode(seal.value().getBytes(StandardCharsets.US_ASCII)))
                && path(signer);
    }

    private boolean path(X509Certificate certificate) throws GeneralSecurityException {
        X500Principal issuerName = certificate.getIssuerX500Principal();
        X509Certificate issuer = issuers.get(issuerName);
        X509CRL list = lists.get(issuerName);
        if (issuer == null || list == null) {
            return false;
        }
        if (verified.add(certificate.getSubjectX500Principal() + " " + certificate.getSerialNumber())
                && !verified(
                        ofCertificates,
                        issuer.getPublicKey(),
                        certificate.getTBSCertificate(),
                        certificate.getSignature())) {
            return false;
        }
        if (verified.add("list of " + issuerName)
                && !verified(ofCertificates, issuer.getPublicKey(), list.getTBSCertList(), list.getSignature())) {
            return false;
        }
        return !list.isRevoked(certificate) && (issuer.getIssuerX500Principal().equals(issuerName) || path(issuer));
    }

    private boolean verified(String algorithm, PublicKey key, byte[] content, byte[] value)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initVerify(key);
        signature.update(content);
        return signature.verify(value);
    }

    /** For who compares digests. */
    static boolean same(byte[] digest, String base64) {
        return Arrays.equals(digest, BASE64.decode(base64));
    }
}
