package org.cretula.trust.internal.revocation;

import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;

/**
 * Asks every list given about a certificate.
 *
 * <p>Strategy: a list is used only if its issuer's key signed it and its scope is the whole of its issuer's
 * certificates. Any such list that names the certificate as revoked by then decides, an old one too, since a
 * revocation is not taken back, and one entry of several for the same certificate; a hold is, so there only a list that speaks for the instant counts. Silence means good
 * only in a list that speaks for the instant. Everything else is unknown.
 */
public final class RevocationLists {

    private final List<RevocationList> lists;

    public RevocationLists(Collection<CertificateRevocationList> crls, CertificateSignatures signatures) {
        this.lists = crls.stream()
                .map(crl -> new RevocationList(crl, signatures))
                .sorted(Comparator.comparing(RevocationList::thisUpdate).reversed())
                .toList();
    }

    public RevocationAssessment assess(
            X509Certificate certificate, X509Certificate issuer, boolean holder, Instant at) {
        List<String> unusable = new ArrayList<>();
        Optional<RevocationList> good = Optional.empty();
        Optional<Entry> later = Optional.empty();
        for (RevocationList list : lists) {
            if (!list.isNamedFor(issuer)) {
                continue;
            }
            Optional<String> fault = list.fault(issuer);
            Optional<String> staleness = list.freshnessFault(certificate, at);
            if (fault.isEmpty()) {
                for (Entry entry : list.entries(certificate)) {
                    if (revoked(entry, at) && (staleness.isEmpty() || !hold(entry))) {
                        RevocationFact fact = new RevocationFact(
                                certificate,
                                Status.REVOKED,
                                EvidenceStore.builder()
                                        .list(list.list(), Origin.caller())
                                        .build(),
                                Optional.of(entry.revocationDate()));
                        return new RevocationAssessment(fact, issuer, holder, at, Optional.of(entry), unusable);
                    }
                    later = later.isEmpty() ? Optional.of(entry) : later;
                }
                if (staleness.isEmpty() && good.isEmpty()) {
                    good = Optional.of(list);
                }
            }
            fault.or(() -> staleness)
                    .ifPresent(why -> unusable.add("the list of " + Words.date(list.thisUpdate()) + ": " + why));
        }
        RevocationFact fact = new RevocationFact(
                certificate,
                good.isPresent() ? Status.GOOD : Status.UNKNOWN,
                good.map(g -> EvidenceStore.builder()
                                .list(g.list(), Origin.caller())
                                .build())
                        .orElse(EvidenceStore.empty()),
                later.map(Entry::revocationDate));
        return new RevocationAssessment(fact, issuer, holder, at, later, unusable);
    }

    private static boolean revoked(Entry entry, Instant at) {
        // A key compromised since an earlier date was no proof of its holder's will since then (attack C03).
        Instant from =
                entry.invalidSince().filter(entry.revocationDate()::isAfter).orElse(entry.revocationDate());
        return entry.reason().orElse(null) != CRLReason.REMOVE_FROM_CRL && !from.isAfter(at);
    }

    private static boolean hold(Entry entry) {
        return entry.reason().orElse(null) == CRLReason.CERTIFICATE_HOLD;
    }
}
