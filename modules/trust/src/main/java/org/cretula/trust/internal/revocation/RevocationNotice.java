package org.cretula.trust.internal.revocation;

import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.OcspAnswer.Single;

/**
 * A usable source's word that a certificate is or was revoked.
 *
 * @param date of the revocation
 * @param reason if given
 * @param invalidSince since when the key was known or suspected to be compromised, if given
 * @param said when the source was made
 * @param source the source in words
 * @param sources the evidence that says so
 */
public record RevocationNotice(
        Instant date,
        Optional<CRLReason> reason,
        Optional<Instant> invalidSince,
        Instant said,
        String source,
        EvidenceStore sources) {

    static RevocationNotice of(Entry entry, Instant said, String source, EvidenceStore sources) {
        return new RevocationNotice(
                entry.revocationDate(), entry.reason(), entry.invalidSince(), said, source, sources);
    }

    static RevocationNotice of(Single single, String source, EvidenceStore sources) {
        // RFC 6960 demands the date; whatever lacks it is taken at its worst.
        return new RevocationNotice(
                single.revocationDate().orElse(Instant.MIN),
                single.reason(),
                single.invalidSince(),
                single.thisUpdate(),
                source,
                sources);
    }

    /**
     * Whether the certificate was no proof of its holder's will at that instant (attacks C02, C03). Whoever is named is
     * revoked from then on, whatever date stands beside the name: RFC 5280 6.3.3 (i) compares none.
     */
    boolean holdsAt(Instant at) {
        boolean reached = !date.isAfter(at)
                || !said.isAfter(at)
                || invalidSince.filter(since -> !since.isAfter(at)).isPresent();
        return reached && !takenBack();
    }

    boolean isHold() {
        return reason.filter(r -> r == CRLReason.CERTIFICATE_HOLD).isPresent();
    }

    /** Whether it says that a hold has ended. */
    boolean takenBack() {
        return reason.filter(r -> r == CRLReason.REMOVE_FROM_CRL).isPresent();
    }
}
