package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What is written otherwise in texts or in values of attributes, character by character. */
enum Rewriting {
    LINE_FEEDS_TO_CRLF(true, false) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            if (xml[at] != '\n' || (at - from >= 5 && Markup.isCarriageReturn(xml, at - 5, end))) {
                return 0;
            }
            out.text("&#xD;\n");
            return 1;
        }
    },
    CRLF_TO_LINE_FEEDS(true, false) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            if (!Markup.isCarriageReturn(xml, at, end)) {
                return 0;
            }
            if (at + 5 == end || xml[at + 5] != '\n') {
                out.octet('\n');
            }
            return 5;
        }
    },
    SPACES_TO_LINE_FEEDS(false, true) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            return space(xml, at, "&#xA;", out);
        }
    },
    SPACES_TO_TABS(false, true) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            return space(xml, at, "&#x9;", out);
        }
    },
    CONTROLS_TO_SPACES(false, true) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            boolean control = at + 5 <= end && xml[at] == '&' && xml[at + 1] == '#' && xml[at + 4] == ';';
            if (control) {
                out.octet(' ');
            }
            return control ? 5 : 0;
        }
    },
    RESOLVE_ONCE_MORE(true, true) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            if (xml[at] != '&' || !matches(xml, at, end, AMPERSAND)) {
                return 0;
            }
            int name = at + AMPERSAND.length;
            int semicolon = name;
            while (semicolon < end && semicolon < name + 9 && xml[semicolon] != ';') {
                semicolon++;
            }
            if (semicolon >= end || xml[semicolon] != ';') {
                return 0;
            }
            String reference = new String(xml, name, semicolon - name, StandardCharsets.UTF_8);
            int character = character(reference);
            if (character < 0) {
                return 0;
            }
            out.text(written(character, attribute));
            return semicolon + 1 - at;
        }
    },
    ESCAPE_ONCE_MORE(true, false) {
        @Override
        int at(byte[] xml, int at, int from, int end, boolean attribute, Out out) {
            if (xml[at] != '&' || Markup.isCarriageReturn(xml, at, end)) {
                return 0;
            }
            out.octets(AMPERSAND, 0, AMPERSAND.length);
            return 1;
        }
    };

    private static final byte[] AMPERSAND = "&amp;".getBytes(StandardCharsets.US_ASCII);

    private final boolean inTexts;
    private final boolean inAttributes;

    Rewriting(boolean inTexts, boolean inAttributes) {
        this.inTexts = inTexts;
        this.inAttributes = inAttributes;
    }

    /** Writes what stands here otherwise and says how many bytes that was; 0 for what stays as it is. */
    abstract int at(byte[] xml, int at, int from, int end, boolean attribute, Out out);

    void write(byte[] xml, Out out) {
        Markup markup = new Markup(xml);
        while (markup.next()) {
            if (markup.kind() == Markup.Kind.TEXT && inTexts) {
                part(xml, markup.from(), markup.to(), false, out);
            } else if (markup.kind() == Markup.Kind.START && inAttributes) {
                tag(markup, out);
            } else {
                out.octets(xml, markup.from(), markup.to());
            }
        }
    }

    private void tag(Markup markup, Out out) {
        int at = markup.from();
        Attributes attributes = new Attributes(markup);
        while (attributes.next()) {
            if (!attributes.isDeclaration()) {
                out.octets(markup.xml, at, attributes.value());
                part(markup.xml, attributes.value(), attributes.end(), true, out);
                at = attributes.end();
            }
        }
        out.octets(markup.xml, at, markup.to());
    }

    private void part(byte[] xml, int from, int end, boolean attribute, Out out) {
        int at = from;
        while (at < end) {
            int read = at(xml, at, from, end, attribute, out);
            if (read == 0) {
                out.octet(xml[at]);
            }
            at += Math.max(1, read);
        }
    }

    private static int space(byte[] xml, int at, String instead, Out out) {
        if (xml[at] != ' ') {
            return 0;
        }
        out.text(instead);
        return 1;
    }

    private static boolean matches(byte[] xml, int at, int end, byte[] sought) {
        return at + sought.length <= end && Arrays.equals(xml, at, at + sought.length, sought, 0, sought.length);
    }

    /** The character that a reference means; negative for what is none. */
    private static int character(String reference) {
        return switch (reference) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> numbered(reference);
        };
    }

    private static int numbered(String reference) {
        boolean hexadecimal = reference.startsWith("#x");
        if (!reference.matches("#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}")) {
            return -1;
        }
        int number = Integer.parseInt(reference, hexadecimal ? 2 : 1, reference.length(), hexadecimal ? 16 : 10);
        return Character.isValidCodePoint(number) && number >= ' ' && !isSurrogate(number) ? number : -1;
    }

    private static boolean isSurrogate(int number) {
        return number >= Character.MIN_SURROGATE && number <= Character.MAX_SURROGATE;
    }

    private static String written(int character, boolean attribute) {
        return switch (character) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> attribute ? ">" : "&gt;";
            case '"' -> attribute ? "&quot;" : "\"";
            default -> Character.toString(character);
        };
    }
}
