package org.cretula.xml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/** One way through a tree that writes its canonical form, without recursion. */
final class CanonicalWalk {

    private final Canonicalization form;
    private final Octets out;
    private final Predicate<Element> leftOut;
    private final Prefixes declared = new Prefixes();
    private final CanonicalPen pen;
    private final StartTag tag = new StartTag();
    private final Map<String, Name> names = new HashMap<>();
    private @Nullable Node apex;
    private @Nullable Element marked;
    private int mark = -1;
    private boolean exact;

    CanonicalWalk(Canonicalization form, Octets out, Predicate<Element> leftOut) {
        this.form = form;
        this.out = out;
        this.leftOut = leftOut;
        this.pen = new CanonicalPen(form, out, declared);
    }

    /** Notes where the end tag of this element begins; for bytes that are kept. */
    CanonicalWalk marking(Element element) {
        marked = element;
        return this;
    }

    /** Refuses a tree that the bytes would not give again, be it of another namespace or of other nodes. */
    CanonicalWalk exactly() {
        exact = true;
        return this;
    }

    /** Where the end tag began; -1 if it was not met. */
    int mark() {
        return mark;
    }

    void write(Node node) {
        apex = node;
        if (node.getNodeType() == Node.ELEMENT_NODE && leftOut.test((Element) node)) {
            return;
        }
        Node at = node;
        while (true) {
            boolean entered = at.getNodeType() == Node.ELEMENT_NODE && !leftOut.test((Element) at);
            if (entered) {
                start((Element) at);
            } else {
                single(at);
            }
            boolean inner = entered
                    || at.getNodeType() == Node.DOCUMENT_NODE
                    || at.getNodeType() == Node.ENTITY_REFERENCE_NODE
                    || at.getNodeType() == Node.DOCUMENT_FRAGMENT_NODE;
            Node next = inner ? at.getFirstChild() : null;
            if (next == null && entered) {
                end((Element) at);
            }
            while (next == null) {
                if (at == node) {
                    return;
                }
                next = at.getNextSibling();
                if (next == null) {
                    at = Objects.requireNonNull(at.getParentNode());
                    if (at.getNodeType() == Node.ELEMENT_NODE) {
                        end((Element) at);
                    }
                }
            }
            at = next;
        }
    }

    private void single(Node node) {
        switch (node.getNodeType()) {
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> pen.text(node.getNodeValue());
            case Node.COMMENT_NODE -> {
                String text = node.getNodeValue();
                refuse(form.keepsComments() && (text.contains("--") || text.endsWith("-")), "'--' in a comment");
                pen.comment(text, side(node));
            }
            case Node.PROCESSING_INSTRUCTION_NODE -> {
                ProcessingInstruction instruction = (ProcessingInstruction) node;
                String data = Objects.requireNonNullElse(instruction.getData(), "");
                refuse(data.contains("?>"), "'?>' in a processing instruction");
                pen.instruction(instruction.getTarget(), data, side(node));
            }
            default -> {}
        }
    }

    private static CanonicalPen.Side side(Node node) {
        Node parent = node.getParentNode();
        if (parent == null || parent.getNodeType() != Node.DOCUMENT_NODE) {
            return CanonicalPen.Side.INSIDE;
        }
        for (Node before = node.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
            if (before.getNodeType() == Node.ELEMENT_NODE) {
                return CanonicalPen.Side.BEHIND;
            }
        }
        return CanonicalPen.Side.BEFORE;
    }

    private void start(Element element) {
        if (element == apex) {
            first(element);
            return;
        }
        declared.open();
        read(element, tag);
        declare(tag);
        if (exact) {
            refuseUndeclared(tag);
        }
        pen.start(tag, false, tag.isBare() && bearsSamePrefix(tag.name(), element.getParentNode()));
    }

    /** Takes over what elements above the first one say. */
    private void first(Element element) {
        Deque<StartTag> above = new ArrayDeque<>();
        for (Node n = element.getParentNode(); n instanceof Element e; n = n.getParentNode()) {
            StartTag outer = new StartTag();
            read(e, outer);
            above.addFirst(outer);
        }
        above.forEach(this::declare);
        declared.open();
        read(element, tag);
        declare(tag);
        StartTag whole = form.isExclusive() ? tag : tag.inheriting(above, form);
        if (exact) {
            refuseUndeclared(whole);
        }
        pen.start(whole, !form.isExclusive(), false);
    }

    private void declare(StartTag from) {
        for (int i = 0; i < from.declarations(); i++) {
            declared.put(from.declaredPrefix(i), from.declaredNamespace(i));
        }
    }

    private void read(Element element, StartTag into) {
        into.begin(name(element.getNodeName()), orEmpty(element.getNamespaceURI()));
        if (!element.hasAttributes()) {
            return;
        }
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            Attr attribute = (Attr) map.item(i);
            String uri = orEmpty(attribute.getNamespaceURI());
            if (uri.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
                String name = attribute.getNodeName();
                into.declaration(name.length() > 6 ? name.substring(6) : "", attribute.getValue());
            } else {
                into.attribute(name(attribute.getNodeName()), uri, attribute.getValue());
            }
        }
    }

    private Name name(String qualified) {
        Name name = names.get(qualified);
        if (name == null) {
            name = Name.of(qualified);
            names.put(qualified, name);
        }
        return name;
    }

    /**
     * A tree that was made rather than read need not declare its namespaces, and the bytes would say nothing of them, or
     * something else.
     */
    private void refuseUndeclared(StartTag from) {
        refuse(!isDeclared(from.name(), from.uri()), "<" + from.name().qualified() + "> without its namespace");
        for (int i = 0; i < from.attributes(); i++) {
            StartTag.Attribute attribute = from.attribute(i);
            Name name = attribute.name();
            // The default namespace is none of an attribute's.
            boolean right = name.isPrefixed()
                    ? isDeclared(name, attribute.uri())
                    : attribute.uri().isEmpty() && !name.local().equals("xmlns");
            refuse(!right, "the attribute '" + name.qualified() + "' without its namespace");
        }
    }

    private boolean isDeclared(Name name, String uri) {
        if (name.isOfXml()) {
            return uri.equals(XMLConstants.XML_NS_URI);
        }
        int at = declared.find(name.prefix());
        return uri.equals(at < 0 ? "" : declared.uri(at));
    }

    private static void refuse(boolean wrong, String found) {
        if (wrong) {
            throw new IllegalArgumentException("expected a tree as it would be read from a file, found " + found);
        }
    }

    /** Whether the element above has seen to the prefix already. */
    private static boolean bearsSamePrefix(Name name, @Nullable Node above) {
        if (above == null || above.getNodeType() != Node.ELEMENT_NODE) {
            return false;
        }
        String other = above.getNodeName();
        int colon = name.isPrefixed() ? name.prefix().length() : -1;
        return other.indexOf(':') == colon && other.startsWith(name.prefix());
    }

    private void end(Element element) {
        if (element == marked) {
            mark = out.length();
        }
        pen.end(name(element.getNodeName()));
        declared.close();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
