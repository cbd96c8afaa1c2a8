package org.cretula.certificate.internal;

import java.util.List;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;

/**
 * Knows the extension that holds the seal, which is the one thing in a certificate that this module leaves to another.
 *
 * <p>It has to be exactly that, down to the signature: the URI, then one {@code UBLDocumentSignatures} with one {@code
 * SignatureInformation} of UBL's identifier and at most one {@code ds:Signature}, without attributes or text. Whatever
 * only resembles it is an unknown extension and refused: room beside the signature would be sealed and never shown
 * (attack X30).
 */
final class SignatureSlot {

    private static final QName EXTENSION = Profile.name("ext:UBLExtension");
    private static final QName URI = Profile.name("ext:ExtensionURI");
    private static final QName CONTENT = Profile.name("ext:ExtensionContent");

    private static final QName INFORMATION = new QName(
            "urn:oasis:names:specification:ubl:schema:xsd:SignatureAggregateComponents-2", "SignatureInformation");
    private static final QName ID = Profile.name("cbc:ID");
    private static final String FIRST_ID = "urn:oasis:names:specification:ubl:signature:1";
    private static final QName SIGNATURE = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature");

    private SignatureSlot() {}

    static boolean is(XmlElement e) {
        if (!e.is(EXTENSION) || e.children().size() != 2) {
            return false;
        }
        XmlElement uri = e.children().get(0);
        XmlElement content = e.children().get(1);
        return uri.is(URI)
                && uri.children().isEmpty()
                && uri.text().equals(Profile.SIGNATURE_EXTENSION)
                && content.is(CONTENT)
                && content.children().size() == 1
                && content.children().get(0).is(Profile.SIGNATURES)
                && Mirror.isBare(e)
                && Mirror.isBare(uri)
                && Mirror.isBare(content)
                && Mirror.hasNoTextBetween(e)
                && Mirror.hasNoTextBetween(content)
                && holdsTheSealOnly(content.children().get(0));
    }

    private static boolean holdsTheSealOnly(XmlElement signatures) {
        if (signatures.children().size() != 1) {
            return false;
        }
        XmlElement information = signatures.children().get(0);
        List<XmlElement> inside = information.children();
        return information.is(INFORMATION)
                && Mirror.isBare(signatures)
                && Mirror.isBare(information)
                && Mirror.hasNoTextBetween(signatures)
                && Mirror.hasNoTextBetween(information)
                && (inside.size() == 1 || (inside.size() == 2 && inside.get(1).is(SIGNATURE)))
                && inside.get(0).is(ID)
                && Mirror.isBare(inside.get(0))
                && inside.get(0).children().isEmpty()
                && inside.get(0).text().equals(FIRST_ID);
    }
}
