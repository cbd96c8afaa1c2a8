package org.cretula.signing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.ContentTimeOrder;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.KnownAccidents;
import org.cretula.signing.internal.Levels;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.PolicyStored;
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
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.verdict.Verdict;
import org.cretula.xml.XmlElement;

/** Judges one signature with its counter-signatures, by a policy; EN 319 102-1 V1.4.1 clauses 5.3 to 5.6. */
final class Judging {

    private static final Check<String> LIMITS = new Limits();

    private final PathExaminer paths;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;
    private final TimeStampExaminer timeStamps;

    Judging(PathExaminer paths, Providers providers, AlgorithmCatalogue catalogue) {
        this.paths = paths;
        this.providers = providers;
        this.catalogue = catalogue;
        this.timeStamps = new TimeStampExaminer(paths, providers, catalogue);
    }

    /** Judges the signature in this element, and what counter-signs it. */
    SignatureJudgement judge(XmlElement signature, Policy policy, Instant at) {
        return judge(signature, new Place(policy, Stamps.Around.NOTHING, 0, new Budget()), at);
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
     * @param depth how many signatures are around it
     */
    private record Place(Policy policy, Stamps.Around around, int depth, Budget budget) {
        private static final int DEEPEST = 4;
    }

    private SignatureJudgement judge(XmlElement signature, Place place, Instant at) {
        try {
            return judged(place.policy().read(signature), place, at);
        } catch (Malformed | XMLSecurityException e) {
            Finding malformed = KnownAccidents.looked(
                    signature, place.policy().document(), place.policy().malformed(e));
            return SignatureJudgement.ofForm(Verdict.of(malformed), Optional.empty());
        }
    }

    private SignatureJudgement judged(XadesSignature read, Place place, Instant at) throws XMLSecurityException {
        if (!place.budget().takes(read)) {
            return SignatureJudgement.ofForm(Verdict.of(LIMITS.examine("time-stamps")), Optional.empty());
        }
        List<Finding> form = form(read, place, at);
        if (form.stream().anyMatch(f -> f.outcome() == Outcome.FAILED)) {
            return SignatureJudgement.ofForm(
                    new Verdict(form), read.properties().signingTime());
        }
        Examined examined = Core.examine(read, place.policy().document(), at, providers);
        return judged(examined, Stamps.of(examined, timeStamps, at, place.around()), place, at);
    }

    private SignatureJudgement judged(Examined examined, Stamps stamps, Place place, Instant at) {
        XadesSignature signature = examined.signature();
        Instant asAt = stamps.best().orElse(at);
        List<Finding> findings = new ArrayList<>(form(signature, place, asAt));
        place.policy().checks().forEach(check -> findings.add(check.examine(examined)));
        List<SignedContent> scope = place.policy().scope(examined, findings);
        if (PolicyStored.concerns(signature)) {
            findings.add(new PolicyStored().examine(signature));
        }
        findings.addAll(stamps.findings());
        findings.addAll(order(signature, stamps));
        Optional<PathResult> path =
                examined.signer().map(signer -> paths.examine(signer, stamps.evidence(), Purpose.ISSUER, asAt));
        path.ifPresent(result -> findings.addAll(result.findings()));
        findings.addAll(place.policy().notes(signature, scope));
        return new SignatureJudgement(
                new Verdict(findings),
                examined.signer(),
                stamps.evidence().certificates().stream().map(Evidence::content).toList(),
                signature.properties().signingTime(),
                scope,
                Optional.of(Levels.of(signature, stamps, path)),
                stamps.best(),
                stamps.results(),
                counterSignatures(signature, stamps, place, at));
    }

    private static List<Finding> order(XadesSignature signature, Stamps stamps) {
        List<Finding> findings = new ArrayList<>();
        Optional<Instant> claimed = signature.properties().signingTime();
        if (claimed.isPresent() && stamps.best().isPresent()) {
            findings.add(new SigningTimeOrder()
                    .examine(new SigningTimeOrder.Times(
                            claimed.get(), stamps.best().get())));
        }
        if (!stamps.contentTimes().isEmpty()
                && (claimed.isPresent() || stamps.best().isPresent())) {
            Instant signed = claimed.or(stamps::best).get();
            findings.add(new ContentTimeOrder()
                    .examine(new ContentTimeOrder.Times(stamps.contentTimes(), signed, stamps.best())));
        }
        return findings;
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
            Place below = new Place(place.policy().of(signature), around, place.depth() + 1, place.budget());
            judgements.add(judge(counter.signature(), below, at));
        }
        return judgements;
    }

    private List<Finding> form(XadesSignature signature, Place place, Instant at) {
        return List.of(place.policy().form(signature), new AllowedAlgorithms(catalogue, at).examine(signature));
    }

    /** Whoever adds to a document does not choose how long it is examined. */
    @Explained(
            unknown = "The signature and its counter-signatures have more, or more deeply nested, than is examined.",
            settledBy = "A verifier with larger limits.")
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
