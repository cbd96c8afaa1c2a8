package org.cretula.verdict;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An answer with all the findings that led to it; the answer always follows from the findings.
 *
 * @param findings every check that ran, in the order in which it ran; never empty
 */
public record Verdict(List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
        if (findings.isEmpty()) {
            // No check at all must never read as "no check failed" (attack X16).
            throw new IllegalArgumentException("a verdict needs at least one finding");
        }
    }

    /** A verdict of one finding. */
    public static Verdict of(Finding only) {
        return new Verdict(List.of(only));
    }

    /** One failed check makes it invalid; else one unknown makes it indeterminate; else it is valid. */
    public Indication indication() {
        if (has(Outcome.FAILED)) {
            return Indication.INVALID;
        }
        return has(Outcome.UNKNOWN) ? Indication.INDETERMINATE : Indication.VALID;
    }

    /** The finding that decided: the first failed one, else the first unknown one, else none. */
    public Optional<Finding> decisive() {
        Outcome decisive = has(Outcome.FAILED) ? Outcome.FAILED : Outcome.UNKNOWN;
        return findings.stream().filter(f -> f.outcome() == decisive).findFirst();
    }

    /** The reason in the words of EN 319 102-1; empty when valid. */
    public Optional<SubIndication> subIndication() {
        return decisive().flatMap(Finding::subIndication);
    }

    /** This verdict with more findings behind its own. */
    public Verdict and(Collection<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new Verdict(all);
    }

    private boolean has(Outcome outcome) {
        return findings.stream().anyMatch(f -> f.outcome() == outcome);
    }
}
