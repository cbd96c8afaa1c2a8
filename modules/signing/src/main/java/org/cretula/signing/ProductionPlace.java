package org.cretula.signing;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the signer claims to have signed; EN 319 132-1 V1.3.1 clause 5.2.5.
 *
 * @param city locality
 * @param streetAddress street and number
 * @param stateOrProvince region
 * @param postalCode post code
 * @param country country, by the name or code that the parties agreed on
 */
public record ProductionPlace(
        Optional<String> city,
        Optional<String> streetAddress,
        Optional<String> stateOrProvince,
        Optional<String> postalCode,
        Optional<String> country) {

    public ProductionPlace {
        if (Stream.of(city, streetAddress, stateOrProvince, postalCode, country).allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("expected some part of a place, found none");
        }
    }

    /** A city in a country. */
    public static ProductionPlace of(String city, String country) {
        return new ProductionPlace(
                Optional.of(city), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(country));
    }
}
