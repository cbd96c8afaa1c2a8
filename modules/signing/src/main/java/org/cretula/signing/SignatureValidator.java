package org.cretula.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.ContentTimeOrder;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.CoreChecks;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.KnownAccidents;
import org.cretula.signing.internal.Levels;
import org.cretula.signing.internal.PolicyStored;
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
    private static final Check<String> LIMITS = new Limits();

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
     *
     * <p>Counter-signatures are judged each for itself, and their findings are theirs: EN 319 102-1 judges one
     * signature at a time, and anybody can add or spoil a counter-signature without the signer's doing. So none makes
     * the signature that bears it less valid, and none makes it more valid: neither is its signer vouched for, nor does
     * a time-stamp of theirs date it. Who asks for one, a legalisation for instance, looks at {@link
     * SignatureJudgement#counterSignatures}. What an archive time-stamp of the signature covers is covered for them too.
     */
    public SignatureJudgement judge(XmlElement signature, Instant at) {
        try {
            return judged(SignatureReader.read(signature), Place.of(new Budget()), at);
        } catch (SignatureReader.Malformed | XMLSecurityException e) {
            return SignatureJudgement.ofForm(
                    Verdict.of(KnownAccidents.looked(signature, STRUCTURE.examine(e))), Optional.empty());
        }
    }

    /**
     * Judges every signature of any XML document as at a moment, by the general policy. Never throws for bad input, opens
     * nothing.
     *
     * @param document any bytes at all
     * @param data what signatures sign outside of the document; nothing is fetched
     */
    public DocumentJudgement judge(byte[] document, List<DataObject> data, Instant at) {
        if (!(new org.cretula.xml.XmlDoor(org.cretula.xml.XmlLimits.CERTIFICATE).parse(document)
                instanceof org.cretula.xml.XmlParse.Parsed parsed)) {
            return new DocumentJudgement(
                    List.of(STRUCTURE.failed(SubIndication.FORMAT_FAILURE, "not an XML document")), List.of());
        }
        List<SignatureJudgement> all = parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.is(org.cretula.signing.internal.Names.SIGNATURE))
                .map(e -> judge(e, at))
                .toList();
        return new DocumentJudgement(
                List.of(
                        all.isEmpty()
                                ? STRUCTURE.failed(SubIndication.FORMAT_FAILURE, "no signature")
                                : STRUCTURE.passed("signatures")),
                all);
    }

    /** How much is still examined: each token and each counter-signature costs a path. */
    private static final class Budget {
        private int tokens = 32;
        private int counterSignatures = 16;

        boolean takes(XadesSignature signature) {
            int wanted = signature.unsigned().stream()
                            .mapToInt(p -> p instanceof XadesSignature.TimeStamp stamp
                                    ? stamp.tokens().size()
                                    : 0)
                            .sum()
                    + signature.properties().timeStamps().stream()
                            .mapToInt(stamp -> stamp.tokens().size())
                            .sum();
            tokens -= wanted;
            return tokens >= 0;
        }
    }

    /**
     * Where a signature stands.
     *
     * @param of the signature that it counter-signs, if it does
     * @param depth how many signatures are around it
     */
    private record Place(Optional<XadesSignature> of, Stamps.Around around, int depth, Budget budget) {
        private static final int DEEPEST = 4;

        static Place of(Budget budget) {
            return new Place(Optional.empty(), Stamps.Around.NOTHING, 0, budget);
        }

        List<Check<Examined>> checks() {
            return of.map(signature -> CoreChecks.ofCounterSignature(signature.valueId()))
                    .orElseGet(CoreChecks::all);
        }
    }

    private SignatureJudgement judged(XadesSignature read, Place place, Instant at) throws XMLSecurityException {
        if (!place.budget().takes(read)) {
            return SignatureJudgement.ofForm(Verdict.of(LIMITS.examine("time-stamps")), Optional.empty());
        }
        List<Finding> form = form(read, catalogue, at);
        if (form.stream().anyMatch(f -> f.outcome() == Outcome.FAILED)) {
            return SignatureJudgement.ofForm(
                    new Verdict(form), Optional.of(read.properties().signingTime()));
        }
        Examined examined = Core.examine(read, place.of(), at, providers);
        return judged(examined, Stamps.of(examined, timeStamps, at, place.around()), place, at);
    }

    private SignatureJudgement judged(Examined examined, Stamps stamps, Place place, Instant at) {
        Instant asAt = stamps.best().orElse(at);
        Instant claimed = examined.signature().properties().signingTime();
        List<Finding> findings = core(examined, place.checks(), catalogue, asAt);
        // An algorithm that has ended since proves less, but what was signed is still what is shown.
        boolean intact = findings.stream()
                .allMatch(f -> f.outcome() == Outcome.PASSED
                        || (f.outcome() == Outcome.UNKNOWN && f.check().equals(AllowedAlgorithms.ID)));
        if (PolicyStored.concerns(examined.signature())) {
            findings.add(new PolicyStored().examine(examined.signature()));
        }
        findings.addAll(stamps.findings());
        stamps.best()
                .map(best -> new SigningTimeOrder().examine(new SigningTimeOrder.Times(claimed, best)))
                .ifPresent(findings::add);
        if (!stamps.contentTimes().isEmpty()) {
            findings.add(new ContentTimeOrder()
                    .examine(new ContentTimeOrder.Times(stamps.contentTimes(), claimed, stamps.best())));
        }
        Optional<PathResult> path =
                examined.signer().map(signer -> paths.examine(signer, stamps.evidence(), Purpose.ISSUER, asAt));
        path.ifPresent(result -> findings.addAll(result.findings()));
        return new SignatureJudgement(
                new Verdict(findings),
                examined.signer(),
                stamps.evidence().certificates().stream().map(Evidence::content).toList(),
                Optional.of(claimed),
                intact && place.of().isEmpty() ? List.of(content(examined)) : List.of(),
                Optional.of(Levels.of(examined.signature(), stamps, path)),
                stamps.best(),
                stamps.results(),
                counterSignatures(examined.signature(), stamps, place, at));
    }

    private List<SignatureJudgement> counterSignatures(
            XadesSignature signature, Stamps stamps, Place place, Instant at) {
        List<SignatureJudgement> judgements = new ArrayList<>();
        List<Optional<Instant>> lent = stamps.lent();
        for (int i = 0; i < lent.size(); i++) {
            if (!(signature.unsigned().get(i) instanceof XadesSignature.CounterSignature counter)) {
                continue;
            }
            if (place.depth() == Place.DEEPEST || place.budget().counterSignatures == 0) {
                judgements.add(
                        SignatureJudgement.ofForm(Verdict.of(LIMITS.examine("counter-signatures")), Optional.empty()));
                break;
            }
            place.budget().counterSignatures--;
            Stamps.Around around = new Stamps.Around(stamps.evidence(), lent.get(i));
            Place below = new Place(Optional.of(signature), around, place.depth() + 1, place.budget());
            judgements.add(counterSignature(counter, below, at));
        }
        return judgements;
    }

    private SignatureJudgement counterSignature(XadesSignature.CounterSignature counter, Place place, Instant at) {
        try {
            return judged(SignatureReader.readCounterSignature(counter.signature()), place, at);
        } catch (SignatureReader.Malformed | XMLSecurityException e) {
            return SignatureJudgement.ofForm(Verdict.of(STRUCTURE.examine(e)), Optional.empty());
        }
    }

    /** The findings of structure and cryptography alone; a list that may be added to. */
    private static List<Finding> core(
            Examined examined, List<Check<Examined>> checks, AlgorithmCatalogue catalogue, Instant at) {
        List<Finding> findings = new ArrayList<>(form(examined.signature(), catalogue, at));
        checks.forEach(check -> findings.add(check.examine(examined)));
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
                byte[] bytes = examined.digested().get(i).orElseThrow();
                return new SignedContent(
                        SignedContent.Kind.WHOLE_DOCUMENT, Optional.of(""), "the whole document", () -> bytes);
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

    /** Whoever adds to a document does not choose how long it is examined. */
    private static final class Limits implements Check<String> {
        @Override
        public String id() {
            return "signature-limits";
        }

        @Override
        public String clause() {
            return "Profile urn:cretula:co:1, seal";
        }

        @Override
        public Finding examine(String what) {
            return unknown(
                    SubIndication.RESOURCE_LIMIT,
                    "the signature and its counter-signatures have more " + what
                            + ", or deeper ones, than are examined",
                    "a verifier with larger limits");
        }
    }
}
