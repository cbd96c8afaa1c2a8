package org.cretula.xml;

import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamConstants;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Builds a tree from what is read. */
final class TreeBuilder implements Maker {

    private final Document document = XmlDoor.newDocument();
    private Node at = document;

    TreeBuilder() {
        // The parser has seen to names and to the order of things, which the tree would look at again for each node.
        document.setStrictErrorChecking(false);
    }

    Document document() {
        document.setStrictErrorChecking(true);
        return document;
    }

    /** The element that is built now. */
    XmlElement innermost() {
        return new XmlElement((Element) at);
    }

    @Override
    public void accept(int event, XMLStreamReader2 reader, Reading reading) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> start(reading.innermost());
            case XMLStreamConstants.END_ELEMENT -> end();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text(reader.getText());
            case XMLStreamConstants.COMMENT -> comment(reader.getText());
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> instruction(reader.getPITarget(), data(reader));
            default -> {}
        }
    }

    /** What stands in an instruction behind its target; empty for nothing. */
    static String data(XMLStreamReader2 reader) {
        String data = reader.getPIData();
        return data == null ? "" : data;
    }

    /** Opens an element. */
    void start(StartTag tag) {
        Element element =
                document.createElementNS(emptyToNull(tag.uri()), tag.name().qualified());
        for (int i = 0; i < tag.declarations(); i++) {
            String prefix = tag.declaredPrefix(i);
            element.setAttributeNS(
                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                    prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix,
                    tag.declaredNamespace(i));
        }
        for (int i = 0; i < tag.attributes(); i++) {
            StartTag.Attribute attribute = tag.attribute(i);
            element.setAttributeNS(
                    emptyToNull(attribute.uri()), attribute.name().qualified(), attribute.value());
        }
        at = at.appendChild(element);
    }

    void end() {
        at = Objects.requireNonNull(at.getParentNode());
    }

    void text(String characters) {
        // White space around the document element is not part of the tree.
        if (at != document) {
            at.appendChild(document.createTextNode(characters));
        }
    }

    void comment(String text) {
        at.appendChild(document.createComment(text));
    }

    void instruction(String target, String data) {
        at.appendChild(document.createProcessingInstruction(target, data));
    }

    private static @Nullable String emptyToNull(String uri) {
        return uri.isEmpty() ? null : uri;
    }
}
