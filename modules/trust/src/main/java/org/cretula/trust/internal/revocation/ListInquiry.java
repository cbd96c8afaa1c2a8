package org.cretula.trust.internal.revocation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.EvidenceStore;

/**
 * What lists say of one certificate at one instant, RFC 5280 6.3.3.
 *
 * <p>Strategy: first every list is held against the certificate's points, its signer's path and its signature; what is
 * left may be used. Of those any that names the certificate as revoked decides, an old one and a delta list too, since a
 * revocation is not taken back. A hold is, so it counts only in a list that speaks for the instant and that no later
 * delta list takes back. Silence means good only where the lists that speak for the instant cover all reasons together,
 * a delta list only along with the complete list that it continues.
 */
final class ListInquiry {

    // A farm of lists must not cost more than their signatures may.
    private static final int MOST_LISTS = 1_200;
    private static final int MOST_ENTRIES = 1_000;

    /**
     * A list that may be used.
     *
     * @param reasons for which it speaks
     * @param entries that name the certificate
     * @param staleness why its silence says nothing; empty when it does
     */
    private record Use(
            KnownList list,
            int reasons,
            PublicKey signer,
            List<X509Certificate> signerPath,
            List<RevocationNotice> entries,
            Optional<String> staleness) {

        boolean continues(Use other) {
            boolean same = list.evidence().sha256().equals(other.list.evidence().sha256());
            return !same && list.continues(other.list) && signer.equals(other.signer);
        }
    }

    private final RevocationInquiry inquiry;
    private final ListSigners signers;
    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final Instant at;
    private final List<Use> uses = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private Optional<RevocationNotice> revoked = Optional.empty();
    private Optional<RevocationNotice> later = Optional.empty();
    private Optional<EvidenceStore> good = Optional.empty();
    private String goodSource = "";

    ListInquiry(
            RevocationInquiry inquiry,
            ListSigners signers,
            X509Certificate certificate,
            X509Certificate issuer,
            Instant at) {
        this.inquiry = inquiry;
        this.signers = signers;
        this.certificate = certificate;
        this.issuer = issuer;
        this.at = at;
    }

    void ask() {
        DistributionPoints points = inquiry.points(certificate);
        int looked = 0;
        for (KnownList list : inquiry.lists(points.listIssuers())) {
            if (++looked > MOST_LISTS) {
                // Those that were brought along come last.
                if (!list.brought()) {
                    inquiry.incomplete();
                }
                unusable.add("more than " + MOST_LISTS + " lists were given, and the rest was not looked at");
                break;
            }
            long leftOut = inquiry.leftOut();
            use(list, points).ifPresent(why -> unusable.add(list.inWords() + ": " + why));
            if (!list.brought() && inquiry.leftOut() > leftOut) {
                inquiry.incomplete();
            }
        }
        findRevocation();
        if (revoked.isEmpty()) {
            findHold();
        }
        if (revoked.isEmpty()) {
            findSilence();
        }
    }

    /** Takes a list into use, or says why not. */
    private Optional<String> use(KnownList list, DistributionPoints points) {
        Optional<String> fault = list.fault().or(() -> list.scope().kindFault(certificate));
        if (fault.isPresent()) {
            return fault;
        }
        X500Principal certificateIssuer = certificate.getIssuerX500Principal();
        int reasons = Reasons.NONE;
        for (DistributionPoints.Point point : points.points()) {
            reasons |= list.scope().reasonsAt(point, list.issuer(), certificateIssuer);
        }
        if (reasons == Reasons.NONE) {
            return Optional.of(
                    list.issuer().equals(certificateIssuer)
                            ? "it is for other distribution points than the certificate's"
                            : "it may not speak for certificates of another issuer");
        }
        ListSigners.Answer signer = signers.of(list, issuer, at);
        if (signer.signer().isEmpty()) {
            return Optional.of(signer.fault());
        }
        X509Certificate signedBy = signer.signer().get();
        Optional<String> staleness =
                list.staleness(certificate, at).or(() -> inquiry.endBefore(list.thisUpdate(), signedBy, at));
        uses.add(new Use(
                list,
                reasons,
                signedBy.getPublicKey(),
                signer.path(),
                notices(list, signer.path(), certificateIssuer),
                staleness));
        return staleness;
    }

    private List<RevocationNotice> notices(
            KnownList list, List<X509Certificate> signerPath, X500Principal certificateIssuer) {
        EvidenceStore evidence = evidence(list, signerPath);
        return list.list()
                .entries(certificate.getSerialNumber())
                .filter((Entry entry) -> entry.certificateIssuer().equals(certificateIssuer))
                .limit(MOST_ENTRIES)
                .map(entry -> RevocationNotice.of(entry, list.thisUpdate(), list.inWords(), evidence))
                .toList();
    }

    private void findRevocation() {
        for (Use use : uses) {
            for (RevocationNotice entry : use.entries()) {
                if (entry.holdsAt(at) && !entry.isHold()) {
                    revoked = Optional.of(entry);
                    return;
                }
                boolean isLater = !entry.takenBack() && entry.date().isAfter(at);
                later = later.isEmpty() && isLater ? Optional.of(entry) : later;
            }
        }
    }

    private void findHold() {
        for (Use use : uses) {
            boolean speaks = use.staleness().isEmpty() || fresh(use).findAny().isPresent();
            Optional<RevocationNotice> hold = use.entries().stream()
                    .filter(e -> e.isHold() && e.holdsAt(at))
                    .findFirst();
            if (speaks && hold.isPresent() && fresh(use).noneMatch(this::takesBack)) {
                revoked = hold;
                return;
            }
        }
    }

    /** The delta lists that continue this one and speak for the instant. */
    private Stream<Use> fresh(Use base) {
        return uses.stream().filter(u -> u.staleness().isEmpty() && u.continues(base));
    }

    private boolean takesBack(Use delta) {
        return delta.entries().stream().anyMatch(e -> e.takenBack() && !e.date().isAfter(at));
    }

    private void findSilence() {
        int covered = Reasons.NONE;
        EvidenceStore sources = EvidenceStore.empty();
        List<String> words = new ArrayList<>();
        for (Use use : uses) {
            if (use.list().isDelta() || (covered | use.reasons()) == covered) {
                continue;
            }
            Optional<Use> delta = fresh(use).findFirst();
            if (use.staleness().isPresent() && delta.isEmpty()) {
                continue;
            }
            covered |= use.reasons() & delta.map(Use::reasons).orElse(Reasons.ALL);
            sources = with(sources, use);
            words.add(use.list().inWords());
            if (delta.isPresent()) {
                sources = with(sources, delta.get());
                words.add(delta.get().list().inWords());
            }
        }
        if (covered == Reasons.ALL) {
            good = Optional.of(sources);
            goodSource = String.join(" and ", words);
        } else if (covered != Reasons.NONE) {
            unusable.add(
                    String.join(" and ", words) + ": silent on the reasons " + Reasons.names(Reasons.ALL & ~covered));
        } else if (uses.stream()
                .anyMatch(u -> u.list().isDelta() && u.staleness().isEmpty())) {
            unusable.add("a delta list was given, but no complete list that it continues");
        }
    }

    private EvidenceStore with(EvidenceStore sources, Use use) {
        EvidenceStore more = evidence(use.list(), use.signerPath());
        return sources.isEmpty() ? more : sources.plus(more);
    }

    private EvidenceStore evidence(KnownList list, List<X509Certificate> signerPath) {
        if (signerPath.isEmpty()) {
            return list.alone();
        }
        EvidenceStore.Builder sources = EvidenceStore.builder().all(list.alone());
        signerPath.forEach(c -> sources.certificate(c, inquiry.origin(c)));
        return sources.build();
    }

    Optional<RevocationNotice> revoked() {
        return revoked;
    }

    /** The first word of a revocation that does not reach back to the instant. */
    Optional<RevocationNotice> later() {
        return later;
    }

    Optional<EvidenceStore> good() {
        return good;
    }

    String goodSource() {
        return goodSource;
    }

    List<String> unusable() {
        return unusable;
    }
}
