package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What prefixes stand for, as places in the bytes of a document; the innermost last. */
final class Scopes {

    private static final byte[] DEFAULT = " xmlns=\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PREFIXED = " xmlns:".getBytes(StandardCharsets.US_ASCII);

    private final byte[] xml;
    // Four places each: prefix from and to, namespace from and to.
    private int[] places = new int[64];
    private int size;
    private int[] marks = new int[64];
    private int depth;

    Scopes(byte[] xml) {
        this.xml = xml;
    }

    void open() {
        if (depth == marks.length) {
            marks = Arrays.copyOf(marks, 2 * depth);
        }
        marks[depth++] = size;
    }

    void close() {
        size = marks[--depth];
    }

    void put(int prefix, int prefixEnd, int uri, int uriEnd) {
        if (4 * size == places.length) {
            places = Arrays.copyOf(places, 2 * places.length);
        }
        places[4 * size] = prefix;
        places[4 * size + 1] = prefixEnd;
        places[4 * size + 2] = uri;
        places[4 * size + 3] = uriEnd;
        size++;
    }

    /** The innermost with this prefix; -1 for none. */
    int find(int prefix, int prefixEnd) {
        for (int i = size - 1; i >= 0; i--) {
            if (isPrefix(i, prefix, prefixEnd)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isPrefix(int i, int prefix, int prefixEnd) {
        return places[4 * i + 1] - places[4 * i] == prefixEnd - prefix
                && Arrays.equals(xml, places[4 * i], places[4 * i + 1], xml, prefix, prefixEnd);
    }

    /** Whether this prefix belongs behind those of the innermost element. */
    boolean isBehindLast(int prefix, int prefixEnd) {
        int last = 4 * (size - 1);
        return !hasNew() || Arrays.compareUnsigned(xml, places[last], places[last + 1], xml, prefix, prefixEnd) < 0;
    }

    boolean hasNew() {
        return size > marks[depth - 1];
    }

    boolean isUri(int i, byte[] uri) {
        return Arrays.equals(xml, places[4 * i + 2], places[4 * i + 3], uri, 0, uri.length);
    }

    /** Whether the prefix stands for this already. */
    boolean isSaid(int prefix, int prefixEnd, int uri, int uriEnd) {
        int at = find(prefix, prefixEnd);
        return at < 0
                ? prefix == prefixEnd && uri == uriEnd
                : Arrays.equals(xml, places[4 * at + 2], places[4 * at + 3], xml, uri, uriEnd);
    }

    /** The namespace, its references resolved. */
    String uri(int i) {
        int from = places[4 * i + 2];
        String written = new String(xml, from, places[4 * i + 3] - from, StandardCharsets.UTF_8);
        return written.replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&#x9;", "\t")
                .replace("&#xA;", "\n")
                .replace("&#xD;", "\r")
                .replace("&amp;", "&");
    }

    /** Says of a prefix what others say of it, unless that has been said; {@code now} is negative for nothing. */
    void say(int prefix, int prefixEnd, Scopes others, int now) {
        int from = now < 0 ? 0 : others.places[4 * now + 2];
        int to = now < 0 ? 0 : others.places[4 * now + 3];
        if (!isSaid(prefix, prefixEnd, from, to)) {
            put(prefix, prefixEnd, from, to);
        }
    }

    /** Writes what the innermost element says, in order. */
    void writeNew(Octets out) {
        int from = marks[depth - 1];
        for (int i = from + 1; i < size; i++) {
            for (int j = i; j > from && isBehind(j - 1, j); j--) {
                swap(j - 1, j);
            }
        }
        for (int i = from; i < size; i++) {
            int prefix = places[4 * i];
            int prefixEnd = places[4 * i + 1];
            if (prefix == prefixEnd) {
                out.octets(DEFAULT, 0, DEFAULT.length);
            } else {
                out.octets(PREFIXED, 0, PREFIXED.length);
                out.octets(xml, prefix, prefixEnd - prefix);
                out.octet('=');
                out.octet('"');
            }
            out.octets(xml, places[4 * i + 2], places[4 * i + 3] - places[4 * i + 2]);
            out.octet('"');
        }
    }

    private boolean isBehind(int i, int j) {
        return Arrays.compareUnsigned(xml, places[4 * i], places[4 * i + 1], xml, places[4 * j], places[4 * j + 1]) > 0;
    }

    private void swap(int i, int j) {
        for (int k = 0; k < 4; k++) {
            int place = places[4 * i + k];
            places[4 * i + k] = places[4 * j + k];
            places[4 * j + k] = place;
        }
    }
}
