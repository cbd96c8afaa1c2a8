package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.xml.ByteSink;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** What time-stamps are over. */
final class Imprints {

    private Imprints() {}

    /** What a signature time-stamp is over; EN 319 132-1 V1.3.1 clause 5.3. */
    static byte[] signature(XmlElement signature, String canonicalization) throws XMLSecurityException {
        Element value = signature
                .child(Names.ds("SignatureValue"))
                .orElseThrow(() -> new XMLSecurityException("empty", new Object[] {"no ds:SignatureValue"}))
                .dom();
        return Core.canonical(value, canonicalization);
    }

    /**
     * What an archive time-stamp is over; EN 319 132-1 V1.3.1 clause 5.5.2.3.
     *
     * @param referenced the bytes that each reference of the signature leads to, in the references' order
     * @param before the unsigned properties that stand before it, in document order
     */
    static byte[] archive(
            XmlElement signature, List<byte[]> referenced, List<XmlElement> before, String canonicalization)
            throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        archive(signature, referenced, before, canonicalization, out::write);
        return out.toByteArray();
    }

    /** The same, handed over as it comes. */
    static void archive(
            XmlElement signature,
            List<byte[]> referenced,
            List<XmlElement> before,
            String canonicalization,
            ByteSink sink)
            throws XMLSecurityException {
        referenced.forEach(bytes -> sink.take(bytes, 0, bytes.length));
        for (String name : List.of("SignedInfo", "SignatureValue", "KeyInfo")) {
            for (XmlElement part : signature.children(Names.ds(name))) {
                Core.canonical(part.dom(), canonicalization, sink);
            }
        }
        for (XmlElement property : before) {
            Core.canonical(property.dom(), canonicalization, sink);
        }
        for (XmlElement object : signature.children(Names.ds("Object"))) {
            if (object.child(Names.xades("QualifyingProperties")).isEmpty()) {
                Core.canonical(object.dom(), canonicalization, sink);
            }
        }
    }
}
