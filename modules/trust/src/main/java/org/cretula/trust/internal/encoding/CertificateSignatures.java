package org.cretula.trust.internal.encoding;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import org.cretula.trust.Providers;

/** Whether one certificate's key signed another certificate or a list. */
public final class CertificateSignatures {

    private final Providers providers;

    public CertificateSignatures(Providers providers) {
        this.providers = providers;
    }

    public boolean signed(X509Certificate child, X509Certificate issuer) {
        try {
            child.verify(issuer.getPublicKey(), providers.signature(child.getSigAlgName()));
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers report hostile keys by unchecked exceptions too; whatever went wrong, it is not verified.
            return false;
        }
    }

    public boolean signed(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey(), providers.signature(list.getSigAlgName()));
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // As above.
            return false;
        }
    }
}
