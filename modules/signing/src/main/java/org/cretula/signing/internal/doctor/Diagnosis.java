package org.cretula.signing.internal.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;

/**
 * What the doctor says of a digest that does not match. It is a hint for people who look for the right file: a digest
 * that would match after a change does not match.
 */
public sealed interface Diagnosis {

    /**
     * The digest would match without these.
     *
     * @param accidents one or two
     */
    record Explained(List<Accident> accidents) implements Diagnosis {
        public Explained {
            accidents = List.copyOf(accidents);
        }
    }

    /** None of the known accidents explains it. */
    record Unexplained() implements Diagnosis {}

    /**
     * Not all was tried.
     *
     * @param why goes behind "not looked for all known accidents:"
     */
    record NotTried(String why) implements Diagnosis {}

    /** The accidents that explain it; none in the other cases. */
    default List<Accident> accidents() {
        return this instanceof Explained explained ? explained.accidents() : List.of();
    }

    /**
     * The finding with more words: the same check, outcome, clause and sub-indication.
     *
     * @throws IllegalArgumentException for a finding that did not fail: there is nothing to explain
     */
    default Finding addTo(Finding failed) {
        if (failed.outcome() != Outcome.FAILED) {
            throw new IllegalArgumentException("expected a finding that failed, found " + failed.outcome());
        }
        return new Finding(
                failed.check(),
                failed.outcome(),
                failed.clause(),
                failed.explanation() + "; " + words(),
                failed.subIndication(),
                wanted().or(failed::remedy));
    }

    private String words() {
        if (this instanceof NotTried not) {
            return "not all known accidents were looked for, since " + not.why();
        }
        if (this instanceof Explained explained) {
            return "the digest would match if " + joined(explained, Accident::condition) + ": it seems that "
                    + joined(explained, Accident::story) + " after it was signed";
        }
        return "none of the known accidents explains it";
    }

    private Optional<String> wanted() {
        return this instanceof Explained explained
                ? Optional.of("the document " + joined(explained, Accident::wanted))
                : Optional.empty();
    }

    private static String joined(Explained explained, java.util.function.Function<Accident, String> words) {
        return explained.accidents().stream().map(words).collect(Collectors.joining(", and "));
    }
}
