package org.cretula.certificate;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;

/**
 * A weight or quantity; {@code 5} and {@code 5.0} are not equal, because what was written is kept.
 *
 * @param value more than 0, at most 15 digits before the point and 6 after it
 * @param unit unit of UN/ECE Recommendation 20, such as {@code KGM} for kilogram or {@code LTR} for litre
 */
public record Measure(BigDecimal value, String unit) {

    private static final Pattern FORM = Pattern.compile("[A-Z0-9]{1,3}");

    public Measure {
        DatasetElement.MEASURE.decimal(value);
        if (value.signum() == 0) {
            throw DatasetElement.MEASURE.refuse("more than 0", value.toString());
        }
        DatasetElement.MEASURE.matching(unit, FORM, "a unit of Recommendation 20, such as KGM");
    }

    /** A measure as it is written, such as {@code 2400.5}. */
    public static Measure of(String value, String unit) {
        return new Measure(new BigDecimal(value), unit);
    }
}
