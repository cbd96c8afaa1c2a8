package org.cretula.xml;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Predicate;
import javax.xml.XMLConstants;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;

/**
 * One way through a tree that writes its canonical form, without recursion.
 *
 * <p>Two stacks say what each prefix means: by the declarations of the elements gone through, and by those written. The
 * inclusive form writes a declaration if it says something new; the exclusive one if the element or an attribute of it
 * bears the prefix and those above have not written the same.
 */
final class CanonicalWalk {

    private static final Comparator<Attr> BY_NAME = CanonicalWalk::compare;

    private final Canonicalization form;
    private final Octets out;
    private final Predicate<Element> leftOut;
    private final Prefixes declared = new Prefixes();
    private final Prefixes written = new Prefixes();
    private Attr[] attributes = new Attr[8];
    private int count;
    private @Nullable Node apex;
    private @Nullable Element marked;
    private int mark = -1;
    private boolean exact;

    CanonicalWalk(Canonicalization form, Octets out, Predicate<Element> leftOut) {
        this.form = form;
        this.out = out;
        this.leftOut = leftOut;
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
        boolean inherited = node.getNodeType() == Node.ELEMENT_NODE && inherit((Element) node);
        Node at = node;
        while (true) {
            boolean entered = at.getNodeType() == Node.ELEMENT_NODE && !leftOut.test((Element) at);
            if (entered) {
                start((Element) at, inherited && at == node);
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
            case Node.TEXT_NODE, Node.CDATA_SECTION_NODE -> out.text(node.getNodeValue());
            case Node.COMMENT_NODE -> {
                if (form.keepsComments()) {
                    refuse(
                            node.getNodeValue().contains("--")
                                    || node.getNodeValue().endsWith("-"),
                            "'--' in a comment");
                    lineBefore(node);
                    out.plain("<!--");
                    out.unescaped(node.getNodeValue());
                    out.plain("-->");
                    lineBehind(node);
                }
            }
            case Node.PROCESSING_INSTRUCTION_NODE -> {
                ProcessingInstruction instruction = (ProcessingInstruction) node;
                lineBefore(node);
                out.plain("<?");
                out.plain(instruction.getTarget());
                String data = instruction.getData();
                refuse(data != null && data.contains("?>"), "'?>' in a processing instruction");
                if (data != null && !data.isEmpty()) {
                    out.octet(' ');
                    out.unescaped(data);
                }
                out.plain("?>");
                lineBehind(node);
            }
            default -> {}
        }
    }

    private void lineBefore(Node node) {
        if (isOutside(node) && isBehindRoot(node)) {
            out.octet('\n');
        }
    }

    private void lineBehind(Node node) {
        if (isOutside(node) && !isBehindRoot(node)) {
            out.octet('\n');
        }
    }

    private static boolean isOutside(Node node) {
        Node parent = node.getParentNode();
        return parent != null && parent.getNodeType() == Node.DOCUMENT_NODE;
    }

    private static boolean isBehindRoot(Node node) {
        for (Node before = node.getPreviousSibling(); before != null; before = before.getPreviousSibling()) {
            if (before.getNodeType() == Node.ELEMENT_NODE) {
                return true;
            }
        }
        return false;
    }

    private void start(Element element, boolean withInherited) {
        String name = element.getNodeName();
        declared.open();
        written.open();
        out.octet('<');
        out.plain(name);
        boolean attributed = element.hasAttributes() || withInherited;
        if (attributed) {
            if (!withInherited) {
                count = 0;
            }
            sort(element);
        }
        if (exact) {
            refuseUndeclared(element, attributed ? count : 0);
        }
        if (attributed) {
            if (form.isExclusive()) {
                writeUsed(name);
            } else {
                writeDeclared(withInherited);
            }
            writeAttributes();
        } else if (form.isExclusive() && (element == apex || !bearsSamePrefix(name, element.getParentNode()))) {
            use(name);
            writeNew();
        }
        out.octet('>');
    }

    /**
     * A tree that was made rather than read need not declare its namespaces, and the bytes would say nothing of them, or
     * something else.
     */
    private void refuseUndeclared(Element element, int attributesOfIt) {
        refuse(!isDeclared(element, element.getNodeName()), "<" + element.getNodeName() + "> without its namespace");
        for (int i = 0; i < attributesOfIt; i++) {
            Attr attribute = attributes[i];
            String name = attribute.getNodeName();
            // The default namespace is none of an attribute's.
            boolean right = name.indexOf(':') > 0
                    ? isDeclared(attribute, name)
                    : attribute.getNamespaceURI() == null && !name.equals("xmlns");
            refuse(!right, "the attribute '" + name + "' without its namespace");
        }
    }

    private boolean isDeclared(Node node, String name) {
        String uri = node.getNamespaceURI() == null ? "" : node.getNamespaceURI();
        int length = Math.max(0, name.indexOf(':'));
        if (length == 3 && name.startsWith("xml")) {
            return uri.equals(XMLConstants.XML_NS_URI);
        }
        int at = declared.find(name, length);
        return uri.equals(at < 0 ? "" : declared.uri(at));
    }

    private static void refuse(boolean wrong, String found) {
        if (wrong) {
            throw new IllegalArgumentException("expected a tree as it would be read from a file, found " + found);
        }
    }

    /** Whether the element above has seen to the prefix already. */
    private static boolean bearsSamePrefix(String name, @Nullable Node above) {
        if (above == null || above.getNodeType() != Node.ELEMENT_NODE) {
            return false;
        }
        String other = above.getNodeName();
        int colon = name.indexOf(':');
        return other.indexOf(':') == colon && other.regionMatches(0, name, 0, Math.max(0, colon));
    }

    private void end(Element element) {
        if (element == marked) {
            mark = out.length();
        }
        out.plain("</");
        out.plain(element.getNodeName());
        out.octet('>');
        declared.close();
        written.close();
    }

    /** Takes note of the element's declarations, and puts its attributes in order. */
    private void sort(Element element) {
        NamedNodeMap map = element.getAttributes();
        for (int i = 0; i < map.getLength(); i++) {
            Attr attribute = (Attr) map.item(i);
            if (isDeclaration(attribute)) {
                declared.put(prefixDeclared(attribute), attribute.getValue());
            } else {
                add(attribute);
            }
        }
        if (count > 1) {
            Arrays.sort(attributes, 0, count, BY_NAME);
        }
    }

    private void add(Attr attribute) {
        if (count == attributes.length) {
            attributes = Arrays.copyOf(attributes, 2 * count);
        }
        attributes[count++] = attribute;
    }

    private void writeUsed(String name) {
        use(name);
        for (int i = 0; i < count; i++) {
            String attribute = attributes[i].getNodeName();
            if (attribute.indexOf(':') > 0) {
                use(attribute);
            }
        }
        writeNew();
    }

    /** The prefix of this name is to be declared, unless it is. */
    private void use(String name) {
        int length = Math.max(0, name.indexOf(':'));
        if (length == 3 && name.startsWith("xml")) {
            return;
        }
        int at = declared.find(name, length);
        String now = at < 0 ? "" : declared.uri(at);
        if (at < 0 && length > 0) {
            return;
        }
        int before = written.find(name, length);
        String known = before < 0 ? "" : written.uri(before);
        if ((before < 0 && length > 0) || !now.equals(known)) {
            written.put(at < 0 ? "" : declared.prefix(at), now);
        }
    }

    private void writeDeclared(boolean withInherited) {
        int from = withInherited ? 0 : declared.mark();
        for (int i = from; i < declared.size(); i++) {
            String prefix = declared.prefix(i);
            String uri = declared.uri(i);
            boolean hidden = withInherited && declared.find(prefix, prefix.length()) != i;
            if (hidden || (prefix.equals("xml") && uri.equals(XMLConstants.XML_NS_URI))) {
                continue;
            }
            int before = written.find(prefix, prefix.length());
            String known = before < 0 ? "" : written.uri(before);
            if (!uri.equals(known)) {
                written.put(prefix, uri);
            }
        }
        writeNew();
    }

    private void writeNew() {
        written.sortNew();
        for (int i = written.mark(); i < written.size(); i++) {
            String prefix = written.prefix(i);
            out.plain(prefix.isEmpty() ? " xmlns" : " xmlns:");
            out.plain(prefix);
            out.plain("=\"");
            out.value(written.uri(i));
            out.octet('"');
        }
    }

    private void writeAttributes() {
        for (int i = 0; i < count; i++) {
            out.octet(' ');
            out.plain(attributes[i].getNodeName());
            out.plain("=\"");
            out.value(attributes[i].getValue());
            out.octet('"');
        }
    }

    /** Takes over what elements above the apex say; whether the first start tag has to say it itself. */
    private boolean inherit(Element apex) {
        int depth = 0;
        for (Node n = apex.getParentNode(); n instanceof Element; n = n.getParentNode()) {
            depth++;
        }
        Element[] above = new Element[depth];
        for (Node n = apex.getParentNode(); n instanceof Element e; n = n.getParentNode()) {
            above[--depth] = e;
        }
        count = 0;
        for (Element e : above) {
            NamedNodeMap map = e.getAttributes();
            for (int i = 0; i < map.getLength(); i++) {
                Attr attribute = (Attr) map.item(i);
                if (isDeclaration(attribute)) {
                    declared.put(prefixDeclared(attribute), attribute.getValue());
                } else if (!form.isExclusive() && XMLConstants.XML_NS_URI.equals(attribute.getNamespaceURI())) {
                    inherit(attribute, apex);
                }
            }
        }
        return !form.isExclusive();
    }

    private void inherit(Attr attribute, Element apex) {
        String local = attribute.getLocalName();
        if (form.isOfVersion11() && local.equals("base")) {
            throw new IllegalArgumentException("expected no xml:base above the element, found one;"
                    + " Canonical XML 1.1 would have it resolved, which is not done here");
        }
        if (form.isOfVersion11() && !local.equals("lang") && !local.equals("space")) {
            return;
        }
        for (int i = 0; i < count; i++) {
            if (attributes[i].getLocalName().equals(local)) {
                attributes[i] = attributes[--count];
                break;
            }
        }
        if (!apex.hasAttributeNS(XMLConstants.XML_NS_URI, local)) {
            add(attribute);
        }
    }

    private static boolean isDeclaration(Attr attribute) {
        return XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
    }

    private static String prefixDeclared(Attr declaration) {
        String name = declaration.getNodeName();
        return name.length() > 6 ? name.substring(6) : "";
    }

    /** By namespace, then by local name; attributes without namespace come first. */
    private static int compare(Attr a, Attr b) {
        int byNamespace = namespace(a).compareTo(namespace(b));
        return byNamespace != 0 ? byNamespace : local(a).compareTo(local(b));
    }

    private static String namespace(Attr attribute) {
        String uri = attribute.getNamespaceURI();
        return uri == null ? "" : uri;
    }

    private static String local(Attr attribute) {
        String local = attribute.getLocalName();
        return local == null ? attribute.getNodeName() : local;
    }
}
