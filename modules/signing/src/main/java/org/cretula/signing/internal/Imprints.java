package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.XadesSignature;
import org.cretula.xml.ByteSink;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** What time-stamps are over. */
final class Imprints {

    private static final Set<String> REFERENCES = Set.of(
            "CompleteCertificateRefs",
            "CompleteCertificateRefsV2",
            "CompleteRevocationRefs",
            "AttributeCertificateRefs",
            "AttributeCertificateRefsV2",
            "AttributeRevocationRefs");

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

    /** What a time-stamp among the unsigned properties is over. */
    static SignedBytes of(
            Examined examined, List<XadesSignature.UnsignedProperty> before, XadesSignature.StampKind kind) {
        XmlElement signature = examined.signature().element();
        List<XmlElement> elements =
                before.stream().map(XadesSignature.UnsignedProperty::element).toList();
        return switch (kind) {
            case SIGNATURE -> (usual, sink) -> write(signature.children(Names.ds("SignatureValue")), usual, sink);
            case ARCHIVE, ARCHIVE_132 ->
                (usual, sink) -> {
                    for (Followed followed : examined.followed()) {
                        if (followed.bytes().isPresent()) {
                            followed.bytes().get().write(usual, sink);
                        }
                    }
                    List<XmlElement> parts = new ArrayList<>();
                    for (String name : List.of("SignedInfo", "SignatureValue", "KeyInfo")) {
                        parts.addAll(signature.children(Names.ds(name)));
                    }
                    parts.addAll(elements);
                    parts.addAll(objects(examined.signature(), kind));
                    write(parts, usual, sink);
                };
            case SIGNATURE_AND_REFERENCES ->
                (usual, sink) -> {
                    write(signature.children(Names.ds("SignatureValue")), usual, sink);
                    write(
                            elements.stream()
                                    .filter(e -> e.is(Names.xades("SignatureTimeStamp")) || isReferences(e))
                                    .toList(),
                            usual,
                            sink);
                };
            case REFERENCES_ONLY ->
                (usual, sink) ->
                        write(elements.stream().filter(Imprints::isReferences).toList(), usual, sink);
        };
    }

    /** The objects without the properties; in the earlier form, those only to which no reference leads. */
    private static List<XmlElement> objects(XadesSignature signature, XadesSignature.StampKind kind) {
        return signature.element().children(Names.ds("Object")).stream()
                .filter(object ->
                        object.child(Names.xades("QualifyingProperties")).isEmpty())
                .filter(object -> kind == XadesSignature.StampKind.ARCHIVE
                        || object.attribute("Id").isEmpty()
                        || signature.references().stream()
                                .noneMatch(r ->
                                        r.uri().equals(object.attribute("Id").map(id -> "#" + id))))
                .toList();
    }

    private static boolean isReferences(XmlElement property) {
        String name = property.name().getLocalPart();
        return (Names.XADES.equals(property.name().getNamespaceURI())
                        || Names.XADES_141.equals(property.name().getNamespaceURI()))
                && REFERENCES.contains(name);
    }

    private static void write(List<XmlElement> elements, String canonicalization, ByteSink sink)
            throws XMLSecurityException {
        for (XmlElement element : elements) {
            Core.canonical(element.dom(), canonicalization, sink);
        }
    }
}
