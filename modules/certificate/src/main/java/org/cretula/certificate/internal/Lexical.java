package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetTime;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * The one spelling of each kind of value (attack M10): {@code 1e3}, {@code +1}, {@code 01}, {@code 1,000},
 * {@code 24:00:00} and a time without zone are refused, so that no two readers can take them for different values.
 */
public final class Lexical {

    private static final Pattern INTEGER = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]{0,14})(\\.[0-9]{1,6})?");
    private static final Pattern DATE = Pattern.compile("(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile(
            "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]" + "(Z|(?![+-]00:00)[+-](0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)");
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private Lexical() {}

    static int integer(String text) {
        return Integer.parseInt(matching(text, INTEGER, "a number from 1 to 999999999 in digits only"));
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(
                matching(text, DECIMAL, "a number such as 12.50: at most 15 digits, then at most 6 after a point"));
    }

    static LocalDate date(String text) {
        String expected = "a date of the calendar such as 2026-11-24";
        try {
            return LocalDate.parse(matching(text, DATE, expected));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("expected " + expected + ", found " + Quoted.of(text), e);
        }
    }

    static OffsetTime time(String text) {
        return OffsetTime.parse(matching(
                text, TIME, "a time with zone such as 09:15:00Z or 09:15:00+05:30, from 00:00:00 to 23:59:59"));
    }

    static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected true or false, found " + Quoted.of(text));
        };
    }

    static UUID uuid(String text) {
        return UUID.fromString(matching(text, UUID_FORM, "a UUID in small letters"));
    }

    private static String matching(String text, Pattern form, String expected) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException("expected " + expected + ", found " + Quoted.of(text));
        }
        return text;
    }
}
