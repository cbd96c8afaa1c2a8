package org.cretula.trust;

import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What the revocation lists say about one certificate at one instant.
 *
 * @param certificate whose status it is
 * @param status the status at that instant
 * @param list the list that decided; empty when the status is unknown
 * @param revokedAt the date of revocation, also one after that instant; empty when no list names the certificate
 */
public record RevocationFact(
        X509Certificate certificate, Status status, Optional<X509CRL> list, Optional<Instant> revokedAt) {

    /** The status at the instant asked for. */
    public enum Status {
        /** Not revoked then; perhaps later. */
        GOOD,
        /** Revoked then, or named as invalid since an earlier date. */
        REVOKED,
        /** No usable list. */
        UNKNOWN
    }
}
