package org.cretula.certificate.internal;

import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;

/**
 * Knows the extension that holds the seal, which is the one thing in a certificate that this module leaves to another.
 *
 * <p>It has to be exactly that: the URI, then a content of one {@code UBLDocumentSignatures}, without attributes. Whatever
 * only resembles it is an unknown extension and refused.
 */
final class SignatureSlot {

    private static final QName EXTENSION = Profile.name("ext:UBLExtension");
    private static final QName URI = Profile.name("ext:ExtensionURI");
    private static final QName CONTENT = Profile.name("ext:ExtensionContent");

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
                && Mirror.hasNoTextBetween(content);
    }
}
