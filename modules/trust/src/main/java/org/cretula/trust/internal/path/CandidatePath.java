package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.cretula.trust.AnchorLimits;
import org.cretula.trust.Purpose;

/**
 * A chain of certificates in which each was signed with the key of the next; nothing more is known of it yet.
 *
 * @param certificates the holder's certificate first, the anchor last; at least two
 * @param purpose what the anchor is trusted for
 * @param at the instant as at which everything is judged
 * @param limits how far its user trusts the anchor
 */
public record CandidatePath(List<X509Certificate> certificates, Purpose purpose, Instant at, AnchorLimits limits) {

    public CandidatePath {
        certificates = List.copyOf(certificates);
        if (certificates.size() < 2) {
            throw new IllegalArgumentException("a path has a holder and an anchor, got " + certificates.size());
        }
    }

    public CandidatePath(List<X509Certificate> certificates, Purpose purpose, Instant at) {
        this(certificates, purpose, at, AnchorLimits.NONE);
    }

    public X509Certificate holder() {
        return certificates.get(0);
    }

    public X509Certificate anchor() {
        return certificates.get(certificates.size() - 1);
    }

    /** Everything but the anchor, the holder first. */
    public List<X509Certificate> belowAnchor() {
        return certificates.subList(0, certificates.size() - 1);
    }

    /** The last start of validity below the anchor. */
    public Instant latestStart() {
        return belowAnchor().stream()
                .map(c -> c.getNotBefore().toInstant())
                .max(Instant::compareTo)
                .orElseThrow();
    }

    /** The first end of validity below the anchor. */
    public Instant earliestEnd() {
        return earliestEnd(belowAnchor());
    }

    /** Whether there is an instant at which every certificate below the anchor is valid. */
    public boolean validityOverlaps() {
        return !latestStart().isAfter(earliestEnd());
    }

    /**
     * The instant for which the engines are asked: the last at which every certificate below the anchor is valid. It is
     * the same for every question, so that answers can be remembered; whether {@link #at} is within the dates is for
     * {@link CertificateValidity}.
     */
    public Instant engineDate() {
        return earliestEnd();
    }

    public boolean coversInstant() {
        for (X509Certificate certificate : certificates) {
            if (!covers(certificate, at)) {
                return false;
            }
        }
        return true;
    }

    public static boolean covers(X509Certificate certificate, Instant at) {
        return !at.isBefore(certificate.getNotBefore().toInstant())
                && !at.isAfter(certificate.getNotAfter().toInstant());
    }

    /** The first end of validity, the anchor's included. */
    public Instant earliestExpiry() {
        return earliestEnd(certificates);
    }

    /** The first end of validity of some certificates, at least one. */
    static Instant earliestEnd(List<X509Certificate> certificates) {
        Instant earliest = Instant.MAX;
        for (X509Certificate certificate : certificates) {
            Instant end = certificate.getNotAfter().toInstant();
            earliest = end.isBefore(earliest) ? end : earliest;
        }
        return earliest;
    }
}
