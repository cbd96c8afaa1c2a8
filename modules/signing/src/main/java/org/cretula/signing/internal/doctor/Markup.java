package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The tags and texts of XML in canonical form, one after the other. In that form no attribute holds a {@code <} and each
 * stands between double quotes, so no more than that need be known.
 */
final class Markup {

    /** What there is. */
    enum Kind {
        TEXT,
        START,
        END,
        ASIDE
    }

    final byte[] xml;
    private int from;
    private int to;
    private Kind kind = Kind.TEXT;

    Markup(byte[] xml) {
        this.xml = xml;
    }

    /** Goes on to the next one, if there is one. */
    boolean next() {
        from = to;
        if (from == xml.length) {
            return false;
        }
        if (xml[from] != '<') {
            kind = Kind.TEXT;
            to = find('<', from);
        } else if (from + 1 < xml.length && (xml[from + 1] == '!' || xml[from + 1] == '?')) {
            kind = Kind.ASIDE;
            to = endOfAside();
        } else {
            kind = from + 1 < xml.length && xml[from + 1] == '/' ? Kind.END : Kind.START;
            to = endOfTag();
        }
        return true;
    }

    private int endOfAside() {
        byte[] end = (xml[from + 1] == '!' ? "-->" : "?>").getBytes(StandardCharsets.US_ASCII);
        for (int i = from + end.length; i <= xml.length - end.length; i++) {
            if (Arrays.equals(xml, i, i + end.length, end, 0, end.length)) {
                return i + end.length;
            }
        }
        return xml.length;
    }

    private int endOfTag() {
        boolean quoted = false;
        for (int i = from; i < xml.length; i++) {
            if (xml[i] == '"') {
                quoted = !quoted;
            } else if (xml[i] == '>' && !quoted) {
                return i + 1;
            }
        }
        return xml.length;
    }

    private int find(char c, int at) {
        for (int i = at; i < xml.length; i++) {
            if (xml[i] == c) {
                return i;
            }
        }
        return xml.length;
    }

    Kind kind() {
        return kind;
    }

    /** Where it begins. */
    int from() {
        return from;
    }

    /** Where the next one begins. */
    int to() {
        return to;
    }

    /** Whether it is a text of nothing but white space; a carriage return is written as a reference. */
    boolean isBlank() {
        if (kind != Kind.TEXT) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (isCarriageReturn(xml, i, to)) {
                i += 4;
            } else if (xml[i] != ' ' && xml[i] != '\n' && xml[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    static boolean isCarriageReturn(byte[] xml, int at, int end) {
        return at + 5 <= end
                && xml[at] == '&'
                && xml[at + 1] == '#'
                && xml[at + 2] == 'x'
                && xml[at + 3] == 'D'
                && xml[at + 4] == ';';
    }

    /** Whether it is a start tag with this attribute, as the canonical form writes it, a space before. */
    boolean has(byte[] attribute) {
        return kind == Kind.START && indexOf(attribute) >= 0;
    }

    /** Where these bytes stand in it; negative where they do not. */
    int indexOf(byte[] sought) {
        for (int i = from; i <= to - sought.length; i++) {
            if (Arrays.equals(xml, i, i + sought.length, sought, 0, sought.length)) {
                return i;
            }
        }
        return -1;
    }

    /** As characters, for what is short. */
    String text() {
        return new String(xml, from, to - from, StandardCharsets.UTF_8);
    }
}
