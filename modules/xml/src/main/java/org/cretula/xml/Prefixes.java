package org.cretula.xml;

import java.util.Arrays;

/** What prefixes stand for, the innermost last; the default namespace has the empty prefix. */
final class Prefixes {

    private static final byte[] NOT_YET = {};

    private String[] prefixes = new String[16];
    private String[] uris = new String[16];
    // As they are written; empty until the first time.
    private byte[][] lines = new byte[16][];
    private int size;
    private int[] marks = new int[16];
    private int depth;

    /** An element begins. */
    void open() {
        if (depth == marks.length) {
            marks = Arrays.copyOf(marks, 2 * depth);
        }
        marks[depth++] = size;
    }

    /** An element ends, and with it what it said. */
    void close() {
        size = marks[--depth];
    }

    void put(String prefix, String uri) {
        if (size == prefixes.length) {
            prefixes = Arrays.copyOf(prefixes, 2 * size);
            uris = Arrays.copyOf(uris, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        prefixes[size] = prefix;
        lines[size] = NOT_YET;
        uris[size++] = uri;
    }

    /** Takes over what others say. */
    void put(Prefixes others, int i) {
        put(others.prefixes[i], others.uris[i]);
        lines[size - 1] = others.line(i);
    }

    private byte[] line(int i) {
        if (lines[i] == NOT_YET) {
            Octets out = Octets.kept(prefixes[i].length() + uris[i].length() + 10);
            out.plain(prefixes[i].isEmpty() ? " xmlns=\"" : " xmlns:");
            if (!prefixes[i].isEmpty()) {
                out.plain(prefixes[i]);
                out.plain("=\"");
            }
            out.value(uris[i]);
            out.octet('"');
            lines[i] = out.toArray();
        }
        return lines[i];
    }

    /** The innermost with this prefix; -1 for none. */
    int find(String prefix) {
        for (int i = size - 1; i >= 0; i--) {
            if (prefixes[i].equals(prefix)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether this one stands for the same as that of others. */
    boolean says(int i, Prefixes others, int other) {
        return uris[i].equals(others.uris[other]);
    }

    String prefix(int i) {
        return prefixes[i];
    }

    String uri(int i) {
        return uris[i];
    }

    int size() {
        return size;
    }

    /** From here on they are of the innermost element. */
    int mark() {
        return depth == 0 ? 0 : marks[depth - 1];
    }

    /** Writes what the innermost element says, in order. */
    void writeNew(Octets out) {
        sortNew();
        for (int i = mark(); i < size; i++) {
            out.octets(line(i));
        }
    }

    private void sortNew() {
        for (int i = mark() + 1; i < size; i++) {
            String prefix = prefixes[i];
            String uri = uris[i];
            byte[] line = lines[i];
            int to = i;
            while (to > mark() && prefixes[to - 1].compareTo(prefix) > 0) {
                prefixes[to] = prefixes[to - 1];
                uris[to] = uris[to - 1];
                lines[to] = lines[to - 1];
                to--;
            }
            prefixes[to] = prefix;
            uris[to] = uri;
            lines[to] = line;
        }
    }
}
