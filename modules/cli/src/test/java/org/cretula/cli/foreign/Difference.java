package org.cretula.cli.foreign;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.cretula.cli.foreign.Foreign.Opinion;
import org.cretula.signing.SignatureJudgement;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;

/**
 * A class of signatures that DSS and we judge differently; each stands in docs/divergences.md by its name, with its
 * reason. One that no longer differs is taken out.
 */
enum Difference {
    /** EdDSA is not in the suites of TS 119 312 V1.5.1 that DSS knows; we list it by RFC 8032 and FIPS 186-5. */
    EDDSA_IS_LISTED(
            "eddsa-is-listed",
            (dss, ours) -> dss.reason().startsWith("CRYPTO_CONSTRAINTS") && verdict(ours) == Indication.VALID),

    /** SHA-3 and the like where our catalogue says that it cannot tell. */
    OUR_ALGORITHMS(
            "our-algorithms-in-signatures",
            (dss, ours) -> dss.indication() == Indication.VALID && onlyOpen(ours, "allowed-algorithms"));

    private final String words;
    private final BiPredicate<Opinion, SignatureJudgement> applies;

    Difference(String words, BiPredicate<Opinion, SignatureJudgement> applies) {
        this.words = words;
        this.applies = applies;
    }

    /** As in docs/divergences.md. */
    String words() {
        return words;
    }

    /** Those that explain why the two differ. */
    static List<Difference> between(Opinion dss, SignatureJudgement ours) {
        return Arrays.stream(values()).filter(d -> d.applies.test(dss, ours)).toList();
    }

    private static Indication verdict(SignatureJudgement ours) {
        return ours.verdict().indication();
    }

    /** Whether these checks and no others are open, and none failed. */
    static boolean onlyOpen(SignatureJudgement ours, String... checks) {
        return verdict(ours) == Indication.INDETERMINATE
                && ours.verdict().findings().stream()
                        .filter(finding -> finding.outcome() != Outcome.PASSED)
                        .allMatch(finding -> List.of(checks).contains(finding.check()));
    }
}
