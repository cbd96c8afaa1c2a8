package org.cretula.conformance;

/**
 * One thing that a partner's software does or must not do, with its source.
 *
 * @param id stable, lower case with hyphens
 * @param role what is examined
 * @param level how binding it is
 * @param sentence what holds, in one sentence
 * @param clause where it is demanded, with the edition
 * @param hint the likely cause where it does not hold, and what to look at
 */
public record Assertion(String id, Role role, Level level, String sentence, String clause, String hint) {

    /** What is examined. */
    public enum Role {
        /** The partner as receiver of our messages. */
        RESPONDER("The partner as responder: what it does with our messages"),
        /** The partner as sender of messages to us. */
        INITIATOR("The partner as initiator: what it sends, and what it takes for a receipt"),
        /** Sealed certificates, by the examiner's own judge. */
        DOCUMENTS("Documents: what the examiner's own judge finds in the vectors");

        private final String title;

        Role(String title) {
            this.title = title;
        }

        /** As a heading. */
        public String title() {
            return title;
        }
    }

    /** How binding an assertion is. */
    public enum Level {
        /** Conformance depends on it. */
        MUST,
        /** Reported, without bearing on conformance. */
        SHOULD
    }
}
