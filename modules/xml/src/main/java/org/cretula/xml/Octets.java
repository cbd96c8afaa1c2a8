package org.cretula.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bytes on their way to a sink, some thousand at a time, or kept in pieces where there is none. */
final class Octets {

    private static final int PORTION = 8_192;
    private static final int LARGEST = 1 << 20;
    private static final int AT_ONCE = 1_024;
    private static final Escapes TEXT = escapes("&<>\r", "&amp;", "&lt;", "&gt;", "&#xD;");
    private static final Escapes VALUE = escapes("&<\"\t\n\r", "&amp;", "&lt;", "&quot;", "&#x9;", "&#xA;", "&#xD;");
    private static final Escapes UNESCAPED = escapes("\r", "&#xD;");
    private static final Escapes PLAIN = escapes("");

    private final @Nullable ByteSink sink;
    // Full ones: so that what is kept of a large document is never copied but once, into one array of its length.
    private final List<Piece> pieces = new ArrayList<>(0);
    private int before;
    private byte[] bytes;
    private int length;
    private char[] characters = {};

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Piece(byte[] bytes, int length) {}

    private Octets(@Nullable ByteSink sink, int size) {
        this.sink = sink;
        this.bytes = new byte[size];
    }

    static Octets to(ByteSink sink) {
        return new Octets(sink, PORTION);
    }

    static Octets kept(int expected) {
        return new Octets(null, Math.max(64, Math.min(expected, LARGEST)));
    }

    /** How many are kept; what went to a sink is not counted. */
    int length() {
        return before + length;
    }

    /** What was kept. */
    byte[] toArray() {
        if (pieces.isEmpty() && bytes.length == length) {
            return bytes;
        }
        byte[] all = new byte[length()];
        int at = 0;
        for (Piece piece : pieces) {
            System.arraycopy(piece.bytes(), 0, all, at, piece.length());
            at += piece.length();
        }
        System.arraycopy(bytes, 0, all, at, length);
        return all;
    }

    /** Hands over what is still here. */
    void flush() {
        if (sink != null) {
            sink.take(bytes, 0, length);
            length = 0;
        }
    }

    /** Room for so many, which are few. */
    private void room(int more) {
        if (bytes.length - length >= more) {
            return;
        }
        flush();
        if (bytes.length - length < more) {
            keep();
            bytes = new byte[Math.max(more, Math.min(LARGEST, 2 * bytes.length))];
            length = 0;
        }
    }

    private void keep() {
        if (length > 0) {
            before = Math.addExact(before, length);
            pieces.add(new Piece(bytes, length));
        }
    }

    void octet(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    void octets(byte[] from, int offset, int count) {
        if (sink != null && count > PORTION) {
            flush();
            sink.take(from, offset, count);
            return;
        }
        int rest = Math.min(count, bytes.length - length);
        System.arraycopy(from, offset, bytes, length, rest);
        length += rest;
        if (rest < count) {
            room(count - rest);
            System.arraycopy(from, offset + rest, bytes, length, count - rest);
            length += count - rest;
        }
    }

    void octets(byte[] from) {
        octets(from, 0, from.length);
    }

    /** As it is. */
    void plain(String text) {
        escaped(text, PLAIN);
    }

    /** As text between tags. */
    void text(String text) {
        escaped(text, TEXT);
    }

    void text(char[] from, int offset, int count) {
        escaped(from, offset, offset + count, TEXT);
    }

    /** As the value of an attribute. */
    void value(String value) {
        escaped(value, VALUE);
    }

    /** As it stands in a comment or an instruction. */
    void unescaped(String text) {
        escaped(text, UNESCAPED);
    }

    private void escaped(String text, Escapes escapes) {
        int end = text.length();
        if (characters.length < AT_ONCE && characters.length < end) {
            characters = new char[Math.min(AT_ONCE, Math.max(64, end))];
        }
        int i = 0;
        while (i < end) {
            int to = Math.min(end, i + characters.length);
            // A pair is not parted.
            if (to < end && Character.isHighSurrogate(text.charAt(to - 1))) {
                to--;
            }
            text.getChars(i, to, characters, 0);
            escaped(characters, 0, to - i, escapes);
            i = to;
        }
    }

    private void escaped(char[] from, int start, int end, Escapes escapes) {
        int i = start;
        while (i < end) {
            int to = Math.min(end, i + AT_ONCE);
            room(6 * (to - i));
            // Local copies, for fields would be read and written at each character.
            byte[] b = bytes;
            boolean[] itself = escapes.itself();
            int n = length;
            while (i < to) {
                int run = i;
                while (run < to && from[run] < 0x80 && itself[from[run]]) {
                    run++;
                }
                // A loop of its own, which is compiled to several steps at once.
                for (int k = i; k < run; k++) {
                    b[n + k - i] = (byte) from[k];
                }
                n += run - i;
                i = run;
                if (i < to) {
                    char c = from[i];
                    if (c < 0x80) {
                        byte[] escape = escapes.escapes()[c];
                        System.arraycopy(escape, 0, b, n, escape.length);
                        n += escape.length;
                    } else {
                        length = n;
                        i = beyondAscii(from, i, end);
                        n = length;
                    }
                    i++;
                }
            }
            length = n;
        }
    }

    /** Which characters of ASCII stand for themselves, and what stands for the others. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Escapes(boolean[] itself, byte[][] escapes) {}

    private static Escapes escapes(String characters, String... escapes) {
        boolean[] itself = new boolean[0x80];
        Arrays.fill(itself, true);
        byte[][] all = new byte[0x80][0];
        for (int i = 0; i < escapes.length; i++) {
            itself[characters.charAt(i)] = false;
            all[characters.charAt(i)] = ascii(escapes[i]);
        }
        return new Escapes(itself, all);
    }

    /** Writes the character at {@code i} and says where it ended; room for it there is. */
    private int beyondAscii(char[] from, int i, int end) {
        char c = from[i];
        if (c < 0x800) {
            bytes[length++] = (byte) (0xC0 | (c >> 6));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
            return i;
        }
        if (!Character.isSurrogate(c)) {
            bytes[length++] = (byte) (0xE0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
            bytes[length++] = (byte) (0x80 | (c & 0x3F));
            return i;
        }
        boolean pair = Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(from[i + 1]);
        if (!pair) {
            throw new IllegalArgumentException("expected characters of XML, found half of a surrogate pair");
        }
        int point = Character.toCodePoint(c, from[i + 1]);
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
        return i + 1;
    }

    private static byte[] ascii(String text) {
        byte[] bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) text.charAt(i);
        }
        return bytes;
    }
}
