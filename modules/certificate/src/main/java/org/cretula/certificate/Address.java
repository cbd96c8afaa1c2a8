package org.cretula.certificate;

import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * A postal address.
 *
 * @param street street and number, or post box
 * @param city city or place
 * @param postcode postal code
 * @param subdivision state, province or region
 * @param country country
 */
public record Address(
        Optional<String> street,
        Optional<String> city,
        Optional<String> postcode,
        Optional<String> subdivision,
        CountryCode country) {

    public Address {
        DatasetElement.PARTY_ADDRESS.line(street);
        DatasetElement.PARTY_ADDRESS.line(city);
        DatasetElement.PARTY_ADDRESS.line(postcode);
        DatasetElement.PARTY_ADDRESS.line(subdivision);
    }

    /** Street, city and country. */
    public static Address of(String street, String city, String country) {
        return new Address(
                Optional.of(street), Optional.of(city), Optional.empty(), Optional.empty(), new CountryCode(country));
    }
}
