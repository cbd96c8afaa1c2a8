package org.cretula.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Builds the tree from the parser's events and notes what is peculiar about the document. */
final class TreeBuilder {

    enum Step {
        CONTINUE,
        DOCTYPE,
        TOO_MANY_ELEMENTS,
        TOO_MANY_NAMES,
        TOO_MUCH_BESIDES
    }

    // Every spelling under which some software looks up an element by identifier (attacks X07, X10, X11).
    private static final Set<String> ID_NAMES = Set.of("Id", "ID", "id", "iD");
    private static final byte[] UTF_8_BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Document document;
    private final XmlLimits limits;
    private final List<Peculiarity> peculiarities = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private final Map<String, Map<String, String>> qualified = new HashMap<>();
    private Node at;
    private int elements;
    private int besides;

    TreeBuilder(Document document, XmlLimits limits) {
        this.document = document;
        this.limits = limits;
        this.at = document;
        // The parser has seen to names and to the order of things, which the tree would look at again for each node.
        document.setStrictErrorChecking(false);
    }

    Document document() {
        document.setStrictErrorChecking(true);
        return document;
    }

    List<Peculiarity> peculiarities() {
        return peculiarities;
    }

    void noteProlog(byte[] bytes, XMLStreamReader2 reader) {
        if (bytes.length >= 3 && Arrays.equals(Arrays.copyOf(bytes, 3), UTF_8_BOM)) {
            note(Peculiarity.Kind.BYTE_ORDER_MARK, reader, "");
        }
        String declared = reader.getCharacterEncodingScheme();
        String used = reader.getEncoding();
        for (String encoding : new String[] {declared, used}) {
            if (encoding != null && !encoding.equalsIgnoreCase(StandardCharsets.UTF_8.name())) {
                note(Peculiarity.Kind.NOT_UTF_8, reader, encoding);
            }
        }
        if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
            note(Peculiarity.Kind.NOT_XML_1_0, reader, reader.getVersion());
        }
    }

    Step accept(int event, XMLStreamReader2 reader) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> {
                if (++elements > limits.elements()) {
                    return Step.TOO_MANY_ELEMENTS;
                }
                if (besides(reader.getAttributeCount() + reader.getNamespaceCount())) {
                    return Step.TOO_MUCH_BESIDES;
                }
                if (tooManyNames(reader)) {
                    return Step.TOO_MANY_NAMES;
                }
                at = at.appendChild(element(reader));
            }
            case XMLStreamConstants.END_ELEMENT -> at = at.getParentNode();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                text(reader.getText());
            case XMLStreamConstants.COMMENT -> {
                if (besides(1)) {
                    return Step.TOO_MUCH_BESIDES;
                }
                note(Peculiarity.Kind.COMMENT, reader, "");
                at.appendChild(document.createComment(reader.getText()));
            }
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> {
                if (besides(1)) {
                    return Step.TOO_MUCH_BESIDES;
                }
                if (tooManyNames(reader.getPITarget())) {
                    return Step.TOO_MANY_NAMES;
                }
                note(Peculiarity.Kind.PROCESSING_INSTRUCTION, reader, reader.getPITarget());
                String data = reader.getPIData();
                at.appendChild(document.createProcessingInstruction(reader.getPITarget(), data == null ? "" : data));
            }
            case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE -> {
                return Step.DOCTYPE;
            }
            default -> {}
        }
        return Step.CONTINUE;
    }

    /** Whether these are too many: one takes a hundred bytes of memory and more, and five in the file (attack P06). */
    private boolean besides(int more) {
        besides += more;
        return besides > limits.besides();
    }

    /**
     * Whether these names are more than a vocabulary has: the parser looks each up in a table whose lists a forger can
     * make as long as there are names, so that many cost the square of their number (attack P07).
     */
    private boolean tooManyNames(XMLStreamReader2 reader) {
        boolean tooMany = tooManyNames(reader.getPrefix()) || tooManyNames(reader.getLocalName());
        for (int i = 0; !tooMany && i < reader.getAttributeCount(); i++) {
            tooMany = tooManyNames(reader.getAttributePrefix(i)) || tooManyNames(reader.getAttributeLocalName(i));
        }
        for (int i = 0; !tooMany && i < reader.getNamespaceCount(); i++) {
            tooMany = tooManyNames(reader.getNamespacePrefix(i));
        }
        return tooMany;
    }

    private boolean tooManyNames(@Nullable String name) {
        return name != null && names.add(name) && names.size() > XmlLimits.NAMES;
    }

    private void text(String characters) {
        // White space around the document element is not part of the tree.
        if (at != document) {
            at.appendChild(document.createTextNode(characters));
        }
    }

    private Element element(XMLStreamReader2 reader) {
        Element element = document.createElementNS(
                emptyToNull(reader.getNamespaceURI()), qualified(reader.getPrefix(), reader.getLocalName()));
        for (int i = 0; i < reader.getNamespaceCount(); i++) {
            String prefix = reader.getNamespacePrefix(i);
            String uri = reader.getNamespaceURI(i) == null ? "" : reader.getNamespaceURI(i);
            if (!uri.isEmpty() && uri.indexOf(':') < 0) {
                note(Peculiarity.Kind.RELATIVE_NAMESPACE, reader, uri);
            }
            String name = prefix == null || prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, name, uri);
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String local = reader.getAttributeLocalName(i);
            element.setAttributeNS(
                    emptyToNull(reader.getAttributeNamespace(i)),
                    qualified(reader.getAttributePrefix(i), local),
                    reader.getAttributeValue(i));
            if (ID_NAMES.contains(local) && !ids.add(reader.getAttributeValue(i))) {
                note(Peculiarity.Kind.DUPLICATE_ID, reader, reader.getAttributeValue(i));
            }
        }
        return element;
    }

    private void note(Peculiarity.Kind kind, XMLStreamReader2 reader, String detail) {
        if (peculiarities.stream().noneMatch(p -> p.kind() == kind)) {
            int line = Math.max(1, reader.getLocation().getLineNumber());
            int column = Math.max(1, reader.getLocation().getColumnNumber());
            peculiarities.add(new Peculiarity(kind, line, column, shortened(detail)));
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= 80 ? detail : detail.substring(0, 80) + "…";
    }

    /** One string for all elements of a name: a document has many of few. */
    private String qualified(@Nullable String prefix, String local) {
        if (prefix == null || prefix.isEmpty()) {
            return local;
        }
        return qualified.computeIfAbsent(prefix, p -> new HashMap<>()).computeIfAbsent(local, l -> prefix + ":" + l);
    }

    private static @Nullable String emptyToNull(@Nullable String uri) {
        return uri == null || uri.isEmpty() ? null : uri;
    }
}
