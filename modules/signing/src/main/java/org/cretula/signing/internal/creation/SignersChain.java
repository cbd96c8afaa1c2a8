package org.cretula.signing.internal.creation;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.cretula.signing.SigningRefusedException;

/** Refuses to sign with certificates by which nobody would believe the signature, or not everybody find its issuers. */
final class SignersChain {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;

    private SignersChain() {}

    /**
     * Refuses it.
     *
     * @param chain the signer's certificate, then those that certify it, each followed by its issuer's
     * @param time that is claimed for the signature
     */
    static void refuse(List<X509Certificate> chain, Instant time) throws SigningRefusedException {
        refuseOutsideValidity(chain.get(0), time);
        refuseOtherUse(chain.get(0));
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i).getSubjectX500Principal().equals(chain.get(i - 1).getIssuerX500Principal())) {
                throw new SigningRefusedException("expected the certificate of "
                        + chain.get(i - 1).getIssuerX500Principal().getName() + " behind the one that it issued, found "
                        + name(chain.get(i)) + "; put the chain in order, the signer's certificate first");
            }
        }
    }

    private static void refuseOutsideValidity(X509Certificate certificate, Instant time)
            throws SigningRefusedException {
        try {
            certificate.checkValidity(Date.from(time));
        } catch (CertificateException e) {
            throw new SigningRefusedException(
                    "the certificate of " + name(certificate) + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", not at " + time
                            + "; ask the CA for a current one",
                    e);
        }
    }

    /** RFC 5280, 4.2.1.3; the judge asks the same. */
    private static void refuseOtherUse(X509Certificate certificate) throws SigningRefusedException {
        boolean[] usage = certificate.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            throw new SigningRefusedException("the certificate of " + name(certificate)
                    + " is not for signing: its key usage has neither digitalSignature nor nonRepudiation; ask the CA"
                    + " for one that is");
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
