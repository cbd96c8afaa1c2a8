package org.cretula.signing.internal.doctor;

import java.util.Arrays;

/**
 * White space between elements, as layout makes it: taken out or made anew.
 *
 * @param indentation of one step; empty for no white space at all
 * @param appended whether the third element on the way to the signature was appended to a document that was laid out
 *     already, as a signature's own place is: what it stands in ends without a line of its own, and itself has no layout
 * @param trimmed whether a text that stands on lines of its own does not
 */
record Layout(String indentation, boolean appended, boolean trimmed) {

    /** Below this depth nobody lays out, and to do so would take the square of the depth. */
    static final int DEEPEST = 200;

    void write(byte[] xml, Survey survey, Seat seat, Out out) {
        int appendix = appended && seat.path().size() > 2 ? seat.path().get(2) : -1;
        int[] open = new int[survey.deepest() + 1];
        int depth = 0;
        int count = 0;
        // How deep the appended element stands, while it lasts; and whether it was the last one.
        int within = -1;
        boolean behind = false;
        Markup markup = new Markup(xml);
        while (markup.next()) {
            boolean laid = depth > 0 && survey.isLaidOut(open[depth - 1]);
            switch (markup.kind()) {
                case TEXT -> {
                    if (!laid) {
                        text(markup, out);
                    }
                }
                case START -> {
                    boolean first = count == appendix;
                    if (laid && within < 0) {
                        line(first ? depth - 1 : depth, out);
                    }
                    within = first ? depth : within;
                    out.octets(xml, markup.from(), markup.to());
                    open[depth++] = count++;
                    behind = false;
                }
                case END -> {
                    depth--;
                    // Only an element that holds others ends on a line of its own.
                    if (laid && within < 0 && !behind && open[depth] != count - 1) {
                        line(depth, out);
                    }
                    behind = within == depth;
                    within = behind ? -1 : within;
                    out.octets(xml, markup.from(), markup.to());
                }
                case ASIDE -> {
                    if (laid && within < 0) {
                        line(depth, out);
                    }
                    out.octets(xml, markup.from(), markup.to());
                }
            }
        }
    }

    private void line(int depth, Out out) {
        if (!indentation.isEmpty()) {
            out.octet('\n');
            for (int i = 0; i < depth; i++) {
                out.text(indentation);
            }
        }
    }

    private void text(Markup markup, Out out) {
        if (!trimmed || !isBroken(markup)) {
            out.octets(markup.xml, markup.from(), markup.to());
            return;
        }
        int from = markup.from();
        int to = markup.to();
        while (from < to && isSpace(markup.xml[from])) {
            from++;
        }
        while (from < to && isSpace(markup.xml[to - 1])) {
            to--;
        }
        out.octets(markup.xml, from, to);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\t';
    }

    /** Whether the text begins with a line end or ends with an empty line. */
    static boolean isBroken(Markup text) {
        int end = text.to();
        while (end > text.from() && (text.xml[end - 1] == ' ' || text.xml[end - 1] == '\t')) {
            end--;
        }
        return text.xml[text.from()] == '\n' || (end > text.from() && text.xml[end - 1] == '\n');
    }

    /** What people indent with. */
    static java.util.List<String> usual() {
        return Arrays.asList("  ", "    ", "\t");
    }
}
