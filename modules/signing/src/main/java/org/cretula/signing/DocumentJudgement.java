package org.cretula.signing;

import java.util.ArrayList;
import java.util.List;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Verdict;

/**
 * What was found of a document, or of a container, and of each of its signatures.
 *
 * @param document what was found of all of it; never empty
 * @param signatures what is to be said of each signature that was judged, in document order; counter-signatures are with
 *     the one that bears them
 */
public record DocumentJudgement(List<Finding> document, List<SignatureJudgement> signatures) {

    public DocumentJudgement {
        document = List.copyOf(document);
        signatures = List.copyOf(signatures);
    }

    /**
     * The answer for all of it: no signature is hidden by another one (case E10), and where there is none, nothing is
     * valid (attack X16). Of what a valid one covers, {@link SignatureJudgement#scope} says how much.
     */
    public Verdict verdict() {
        List<Finding> all = new ArrayList<>(document);
        signatures.forEach(signature -> all.addAll(signature.verdict().findings()));
        return new Verdict(all);
    }
}
