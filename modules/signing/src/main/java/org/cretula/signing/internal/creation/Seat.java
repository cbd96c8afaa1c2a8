package org.cretula.signing.internal.creation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import javax.xml.namespace.QName;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Names;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Where in which document the signature goes; closing it leaves the document as it was. */
final class Seat implements AutoCloseable {

    private static final List<QName> TO_PROPERTIES = List.of(Names.ds("Object"), Names.xades("QualifyingProperties"));

    /** Each makes the document six elements deeper, and readers of certificates stop at 64. */
    private static final int DEEPEST = 5;

    private final Document document;
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Node start;
    private Node parent;

    private Seat(Document document, Node start) {
        this.document = document;
        this.start = start;
        this.parent = start;
    }

    static Seat of(Packaging packaging) throws SigningRefusedException {
        if (packaging instanceof Packaging.Enveloped enveloped) {
            return inside(enveloped.document(), enveloped.slot());
        }
        if (packaging instanceof Packaging.InternallyDetached detached) {
            return inside(detached.document(), detached.slot());
        }
        if (packaging instanceof Packaging.CounterSignature counter) {
            return inside(counter.document(), counter.signature());
        }
        if (packaging instanceof Packaging.Detached detached && detached.host().isPresent()) {
            Packaging.Host host = detached.host().get();
            return inside(host.document(), host.slot());
        }
        Document empty = XmlDoor.newDocument();
        return new Seat(empty, empty);
    }

    private static Seat inside(Document document, Element slot) throws SigningRefusedException {
        Node top = slot;
        while (top.getParentNode() instanceof Element above) {
            top = above;
        }
        if (top != document.getDocumentElement()) {
            throw new SigningRefusedException("expected a place in the document for the signature, found one outside");
        }
        return new Seat(document, slot);
    }

    Document document() {
        return document;
    }

    /** Makes room in the unsigned properties of a signature; returns its value, which has an Id afterwards. */
    Element openCounterSignature() throws SigningRefusedException {
        XmlElement signature = new XmlElement((Element) parent);
        int depth = 0;
        for (Node at = parent; at instanceof Element e; at = at.getParentNode()) {
            depth += new XmlElement(e).is(Names.SIGNATURE) ? 1 : 0;
        }
        if (depth > DEEPEST) {
            throw new SigningRefusedException("expected counter-signatures at most " + DEEPEST
                    + " deep, for a deeper document is not read, found a signature that is one at that depth;"
                    + " counter-sign the signature around it");
        }
        XmlElement value = signature
                .child(Names.ds("SignatureValue"))
                .orElseThrow(
                        () -> new SigningRefusedException("expected a ds:SignatureValue to counter-sign, found none"));
        XmlElement qualifying = signature.children(TO_PROPERTIES.get(0)).stream()
                .flatMap(object -> object.children(TO_PROPERTIES.get(1)).stream())
                .findFirst()
                .orElseThrow(() -> new SigningRefusedException(
                        "expected a XAdES signature to counter-sign, found one without qualifying properties"));
        boolean first = qualifying.child(Names.xades("UnsignedProperties")).isEmpty();
        if (value.attribute("Id").isEmpty()) {
            if (!first) {
                // A time-stamp among them may be over the very element that would get an attribute.
                throw new SigningRefusedException("the signature's value has no Id to refer to, and unsigned properties"
                        + " may cover it as it is; counter-sign before they are added");
            }
            byte[] text = value.text().getBytes(StandardCharsets.UTF_8);
            String id = HexFormat.of()
                    .formatHex(DigestAlgorithm.SHA256.digest(text))
                    .substring(0, 32);
            value.dom().setAttributeNS(null, "Id", "xades-value-" + id);
            undo.push(() -> value.dom().removeAttributeNS(null, "Id"));
        }
        Element properties = child(qualifying.dom(), qualifying.dom(), "UnsignedProperties");
        Element ofSignature = child(properties, qualifying.dom(), "UnsignedSignatureProperties");
        parent = append(ofSignature, qualifying.dom(), "CounterSignature");
        return value.dom();
    }

    private Element child(Element above, Element named, String local) {
        return new XmlElement(above)
                .child(Names.xades(local))
                .map(XmlElement::dom)
                .orElseGet(() -> local.equals("UnsignedSignatureProperties") && above.getFirstChild() != null
                        ? before(above, named, local)
                        : append(above, named, local));
    }

    /** Signature properties stand before those of data objects. */
    private Element before(Element above, Element named, String local) {
        Element child = append(above, named, local);
        above.insertBefore(child, above.getFirstChild());
        return child;
    }

    private Element append(Element above, Element named, String local) {
        String prefix = named.getPrefix();
        Element child = document.createElementNS(Names.XADES, prefix == null ? local : prefix + ":" + local);
        add(above, child);
        return child;
    }

    private void add(Node above, Node child) {
        above.appendChild(child);
        undo.push(() -> above.removeChild(child));
    }

    /** Puts the signature in. */
    Element insert(Element template) {
        Element signature = (Element) document.importNode(template, true);
        add(parent, signature);
        return signature;
    }

    /** Leaves the document as it was. */
    void clear() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
        parent = start;
    }

    @Override
    public void close() {
        clear();
    }
}
