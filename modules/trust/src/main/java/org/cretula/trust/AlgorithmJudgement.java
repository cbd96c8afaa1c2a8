package org.cretula.trust;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Whether an algorithm could be relied on at an instant, by an {@link AlgorithmCatalogue}.
 *
 * @param status the answer
 * @param algorithm what it is about, as a reader knows it, such as {@code RSA of 2048 bits}
 * @param end the day, in UTC, from whose start on it cannot be relied on; empty when none is set or nothing is known
 * @param clause of the catalogue's source; empty when the catalogue does not know the algorithm
 */
public record AlgorithmJudgement(Status status, String algorithm, Optional<LocalDate> end, Optional<String> clause) {

    /** What a catalogue says of an algorithm; the later, the worse. */
    public enum Status {
        /** It could be relied on then. */
        RELIABLE,
        /** It could not be relied on any more. */
        ENDED,
        /** The catalogue does not know it; nothing may rest on it. */
        UNKNOWN
    }

    /** Whether it could be relied on. */
    public boolean reliable() {
        return status == Status.RELIABLE;
    }

    /** What the same line of the catalogue says of another instant. */
    public AlgorithmJudgement asAt(Instant at) {
        if (status == Status.UNKNOWN) {
            return this;
        }
        boolean ended = end.isPresent() && at.getEpochSecond() >= end.get().toEpochDay() * TimeUnit.DAYS.toSeconds(1);
        Status then = ended ? Status.ENDED : Status.RELIABLE;
        return then == status ? this : new AlgorithmJudgement(then, algorithm, end, clause);
    }

    /** The answer as part of a sentence: the algorithm, its end and the clause. */
    public String words() {
        String source = clause.map(c -> " (clause " + c + ")").orElse("");
        return switch (status) {
            case RELIABLE ->
                algorithm + end.map(e -> ", reliable until " + e + source).orElse("");
            case ENDED ->
                algorithm + ", not reliable since "
                        + end.map(LocalDate::toString).orElse("ever") + source;
            case UNKNOWN -> algorithm + ", which the catalogue does not know";
        };
    }

    /** The worse of two; of two alike, the one that ends first. */
    public AlgorithmJudgement orWorse(AlgorithmJudgement other) {
        if (status != other.status) {
            return status.compareTo(other.status) > 0 ? this : other;
        }
        LocalDate mine = end.orElse(LocalDate.MAX);
        return other.end.orElse(LocalDate.MAX).isBefore(mine) ? other : this;
    }
}
