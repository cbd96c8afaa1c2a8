package org.cretula.transport.internal;

import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.transport.As4Limits;
import org.cretula.xml.Peculiarity;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A SOAP 1.2 envelope of the one shape that AS4 needs: a header with exactly one Messaging and at most one Security
 * and nothing else, and an empty body.
 *
 * <p>A signature covers elements by identifier, and readers find them by place. The shape is closed so that an old
 * signed element has no place to hide where it is verified but not read (attack S01).
 *
 * @param document the tree
 * @param messaging {@code /Envelope/Header/Messaging}
 * @param security {@code /Envelope/Header/Security}; empty when the message has none
 * @param body {@code /Envelope/Body}
 */
record SoapEnvelope(Document document, XmlElement messaging, List<XmlElement> security, XmlElement body) {

    private static final Set<Peculiarity.Kind> HARMLESS = Set.of(Peculiarity.Kind.BYTE_ORDER_MARK);

    /** Parses untrusted bytes. */
    static SoapEnvelope parse(byte[] bytes, As4Limits limits) throws Refusal {
        XmlDoor door = new XmlDoor(new XmlLimits(limits.envelopeBytes(), 24, 4_000, 24, 64 << 10));
        XmlParse parse = door.parse(bytes);
        if (parse instanceof XmlParse.Parsed parsed) {
            for (Peculiarity peculiarity : parsed.peculiarities()) {
                if (!HARMLESS.contains(peculiarity.kind())) {
                    throw header("expected a plain SOAP envelope, found " + peculiarity.describe());
                }
            }
            return of(parsed.document());
        }
        throw header(((XmlParse.Refused) parse).explanation());
    }

    /** Finds the places in a tree, or refuses it. */
    static SoapEnvelope of(Document document) throws Refusal {
        XmlElement root = new XmlElement(document.getDocumentElement());
        if (!root.is(new QName(Names.S12, "Envelope"))) {
            throw header("expected a SOAP 1.2 envelope, found " + root.name());
        }
        List<XmlElement> children = root.children();
        if (children.size() != 2 || !isS12(children.get(0), "Header") || !isS12(children.get(1), "Body")) {
            throw header("expected one Header and one Body in the envelope");
        }
        List<XmlElement> headers = children.get(0).children();
        List<XmlElement> messaging =
                headers.stream().filter(h -> h.is(Names.eb("Messaging"))).toList();
        List<XmlElement> security =
                headers.stream().filter(h -> h.is(Names.wsse("Security"))).toList();
        if (messaging.size() != 1 || security.size() > 1 || headers.size() != 1 + security.size()) {
            throw header("expected one eb:Messaging, one wsse:Security and no other header block");
        }
        for (XmlElement block : headers) {
            if (block.dom().hasAttributeNS(Names.S12, "role") || block.dom().hasAttributeNS(Names.S12, "relay")) {
                throw header("expected header blocks for the ultimate receiver, found a role");
            }
        }
        XmlElement body = children.get(1);
        if (!body.children().isEmpty() || !body.text().isBlank()) {
            throw header("expected an empty SOAP body, payloads are attachments");
        }
        for (XmlElement outside : List.of(root, children.get(0))) {
            onlyElements(outside.dom());
        }
        return new SoapEnvelope(document, messaging.get(0), security, body);
    }

    private static boolean isS12(XmlElement element, String local) {
        return element.is(new QName(Names.S12, local));
    }

    private static void onlyElements(Element parent) throws Refusal {
        for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n.getNodeType() == Node.TEXT_NODE && !n.getNodeValue().isBlank()) {
                throw header("expected no text between the blocks of the envelope");
            }
        }
    }

    private static Refusal header(String detail) {
        return new Refusal(EbmsCode.INVALID_HEADER, detail);
    }
}
