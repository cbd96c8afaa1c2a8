package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.SignedContent;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/**
 * The document around a seal. A reference of any other form than the profile's is neither fetched nor executed (attacks
 * X19 to X23): the coverage check names it.
 *
 * @param bearer the signature that is counter-signed, if one is
 */
public record SealedDocument(Optional<XadesSignature> bearer) implements SignedDocument {

    @Override
    public Led follow(XadesSignature signature, XadesSignature.Reference reference) {
        if (reference.uri().equals(Optional.of("")) && reference.transforms().equals(Names.DOCUMENT_TRANSFORMS)) {
            Element own = signature.element().dom();
            // Held, for the reader of the certificate wants them next.
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Canonicalization.EXCLUSIVE.write(own.getOwnerDocument(), element -> element == own, out::write);
            return to(SignedContent.Kind.WHOLE_DOCUMENT, "the whole document but the signature", out.toByteArray());
        }
        return Optional.of(reference)
                .filter(r -> r.transforms().equals(Names.PROPERTIES_TRANSFORMS))
                .flatMap(r -> named(signature, r.uri()))
                .<Led>map(element -> to(
                        SignedContent.Kind.SIGNATURE_PART,
                        "the element '" + element.getLocalName() + "' of a signature",
                        Canonicalization.EXCLUSIVE.bytes(element)))
                .orElseGet(() -> Led.Nowhere.failed(
                        SubIndication.SIGNED_DATA_NOT_FOUND, "reference to " + reference.words() + " leads nowhere"));
    }

    private static Led to(SignedContent.Kind kind, String words, byte[] bytes) {
        return new Led.To(kind, words, SignedBytes.of(bytes), List.of());
    }

    /** Only an element that stands at the right place is found by a reference (attacks X12, E06). */
    private Optional<Element> named(XadesSignature signature, Optional<String> uri) {
        if (uri.equals(Optional.of("#" + signature.properties().id()))) {
            return Optional.of(signature.properties().element().dom());
        }
        return bearer.filter(b -> b.valueId().isPresent())
                .filter(b -> b.valueId().map(id -> "#" + id).equals(uri))
                .flatMap(b -> b.element().child(Names.ds("SignatureValue")))
                .map(XmlElement::dom);
    }
}
