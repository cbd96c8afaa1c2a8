package org.cretula.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * One pass through a document: counts against the limits, notes what is peculiar and keeps the start tags of the
 * elements that are open. Whatever is made of the document is made by others, behind it and from its start tags.
 */
final class Reading {

    enum Step {
        CONTINUE,
        DOCTYPE,
        TOO_MANY_ELEMENTS,
        TOO_MANY_NAMES,
        TOO_MUCH_BESIDES
    }

    private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String UTF_8 = "UTF-8";

    private final XMLStreamReader2 reader;
    private final XmlLimits limits;
    private final Names names = new Names();
    private final List<Peculiarity> peculiarities = new ArrayList<>();
    private final Set<Peculiarity.Kind> kinds = EnumSet.noneOf(Peculiarity.Kind.class);
    private final Map<String, Identified> identified = new HashMap<>();
    private final Map<String, Integer> repeated = new HashMap<>();
    private StartTag[] open = new StartTag[16];
    private int depth;
    private int elements;
    private int besides;

    Reading(byte[] bytes, XMLStreamReader2 reader, XmlLimits limits) {
        this.reader = reader;
        this.limits = limits;
        if (bytes.length >= 3 && Arrays.equals(bytes, 0, 3, UTF_8_BOM, 0, 3)) {
            note(Peculiarity.Kind.BYTE_ORDER_MARK, "");
        }
        noteEncoding(reader.getCharacterEncodingScheme());
        noteEncoding(reader.getEncoding());
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            note(Peculiarity.Kind.NOT_XML_1_0, reader.getVersion());
        }
    }

    private void noteEncoding(@Nullable String encoding) {
        if (encoding != null && !encoding.equalsIgnoreCase(UTF_8)) {
            note(Peculiarity.Kind.NOT_UTF_8, encoding);
        }
    }

    /** Takes note of an event, before anything is made of it. */
    Step accept(int event) {
        return switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start();
            case XMLStreamConstants.COMMENT -> {
                note(Peculiarity.Kind.COMMENT, "");
                yield besides(1) ? Step.TOO_MUCH_BESIDES : Step.CONTINUE;
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                note(Peculiarity.Kind.PROCESSING_INSTRUCTION, reader.getPITarget());
                names.count(reader.getPITarget());
                yield besides(1) ? Step.TOO_MUCH_BESIDES : names.areTooMany() ? Step.TOO_MANY_NAMES : Step.CONTINUE;
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> Step.DOCTYPE;
            default -> Step.CONTINUE;
        };
    }

    /** The innermost element is over, and everything was made of it. */
    void end() {
        depth--;
    }

    /** How many elements are open. */
    int depth() {
        return depth;
    }

    /** The start tag of an open element; of the document element for 0. */
    StartTag open(int i) {
        return open[i];
    }

    /** The start tag of the innermost element. */
    StartTag innermost() {
        return open[depth - 1];
    }

    /** How many elements began until now. */
    int elements() {
        return elements;
    }

    List<Peculiarity> peculiarities() {
        return peculiarities;
    }

    /**
     * An element with an identifier.
     *
     * @param number of the element; the document element has the number 1
     * @param usual whether the attribute is one that software agrees to take for an identifier
     */
    record Identified(int number, Name name, String namespace, boolean usual) {}

    /** For each identifier, the element that bears it first. */
    Map<String, Identified> identified() {
        return identified;
    }

    /** How many more attributes say the same identifier, for those of which there is more than one. */
    Map<String, Integer> repeated() {
        return repeated;
    }

    private Step start() {
        if (++elements > limits.elements()) {
            return Step.TOO_MANY_ELEMENTS;
        }
        int attributes = reader.getAttributeCount();
        int declarations = reader.getNamespaceCount();
        if (besides(attributes + declarations)) {
            return Step.TOO_MUCH_BESIDES;
        }
        StartTag tag = push();
        tag.begin(names.of(orEmpty(reader.getPrefix()), reader.getLocalName()), orEmpty(reader.getNamespaceURI()));
        for (int i = 0; i < declarations; i++) {
            declaration(tag, orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i)));
        }
        for (int i = 0; i < attributes; i++) {
            Name name = names.of(orEmpty(reader.getAttributePrefix(i)), reader.getAttributeLocalName(i));
            String namespace = orEmpty(reader.getAttributeNamespace(i));
            String value = reader.getAttributeValue(i);
            tag.attribute(name, namespace, value);
            if (name.identifies()) {
                identify(value, tag, isUsual(name, namespace));
            }
        }
        return names.areTooMany() ? Step.TOO_MANY_NAMES : Step.CONTINUE;
    }

    private void declaration(StartTag tag, String prefix, String namespace) {
        names.count(prefix);
        if (!namespace.isEmpty() && namespace.indexOf(':') < 0) {
            note(Peculiarity.Kind.RELATIVE_NAMESPACE, namespace);
        }
        tag.declaration(prefix, namespace);
    }

    private static boolean isUsual(Name name, String namespace) {
        return namespace.isEmpty()
                ? !name.local().equals("iD")
                : name.local().equals("id") && namespace.equals(XMLConstants.XML_NS_URI);
    }

    private void identify(String value, StartTag tag, boolean usual) {
        Identified element = new Identified(elements, tag.name(), tag.uri(), usual);
        if (identified.putIfAbsent(value, element) != null) {
            repeated.merge(value, 1, Integer::sum);
            note(Peculiarity.Kind.DUPLICATE_ID, value);
        }
    }

    private StartTag push() {
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        StartTag tag = open[depth];
        if (tag == null) {
            tag = new StartTag();
            open[depth] = tag;
        }
        depth++;
        return tag;
    }

    /** Whether these are too many: one takes a hundred bytes of memory and more, and five in the file (attack P06). */
    private boolean besides(int more) {
        besides += more;
        return besides > limits.besides();
    }

    private void note(Peculiarity.Kind kind, String detail) {
        if (kinds.add(kind)) {
            int line = Math.max(1, reader.getLocation().getLineNumber());
            int column = Math.max(1, reader.getLocation().getColumnNumber());
            peculiarities.add(new Peculiarity(kind, line, column, shortened(detail)));
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= 80 ? detail : detail.substring(0, 80) + "…";
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
