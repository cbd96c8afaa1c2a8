package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import javax.xml.namespace.QName;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.ByteSink;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A way to write XML, as a signature names it: one of the six, and for exclusive canonicalisation perhaps the prefixes
 * that it treats as the inclusive one does.
 *
 * <p>Ours write what they can. Santuario writes where prefixes are listed, and where Canonical XML 1.1 of an element takes
 * attributes from above it.
 *
 * @param algorithm identifier
 * @param prefixes the list, empty for none
 */
record CanonicalForm(String algorithm, String prefixes) {

    private static final QName INCLUSIVE_NAMESPACES =
            new QName("http://www.w3.org/2001/10/xml-exc-c14n#", "InclusiveNamespaces");

    /** The way by this identifier. */
    static Optional<CanonicalForm> of(String algorithm) {
        return Optional.of(algorithm).filter(Names.CANONICALIZATIONS::contains).map(a -> new CanonicalForm(a, ""));
    }

    /** The way that a {@code ds:CanonicalizationMethod} or a {@code ds:Transform} names; empty for any other. */
    static Optional<CanonicalForm> of(XmlElement method) {
        List<XmlElement> parameters = method.children();
        boolean listed = parameters.size() == 1
                && parameters.get(0).is(INCLUSIVE_NAMESPACES)
                && method.attribute("Algorithm").orElse("").startsWith(Names.EXCLUSIVE_C14N);
        if (!parameters.isEmpty() && !listed) {
            return Optional.empty();
        }
        String prefixes =
                listed ? parameters.get(0).attribute("PrefixList").orElse("").strip() : "";
        return method.attribute("Algorithm")
                .flatMap(CanonicalForm::of)
                .map(form -> new CanonicalForm(form.algorithm(), prefixes));
    }

    /** The same way, but that comments are left out. */
    CanonicalForm withoutComments() {
        String bare = algorithm.endsWith("WithComments")
                ? algorithm.substring(0, algorithm.length() - "WithComments".length())
                : algorithm;
        boolean exclusive = bare.equals(Names.EXCLUSIVE_C14N);
        return new CanonicalForm(
                !exclusive && bare.endsWith("#") ? bare.substring(0, bare.length() - 1) : bare, prefixes);
    }

    /** Writes a document, or an element with all that is in it, without the elements for which {@code leftOut} holds. */
    void write(Node node, Predicate<Element> leftOut, ByteSink sink) throws XMLSecurityException {
        Canonicalization own = Canonicalization.of(algorithm).orElseThrow();
        boolean above = node instanceof Element
                && (own == Canonicalization.INCLUSIVE_1_1 || own == Canonicalization.INCLUSIVE_1_1_WITH_COMMENTS);
        if (prefixes.isEmpty() && !above) {
            own.write(node, leftOut, sink);
        } else {
            byte[] bytes = bySantuario(node, leftOut);
            sink.take(bytes, 0, bytes.length);
        }
    }

    /** It takes whole trees only, so what is left out is taken out of the tree for that time. */
    private byte[] bySantuario(Node node, Predicate<Element> leftOut) throws XMLSecurityException {
        Map<Element, Node> taken = new LinkedHashMap<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Element element : outermost(node, leftOut)) {
            Node place = element.getOwnerDocument().createTextNode("");
            element.getParentNode().replaceChild(place, element);
            taken.put(element, place);
        }
        try {
            Canonicalizer canonicalizer = Canonicalizer.getInstance(algorithm);
            if (prefixes.isEmpty()) {
                canonicalizer.canonicalizeSubtree(node, out);
            } else {
                canonicalizer.canonicalizeSubtree(node, prefixes, out);
            }
        } finally {
            taken.forEach((element, place) -> place.getParentNode().replaceChild(element, place));
        }
        if (out.size() == 0) {
            throw new SignedBytes.NotFollowed(
                    Led.Nowhere.failed(SubIndication.FORMAT_FAILURE, "the canonical form of what is signed is empty"));
        }
        return out.toByteArray();
    }

    private static List<Element> outermost(Node node, Predicate<Element> leftOut) {
        Element top = node instanceof Document document ? document.getDocumentElement() : (Element) node;
        List<Element> found = new ArrayList<>();
        Node at = top;
        while (at != null) {
            boolean out = at instanceof Element e && e != top && leftOut.test(e);
            if (out) {
                found.add((Element) at);
            }
            Node next = out ? null : at.getFirstChild();
            while (next == null && at != top) {
                next = at.getNextSibling();
                at = next == null ? at.getParentNode() : at;
            }
            at = next;
        }
        return found;
    }
}
