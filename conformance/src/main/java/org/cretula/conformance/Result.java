package org.cretula.conformance;

import java.util.List;

/**
 * What was found for one assertion.
 *
 * @param assertion what was examined
 * @param instance which of several, such as the name of a vector; empty where there is one only
 * @param mark what was found
 * @param evidence what was seen, in short
 * @param files names of the evidence files
 */
public record Result(Assertion assertion, String instance, Mark mark, String evidence, List<String> files) {

    public Result {
        files = List.copyOf(files);
    }

    /** Id of the assertion, with the instance behind a slash. */
    public String id() {
        return instance.isEmpty() ? assertion.id() : assertion.id() + "/" + instance;
    }

    /** Whether conformance depends on it. */
    public boolean isMust() {
        return assertion.level() == Assertion.Level.MUST;
    }
}
