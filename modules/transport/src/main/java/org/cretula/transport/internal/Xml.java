package org.cretula.transport.internal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Trees and bytes of XML that we wrote ourselves, or that was let in before. */
final class Xml {

    private static final XmlDoor OWN = new XmlDoor(new XmlLimits(4 << 20, 64, 20_000, 64, 1 << 20));

    private Xml() {}

    /** Parses what this module wrote. */
    static Document own(byte[] bytes) {
        XmlParse parse = OWN.parse(bytes);
        if (parse instanceof XmlParse.Parsed parsed) {
            return parsed.document();
        }
        throw new IllegalStateException("our own XML is not accepted: " + ((XmlParse.Refused) parse).explanation());
    }

    /** The whole tree as bytes: canonical form, which keeps every signature in it intact. */
    static byte[] bytes(Document document) {
        return canonical(Canonicalizer.ALGO_ID_C14N_OMIT_COMMENTS, document);
    }

    /** One element with the namespaces that it uses and no others. */
    static byte[] exclusiveCanonical(Element element) {
        return canonical(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, element);
    }

    private static byte[] canonical(String algorithm, Node node) {
        Wss.ready();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Canonicalizer.getInstance(algorithm).canonicalizeSubtree(node, out);
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("a tree that was parsed can be written", e);
        }
        return out.toByteArray();
    }

    /** All elements of that name below one, in document order. */
    static List<Element> all(Element below, String namespace, String local) {
        List<Element> found = new ArrayList<>();
        for (XmlElement e : new XmlElement(below).descendantsAndSelf()) {
            if (local.equals(e.dom().getLocalName()) && namespace.equals(e.dom().getNamespaceURI())) {
                found.add(e.dom());
            }
        }
        return found;
    }
}
