package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Certificates;
import org.cretula.trust.internal.encoding.Remembered;
import org.cretula.trust.internal.path.AnchorConstraints;
import org.cretula.trust.internal.path.Budget;
import org.cretula.trust.internal.path.CandidatePath;
import org.cretula.trust.internal.path.CertificatePath;
import org.cretula.trust.internal.path.CertificatePurpose;
import org.cretula.trust.internal.path.CertificateValidity;
import org.cretula.trust.internal.path.ExampleTrustUse;
import org.cretula.trust.internal.path.KeyFacts;
import org.cretula.trust.internal.path.KeyStrength;
import org.cretula.trust.internal.path.LimitedAnchor;
import org.cretula.trust.internal.path.PathAttempt;
import org.cretula.trust.internal.path.PathEngines;
import org.cretula.trust.internal.path.PathOutcome;
import org.cretula.trust.internal.path.PathSearch;
import org.cretula.trust.internal.path.Pool;
import org.cretula.trust.internal.revocation.DistributionPoints;
import org.cretula.trust.internal.revocation.Revocation;
import org.cretula.trust.internal.revocation.RevocationAssessment;
import org.cretula.trust.internal.revocation.RevocationInquiry;
import org.cretula.trust.internal.revocation.RevocationSources;
import org.cretula.trust.internal.revocation.SignerPaths;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;

/**
 * Says whether a certificate chains to an anchor of a purpose and may be relied on at an instant, with every reason.
 *
 * <p>Order: the search finds every chain by name and signature; two engines validate each at a date at which they can;
 * our own checks judge what the engines leave out, dates and revocation. The first chain that passes everything is the
 * result, else the first that both engines accept. Nothing is fetched and nothing is thrown for a bad certificate.
 * May be shared by threads.
 *
 * <p>What was verified and found stays remembered, up to some 120 MiB however many certificates strangers send: make one
 * examiner for all documents.
 */
public final class PathExaminer {

    private static final long MOST_REMEMBERED = 24L * 1024 * 1024;
    private static final long FINDINGS = 8_000;

    /** What the checks depend on that look at neither the instant nor the lists. */
    private record Timeless(List<X509Certificate> certificates, Purpose purpose) {
        long weight() {
            return Certificates.weight(certificates) + FINDINGS;
        }
    }

    private final TrustMaterial material;
    private final KeyFacts keys;
    private final CertificateSignatures signatures;
    private final RevocationSources known;
    private final PathEngines engines;
    private final Pool pool;
    private final Remembered<Timeless, List<Finding>> timeless = new Remembered<>(MOST_REMEMBERED, Timeless::weight);
    private final Remembered<X509Certificate, DistributionPoints> points = DistributionPoints.memory(MOST_REMEMBERED);
    private final PathLimits limits;
    private final LongSupplier nanoTime;

    /** What our own checks and the lists say of a path that both engines accept. */
    private record Judged(
            CandidatePath path, Set<String> policies, List<Finding> findings, List<RevocationFact> revocation) {

        List<Finding> open() {
            List<Finding> open = new ArrayList<>();
            for (Finding finding : findings) {
                if (finding.outcome() != Outcome.PASSED) {
                    open.add(finding);
                }
            }
            return open;
        }
    }

    /** An examiner that believes this material and nothing else, by the usual catalogue and within the usual limits. */
    public PathExaminer(TrustMaterial material, Providers providers) {
        this(material, providers, AlgorithmCatalogue.usual());
    }

    /** An examiner that believes this material and nothing else, and judges algorithms by this catalogue. */
    public PathExaminer(TrustMaterial material, Providers providers, AlgorithmCatalogue catalogue) {
        this(material, providers, catalogue, PathLimits.USUAL, System::nanoTime);
    }

    /**
     * An examiner that believes this material and nothing else.
     *
     * @param catalogue by which algorithms are judged
     * @param limits how far it goes
     * @param nanoTime a clock for the limit on time, which only goes forward, in nanoseconds; it decides nothing else
     */
    public PathExaminer(
            TrustMaterial material,
            Providers providers,
            AlgorithmCatalogue catalogue,
            PathLimits limits,
            LongSupplier nanoTime) {
        this.material = material;
        this.keys = new KeyFacts(catalogue);
        this.signatures = new CertificateSignatures(providers);
        this.known = new RevocationSources(material.evidence(), signatures);
        this.pool = new Pool(material);
        this.engines = new PathEngines(providers, signatures);
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    /** Examines a holder's certificate for any certificate policy; see {@link #examine(PathQuestion)}. */
    public PathResult examine(
            X509Certificate holder, Collection<X509Certificate> untrusted, Purpose purpose, Instant at) {
        return examine(new PathQuestion(holder, purpose, at).with(untrusted));
    }

    /** Examines a holder's certificate for any certificate policy, with what came along with it. */
    public PathResult examine(X509Certificate holder, EvidenceStore document, Purpose purpose, Instant at) {
        return examine(new PathQuestion(holder, purpose, at).with(document));
    }

    /** Examines a holder's certificate. */
    public PathResult examine(PathQuestion question) {
        Budget budget = new Budget(limits, nanoTime);
        PathSearch.Found found = new PathSearch(pool, signatures, question.purpose(), question.at(), budget)
                .from(
                        question.holder(),
                        question.document().certificates().stream()
                                .map(Evidence::content)
                                .toList());
        List<PathAttempt> attempts = new ArrayList<>();
        List<TriedPath> tried = new ArrayList<>();
        Optional<Judged> best = Optional.empty();
        for (CandidatePath candidate : found.candidates()) {
            if (budget.late()) {
                break;
            }
            PathAttempt attempt = engines.attempt(candidate, question.policy(), budget);
            attempts.add(attempt);
            if (!attempt.accepted()) {
                tried.add(new TriedPath(candidate.certificates(), attempt.refusals(), List.of()));
                continue;
            }
            Judged judged = judged(candidate, attempt.jdk().policies(), question.document(), budget);
            tried.add(new TriedPath(candidate.certificates(), List.of(), judged.open()));
            if (judged.open().isEmpty()) {
                best = Optional.of(judged);
                break;
            }
            best = best.isEmpty() ? Optional.of(judged) : best;
        }
        PathOutcome outcome = new PathOutcome(
                question.holder(), question.purpose(), found, attempts, tried, best.map(Judged::path), budget.met());
        return best.map(judged -> result(outcome, judged)).orElseGet(() -> withoutPath(outcome, question.at()));
    }

    private Judged judged(CandidatePath path, Set<String> policies, EvidenceStore document, Budget budget) {
        List<Finding> findings = new ArrayList<>();
        findings.add(
                new CertificateValidity().examine(new CertificateValidity.Subject(path.certificates(), path.at())));
        findings.addAll(timeless.get(new Timeless(path.certificates(), path.purpose()), () -> timeless(path)));
        if (!path.limits().equals(AnchorLimits.NONE)) {
            findings.add(new LimitedAnchor().examine(new LimitedAnchor.Subject(path, policies)));
        }
        findings.add(new KeyStrength(keys, path.at()).examine(path.certificates()));
        List<RevocationFact> facts = new ArrayList<>();
        RevocationInquiry inquiry = inquiry(path, document, budget);
        for (int i = 0; i < path.belowAnchor().size(); i++) {
            RevocationAssessment assessment = inquiry.assess(i, path.at());
            facts.add(assessment.fact());
            findings.add(new Revocation().examine(assessment));
        }
        exampleTrust(Optional.of(path.anchor())).ifPresent(findings::add);
        return new Judged(path, LimitedAnchor.remaining(path.limits(), policies), findings, facts);
    }

    private static List<Finding> timeless(CandidatePath path) {
        return List.of(
                new AnchorConstraints().examine(path), new CertificatePurpose(path.purpose()).examine(path.holder()));
    }

    private static PathResult result(PathOutcome outcome, Judged judged) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new CertificatePath().examine(outcome));
        findings.addAll(judged.findings());
        CandidatePath path = judged.path();
        return new PathResult(
                findings,
                path.certificates(),
                judged.revocation(),
                Optional.of(path.earliestExpiry()),
                judged.policies(),
                outcome.tried());
    }

    private RevocationInquiry inquiry(CandidatePath path, EvidenceStore document, Budget budget) {
        boolean brought = !document.lists().isEmpty() || !document.answers().isEmpty();
        List<RevocationSources> sources = brought
                ? List.of(known, new RevocationSources(document, signatures, limits.untrusted()))
                : List.of(known);
        return new RevocationInquiry(
                new RevocationInquiry.Setting(
                        sources, signatures, keys.catalogue(), new Signers(path.purpose(), document, budget), points),
                path.certificates());
    }

    /** What can be said of the holder's certificate alone. */
    private PathResult withoutPath(PathOutcome outcome, Instant at) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new CertificatePath().examine(outcome));
        findings.add(new CertificateValidity().examine(new CertificateValidity.Subject(List.of(outcome.holder()), at)));
        findings.add(new CertificatePurpose(outcome.purpose()).examine(outcome.holder()));
        findings.add(new KeyStrength(keys, at).examine(List.of(outcome.holder())));
        exampleTrust(Optional.empty()).ifPresent(findings::add);
        return new PathResult(findings, List.of(), List.of(), Optional.empty(), Set.of(), outcome.tried());
    }

    private Optional<Finding> exampleTrust(Optional<X509Certificate> anchor) {
        return material.exampleTrust() == ExampleTrust.ALLOWED
                ? Optional.of(new ExampleTrustUse().examine(anchor))
                : Optional.empty();
    }

    /** Ways from signers of lists to the anchors of a purpose. */
    private final class Signers implements SignerPaths {

        private final Purpose purpose;
        private final EvidenceStore document;
        private final Budget budget;
        private long leftOut;

        private Signers(Purpose purpose, EvidenceStore document, Budget budget) {
            this.purpose = purpose;
            this.budget = budget;
            this.document = document;
        }

        private List<X509Certificate> untrusted() {
            return document.certificates().stream()
                    .limit(limits.untrusted())
                    .map(Evidence::content)
                    .toList();
        }

        @Override
        public List<X509Certificate> candidates() {
            List<X509Certificate> candidates = new ArrayList<>(material.anchors(purpose));
            candidates.addAll(material.intermediates());
            candidates.addAll(untrusted());
            return candidates;
        }

        @Override
        public Origin origin(X509Certificate candidate) {
            return Stream.concat(material.evidence().certificates().stream(), document.certificates().stream())
                    .filter(evidence -> evidence.content().equals(candidate))
                    .map(Evidence::origin)
                    .findFirst()
                    .orElse(Origin.caller());
        }

        @Override
        public List<List<X509Certificate>> paths(X509Certificate signer, X509Certificate anchor, Instant at) {
            long before = budget.meetings();
            List<List<X509Certificate>> paths = new PathSearch(pool, signatures, purpose, at, budget)
                    .from(signer, untrusted()).candidates().stream()
                            .filter(path -> path.anchor().equals(anchor) && isValid(path))
                            .map(CandidatePath::certificates)
                            .toList();
            leftOut += budget.meetings() - before;
            return paths;
        }

        @Override
        public long leftOut() {
            return leftOut;
        }

        private boolean isValid(CandidatePath path) {
            CertificateValidity.Subject subject = new CertificateValidity.Subject(path.certificates(), path.at());
            PathAttempt attempt = engines.attempt(path, PathPolicy.ANY, budget);
            return attempt.jdk().accepts()
                    && attempt.bouncyCastle().accepts()
                    && new CertificateValidity().examine(subject).outcome() == Outcome.PASSED
                    && new AnchorConstraints().examine(path).outcome() == Outcome.PASSED
                    && LimitedAnchor.allowsSigner(path);
        }
    }
}
