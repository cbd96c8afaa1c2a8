package org.cretula.trust.internal.encoding;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;

/** How names, dates and other people's messages appear in explanations: short, on one line, the same everywhere. */
public final class Words {

    // A certificate may carry a name of many kilobytes; a report shall not.
    private static final int LONGEST = 200;

    private static final Pattern UNSAFE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+");

    private Words() {}

    public static String name(X509Certificate certificate) {
        return name(certificate.getSubjectX500Principal());
    }

    public static String name(X500Principal principal) {
        return "'" + line(principal.getName()) + "'";
    }

    public static String date(Instant instant) {
        return instant.toString();
    }

    public static String date(Date date) {
        return date.toInstant().toString();
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
