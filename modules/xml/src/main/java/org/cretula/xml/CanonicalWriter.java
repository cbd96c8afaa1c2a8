package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes XML that is already in canonical form (Canonical XML 1.0, W3C Recommendation 2001-03-15), provided that every
 * namespace is declared on the first element.
 *
 * <p>Names and prefixes come from our own code and are not checked; texts and values may hold anything that XML 1.0
 * allows, and a character that it does not allow is refused. Not for sharing between threads.
 */
public final class CanonicalWriter {

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();
    private final String indent;
    private boolean afterText;

    private CanonicalWriter(String indent) {
        this.indent = indent;
    }

    /** A writer that adds no white space. */
    public static CanonicalWriter compact() {
        return new CanonicalWriter("");
    }

    /** A writer that puts each element on a line of its own, two blanks a level, for people to read. */
    public static CanonicalWriter indented() {
        return new CanonicalWriter("  ");
    }

    /**
     * Opens the first element with the namespaces of the whole document, prefix to name; the empty prefix is the
     * default. Attributes are name, value pairs of attributes without namespace.
     */
    public CanonicalWriter root(String name, Map<String, String> namespaces, String... attributes) {
        out.append('<').append(name);
        new TreeMap<>(namespaces)
                .forEach((prefix, uri) -> out.append(prefix.isEmpty() ? " xmlns" : " xmlns:" + prefix)
                        .append("=\"")
                        .append(escaped(uri, true))
                        .append('"'));
        attributes(attributes);
        out.append('>');
        open.push(name);
        return this;
    }

    /** Opens an element; attributes are name, value pairs of attributes without namespace, in any order. */
    public CanonicalWriter start(String name, String... attributes) {
        newLine();
        out.append('<').append(name);
        attributes(attributes);
        out.append('>');
        open.push(name);
        afterText = false;
        return this;
    }

    /** Writes an element with text. */
    public CanonicalWriter element(String name, String text, String... attributes) {
        return start(name, attributes).text(text).end();
    }

    /** Writes text into the open element. */
    public CanonicalWriter text(String text) {
        out.append(escaped(text, false));
        afterText = true;
        return this;
    }

    /** Closes the innermost open element. */
    public CanonicalWriter end() {
        String name = open.pop();
        if (!afterText) {
            newLine();
        }
        out.append("</").append(name).append('>');
        afterText = false;
        return this;
    }

    /** The document as text, without XML declaration. */
    public String text() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("element '" + open.peek() + "' is still open");
        }
        return out.toString();
    }

    /** The document with an XML declaration, UTF-8, a line end at its end. */
    public byte[] toDocument() {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private void newLine() {
        if (!indent.isEmpty() && out.length() > 0) {
            out.append('\n').append(indent.repeat(open.size()));
        }
    }

    private void attributes(String... pairs) {
        if (pairs.length <= 2) {
            for (int i = 0; i < pairs.length; i += 2) {
                attribute(pairs[i], pairs[i + 1]);
            }
            return;
        }
        TreeMap<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            sorted.put(pairs[i], pairs[i + 1]);
        }
        sorted.forEach(this::attribute);
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(escaped(value, true)).append('"');
    }

    private static String escaped(String value, boolean attribute) {
        StringBuilder b = new StringBuilder();
        int written = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            String reference = reference(c, attribute);
            if (!reference.isEmpty()) {
                b.append(value, written, i).append(reference);
                written = i + 1;
            } else if (Character.isSurrogate(c)) {
                requireAllowed(value.codePointAt(i));
                i++;
            }
        }
        return written == 0 ? value : b.append(value, written, value.length()).toString();
    }

    /** What stands for a character; empty if it stands for itself. */
    private static String reference(char c, boolean attribute) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> attribute ? "" : "&gt;";
            case '"' -> attribute ? "&quot;" : "";
            case '\t' -> attribute ? "&#x9;" : "";
            case '\n' -> attribute ? "&#xA;" : "";
            case '\r' -> "&#xD;";
            default -> {
                if (!Character.isSurrogate(c)) {
                    requireAllowed(c);
                }
                yield "";
            }
        };
    }

    private static void requireAllowed(int c) {
        if (c < 0x20 || (c >= 0xD800 && c <= 0xDFFF) || c == 0xFFFE || c == 0xFFFF) {
            throw new IllegalArgumentException(
                    "character U+" + Integer.toHexString(0x10000 | c).substring(1) + " cannot stand in XML 1.0");
        }
    }
}
