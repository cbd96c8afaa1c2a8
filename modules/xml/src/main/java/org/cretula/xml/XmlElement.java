package org.cretula.xml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * An element seen by namespace and local name only; prefixes never matter.
 *
 * @param dom the element
 */
public record XmlElement(Element dom) {

    /** Namespace and local name. */
    public QName name() {
        return new QName(dom.getNamespaceURI(), dom.getLocalName());
    }

    /** Whether this is that element. */
    public boolean is(QName name) {
        return name().equals(name);
    }

    /** All child elements, in document order. */
    public List<XmlElement> children() {
        List<XmlElement> children = new ArrayList<>();
        for (Node n = dom.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                children.add(new XmlElement(e));
            }
        }
        return children;
    }

    /** The child elements of that name, in document order. */
    public List<XmlElement> children(QName name) {
        return children().stream().filter(e -> e.is(name)).toList();
    }

    /** The first child element of that name. */
    public Optional<XmlElement> child(QName name) {
        return children(name).stream().findFirst();
    }

    /** Follows first children along these names. */
    public Optional<XmlElement> path(QName... names) {
        Optional<XmlElement> at = Optional.of(this);
        for (QName name : names) {
            at = at.flatMap(e -> e.child(name));
        }
        return at;
    }

    /** The whole text content, with nothing cut off at comments (attack M01); white space as it stands. */
    public String text() {
        return dom.getTextContent();
    }

    /** The value of an attribute without namespace. */
    public Optional<String> attribute(String local) {
        return dom.hasAttributeNS(null, local) ? Optional.of(dom.getAttributeNS(null, local)) : Optional.empty();
    }

    /** This element and all below it, in document order. */
    public List<XmlElement> descendantsAndSelf() {
        List<XmlElement> all = new ArrayList<>();
        collect(this, all);
        return all;
    }

    private static void collect(XmlElement element, List<XmlElement> all) {
        all.add(element);
        for (XmlElement child : element.children()) {
            collect(child, all);
        }
    }
}
