package org.cretula.certificate.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Holds a document against what the writer makes of the value that was read from it.
 *
 * <p>If both trees are the same, the value says all that the document says, in the only order and spelling that the
 * profile knows: also in the elements that UBL demands and that only repeat others. Prefixes, white space between
 * elements, comments and the seal's extension do not count.
 */
final class Mirror {

    private static final Pattern WHITE_SPACE = Pattern.compile("[ \\t\\r\\n]*");

    private Mirror() {}

    /** The first difference, in words. */
    static Optional<String> difference(XmlElement found, XmlElement expected) {
        return difference(found, expected, Profile.spelling(expected.name()));
    }

    private static Optional<String> difference(XmlElement found, XmlElement expected, String path) {
        if (!found.name().equals(expected.name())) {
            return Optional.of(path + ": expected this element here, found " + Profile.spelling(found.name())
                    + "; put the elements in the profile's order");
        }
        if (!attributes(found).equals(attributes(expected))) {
            return Optional.of(path + ": expected attributes "
                    + Quoted.of(attributes(expected).toString()) + ", found "
                    + Quoted.of(attributes(found).toString()));
        }
        List<XmlElement> left = withoutSeal(found);
        List<XmlElement> right = withoutSeal(expected);
        if (right.isEmpty() && !found.text().equals(expected.text())) {
            return Optional.of(
                    path + ": expected " + Quoted.of(expected.text()) + ", found " + Quoted.of(found.text()));
        }
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            XmlElement next = right.get(i);
            Optional<String> below = difference(left.get(i), next, path + "/" + Profile.spelling(next.name()));
            if (below.isPresent()) {
                return below;
            }
        }
        return left.size() == right.size() && (right.isEmpty() || hasNoTextBetween(found))
                ? Optional.empty()
                : Optional.of(path + ": expected " + right.size() + " elements and no text between them, found "
                        + left.size());
    }

    /** Whether an element has no attributes; namespace declarations do not count. */
    static boolean isBare(XmlElement e) {
        return attributes(e).isEmpty();
    }

    /** Whether there is nothing but XML's white space between child elements; a no-break or ideographic space is text. */
    static boolean hasNoTextBetween(XmlElement e) {
        return textBetween(e).isEmpty();
    }

    /** The first text between child elements. */
    static Optional<String> textBetween(XmlElement e) {
        for (Node n = e.dom().getFirstChild(); n != null; n = n.getNextSibling()) {
            boolean text = n.getNodeType() == Node.TEXT_NODE || n.getNodeType() == Node.CDATA_SECTION_NODE;
            if (text && !WHITE_SPACE.matcher(n.getNodeValue()).matches()) {
                return Optional.of(n.getNodeValue());
            }
        }
        return Optional.empty();
    }

    private static List<XmlElement> withoutSeal(XmlElement e) {
        return e.children().stream().filter(c -> !SignatureSlot.is(c)).toList();
    }

    private static Map<String, String> attributes(XmlElement e) {
        Map<String, String> all = new TreeMap<>();
        NamedNodeMap attributes = e.dom().getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr a = (Attr) attributes.item(i);
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(a.getNamespaceURI())) {
                String local = a.getLocalName();
                all.put(new QName(a.getNamespaceURI(), local).toString(), a.getValue());
            }
        }
        return all;
    }
}
