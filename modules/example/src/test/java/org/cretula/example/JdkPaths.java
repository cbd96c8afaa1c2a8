package org.cretula.example;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Path validation by the JDK, with revocation lists and without network. */
final class JdkPaths {

    private JdkPaths() {}

    /** Does nothing if the chain, root last, is good at this instant; throws what the JDK throws otherwise. */
    static void validate(List<X509Certificate> chain, List<X509CRL> lists, Instant at) throws GeneralSecurityException {
        int last = chain.size() - 1;
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(chain.get(last), null)));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
        parameters.setDate(Date.from(at));
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain.subList(0, last)), parameters);
    }
}
