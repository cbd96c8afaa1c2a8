package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.RevocationFact;

/**
 * What all lists and answers given say about one certificate of a path.
 *
 * @param fact the status and what it rests on
 * @param issuer the next certificate of the path
 * @param holder whether it is the first certificate of the path
 * @param at the instant asked for
 * @param notice what a usable source says of a revocation, also of a later one
 * @param source the source that decided, in words; empty when the status is unknown
 * @param unusable why each other list or answer for this certificate could not be used
 */
public record RevocationAssessment(
        RevocationFact fact,
        X509Certificate issuer,
        boolean holder,
        Instant at,
        Optional<RevocationNotice> notice,
        String source,
        List<String> unusable) {

    public RevocationAssessment {
        unusable = List.copyOf(unusable);
    }

    public X509Certificate certificate() {
        return fact.certificate();
    }
}
