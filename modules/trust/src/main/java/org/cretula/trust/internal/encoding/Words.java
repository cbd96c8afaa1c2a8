package org.cretula.trust.internal.encoding;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** How names, dates and other people's messages appear in explanations: short, on one line, the same everywhere. */
public final class Words {

    // A certificate may carry a name of many kilobytes; a report shall not.
    private static final int LONGEST = 200;

    private static final long SECONDS_OF_A_DAY = 86_400;
    // The end of the year 9999; later ones are written with a sign.
    private static final long LAST_PLAIN_SECOND = 253_402_300_799L;

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private Words() {}

    public static String name(X509Certificate certificate) {
        return name(certificate.getSubjectX500Principal());
    }

    public static String name(X500Principal principal) {
        return "'" + line(principal.getName()) + "'";
    }

    /** As {@link Instant#toString}, which takes many times as long; every finding has a date in it. */
    public static String date(Instant instant) {
        long second = instant.getEpochSecond();
        if (instant.getNano() != 0 || second < 0 || second > LAST_PLAIN_SECOND) {
            return instant.toString();
        }
        int ofDay = (int) (second % SECONDS_OF_A_DAY);
        StringBuilder text = new StringBuilder(20);
        text.append(LocalDate.ofEpochDay(second / SECONDS_OF_A_DAY)).append('T');
        twoDigits(text, ofDay / 3600).append(':');
        twoDigits(text, ofDay / 60 % 60).append(':');
        return twoDigits(text, ofDay % 60).append('Z').toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    public static String date(Date date) {
        return date(date.toInstant());
    }

    /** Someone else's text: control and direction characters could make a report say another thing than it does. */
    public static String line(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return isPlain(cut) ? cut : UNSAFE.matcher(cut).replaceAll(" ").strip();
    }

    /** Whether nothing needs replacing: visible ASCII with single spaces between, as nearly all names are. */
    private static boolean isPlain(String text) {
        boolean afterSpace = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || (c == ' ' && afterSpace)) {
                return false;
            }
            afterSpace = c == ' ';
        }
        return !afterSpace;
    }

    public static String line(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null ? thrown.getClass().getSimpleName() : line(message);
    }
}
