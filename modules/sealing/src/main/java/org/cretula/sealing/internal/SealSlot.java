package org.cretula.sealing.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** UBL's own place for an enveloped XAdES signature; OASIS UBL 2.4, UBL digital signature extension. */
public final class SealSlot {

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String EXT = UBL + "CommonExtensionComponents-2";
    private static final String CBC = UBL + "CommonBasicComponents-2";
    private static final String SIG = UBL + "CommonSignatureComponents-2";
    private static final String SAC = UBL + "SignatureAggregateComponents-2";
    private static final String EXTENSION_URI = "urn:oasis:names:specification:ubl:dsig:enveloped:xades";
    private static final String SIGNATURE_ID = "urn:oasis:names:specification:ubl:signature:1";

    /** The document element of a certificate of origin. */
    public static final QName CERTIFICATE = new QName(UBL + "CertificateOfOrigin-2", "CertificateOfOrigin");

    /** Any signature; UBL has a slot for one. */
    public static final QName SIGNATURE = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature");

    private static final List<QName> WAY_DOWN = List.of(
            new QName(EXT, "UBLExtensions"),
            new QName(EXT, "UBLExtension"),
            new QName(EXT, "ExtensionContent"),
            new QName(SIG, "UBLDocumentSignatures"),
            new QName(SAC, "SignatureInformation"));

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final List<QName> WAY_UP = List.of(
            new QName(XADES, "CounterSignature"),
            new QName(XADES, "UnsignedSignatureProperties"),
            new QName(XADES, "UnsignedProperties"),
            new QName(XADES, "QualifyingProperties"),
            new QName(SIGNATURE.getNamespaceURI(), "Object"),
            SIGNATURE);

    private SealSlot() {}

    /**
     * Every signature of the document, wherever it stands, but for what stands in a counter-signature: that is a
     * property of the signature that it signs, leaves the document with it when the digest is taken, and is judged for
     * itself.
     */
    public static List<XmlElement> signatures(XmlElement root) {
        List<XmlElement> found = new ArrayList<>();
        collect(root.dom(), found);
        return found;
    }

    private static void collect(Element element, List<XmlElement> found) {
        if (new XmlElement(element).is(SIGNATURE)) {
            found.add(new XmlElement(element));
        }
        if (!isCounterSignature(element)) {
            for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
                if (n instanceof Element e) {
                    collect(e, found);
                }
            }
        }
    }

    private static boolean isCounterSignature(Element element) {
        Node at = element;
        for (QName name : WAY_UP) {
            if (!(at instanceof Element e) || !new XmlElement(e).is(name)) {
                return false;
            }
            at = at.getParentNode();
        }
        return true;
    }

    /** Whether there is a place for a seal already, filled or not. */
    public static boolean isOpen(XmlElement root) {
        return root.descendantsAndSelf().stream().anyMatch(e -> e.is(WAY_DOWN.get(3)));
    }

    /** Whether this signature stands in the slot, by the names of all elements above it. */
    public static boolean holds(XmlElement signature) {
        Node at = signature.dom().getParentNode();
        for (int i = WAY_DOWN.size() - 1; i >= 0; i--) {
            if (!(at instanceof Element e) || !new XmlElement(e).is(WAY_DOWN.get(i))) {
                return false;
            }
            at = at.getParentNode();
        }
        return at instanceof Element e && new XmlElement(e).is(CERTIFICATE) && e.getParentNode() instanceof Document;
    }

    /** Opens a slot behind the document's other extensions; the signature goes into the element returned. */
    public static XmlElement open(XmlElement root) {
        Document document = root.dom().getOwnerDocument();
        Element extensions = root.child(WAY_DOWN.get(0)).map(XmlElement::dom).orElseGet(() -> {
            Element created = document.createElementNS(EXT, "ext:UBLExtensions");
            declare(created, "ext", EXT);
            root.dom().insertBefore(created, root.dom().getFirstChild());
            return created;
        });
        Element extension = append(extensions, EXT, "ext:UBLExtension");
        declare(extension, "ext", EXT);
        append(extension, EXT, "ext:ExtensionURI").setTextContent(EXTENSION_URI);
        Element signatures = append(append(extension, EXT, "ext:ExtensionContent"), SIG, "sig:UBLDocumentSignatures");
        declare(signatures, "sig", SIG);
        declare(signatures, "sac", SAC);
        declare(signatures, "cbc", CBC);
        Element information = append(signatures, SAC, "sac:SignatureInformation");
        append(information, CBC, "cbc:ID").setTextContent(SIGNATURE_ID);
        return new XmlElement(information);
    }

    /** The seal of a certificate: the one signature of the document, if it is the only one and stands in the slot. */
    public static Optional<XmlElement> seal(XmlElement root) {
        List<XmlElement> all = signatures(root);
        return all.size() == 1 && holds(all.get(0)) ? Optional.of(all.get(0)) : Optional.empty();
    }

    private static Element append(Element parent, String namespace, String name) {
        Element child = parent.getOwnerDocument().createElementNS(namespace, name);
        parent.appendChild(child);
        return child;
    }

    private static void declare(Element element, String prefix, String namespace) {
        element.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:" + prefix, namespace);
    }
}
