package org.cretula.certificate;

import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;

/**
 * A country or territory, as the two capital letters of ISO 3166-1; {@code XA} to {@code XZ} are free for users.
 *
 * @param value the two letters
 */
public record CountryCode(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}");

    public CountryCode {
        DatasetElement.COUNTRY.matching(value, FORM, "two capital letters of ISO 3166-1");
    }
}
