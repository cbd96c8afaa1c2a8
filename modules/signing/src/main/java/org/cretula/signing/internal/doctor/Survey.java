package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;

/** What there is in a document that some accident could have done something to; found in one pass. */
final class Survey {

    static final byte[] PRESERVE = " xml:space=\"preserve\"".getBytes(StandardCharsets.US_ASCII);
    static final byte[] SPACE = " xml:space=\"".getBytes(StandardCharsets.US_ASCII);

    private final BitSet laidOut = new BitSet();
    private int[] open = new int[64];
    private boolean[] elements = new boolean[64];
    private boolean[] texts = new boolean[64];
    private boolean[] kept = new boolean[64];
    private int depth;
    private int deepest;
    private int count;
    private boolean blanks;
    private boolean brokenTexts;
    private boolean lineFeeds;
    private boolean carriageReturns;
    private boolean references;
    private boolean beyondAscii;
    private boolean base64;
    private boolean spacedAttributes;
    private boolean brokenAttributes;
    private boolean spaceAttributes;

    private Survey() {}

    /** Looks at a document in canonical form. */
    static Survey of(byte[] xml, Seat seat) {
        Survey survey = new Survey();
        Markup markup = new Markup(xml);
        while (markup.next()) {
            switch (markup.kind()) {
                case TEXT -> survey.text(markup);
                case START -> survey.start(markup);
                case END -> survey.end(seat);
                case ASIDE -> {}
            }
        }
        for (int i = 0; i < xml.length && !survey.beyondAscii; i++) {
            survey.beyondAscii = xml[i] < 0;
        }
        return survey;
    }

    private void start(Markup markup) {
        if (depth > 0) {
            elements[depth - 1] = true;
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
            elements = Arrays.copyOf(elements, 2 * depth);
            texts = Arrays.copyOf(texts, 2 * depth);
            kept = Arrays.copyOf(kept, 2 * depth);
        }
        boolean own = markup.has(SPACE);
        open[depth] = count++;
        elements[depth] = false;
        texts[depth] = false;
        kept[depth] = own ? markup.has(PRESERVE) : depth > 0 && kept[depth - 1];
        depth++;
        deepest = Math.max(deepest, depth);
        spaceAttributes |= own;
        attributes(markup);
    }

    private void attributes(Markup markup) {
        Attributes attributes = new Attributes(markup);
        while (attributes.next()) {
            if (!attributes.isDeclaration()) {
                for (int i = attributes.value(); i < attributes.end(); i++) {
                    byte b = markup.xml[i];
                    spacedAttributes |= b == ' ';
                    references |= b == '&';
                    brokenAttributes |= b == '&' && markup.xml[i + 1] == '#';
                }
            }
        }
    }

    private void text(Markup markup) {
        boolean blank = markup.isBlank();
        if (depth == 0) {
            return;
        }
        texts[depth - 1] |= !blank;
        byte[] xml = markup.xml;
        for (int i = markup.from(); i < markup.to(); i++) {
            lineFeeds |= xml[i] == '\n';
            if (xml[i] == '&') {
                boolean carriageReturn = Markup.isCarriageReturn(xml, i, markup.to());
                carriageReturns |= carriageReturn;
                references |= !carriageReturn;
            }
        }
        if (!blank) {
            brokenTexts |= Layout.isBroken(markup);
            base64 |= Base64Lines.is(markup);
        } else {
            blanks = true;
        }
    }

    private void end(Seat seat) {
        depth--;
        boolean holdsSignature =
                !seat.path().isEmpty() && seat.path().get(seat.path().size() - 1) == open[depth];
        if (!texts[depth] && !kept[depth] && (elements[depth] || holdsSignature)) {
            laidOut.set(open[depth]);
        }
    }

    /** Whether the element of this number has nothing but elements in it, and its white space may be changed. */
    boolean isLaidOut(int element) {
        return laidOut.get(element);
    }

    boolean hasElementsInElements() {
        return !laidOut.isEmpty();
    }

    boolean hasBlanks() {
        return blanks;
    }

    boolean hasBrokenTexts() {
        return brokenTexts;
    }

    boolean hasLineFeeds() {
        return lineFeeds;
    }

    boolean hasCarriageReturns() {
        return carriageReturns;
    }

    boolean hasReferences() {
        return references;
    }

    boolean isBeyondAscii() {
        return beyondAscii;
    }

    boolean hasBase64() {
        return base64;
    }

    boolean hasSpacedAttributes() {
        return spacedAttributes;
    }

    boolean hasBrokenAttributes() {
        return brokenAttributes;
    }

    boolean hasSpaceAttributes() {
        return spaceAttributes;
    }

    int deepest() {
        return deepest;
    }
}
