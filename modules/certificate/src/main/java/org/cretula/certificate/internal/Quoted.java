package org.cretula.certificate.internal;

import java.util.Locale;

/** Untrusted text made fit for a message: short, in quotes, with every character that does not show as its code point. */
public final class Quoted {

    private static final int LONGEST = 80;

    private Quoted() {}

    /** The text in single quotes. */
    public static String of(String text) {
        return "'" + bare(text) + "'";
    }

    /** The text without quotes. */
    public static String bare(String text) {
        StringBuilder b = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(c -> {
            if (shows(c)) {
                b.appendCodePoint(c);
            } else {
                b.append(codePoint(c));
            }
        });
        return b.append(text.codePoints().skip(LONGEST).findAny().isPresent() ? "…" : "")
                .toString();
    }

    /** The code point as U+ and at least four hexadecimal digits. */
    public static String codePoint(int c) {
        return String.format(Locale.ROOT, "U+%04X", c);
    }

    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
