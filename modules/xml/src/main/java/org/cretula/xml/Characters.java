package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a canonical document, read character by character; whatever canonical form would not write is refused. */
final class Characters {

    private static final byte PLAIN = 0;
    private static final byte STOP = 1;
    private static final byte WIDE = 2;
    private static final byte[] IN_TEXT = kinds("<&>\r");
    private static final byte[] IN_VALUE = kinds("<&\"\t\n\r");
    private static final byte[] IN_COMMENT = kinds("-\r");
    private static final byte[] IN_INSTRUCTION = kinds("?\r");
    private static final boolean[] NAME_START = name(false);
    private static final boolean[] NAME = name(true);
    private static final byte[][] TEXT_ESCAPES = ascii("&amp;", "&lt;", "&gt;", "&#xD;");
    private static final byte[][] VALUE_ESCAPES = ascii("&amp;", "&lt;", "&quot;", "&#x9;", "&#xA;", "&#xD;");
    private static final byte[] COMMENT = ascii("<!--")[0];

    private static final int MOST_NAMES = 1 << 14;

    private final byte[] xml;
    private int at;
    // Hashes of the names, in a table that is never more than half full.
    private int[] names = new int[1 << 8];
    private int differing;
    private int longestText;

    Characters(byte[] xml) {
        this.xml = xml;
    }

    int at() {
        return at;
    }

    boolean atEnd() {
        return at == xml.length;
    }

    /** Names that differ, as many as are counted at most. */
    int names() {
        return differing;
    }

    int longestText() {
        return longestText;
    }

    boolean is(char c) {
        return at < xml.length && xml[at] == c;
    }

    boolean is(char c, char next) {
        return at + 1 < xml.length && xml[at] == c && xml[at + 1] == next;
    }

    boolean isAt(byte[] word, int from, int to) {
        return to - from == word.length && Arrays.equals(xml, from, to, word, 0, word.length);
    }

    void expect(char c) throws NotCanonicalException {
        if (!is(c)) {
            throw fault(c == '\n' ? "a line break" : "'" + c + "'");
        }
        at++;
    }

    /** The same bytes as there. */
    void expect(int from, int to) throws NotCanonicalException {
        int end = at + (to - from);
        if (end > xml.length || !Arrays.equals(xml, at, end, xml, from, to)) {
            throw fault("the end of " + new String(xml, from, to - from, StandardCharsets.UTF_8));
        }
        at = end;
    }

    /** A name with at most one colon; returns where that is, or -1. */
    int name() throws NotCanonicalException {
        int start = at;
        int colon = -1;
        boolean first = true;
        int hash = 1;
        while (at < xml.length) {
            byte b = xml[at];
            if (b == ':' && colon < 0 && !first) {
                colon = at++;
                first = true;
            } else if (b >= 0) {
                if (!(first ? NAME_START : NAME)[b]) {
                    break;
                }
                hash = 31 * hash + b;
                at++;
                first = false;
            } else {
                int point = wide();
                if (!isNameCharacter(point, first)) {
                    throw fault("a name");
                }
                hash = 31 * hash + point;
                first = false;
            }
        }
        if (first || at == start) {
            throw fault("a name");
        }
        count(hash);
        return colon;
    }

    private void count(int hash) {
        if (differing < MOST_NAMES && put(hash == 0 ? 1 : hash) && ++differing == names.length / 2) {
            int[] all = names;
            names = new int[2 * all.length];
            for (int name : all) {
                if (name != 0) {
                    put(name);
                }
            }
        }
    }

    private boolean put(int name) {
        int place = ((name * 0x9E3779B9) >>> 8) & (names.length - 1);
        while (names[place] != 0) {
            if (names[place] == name) {
                return false;
            }
            place = (place + 1) & (names.length - 1);
        }
        names[place] = name;
        return true;
    }

    /** Text up to the next tag. */
    void text() throws NotCanonicalException {
        int start = at;
        while (true) {
            int stop = stop(IN_TEXT);
            if (stop == '&') {
                escape(TEXT_ESCAPES);
            } else if (stop == '<') {
                longestText = Math.max(longestText, at - start);
                return;
            } else {
                throw fault(stop < 0 ? "an end tag" : "an escaped character");
            }
        }
    }

    /** A value up to its closing quotation mark. */
    void value() throws NotCanonicalException {
        int start = at;
        while (true) {
            int stop = stop(IN_VALUE);
            if (stop == '&') {
                escape(VALUE_ESCAPES);
            } else if (stop == '"') {
                longestText = Math.max(longestText, at - start);
                return;
            } else {
                throw fault("an escaped character or the end of a value");
            }
        }
    }

    void comment() throws NotCanonicalException {
        expect(COMMENT);
        while (true) {
            if (stop(IN_COMMENT) != '-') {
                throw fault("the end of a comment");
            }
            at++;
            if (is('-')) {
                at++;
                expect('>');
                return;
            }
        }
    }

    void instruction() throws NotCanonicalException {
        expect('<');
        expect('?');
        int target = at;
        if (name() >= 0 || isXml(target, at)) {
            throw fault("the target of an instruction");
        }
        if (is(' ')) {
            at++;
            if (is(' ') || is('\t') || is('\n') || is('?', '>')) {
                throw fault("the data of an instruction");
            }
        } else if (!is('?', '>')) {
            throw fault("a blank behind the target of an instruction");
        }
        while (true) {
            if (stop(IN_INSTRUCTION) != '?') {
                throw fault("the end of an instruction");
            }
            at++;
            if (is('>')) {
                at++;
                return;
            }
        }
    }

    private boolean isXml(int from, int to) {
        return to - from == 3
                && (xml[from] | 0x20) == 'x'
                && (xml[from + 1] | 0x20) == 'm'
                && (xml[from + 2] | 0x20) == 'l';
    }

    private void expect(byte[] word) throws NotCanonicalException {
        for (byte b : word) {
            expect((char) b);
        }
    }

    private void escape(byte[][] escapes) throws NotCanonicalException {
        for (byte[] escape : escapes) {
            int end = at + escape.length;
            if (end <= xml.length && Arrays.equals(xml, at, end, escape, 0, escape.length)) {
                at = end;
                return;
            }
        }
        throw fault("a reference of canonical form");
    }

    /** Goes on to the next byte that is not simply itself, and says which; -1 at the end. */
    private int stop(byte[] kinds) throws NotCanonicalException {
        byte[] b = xml;
        int i = at;
        while (true) {
            while (i < b.length && kinds[b[i] & 0xFF] == PLAIN) {
                i++;
            }
            at = i;
            if (i == b.length) {
                return -1;
            }
            if (kinds[b[i] & 0xFF] == STOP) {
                return b[i];
            }
            wide();
            i = at;
        }
    }

    /** A character of several bytes, in the one right encoding; or one that XML has none for, which is refused. */
    private int wide() throws NotCanonicalException {
        int b = xml[at] & 0xFF;
        int more = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
        if (b < 0xC2 || b > 0xF4 || at + more >= xml.length) {
            throw fault("a character of XML");
        }
        int point = b & (0x3F >> more);
        for (int i = 1; i <= more; i++) {
            int next = xml[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                throw fault("a character of XML");
            }
            point = (point << 6) | (next & 0x3F);
        }
        boolean shortest = more == 1 || point >= (more == 2 ? 0x800 : 0x10000);
        boolean allowed = point < 0xD800 || (point >= 0xE000 && point < 0xFFFE) || point >= 0x10000;
        if (!shortest || !allowed || point > 0x10FFFF) {
            throw fault("a character of XML");
        }
        at += more + 1;
        return point;
    }

    /** XML 1.0, productions 4 and 4a, beyond ASCII. */
    private static boolean isNameCharacter(int c, boolean first) {
        boolean start = (c >= 0xC0 && c <= 0x2FF && c != 0xD7 && c != 0xF7)
                || (c >= 0x370 && c <= 0x1FFF && c != 0x37E)
                || c == 0x200C
                || c == 0x200D
                || (c >= 0x2070 && c <= 0x218F)
                || (c >= 0x2C00 && c <= 0x2FEF)
                || (c >= 0x3001 && c <= 0xD7FF)
                || (c >= 0xF900 && c <= 0xFDCF)
                || (c >= 0xFDF0 && c <= 0xFFFD)
                || (c >= 0x10000 && c <= 0xEFFFF);
        return start || (!first && (c == 0xB7 || (c >= 0x300 && c <= 0x36F) || c == 0x203F || c == 0x2040));
    }

    NotCanonicalException fault(String expected) {
        return new NotCanonicalException("expected " + expected + " at byte " + at + " of the canonical form");
    }

    private static byte[] kinds(String stops) {
        byte[] kinds = new byte[256];
        Arrays.fill(kinds, 0, 0x20, STOP);
        Arrays.fill(kinds, 0x80, 0x100, WIDE);
        kinds['\t'] = PLAIN;
        kinds['\n'] = PLAIN;
        for (int i = 0; i < stops.length(); i++) {
            kinds[stops.charAt(i)] = STOP;
        }
        return kinds;
    }

    private static boolean[] name(boolean inside) {
        boolean[] name = new boolean[128];
        for (char c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            name[c] = letter || (inside && ((c >= '0' && c <= '9') || c == '-' || c == '.'));
        }
        return name;
    }

    private static byte[][] ascii(String... words) {
        byte[][] bytes = new byte[words.length][];
        for (int i = 0; i < words.length; i++) {
            bytes[i] = words[i].getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
