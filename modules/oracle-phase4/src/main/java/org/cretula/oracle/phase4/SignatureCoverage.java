package org.cretula.oracle.phase4;

import static java.util.Objects.requireNonNull;

import com.helger.phase4.ebms3header.Ebms3PartInfo;
import com.helger.phase4.ebms3header.Ebms3PayloadInfo;
import com.helger.phase4.ebms3header.Ebms3UserMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Which of Messaging, Body and the payload parts a verified signature leaves out.
 *
 * <p>It finds the sender's mistakes, not an attacker's: elements are known by their ids alone.
 */
final class SignatureCoverage {

    private static final String DSIG = "http://www.w3.org/2000/09/xmldsig#";
    private static final String EBMS = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    private static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
    private static final String WSU =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";

    private SignatureCoverage() {}

    /** Names of what no reference points to; empty if all is signed. */
    static List<String> missing(Document soap, Ebms3UserMessage message) {
        Set<String> signed = new LinkedHashSet<>();
        NodeList references = soap.getElementsByTagNameNS(DSIG, "Reference");
        for (int i = 0; i < references.getLength(); i++) {
            Element reference = (Element) references.item(i);
            if ("SignedInfo".equals(reference.getParentNode().getLocalName())) {
                signed.add(plain(reference.getAttribute("URI")));
            }
        }
        List<String> missing = new ArrayList<>();
        element(soap, EBMS, "Messaging", signed, missing);
        element(soap, SOAP, "Body", signed, missing);
        Ebms3PayloadInfo payload = message.getPayloadInfo();
        List<Ebms3PartInfo> parts = payload == null ? List.of() : payload.getPartInfo();
        for (Ebms3PartInfo part : parts) {
            String href = requireNonNull(part.getHref());
            if (!signed.contains(plain(href))) {
                missing.add(href);
            }
        }
        return missing;
    }

    private static void element(
            Document soap, String namespace, String name, Set<String> signed, List<String> missing) {
        Element element = (Element) soap.getElementsByTagNameNS(namespace, name).item(0);
        if (!signed.contains("#" + element.getAttributeNS(WSU, "Id"))) {
            missing.add(name);
        }
    }

    /** A content id may be percent-encoded in one place and not in the other. */
    private static String plain(String uri) {
        return uri.startsWith("cid:") ? "cid:" + URI.create(uri).getSchemeSpecificPart() : uri;
    }
}
