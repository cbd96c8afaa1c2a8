package org.cretula.sealing;

import org.cretula.certificate.CertificateOfOrigin;

/**
 * A certificate whose seal was found valid, read from the very bytes that were digested. Only {@link SealJudge} makes
 * one, so whoever takes it as a parameter cannot be given anything unchecked.
 */
public final class VerifiedCertificate {

    private final CertificateOfOrigin certificate;

    VerifiedCertificate(CertificateOfOrigin certificate) {
        this.certificate = certificate;
    }

    /** What the certificate says. */
    public CertificateOfOrigin certificate() {
        return certificate;
    }
}
