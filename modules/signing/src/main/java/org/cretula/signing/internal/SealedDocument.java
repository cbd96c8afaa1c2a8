package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.SignedContent;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.Extraction;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Element;

/**
 * The document around a seal. A reference of any other form than the profile's is neither fetched nor executed (attacks
 * X19 to X23): the coverage check names it.
 *
 * @param around the document
 * @param bearer the signature that is counter-signed, if one is
 */
public record SealedDocument(Around around, Optional<XadesSignature> bearer) implements SignedDocument {

    /** A document with signatures. */
    public interface Around {
        /** The document without this signature, in exclusive canonical form without comments; not to be changed. */
        byte[] without(XmlElement signature);

        /** See {@link SignedDocument#inTree}. */
        Optional<XmlElement> inTree(XmlElement signature, int most);
    }

    /** The document of which there is a tree. */
    public static final class Whole implements Around {
        @Override
        public byte[] without(XmlElement signature) {
            Element own = signature.dom();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Canonicalization.EXCLUSIVE.write(own.getOwnerDocument(), element -> element == own, out::write);
            return out.toByteArray();
        }

        @Override
        public Optional<XmlElement> inTree(XmlElement signature, int most) {
            return Optional.of(signature);
        }
    }

    /** The document through which there was one pass, for its signatures. */
    public record Skimmed(XmlParse.Skimmed document) implements Around {
        @Override
        public byte[] without(XmlElement signature) {
            return document.bytes(Extraction.ofDocument(Canonicalization.EXCLUSIVE)
                    .without(document.wanted().indexOf(signature)));
        }

        @Override
        public Optional<XmlElement> inTree(XmlElement signature, int most) {
            return document.size() > most ? Optional.empty() : Optional.of(document.inTree(signature));
        }
    }

    @Override
    public Led follow(XadesSignature signature, XadesSignature.Reference reference) {
        if (reference.uri().equals(Optional.of("")) && reference.transforms().equals(Names.DOCUMENT_TRANSFORMS)) {
            // Held, for the reader of the certificate wants them next.
            return to(
                    SignedContent.Kind.WHOLE_DOCUMENT,
                    "the whole document but the signature",
                    around.without(signature.element()));
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

    @Override
    public Optional<XmlElement> inTree(XmlElement signature, int most) {
        return around.inTree(signature, most);
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
