package org.cretula.signing;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a signature has of one requirement of the baseline levels.
 *
 * @param item the element, property or service that the requirement is of, as the standard's table names it
 * @param letter of the additional requirement, such as {@code n} or {@code aa}; empty for presence and number
 * @param clause where the requirement stands, with its edition
 * @param allowed how many the table allows, such as {@code 0 or 1}; empty where it counts nothing
 * @param demands how strongly each level asks for it; a level that is missing does not ask
 * @param answers whether the signature has it, for each level that asks
 * @param explanation one sentence: what was found, and where
 */
public record LevelFinding(
        String item,
        Optional<String> letter,
        String clause,
        Optional<String> allowed,
        Map<SignatureLevel, Demand> demands,
        Map<SignatureLevel, Answer> answers,
        String explanation) {

    /** How strongly a level asks; EN 319 132-1 V1.3.1 clause 6.2.2. */
    public enum Demand {
        SHALL("shall"),
        SHALL_NOT("shall not"),
        /** Depends on what else is in the signature; how many there may be is binding all the same. */
        CONDITIONED("if needed"),
        /** Allowed; how many there may be is binding all the same. */
        MAY("may"),
        SHOULD("should"),
        SHOULD_NOT("should not");

        private final String words;

        Demand(String words) {
            this.words = words;
        }

        /** The demand as the standard words it. */
        public String words() {
            return words;
        }

        /** Whether a signature that does not have it is not of the level. */
        public boolean isBinding() {
            return this != SHOULD && this != SHOULD_NOT;
        }
    }

    /** Whether a signature has what is asked for. */
    public enum Answer {
        MET("met"),
        NOT_MET("not met"),
        /** It has nothing that the requirement is of. */
        NOT_APPLICABLE("not applicable"),
        /** The file alone does not tell. */
        CANNOT_TELL("cannot be told from the file");

        private final String words;

        Answer(String words) {
            this.words = words;
        }

        /** The answer in words. */
        public String words() {
            return words;
        }
    }

    public LevelFinding {
        demands = copy(demands);
        answers = copy(answers);
        if (!demands.keySet().equals(answers.keySet())) {
            throw new IllegalArgumentException("expected an answer to each demand of " + item + ", found " + answers);
        }
    }

    private static <V> Map<SignatureLevel, V> copy(Map<SignatureLevel, V> map) {
        Map<SignatureLevel, V> copy = new EnumMap<>(SignatureLevel.class);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    /** Whether this keeps a signature from the level. */
    public boolean bars(SignatureLevel level) {
        return demand(level).filter(Demand::isBinding).isPresent()
                && answer(level).equals(Optional.of(Answer.NOT_MET));
    }

    /** How strongly the level asks for it. */
    public Optional<Demand> demand(SignatureLevel level) {
        return Optional.ofNullable(demands.get(level));
    }

    /** Whether the signature has what the level asks for. */
    public Optional<Answer> answer(SignatureLevel level) {
        return Optional.ofNullable(answers.get(level));
    }
}
