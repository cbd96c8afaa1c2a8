package org.cretula.signing.internal.doctor;

/**
 * Base64 in texts, as it is broken into lines.
 *
 * @param width characters of a line; 0 for a single line
 * @param lineEnd as canonical XML writes it
 * @param apart whether line ends stand before the first line and behind the last
 */
record Base64Lines(int width, String lineEnd, boolean apart) {

    private static final int SHORTEST = 24;

    void write(byte[] xml, Out out) {
        Markup markup = new Markup(xml);
        while (markup.next()) {
            if (markup.kind() == Markup.Kind.TEXT && is(markup)) {
                lines(markup, out);
            } else {
                out.octets(xml, markup.from(), markup.to());
            }
        }
    }

    private void lines(Markup text, Out out) {
        int column = 0;
        if (apart) {
            out.text(lineEnd);
        }
        for (int i = text.from(); i < text.to(); i++) {
            if (Markup.isCarriageReturn(text.xml, i, text.to())) {
                i += 4;
            } else if (isOfAlphabet(text.xml[i])) {
                if (width > 0 && column == width) {
                    out.text(lineEnd);
                    column = 0;
                }
                out.octet(text.xml[i]);
                column++;
            }
        }
        if (apart) {
            out.text(lineEnd);
        }
    }

    /** Whether a text is base64: no other characters, and spaces only around line ends. */
    static boolean is(Markup text) {
        int characters = 0;
        // Whether a space may stand here; and whether one stands where only a line end may follow.
        boolean lineStart = true;
        boolean pending = false;
        for (int i = text.from(); i < text.to(); i++) {
            byte b = text.xml[i];
            boolean carriageReturn = Markup.isCarriageReturn(text.xml, i, text.to());
            if (carriageReturn || b == '\n') {
                i += carriageReturn ? 4 : 0;
                lineStart = true;
                pending = false;
            } else if (b == ' ' || b == '\t') {
                pending |= !lineStart;
            } else if (isOfAlphabet(b) && !pending) {
                characters++;
                lineStart = false;
            } else {
                return false;
            }
        }
        return characters >= SHORTEST && characters % 4 == 0;
    }

    private static boolean isOfAlphabet(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || b == '+'
                || b == '/'
                || b == '=';
    }
}
