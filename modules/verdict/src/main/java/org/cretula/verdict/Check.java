package org.cretula.verdict;

import java.util.Optional;

/**
 * One question about a subject, answered by one {@link Finding}.
 *
 * <p>A check never throws for a bad subject: a contradiction is {@code FAILED}, a lack of evidence {@code UNKNOWN}.
 *
 * @param <S> what is examined
 */
public interface Check<S> {
    /** Stable id, lower case with hyphens. */
    String id();

    /** Source of the rule, with its edition. */
    String clause();

    /** Examines the subject. */
    Finding examine(S subject);

    /** A finding that the rule holds. */
    default Finding passed(String explanation) {
        return new Finding(id(), Outcome.PASSED, clause(), explanation, Optional.empty(), Optional.empty());
    }

    /** A finding that the rule is contradicted. */
    default Finding failed(SubIndication reason, String explanation) {
        return new Finding(id(), Outcome.FAILED, clause(), explanation, Optional.of(reason), Optional.empty());
    }

    /** A finding that the rule could not be decided, and what would settle it. */
    default Finding unknown(SubIndication reason, String explanation, String remedy) {
        return new Finding(id(), Outcome.UNKNOWN, clause(), explanation, Optional.of(reason), Optional.of(remedy));
    }
}
