package org.cretula.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.CoreChecks;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Levels;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.signing.internal.SigningTimeOrder;
import org.cretula.signing.internal.Stamps;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.Evidence;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.verdict.Verdict;
import org.cretula.xml.XmlElement;

/**
 * Judges an enveloped XAdES signature of any baseline level over a whole document: never throws for bad input, opens no connection.
 *
 * <p>The order is the defence. First the form, by a closed grammar; then everything is computed from the one tree; then
 * all checks run, each on its own, so that the reader sees every reason and not only the first; then the time-stamps; last
 * the path from the signer's certificate to an anchor that the caller named. May be shared by threads; the document may not.
 */
public final class SignatureValidator {

    private static final Check<Exception> STRUCTURE = new Structure();

    private final PathExaminer paths;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;
    private final TimeStampExaminer timeStamps;

    /** A validator that trusts what this examiner trusts, and judges algorithms by the usual catalogue. */
    public SignatureValidator(PathExaminer paths, Providers providers) {
        this(paths, providers, AlgorithmCatalogue.usual());
    }

    /** A validator that trusts what this examiner trusts, and judges algorithms by this catalogue. */
    public SignatureValidator(PathExaminer paths, Providers providers, AlgorithmCatalogue catalogue) {
        this.paths = paths;
        this.providers = providers;
        this.catalogue = catalogue;
        this.timeStamps = new TimeStampExaminer(paths, providers, catalogue);
    }

    /**
     * Judges the signature in this element as at a moment. A time-stamp by an authority that the caller trusts proves
     * that the signature is older than that; then signer and algorithms are judged as at that instant.
     */
    public SignatureJudgement judge(XmlElement signature, Instant at) {
        Examined examined;
        Stamps stamps;
        try {
            XadesSignature read = SignatureReader.read(signature);
            List<Finding> form = form(read, catalogue, at);
            if (form.stream().anyMatch(f -> f.outcome() == Outcome.FAILED)) {
                return SignatureJudgement.ofForm(
                        new Verdict(form), Optional.of(read.properties().signingTime()));
            }
            examined = Core.examine(read, at, providers);
            stamps = Stamps.of(examined, timeStamps, at);
        } catch (SignatureReader.Malformed | XMLSecurityException e) {
            return SignatureJudgement.ofForm(Verdict.of(STRUCTURE.examine(e)), Optional.empty());
        }
        return judged(examined, stamps, at);
    }

    private SignatureJudgement judged(Examined examined, Stamps stamps, Instant at) {
        Instant asAt = stamps.best().orElse(at);
        Instant claimed = examined.signature().properties().signingTime();
        List<Finding> findings = core(examined, catalogue, asAt);
        // An algorithm that has ended since proves less, but what was signed is still what is shown.
        boolean intact = findings.stream()
                .allMatch(f -> f.outcome() == Outcome.PASSED
                        || (f.outcome() == Outcome.UNKNOWN && f.check().equals(AllowedAlgorithms.ID)));
        findings.addAll(stamps.findings());
        stamps.best()
                .map(best -> new SigningTimeOrder().examine(new SigningTimeOrder.Times(claimed, best)))
                .ifPresent(findings::add);
        Optional<PathResult> path =
                examined.signer().map(signer -> paths.examine(signer, stamps.evidence(), Purpose.ISSUER, asAt));
        path.ifPresent(result -> findings.addAll(result.findings()));
        return new SignatureJudgement(
                new Verdict(findings),
                examined.signer(),
                stamps.evidence().certificates().stream().map(Evidence::content).toList(),
                Optional.of(claimed),
                intact ? Optional.of(content(examined)) : Optional.empty(),
                Optional.of(Levels.of(examined.signature(), stamps, path)),
                stamps.best(),
                stamps.results());
    }

    /** The findings of structure and cryptography alone; a list that may be added to. */
    static List<Finding> core(Examined examined, AlgorithmCatalogue catalogue, Instant at) {
        List<Finding> findings = new ArrayList<>(form(examined.signature(), catalogue, at));
        CoreChecks.all().forEach(check -> findings.add(check.examine(examined)));
        return findings;
    }

    private static List<Finding> form(XadesSignature signature, AlgorithmCatalogue catalogue, Instant at) {
        return List.of(
                STRUCTURE.passed("the signature has the form of a XAdES seal and nothing else"),
                new AllowedAlgorithms(catalogue, at).examine(signature));
    }

    private static SignedContent content(Examined examined) {
        // All core checks passed, so exactly one reference covers the document.
        List<XadesSignature.Reference> references = examined.signature().references();
        for (int i = 0; i < references.size(); i++) {
            if (references.get(i).uri().isEmpty()) {
                return new SignedContent(examined.digested().get(i).orElseThrow());
            }
        }
        throw new IllegalStateException("coverage passed without a reference to the document");
    }

    /** The signature is built exactly as the profile says; what is not covered by a digest has no room for additions. */
    private static final class Structure implements Check<Exception> {
        @Override
        public String id() {
            return "signature-structure";
        }

        @Override
        public String clause() {
            return "EN 319 132-1 V1.3.1, 6.3 table 2; Profile urn:cretula:co:1, seal";
        }

        @Override
        public Finding examine(Exception fault) {
            String message = Objects.requireNonNullElse(fault.getMessage(), "the signature cannot be read");
            return fault instanceof SignatureReader.Malformed m && m.unsupported()
                    ? unknown(
                            SubIndication.SIG_CONSTRAINTS_FAILURE, message, "a version of this toolkit that judges it")
                    : failed(SubIndication.FORMAT_FAILURE, message);
        }
    }
}
