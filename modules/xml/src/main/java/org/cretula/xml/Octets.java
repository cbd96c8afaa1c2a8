package org.cretula.xml;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Bytes on their way to a sink, some thousand at a time, or kept where there is none. */
final class Octets {

    private static final int PORTION = 8_192;
    private static final int AT_ONCE = 1_024;
    private static final byte[][] TEXT = escapes("&<>\r", "&amp;", "&lt;", "&gt;", "&#xD;");
    private static final byte[][] VALUE = escapes("&<\"\t\n\r", "&amp;", "&lt;", "&quot;", "&#x9;", "&#xA;", "&#xD;");
    private static final byte[] CR = ascii("&#xD;");

    private final @Nullable ByteSink sink;
    private byte[] bytes;
    private int length;

    private Octets(@Nullable ByteSink sink, int size) {
        this.sink = sink;
        this.bytes = new byte[size];
    }

    static Octets to(ByteSink sink) {
        return new Octets(sink, PORTION);
    }

    static Octets kept(int expected) {
        return new Octets(null, Math.max(64, expected));
    }

    /** How many are kept; what went to a sink is not counted. */
    int length() {
        return length;
    }

    /** What was kept. */
    byte[] toArray() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }

    /** Hands over what is still here. */
    void flush() {
        if (sink != null) {
            sink.take(bytes, 0, length);
            length = 0;
        }
    }

    private void room(int more) {
        if (bytes.length - length >= more) {
            return;
        }
        flush();
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), (int)
                    Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
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
        room(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    private void octets(byte[] from) {
        octets(from, 0, from.length);
    }

    /** As it is. */
    void plain(String text) {
        int end = text.length();
        int i = 0;
        while (i < end) {
            int to = Math.min(end, i + AT_ONCE);
            room(4 * (to - i));
            while (i < to) {
                char c = text.charAt(i);
                if (c < 0x80) {
                    bytes[length++] = (byte) c;
                } else {
                    i = beyondAscii(text, i);
                }
                i++;
            }
        }
    }

    /** As text between tags. */
    void text(String text) {
        escaped(text, TEXT);
    }

    /** As the value of an attribute. */
    void value(String value) {
        escaped(value, VALUE);
    }

    private void escaped(String text, byte[][] escapes) {
        int end = text.length();
        int i = 0;
        while (i < end) {
            int to = Math.min(end, i + AT_ONCE);
            room(6 * (to - i));
            // Local copies, for fields would be read and written at each character.
            byte[] b = bytes;
            int n = length;
            while (i < to) {
                char c = text.charAt(i);
                if (c >= 0x80) {
                    length = n;
                    i = beyondAscii(text, i);
                    n = length;
                } else if (c > '>' || escapes[c].length == 0) {
                    b[n++] = (byte) c;
                } else {
                    byte[] escape = escapes[c];
                    System.arraycopy(escape, 0, b, n, escape.length);
                    n += escape.length;
                }
                i++;
            }
            length = n;
        }
    }

    private static byte[][] escapes(String characters, String... escapes) {
        byte[][] all = new byte['>' + 1][0];
        for (int i = 0; i < escapes.length; i++) {
            all[characters.charAt(i)] = ascii(escapes[i]);
        }
        return all;
    }

    /** As it stands in a comment or an instruction. */
    void unescaped(String text) {
        int from = 0;
        for (int at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', from)) {
            plain(text.substring(from, at));
            octets(CR);
            from = at + 1;
        }
        plain(from == 0 ? text : text.substring(from));
    }

    /** Writes the character at {@code i} and says where it ended; room for it there is. */
    private int beyondAscii(String text, int i) {
        char c = text.charAt(i);
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
        boolean pair =
                Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
            throw new IllegalArgumentException("expected characters of XML, found half of a surrogate pair");
        }
        int point = Character.toCodePoint(c, text.charAt(i + 1));
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
