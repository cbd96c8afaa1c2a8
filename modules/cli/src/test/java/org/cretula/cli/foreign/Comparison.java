package org.cretula.cli.foreign;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cretula.cli.foreign.Foreign.Opinion;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.SignatureJudgement;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.Verdict;

/** Our judgement beside DSS's, signature by signature. */
final class Comparison {

    private final OurJudge judge;
    private final List<String> unexplained = new ArrayList<>();
    private final Map<Difference, Integer> explained = new EnumMap<>(Difference.class);

    Comparison(OurJudge judge) {
        this.judge = judge;
    }

    /** Differences without a written reason, one line each. */
    List<String> unexplained() {
        return unexplained;
    }

    /** How often each reason was needed. */
    Map<Difference, Integer> explained() {
        return explained;
    }

    void add(Foreign foreign) throws IOException {
        DocumentJudgement judgement = judge.judge(foreign);
        List<SignatureJudgement> ours = OurJudge.flat(judgement.signatures());
        if (ours.size() != foreign.dss().size()) {
            unexplained.add(foreign + ": " + foreign.dss().size() + " signatures by DSS, " + ours.size() + " by us; "
                    + said(new Verdict(judgement.document())));
            return;
        }
        for (int i = 0; i < ours.size(); i++) {
            Opinion dss = foreign.dss().get(i);
            if (dss.indication() == ours.get(i).verdict().indication()) {
                continue;
            }
            List<Difference> reasons = Difference.all(dss, ours.get(i));
            reasons.forEach(reason -> explained.merge(reason, 1, Integer::sum));
            if (reasons.isEmpty()) {
                unexplained.add(foreign + ", signature " + i + ": " + dss.indication() + " (" + dss.reason()
                        + ") by DSS, " + ours.get(i).verdict().indication() + " by us; "
                        + said(ours.get(i).verdict()));
            }
        }
        if (!new Verdict(judgement.document()).indication().name().equals("VALID")) {
            unexplained.add(foreign + ", all of it: " + said(new Verdict(judgement.document())));
        }
    }

    /** What did not pass. */
    static String said(Verdict verdict) {
        return verdict.findings().stream()
                .filter(finding -> finding.outcome() != Outcome.PASSED)
                .map(finding -> finding.check() + ": " + finding.explanation())
                .collect(Collectors.joining(" | "));
    }
}
