package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.internal.encoding.Digests;

/**
 * A certificate, revocation list or OCSP answer, and where it came from; nothing is verified by being evidence.
 *
 * @param content what it is
 * @param origin where it came from
 * @param sha256 SHA-256 of its bytes, in lower-case hexadecimal
 * @param from the start of the time for which it speaks: of a certificate the start of validity, of a list or answer
 *     its date
 * @param until the end of that time; empty when it does not say
 * @param <T> {@link X509Certificate}, {@link CertificateRevocationList} or {@link OcspAnswer}
 */
public record Evidence<T>(T content, Origin origin, String sha256, Instant from, Optional<Instant> until) {

    /** A certificate as evidence. */
    public static Evidence<X509Certificate> of(X509Certificate certificate, Origin origin) {
        return new Evidence<>(
                certificate,
                origin,
                Digests.sha256(certificate),
                certificate.getNotBefore().toInstant(),
                Optional.of(certificate.getNotAfter().toInstant()));
    }

    /** A revocation list as evidence. */
    public static Evidence<CertificateRevocationList> of(CertificateRevocationList list, Origin origin) {
        return new Evidence<>(list, origin, list.sha256(), list.thisUpdate(), list.nextUpdate());
    }

    /**
     * An OCSP answer as evidence. It speaks from its latest date until its earliest end; one without a date, because the
     * responder gave no answer, from the earliest instant there is.
     */
    public static Evidence<OcspAnswer> of(OcspAnswer answer, Origin origin) {
        return new Evidence<>(answer, origin, answer.sha256(), answer.from(), answer.until());
    }
}
