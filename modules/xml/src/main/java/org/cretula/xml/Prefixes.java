package org.cretula.xml;

import java.util.Arrays;

/** What prefixes stand for, the innermost last; the default namespace has the empty prefix. */
final class Prefixes {

    private String[] prefixes = new String[16];
    private String[] uris = new String[16];
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
        }
        prefixes[size] = prefix;
        uris[size++] = uri;
    }

    /** The innermost with the prefix that the first {@code length} characters of a name are; -1 for none. */
    int find(String name, int length) {
        for (int i = size - 1; i >= 0; i--) {
            String prefix = prefixes[i];
            if (prefix.length() == length && name.startsWith(prefix)) {
                return i;
            }
        }
        return -1;
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

    /** Puts those of the innermost element in the order in which they are written. */
    void sortNew() {
        for (int i = mark() + 1; i < size; i++) {
            String prefix = prefixes[i];
            String uri = uris[i];
            int to = i;
            while (to > mark() && prefixes[to - 1].compareTo(prefix) > 0) {
                prefixes[to] = prefixes[to - 1];
                uris[to] = uris[to - 1];
                to--;
            }
            prefixes[to] = prefix;
            uris[to] = uri;
        }
    }
}
