package org.cretula.verdict;

import java.util.Optional;

/**
 * What one check found, in a form that both a person and a program can use.
 *
 * @param check stable id of the check, lower case with hyphens, such as {@code reference-digest}
 * @param outcome passed, failed or unknown
 * @param clause the rule's source with its edition, such as {@code EN 319 132-1 V1.3.1, 6.3 (i)}
 * @param explanation one plain sentence, without secrets, the same for the same input; what is beyond 2,000 characters
 *     is cut off, since it quotes what others wrote
 * @param subIndication EN 319 102-1's word for the reason; empty when the check passed
 * @param remedy what would settle an unknown, or mend a failure; empty when nothing is needed
 */
public record Finding(
        String check,
        Outcome outcome,
        String clause,
        String explanation,
        Optional<SubIndication> subIndication,
        Optional<String> remedy) {

    private static final int LONGEST = 2_000;

    public Finding {
        explanation = shortened(explanation);
        remedy = remedy.map(Finding::shortened);
        if (!isId(check)) {
            throw new IllegalArgumentException("a check's id is lower case with hyphens, got '" + check + "'");
        }
        if (explanation.isBlank()) {
            throw new IllegalArgumentException("finding of check '" + check + "' explains nothing");
        }
        if ((outcome == Outcome.PASSED) == subIndication.isPresent()) {
            throw new IllegalArgumentException(
                    "a finding has a sub-indication unless it passed, check '" + check + "' has " + subIndication);
        }
    }

    /** Words of lower-case letters and digits with single hyphens between, a letter first. */
    private static boolean isId(String id) {
        boolean inWord = false;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean letter = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9' && i > 0;
            if (!letter && !digit && !(c == '-' && inWord)) {
                return false;
            }
            inWord = letter || digit;
        }
        return inWord;
    }

    /** A report is held in memory, so a document must not be able to fill it with its own words (attack P06). */
    private static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
        return text.substring(0, end) + "…";
    }
}
