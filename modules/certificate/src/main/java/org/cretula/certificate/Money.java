package org.cretula.certificate;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;

/**
 * An amount of money; {@code 12.0} and {@code 12.00} are not equal, because what was written is kept.
 *
 * @param amount not negative, at most 15 digits before the point and 6 after it
 * @param currency three capital letters of ISO 4217
 */
public record Money(BigDecimal amount, String currency) {

    private static final Pattern FORM = Pattern.compile("[A-Z]{3}");

    public Money {
        DatasetElement.FOB.decimal(amount);
        DatasetElement.FOB.matching(currency, FORM, "a currency as three capital letters of ISO 4217");
    }

    /** An amount as it is written, such as {@code 1250.00}. */
    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }
}
