package org.cretula.certificate;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;
import org.cretula.certificate.internal.Quoted;

/**
 * A code of the Harmonized System, with the edition that gives it its meaning.
 *
 * @param digits 4 to 12 digits without points: heading, subheading, or a national code that begins with them
 * @param edition edition of the Harmonized System
 */
public record HsCode(String digits, Edition edition) {

    private static final Pattern FORM = Pattern.compile("[0-9]{4,12}");

    /** An edition, named after the year in which it came into force. */
    public enum Edition {
        HS_2012("2012"),
        HS_2017("2017"),
        HS_2022("2022");

        private final String year;

        Edition(String year) {
            this.year = year;
        }

        /** The year, four digits. */
        public String year() {
            return year;
        }

        /** The edition of that year. */
        public static Edition ofYear(String year) {
            return Arrays.stream(values())
                    .filter(e -> e.year.equals(year))
                    .findFirst()
                    .orElseThrow(() -> DatasetElement.HS_EDITION.refuse("2012, 2017 or 2022", Quoted.of(year)));
        }
    }

    public HsCode {
        DatasetElement.HS_CODE.matching(digits, FORM, "4 to 12 digits without points");
    }

    /** A code of the 2022 edition. */
    public static HsCode of2022(String digits) {
        return new HsCode(digits, Edition.HS_2022);
    }
}
