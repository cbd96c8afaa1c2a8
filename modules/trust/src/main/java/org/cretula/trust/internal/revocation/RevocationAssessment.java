package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.RevocationFact;

/**
 * What all the lists given say about one certificate of a path.
 *
 * @param fact the status and what it rests on
 * @param issuer the next certificate of the path
 * @param holder whether it is the first certificate of the path
 * @param at the instant asked for
 * @param entry the entry that names the certificate, of a list that may be used
 * @param unusable why each list of this issuer could not be used
 */
public record RevocationAssessment(
        RevocationFact fact,
        X509Certificate issuer,
        boolean holder,
        Instant at,
        Optional<Entry> entry,
        List<String> unusable) {

    public RevocationAssessment {
        unusable = List.copyOf(unusable);
    }

    public X509Certificate certificate() {
        return fact.certificate();
    }
}
