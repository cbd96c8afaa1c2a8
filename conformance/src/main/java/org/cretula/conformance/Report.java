package org.cretula.conformance;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The result of an examination.
 *
 * @param title what was examined
 * @param at when it began
 * @param examiner who examined, by party
 * @param partner who was examined, by party
 * @param needs what the partner had to provide, and whether it did
 * @param results in the order of the assertions
 * @param files every exchanged body, in order
 */
public record Report(
        String title,
        Instant at,
        String examiner,
        String partner,
        List<Need> needs,
        List<Result> results,
        List<EvidenceFile> files) {

    /**
     * Something that the partner provides for an examination.
     *
     * @param what it is
     * @param given its value, or what is missing without it
     * @param present whether it was provided
     */
    public record Need(String what, String given, boolean present) {}

    /** The answer to the question that the examination asks. */
    public enum Conclusion {
        /** Every must holds that concerns the partner. */
        CONFORMANT("conformant"),
        /** A must does not hold. */
        NOT_CONFORMANT("not conformant"),
        /** No must was seen to fail, but one at least could not be found out. */
        INCONCLUSIVE("inconclusive");

        private final String label;

        Conclusion(String label) {
            this.label = label;
        }

        /** As shown to people. */
        public String label() {
            return label;
        }
    }

    public Report {
        needs = List.copyOf(needs);
        results = List.copyOf(results);
        files = List.copyOf(files);
    }

    /** The answer; nothing examined is never conformant. */
    public Conclusion conclusion() {
        if (musts(Mark.FAIL) > 0) {
            return Conclusion.NOT_CONFORMANT;
        }
        return musts(Mark.INCONCLUSIVE) > 0 || musts(Mark.PASS) == 0 ? Conclusion.INCONCLUSIVE : Conclusion.CONFORMANT;
    }

    /** Whether every must holds that concerns the partner. */
    public boolean allMustsPassed() {
        return conclusion() == Conclusion.CONFORMANT;
    }

    /** The results with this mark. */
    public List<Result> marked(Mark mark) {
        return results.stream().filter(r -> r.mark() == mark).toList();
    }

    /** The results about this role. */
    public List<Result> about(Assertion.Role role) {
        return results.stream().filter(r -> r.assertion().role() == role).toList();
    }

    /** The roles that have results, in order. */
    public List<Assertion.Role> roles() {
        return Arrays.stream(Assertion.Role.values())
                .filter(r -> !about(r).isEmpty())
                .toList();
    }

    private long musts(Mark mark) {
        return results.stream().filter(r -> r.isMust() && r.mark() == mark).count();
    }
}
