package org.cretula.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;

/** Whether one certificate's key signed another certificate or a list. */
final class CertificateSignatures {

    private final Providers providers;

    CertificateSignatures(Providers providers) {
        this.providers = providers;
    }

    boolean signed(X509Certificate child, X509Certificate issuer) {
        try {
            child.verify(issuer.getPublicKey(), providers.signature(child.getSigAlgName()));
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report hostile keys by unchecked exceptions too; whatever went wrong, it is not verified.
            return false;
        }
    }

    boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey(), providers.signature(list.getSigAlgName()));
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // As above.
            return false;
        }
    }
}
