package org.cretula.trust;

import java.util.Optional;

/**
 * What came of reading bytes strictly: the value, or the reason why there is none.
 *
 * @param <T> a certificate or a revocation list
 */
public sealed interface StrictParse<T> {

    /** The value, if there is one. */
    Optional<T> value();

    /** The bytes are exactly one value in its only encoding. */
    record Parsed<T>(T parsed) implements StrictParse<T> {
        @Override
        public Optional<T> value() {
            return Optional.of(parsed);
        }
    }

    /**
     * No value.
     *
     * @param explanation what was expected and what was found
     */
    record Refused<T>(String explanation) implements StrictParse<T> {
        @Override
        public Optional<T> value() {
            return Optional.empty();
        }
    }
}
