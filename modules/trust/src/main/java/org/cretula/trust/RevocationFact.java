package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What revocation lists and OCSP answers say about one certificate at one instant.
 *
 * @param certificate whose status it is
 * @param status the status at that instant
 * @param sources the lists or answers that decided, and the certificates off the path of those who signed them; empty
 *     when the status is unknown
 * @param revokedAt the date of revocation, also one after that instant; empty when nothing usable says so
 */
public record RevocationFact(
        X509Certificate certificate, Status status, EvidenceStore sources, Optional<Instant> revokedAt) {

    /** The status at the instant asked for. */
    public enum Status {
        /** Not revoked then; perhaps later. */
        GOOD,
        /** Revoked then, or named as invalid since an earlier date. */
        REVOKED,
        /** Nothing usable says. */
        UNKNOWN
    }
}
