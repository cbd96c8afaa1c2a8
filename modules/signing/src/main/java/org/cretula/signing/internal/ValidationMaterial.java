package org.cretula.signing.internal;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CollectedEvidence;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictParse;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampResult;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;

/** The certificates, lists and answers by which a holder is known to be good: all of them, or a refusal. */
public final class ValidationMaterial {

    private final TrustMaterial trust;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;
    private final Clock clock;
    private final Optional<EvidenceCollector> collector;
    private final PathExaminer paths;
    private final TimeStampExaminer timeStamps;

    /** Material from this trust and from the document. May be shared by threads. */
    public ValidationMaterial(TrustMaterial trust, Providers providers, AlgorithmCatalogue catalogue, Clock clock) {
        this.trust = trust;
        this.providers = providers;
        this.catalogue = catalogue;
        this.clock = clock;
        this.collector = Optional.empty();
        this.paths = new PathExaminer(trust, providers, catalogue);
        this.timeStamps = new TimeStampExaminer(paths, providers, catalogue);
    }

    private ValidationMaterial(ValidationMaterial same, EvidenceCollector collector) {
        this.trust = same.trust;
        this.providers = same.providers;
        this.catalogue = same.catalogue;
        this.clock = same.clock;
        this.collector = Optional.of(collector);
        this.paths = same.paths;
        this.timeStamps = same.timeStamps;
    }

    /** The same, and from what the collector fetches. */
    public ValidationMaterial collectingBy(EvidenceCollector by) {
        return new ValidationMaterial(this, by);
    }

    /** A time-stamp, held against what it must be over; its authority's status may be open as yet. */
    public TimeStampResult examined(byte[] token, byte[] stamped, EvidenceStore document)
            throws SigningRefusedException {
        StrictParse<TimeStampToken> parse = TimeStampToken.read(token);
        if (parse instanceof StrictParse.Refused<TimeStampToken> refused) {
            throw new SigningRefusedException("a time-stamp cannot be kept: " + refused.explanation());
        }
        TimeStampToken read = parse.value().orElseThrow();
        Instant now = clock.instant();
        Instant known = read.time().isAfter(now) ? read.time() : now;
        TimeStampResult result = timeStamps.examine(read, stamped, document, known);
        Optional<Finding> fault = contradiction(result);
        if (fault.isPresent()) {
            throw new SigningRefusedException(
                    "a time-stamp cannot be kept: " + fault.get().explanation());
        }
        return result;
    }

    /** What is wrong with a time-stamp beside what is not known of its authority. */
    public static Optional<Finding> contradiction(TimeStampResult result) {
        return result.findings().stream()
                .filter(f -> f.outcome() == Outcome.FAILED)
                .findFirst();
    }

    /** What it takes to judge a time-stamp's authority. */
    public EvidenceStore ofTimeStamp(TimeStampResult result) throws SigningRefusedException {
        X509Certificate authority = result.authority()
                .orElseThrow(() -> new SigningRefusedException(
                        "expected the certificate of the time-stamp's authority in the time-stamp, found none"));
        return of(
                authority,
                result.token().evidence(),
                Purpose.TSA,
                result.token().time());
    }

    /** What it takes to judge a holder as at an instant: the path without its anchor, and who is not revoked says who. */
    public EvidenceStore of(X509Certificate holder, EvidenceStore document, Purpose purpose, Instant at)
            throws SigningRefusedException {
        Optional<CollectedEvidence> collected = collector.map(c -> c.collect(holder, document, trust, purpose));
        PathExaminer examiner = collected
                .map(CollectedEvidence::evidence)
                .filter(fetched -> !fetched.isEmpty())
                .map(fetched -> new PathExaminer(trust.plus(fetched), providers, catalogue))
                .orElse(paths);
        PathResult result = examiner.examine(holder, document, purpose, at);
        if (result.verdict().indication() != Indication.VALID) {
            Finding open = result.verdict().decisive().orElseThrow();
            String notes = collected
                    .map(CollectedEvidence::notes)
                    .filter(n -> !n.isEmpty())
                    .map(n -> " (" + String.join("; ", n) + ")")
                    .orElse("");
            throw new SigningRefusedException("evidence is missing that would have to be embedded: "
                    + open.explanation() + notes
                    + open.remedy().map(r -> "; what would settle it: " + r).orElse(""));
        }
        EvidenceStore.Builder store = EvidenceStore.builder();
        List<X509Certificate> path = result.path();
        path.subList(0, path.size() - 1).forEach(c -> store.certificate(c, Origin.caller()));
        result.revocation().forEach(fact -> store.all(fact.sources()));
        return without(
                store.build(), EvidenceStore.ofCertificates(List.of(path.get(path.size() - 1)), Origin.caller()));
    }

    /** What of a store is not in another one. */
    public static EvidenceStore without(EvidenceStore store, EvidenceStore other) {
        Set<String> known = new HashSet<>();
        other.certificates().forEach(e -> known.add(e.sha256()));
        other.lists().forEach(e -> known.add(e.sha256()));
        other.answers().forEach(e -> known.add(e.sha256()));
        EvidenceStore.Builder rest = EvidenceStore.builder();
        store.certificates().stream()
                .filter(e -> isNew(e, known))
                .forEach(e -> rest.certificate(e.content(), e.origin()));
        store.lists().stream().filter(e -> isNew(e, known)).forEach(e -> rest.list(e.content(), e.origin()));
        store.answers().stream().filter(e -> isNew(e, known)).forEach(e -> rest.answer(e.content(), e.origin()));
        return rest.build();
    }

    private static boolean isNew(Evidence<?> evidence, Set<String> known) {
        return !known.contains(evidence.sha256());
    }
}
