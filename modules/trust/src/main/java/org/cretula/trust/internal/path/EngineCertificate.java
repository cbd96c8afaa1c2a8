package org.cretula.trust.internal.path;

import java.math.BigInteger;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * A certificate whose signature is verified where we say, whatever its caller asks for.
 *
 * <p>The JDK's path engine takes a provider's name only, which would have to be registered with the virtual machine;
 * without one it uses SunEC, which lacks the brainpool curves, accepts some malformed ECDSA signatures and refuses some
 * good ones. And a signature over the same bytes need not be verified by the search and by each engine anew. Everything
 * but {@code verify} is passed on.
 */
public final class EngineCertificate extends X509Certificate {

    private static final long serialVersionUID = 1L;

    private final transient X509Certificate certificate;
    private final transient Predicate<PublicKey> verifier;
    private transient volatile byte @Nullable [] content;

    /**
     * A certificate as an engine sees it.
     *
     * @param certificate as that engine's parser read it
     * @param verifier whether a key signed it
     */
    public EngineCertificate(X509Certificate certificate, Predicate<PublicKey> verifier) {
        this.certificate = certificate;
        this.verifier = verifier;
    }

    @Override
    public void verify(PublicKey key) throws SignatureException {
        if (!verifier.test(key)) {
            throw new SignatureException("its signature was not made with its issuer's key");
        }
    }

    @Override
    public void verify(PublicKey key, @Nullable String ignored) throws SignatureException {
        verify(key);
    }

    @Override
    public void verify(PublicKey key, @Nullable Provider ignored) throws SignatureException {
        verify(key);
    }

    @Override
    @SuppressWarnings("deprecation") // The class it extends demands it; the principal is the same.
    public Principal getIssuerDN() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    @SuppressWarnings("deprecation") // As above.
    public Principal getSubjectDN() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity();
    }

    @Override
    public void checkValidity(Date date) throws CertificateExpiredException, CertificateNotYetValidException {
        certificate.checkValidity(date);
    }

    @Override
    public int getVersion() {
        return certificate.getVersion();
    }

    @Override
    public BigInteger getSerialNumber() {
        return certificate.getSerialNumber();
    }

    @Override
    public X500Principal getIssuerX500Principal() {
        return certificate.getIssuerX500Principal();
    }

    @Override
    public X500Principal getSubjectX500Principal() {
        return certificate.getSubjectX500Principal();
    }

    @Override
    public Date getNotBefore() {
        return certificate.getNotBefore();
    }

    @Override
    public Date getNotAfter() {
        return certificate.getNotAfter();
    }

    @Override
    public byte[] getTBSCertificate() throws CertificateEncodingException {
        byte[] bytes = content;
        if (bytes == null) {
            // Bouncy Castle encodes it anew each time, and its engine asks for it with each name that it looks at.
            bytes = certificate.getTBSCertificate();
            content = bytes;
        }
        return bytes.clone();
    }

    @Override
    public byte[] getSignature() {
        return certificate.getSignature();
    }

    @Override
    public String getSigAlgName() {
        return certificate.getSigAlgName();
    }

    @Override
    public String getSigAlgOID() {
        return certificate.getSigAlgOID();
    }

    @Override
    public byte[] getSigAlgParams() {
        return certificate.getSigAlgParams();
    }

    @Override
    public boolean @Nullable [] getIssuerUniqueID() {
        return certificate.getIssuerUniqueID();
    }

    @Override
    public boolean @Nullable [] getSubjectUniqueID() {
        return certificate.getSubjectUniqueID();
    }

    @Override
    public boolean @Nullable [] getKeyUsage() {
        return certificate.getKeyUsage();
    }

    @Override
    public @Nullable List<String> getExtendedKeyUsage() throws CertificateParsingException {
        return certificate.getExtendedKeyUsage();
    }

    @Override
    public int getBasicConstraints() {
        return certificate.getBasicConstraints();
    }

    @Override
    public @Nullable Collection<List<?>> getSubjectAlternativeNames() throws CertificateParsingException {
        return certificate.getSubjectAlternativeNames();
    }

    @Override
    public @Nullable Collection<List<?>> getIssuerAlternativeNames() throws CertificateParsingException {
        return certificate.getIssuerAlternativeNames();
    }

    @Override
    public byte[] getEncoded() throws CertificateEncodingException {
        return certificate.getEncoded();
    }

    @Override
    public PublicKey getPublicKey() {
        return certificate.getPublicKey();
    }

    @Override
    public boolean hasUnsupportedCriticalExtension() {
        return certificate.hasUnsupportedCriticalExtension();
    }

    @Override
    public @Nullable Set<String> getCriticalExtensionOIDs() {
        return certificate.getCriticalExtensionOIDs();
    }

    @Override
    public @Nullable Set<String> getNonCriticalExtensionOIDs() {
        return certificate.getNonCriticalExtensionOIDs();
    }

    @Override
    public byte @Nullable [] getExtensionValue(String oid) {
        return certificate.getExtensionValue(oid);
    }

    @Override
    public String toString() {
        return certificate.toString();
    }
}
