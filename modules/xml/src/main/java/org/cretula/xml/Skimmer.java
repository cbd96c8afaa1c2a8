package org.cretula.xml;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Makes extractions of a document, and, in the first pass, the tree of its wanted elements: with all that is in them,
 * and of what is around them the bare elements above. Those above are built when one turns up, from the start tags that
 * the reading keeps.
 */
final class Skimmer implements Maker {

    private static final int NOT_NOW = -1;

    private final QName wanted;
    private final boolean building;
    private final TreeBuilder tree = new TreeBuilder();
    private final Prefixes declared = new Prefixes();
    private final List<Extractor> extractors = new ArrayList<>();
    private final List<XmlElement> found = new ArrayList<>();
    private int wantedBefore;
    private int outermost;
    // How deep the wanted element stands that is read now, and how deep the tree is built.
    private int inside = NOT_NOW;
    private int built;
    private boolean behind;
    // The outermost wanted element that ended last, for as long as its parent is open, and how deep that stands.
    private int ended = NOT_NOW;
    private int parent = NOT_NOW;
    private final BitSet followed = new BitSet();

    private Skimmer(QName wanted, boolean building) {
        this.wanted = wanted;
        this.building = building;
    }

    /** For the first pass. */
    static Skimmer building(QName wanted) {
        return new Skimmer(wanted, true);
    }

    /** For a pass that makes nothing but extractions. */
    static Skimmer extracting(QName wanted) {
        return new Skimmer(wanted, false);
    }

    /**
     * Adds an extraction.
     *
     * @param element the number of the element where it begins; 0 for the document
     */
    Extractor add(Extraction extraction, int element, Octets out) {
        Extractor extractor = new Extractor(extraction, element, out, declared);
        extractors.add(extractor);
        return extractor;
    }

    TreeBuilder tree() {
        return tree;
    }

    /** The wanted elements, in document order; also those within others. */
    List<XmlElement> found() {
        return found;
    }

    /** The places of those, in no other wanted element, behind which another element stands in their parent. */
    BitSet followed() {
        return followed;
    }

    /** How many wanted elements stand in no other. */
    int outermost() {
        return outermost;
    }

    @Override
    public void accept(int event, XMLStreamReader2 reader, Reading reading) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reading);
            case XMLStreamConstants.END_ELEMENT -> end(reading);
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader, reading);
            case XMLStreamConstants.COMMENT -> comment(reader.getText(), side(reading));
            case XMLStreamConstants.PROCESSING_INSTRUCTION ->
                instruction(reader.getPITarget(), TreeBuilder.data(reader), side(reading));
            default -> {}
        }
    }

    private CanonicalPen.Side side(Reading reading) {
        return reading.depth() > 0
                ? CanonicalPen.Side.INSIDE
                : behind ? CanonicalPen.Side.BEHIND : CanonicalPen.Side.BEFORE;
    }

    private void start(Reading reading) {
        StartTag tag = reading.innermost();
        int depth = reading.depth();
        declared.open();
        for (int i = 0; i < tag.declarations(); i++) {
            declared.put(tag.declaredPrefix(i), tag.declaredNamespace(i));
        }
        boolean isWanted = tag.is(wanted);
        if (building) {
            build(reading, isWanted);
        }
        boolean settled = depth > 1
                && tag.isBare()
                && tag.name().prefix().equals(reading.open(depth - 2).name().prefix());
        int place = isWanted ? wantedBefore++ : NOT_NOW;
        for (int i = 0; i < extractors.size(); i++) {
            extractors.get(i).start(reading, place, settled);
        }
    }

    private void build(Reading reading, boolean isWanted) {
        int depth = reading.depth();
        if (parent == depth - 1) {
            followed.set(ended);
            parent = NOT_NOW;
        }
        if (isWanted && inside == NOT_NOW) {
            inside = depth;
            ended = found.size();
            outermost++;
        }
        // The document element is always there.
        while (built < depth && (inside != NOT_NOW || built == 0)) {
            tree.start(reading.open(built++));
        }
        if (isWanted) {
            found.add(tree.innermost());
        }
    }

    private void end(Reading reading) {
        int depth = reading.depth();
        for (int i = 0; i < extractors.size(); i++) {
            extractors.get(i).end(reading);
        }
        declared.close();
        if (inside == depth) {
            inside = NOT_NOW;
            parent = depth - 1;
        } else if (parent == depth) {
            parent = NOT_NOW;
        }
        if (built == depth) {
            tree.end();
            built--;
        }
        behind = depth == 1;
    }

    private void text(XMLStreamReader2 reader, Reading reading) {
        if (inside != NOT_NOW) {
            tree.text(reader.getText());
        }
        // White space around the document element is no part of any form.
        if (reading.depth() > 0 && !extractors.isEmpty()) {
            char[] characters = reader.getTextCharacters();
            int from = reader.getTextStart();
            int count = reader.getTextLength();
            for (int i = 0; i < extractors.size(); i++) {
                extractors.get(i).text(characters, from, count);
            }
        }
    }

    private void comment(String text, CanonicalPen.Side side) {
        if (inside != NOT_NOW) {
            tree.comment(text);
        }
        for (int i = 0; i < extractors.size(); i++) {
            extractors.get(i).comment(text, side);
        }
    }

    private void instruction(String target, String data, CanonicalPen.Side side) {
        if (inside != NOT_NOW) {
            tree.instruction(target, data);
        }
        for (int i = 0; i < extractors.size(); i++) {
            extractors.get(i).instruction(target, data, side);
        }
    }
}
