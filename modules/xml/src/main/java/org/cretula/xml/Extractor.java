package org.cretula.xml;

import java.util.ArrayList;
import java.util.List;

/** Writes one extraction in the course of a reading. */
final class Extractor {

    private static final int NOT_NOW = -1;

    private final Extraction extraction;
    private final int element;
    private final Octets out;
    private final CanonicalPen pen;
    // How deep the first element stands that is written, and the one that is left out; the document has depth 0.
    private int inside;
    private int skipped = NOT_NOW;

    /**
     * An extraction of a document.
     *
     * @param element the number of the element where it begins; 0 for the document
     * @param declared the declarations that the reading keeps
     */
    Extractor(Extraction extraction, int element, Octets out, Prefixes declared) {
        this.extraction = extraction;
        this.element = element;
        this.out = out;
        this.pen = new CanonicalPen(extraction.form(), out, declared);
        this.inside = element == 0 ? 0 : NOT_NOW;
    }

    Extraction extraction() {
        return extraction;
    }

    Octets out() {
        return out;
    }

    /**
     * An element begins.
     *
     * @param wanted its place among the wanted ones; negative for one that is not
     * @param settled whether it has nothing but its name, of the prefix of the element above
     */
    void start(Reading reading, int wanted, boolean settled) {
        if (skipped != NOT_NOW) {
            return;
        }
        int depth = reading.depth();
        if (wanted >= 0 && extraction.leavesOut(wanted)) {
            skipped = depth;
        } else if (inside != NOT_NOW) {
            pen.start(reading.innermost(), false, settled && depth > 1);
        } else if (reading.elements() == element) {
            inside = depth;
            first(reading);
        }
    }

    private void first(Reading reading) {
        StartTag tag = reading.innermost();
        if (extraction.form().isExclusive()) {
            pen.start(tag, false, false);
        } else {
            List<StartTag> above = new ArrayList<>();
            for (int i = 0; i < reading.depth() - 1; i++) {
                above.add(reading.open(i));
            }
            pen.start(tag.inheriting(above, extraction.form()), true, false);
        }
    }

    void end(Reading reading) {
        int depth = reading.depth();
        if (skipped != NOT_NOW) {
            if (skipped == depth) {
                skipped = NOT_NOW;
            }
        } else if (inside != NOT_NOW) {
            pen.end(reading.innermost().name());
            if (inside == depth) {
                inside = NOT_NOW;
            }
        }
    }

    private boolean isWriting() {
        return inside != NOT_NOW && skipped == NOT_NOW;
    }

    void text(char[] from, int offset, int count) {
        if (isWriting()) {
            pen.text(from, offset, count);
        }
    }

    void comment(String text, CanonicalPen.Side side) {
        if (isWriting()) {
            pen.comment(text, side);
        }
    }

    void instruction(String target, String data, CanonicalPen.Side side) {
        if (isWriting()) {
            pen.instruction(target, data, side);
        }
    }
}
