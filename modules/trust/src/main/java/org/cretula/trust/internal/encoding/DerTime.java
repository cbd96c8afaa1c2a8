package org.cretula.trust.internal.encoding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Reads the two kinds of time in the one form that RFC 5280 4.1.2.5 allows: to the second, in UTC. */
public final class DerTime {

    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int FIRST_YEAR_OF_1900 = 50;

    private DerTime() {}

    /** Whether a time begins at {@code at}, within a parent that ends at {@code end}. */
    public static boolean is(byte[] der, int at, int end) {
        return Tlv.is(der, at, end, UTC_TIME) || Tlv.is(der, at, end, GENERALIZED_TIME);
    }

    /** The time at {@code at}. */
    public static Instant read(byte[] der, int at) throws Malformed {
        int from = Tlv.content(der, at);
        int digits = Tlv.end(der, at) - from - 1;
        boolean utc = der[at] == UTC_TIME;
        if (digits != (utc ? 12 : 14) || der[from + digits] != 'Z') {
            throw new Malformed("a time that is not to the second in UTC");
        }
        int year = utc ? twoDigitYear(number(der, from, 2)) : number(der, from, 4);
        int rest = from + (utc ? 2 : 4);
        try {
            return LocalDateTime.of(
                            year,
                            number(der, rest, 2),
                            number(der, rest + 2, 2),
                            number(der, rest + 4, 2),
                            number(der, rest + 6, 2),
                            number(der, rest + 8, 2))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new Malformed("a time that no calendar has");
        }
    }

    private static int twoDigitYear(int year) {
        return year >= FIRST_YEAR_OF_1900 ? 1900 + year : 2000 + year;
    }

    private static int number(byte[] der, int from, int digits) throws Malformed {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            if (der[i] < '0' || der[i] > '9') {
                throw new Malformed("a time with something other than digits");
            }
            number = 10 * number + der[i] - '0';
        }
        return number;
    }
}
