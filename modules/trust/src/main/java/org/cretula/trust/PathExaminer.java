package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.path.AnchorConstraints;
import org.cretula.trust.internal.path.CandidatePath;
import org.cretula.trust.internal.path.CertificatePath;
import org.cretula.trust.internal.path.CertificatePurpose;
import org.cretula.trust.internal.path.CertificateValidity;
import org.cretula.trust.internal.path.ExampleTrustUse;
import org.cretula.trust.internal.path.KeyStrength;
import org.cretula.trust.internal.path.PathAttempt;
import org.cretula.trust.internal.path.PathOutcome;
import org.cretula.trust.internal.path.PathSearch;
import org.cretula.trust.internal.path.PkixEngine;
import org.cretula.trust.internal.revocation.EvidenceStrength;
import org.cretula.trust.internal.revocation.Revocation;
import org.cretula.trust.internal.revocation.RevocationAssessment;
import org.cretula.trust.internal.revocation.RevocationInquiry;
import org.cretula.trust.internal.revocation.RevocationSources;
import org.cretula.trust.internal.revocation.SignerPaths;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;

/**
 * Says whether a certificate chains to an anchor of a purpose and may be relied on at an instant, with every reason.
 *
 * <p>Order: the search finds every chain by name and signature; two engines validate each at a date at which they can;
 * our own checks judge what the engines leave out, dates and revocation. The first chain that passes everything is the
 * result, else the first that both engines accept. Nothing is fetched and nothing is thrown for a bad certificate.
 * May be shared by threads.
 */
public final class PathExaminer {

    private final TrustMaterial material;
    private final CertificateSignatures signatures;
    private final RevocationSources known;
    private final EvidenceStrength strength;
    private final PkixEngine jdk;
    private final PkixEngine bouncyCastle;

    /** An examiner that believes this material and nothing else. */
    public PathExaminer(TrustMaterial material, Providers providers) {
        this(material, providers, EvidenceStrength.asForCertificates());
    }

    /** An examiner for which other signatures over lists and answers are strong enough. */
    PathExaminer(TrustMaterial material, Providers providers, EvidenceStrength strength) {
        this.material = material;
        this.signatures = new CertificateSignatures(providers);
        this.known = new RevocationSources(material.evidence(), signatures);
        this.strength = strength;
        this.jdk = PkixEngine.jdk(providers);
        this.bouncyCastle = PkixEngine.bouncyCastle(providers);
    }

    /**
     * Examines a holder's certificate. What comes from outside should have been read by {@link StrictCertificates}.
     *
     * @param holder whose certificate it is
     * @param document what came along with it; only the first 64 certificates are looked at
     * @param purpose what the anchor must be trusted for
     * @param at the instant as at which everything is judged
     */
    public PathResult examine(X509Certificate holder, EvidenceStore document, Purpose purpose, Instant at) {
        List<X509Certificate> untrusted =
                document.certificates().stream().map(Evidence::content).toList();
        PathSearch.Found found = new PathSearch(material, signatures, purpose, at).from(holder, untrusted);
        List<PathAttempt> attempts = new ArrayList<>();
        Optional<PathResult> first = Optional.empty();
        for (CandidatePath candidate : found.candidates()) {
            PathAttempt attempt = new PathAttempt(candidate, jdk.refusal(candidate), bouncyCastle.refusal(candidate));
            attempts.add(attempt);
            if (attempt.accepted()) {
                PathOutcome outcome = new PathOutcome(holder, purpose, found, attempts, Optional.of(candidate));
                PathResult result = judged(outcome, candidate, document);
                if (result.verdict().indication() == Indication.VALID) {
                    return result;
                }
                first = first.or(() -> Optional.of(result));
            }
        }
        return first.orElseGet(
                () -> withoutPath(new PathOutcome(holder, purpose, found, attempts, Optional.empty()), at));
    }

    /** As above, where only certificates came along, in any order. */
    public PathResult examine(
            X509Certificate holder, Collection<X509Certificate> untrusted, Purpose purpose, Instant at) {
        return examine(holder, EvidenceStore.ofCertificates(untrusted, Origin.document("the document")), purpose, at);
    }

    private PathResult judged(PathOutcome outcome, CandidatePath path, EvidenceStore document) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new CertificatePath().examine(outcome));
        findings.add(
                new CertificateValidity().examine(new CertificateValidity.Subject(path.certificates(), path.at())));
        findings.add(new AnchorConstraints().examine(path));
        findings.add(new CertificatePurpose(path.purpose()).examine(path.holder()));
        findings.add(new KeyStrength().examine(path.certificates()));
        List<RevocationFact> facts = new ArrayList<>();
        RevocationInquiry inquiry = inquiry(path, document);
        for (int i = 0; i < path.belowAnchor().size(); i++) {
            RevocationAssessment assessment = inquiry.assess(i, path.at());
            facts.add(assessment.fact());
            findings.add(new Revocation().examine(assessment));
        }
        exampleTrust(Optional.of(path.anchor())).ifPresent(findings::add);
        return new PathResult(findings, path.certificates(), facts, Optional.of(path.earliestExpiry()));
    }

    private RevocationInquiry inquiry(CandidatePath path, EvidenceStore document) {
        RevocationSources brought = new RevocationSources(document, signatures, PathSearch.MAX_UNTRUSTED);
        return new RevocationInquiry(
                new RevocationInquiry.Setting(
                        List.of(known, brought), signatures, strength, new Signers(path.purpose(), document)),
                path.certificates());
    }

    /** What can be said of the holder's certificate alone. */
    private PathResult withoutPath(PathOutcome outcome, Instant at) {
        List<Finding> findings = new ArrayList<>();
        findings.add(new CertificatePath().examine(outcome));
        findings.add(new CertificateValidity().examine(new CertificateValidity.Subject(List.of(outcome.holder()), at)));
        findings.add(new CertificatePurpose(outcome.purpose()).examine(outcome.holder()));
        findings.add(new KeyStrength().examine(List.of(outcome.holder())));
        exampleTrust(Optional.empty()).ifPresent(findings::add);
        return new PathResult(findings, List.of(), List.of(), Optional.empty());
    }

    private Optional<Finding> exampleTrust(Optional<X509Certificate> anchor) {
        return material.exampleTrust() == ExampleTrust.ALLOWED
                ? Optional.of(new ExampleTrustUse().examine(anchor))
                : Optional.empty();
    }

    /** Ways from signers of lists to the anchors of a purpose. */
    private final class Signers implements SignerPaths {

        private final Purpose purpose;
        private final List<X509Certificate> untrusted;

        private Signers(Purpose purpose, EvidenceStore document) {
            this.purpose = purpose;
            this.untrusted = document.certificates().stream()
                    .limit(PathSearch.MAX_UNTRUSTED)
                    .map(Evidence::content)
                    .toList();
        }

        @Override
        public List<X509Certificate> candidates() {
            List<X509Certificate> candidates = new ArrayList<>(material.anchors(purpose));
            candidates.addAll(material.intermediates());
            candidates.addAll(untrusted);
            return candidates;
        }

        @Override
        public List<List<X509Certificate>> paths(X509Certificate signer, X509Certificate anchor, Instant at) {
            return new PathSearch(material, signatures, purpose, at)
                    .from(signer, untrusted).candidates().stream()
                            .filter(path -> path.anchor().equals(anchor) && isValid(path))
                            .map(CandidatePath::certificates)
                            .toList();
        }

        private boolean isValid(CandidatePath path) {
            CertificateValidity.Subject subject = new CertificateValidity.Subject(path.certificates(), path.at());
            return jdk.refusal(path).isEmpty()
                    && bouncyCastle.refusal(path).isEmpty()
                    && new CertificateValidity().examine(subject).outcome() == Outcome.PASSED
                    && new AnchorConstraints().examine(path).outcome() == Outcome.PASSED;
        }
    }
}
