package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every key of the path, and every signature below the anchor, could be relied on at the instant examined.
 *
 * <p>The JDK accepts RSA keys from 1024 bits; whoever can factor one, or find a collision, can issue (attacks K06,
 * K07). An anchor's signature over itself proves nothing, so it is not looked at.
 */
@Explained(
        passed = "Every key and signature of the chain could be relied on at the time in question.",
        unknown = "A key or a signature of the chain could not be relied on any more at the time in question.",
        settledBy = "Proof that the signature is from a time when it could, or a new certificate.",
        clause = "EN 319 102-1 V1.4.1, 5.2.8; ETSI TS 119 312 V2.1.1, 5 and 6")
public final class KeyStrength implements Check<List<X509Certificate>> {

    private final KeyFacts facts;
    private final Instant at;

    public KeyStrength(KeyFacts facts, Instant at) {
        this.facts = facts;
        this.at = at;
    }

    @Override
    public String id() {
        return "key-strength";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.8; " + facts.catalogue().source() + ", 5 and 6";
    }

    /** Examines a path, the anchor last, or a holder alone. */
    @Override
    public Finding examine(List<X509Certificate> certificates) {
        List<String> faults = new ArrayList<>();
        List<AlgorithmJudgement> judgements = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            boolean anchor = i > 0 && i == certificates.size() - 1;
            KeyFacts.Facts known = facts.of(certificate);
            known.weakness().ifPresent(weakness -> faults.add(has(certificate, weakness)));
            List<AlgorithmJudgement> used = anchor ? List.of(known.key()) : List.of(known.key(), known.signature());
            for (AlgorithmJudgement judgement : used) {
                AlgorithmJudgement then = judgement.asAt(at);
                judgements.add(then);
                if (!then.reliable()) {
                    faults.add(has(certificate, then.words()));
                }
            }
        }
        if (faults.isEmpty()) {
            return passed("every key and signature could be relied on at " + Words.date(at) + next(judgements));
        }
        return unknown(
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                "as at " + Words.date(at) + ", " + String.join(", ", faults),
                "proof that the signature is from a time when this could be relied on, or a new certificate with a key"
                        + " and signature that the catalogue (version "
                        + facts.catalogue().version() + ") lists without end");
    }

    private static String has(X509Certificate certificate, String what) {
        return Words.name(certificate) + " has " + what;
    }

    private static String next(List<AlgorithmJudgement> judgements) {
        Optional<AlgorithmJudgement> first = Optional.empty();
        for (AlgorithmJudgement judgement : judgements) {
            if (judgement.end().isPresent()
                    && first.flatMap(AlgorithmJudgement::end)
                            .filter(end -> !judgement.end().get().isBefore(end))
                            .isEmpty()) {
                first = Optional.of(judgement);
            }
        }
        return first.map(j -> "; first to end: " + j.words()).orElse("");
    }
}
