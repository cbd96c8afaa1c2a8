package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignedContent;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.doctor.Diagnosis;
import org.cretula.signing.internal.doctor.DigestDoctor;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** Has the doctor look at a signature that was found broken; what was found stays, there are only more words to it. */
public final class KnownAccidents {

    private KnownAccidents() {}

    /** What was found of references whose digests do not all match, with what may explain the first that does not. */
    static Finding looked(Examined examined, Finding failed) {
        if (!failed.subIndication().equals(Optional.of(SubIndication.HASH_FAILURE))
                || isCounterSignature(examined.signature().element())) {
            return failed;
        }
        return examined.followed().stream()
                .filter(followed -> !followed.same())
                .flatMap(followed -> followed.led() instanceof Led.To to
                        ? diagnosis(examined, followed.reference(), to).stream()
                        : Stream.empty())
                .findFirst()
                .map(diagnosis -> diagnosis.addTo(failed))
                .orElse(failed);
    }

    /** Empty for what meets with no accident, and where it is not known how to undo one. */
    private static Optional<Diagnosis> diagnosis(Examined examined, XadesSignature.Reference reference, Led.To to) {
        DigestAlgorithm algorithm =
                DigestAlgorithm.of(reference.digestAlgorithm()).orElseThrow();
        byte[] signed = Base64.getDecoder().decode(reference.digest());
        if (to.kind() == SignedContent.Kind.DETACHED && reference.transforms().isEmpty()) {
            return file(to.bytes()).map(bytes -> new DigestDoctor().bytes(bytes, algorithm, signed));
        }
        if (reference.uri().equals(Optional.of(""))) {
            Optional<XmlElement> there =
                    examined.document().inTree(examined.signature().element(), DigestDoctor.LARGEST);
            if (there.isEmpty()) {
                return Optional.of(DigestDoctor.TOO_LARGE);
            }
            Element own = there.get().dom();
            return form(reference.transforms())
                    .map(form -> new DigestDoctor()
                            .xml(
                                    own.getOwnerDocument(),
                                    leftOut(own, reference.transforms()),
                                    form,
                                    algorithm,
                                    signed));
        }
        XadesSignature signature = examined.signature();
        boolean properties =
                reference.uri().equals(Optional.of("#" + signature.properties().id()));
        return !properties || reference.transforms().size() > 1
                ? Optional.empty()
                : form(reference.transforms())
                        .filter(form -> !form.uri().contains("c14n11"))
                        .map(form -> new DigestDoctor()
                                .xml(
                                        signature.properties().element().dom(),
                                        element -> false,
                                        form,
                                        algorithm,
                                        signed));
    }

    private static Optional<Canonicalization> form(List<String> transforms) {
        List<String> forms = transforms.stream()
                .filter(t -> Canonicalization.of(t).isPresent())
                .toList();
        return forms.size() > 1
                ? Optional.empty()
                : Canonicalization.of(forms.isEmpty() ? Names.DEFAULT_C14N : forms.get(0));
    }

    private static Predicate<Element> leftOut(Element own, List<String> transforms) {
        return transforms.contains(Names.ENVELOPED)
                ? element -> element == own
                : element -> new XmlElement(element).is(Names.SIGNATURE);
    }

    /** As much of a file as the doctor looks at, and one byte more where there is more. */
    private static Optional<byte[]> file(SignedBytes file) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            file.write(
                    Names.DEFAULT_C14N,
                    (bytes, offset, length) ->
                            out.write(bytes, offset, Math.min(length, DigestDoctor.LARGEST + 1 - out.size())));
            return Optional.of(out.toByteArray());
        } catch (XMLSecurityException e) {
            // They were there when they were digested; what has gone since is not looked at.
            return Optional.empty();
        }
    }

    /**
     * What was found of a signature that cannot be read, with what explains it. Who pretty-prints a document does so with
     * the signature in it, which is no longer one by then; the digest of the document tells.
     */
    public static Finding looked(XmlElement signature, SignedDocument around, Finding malformed) {
        if (malformed.outcome() != Outcome.FAILED || isCounterSignature(signature)) {
            return malformed;
        }
        return signature.children(Names.ds("SignedInfo")).stream()
                .flatMap(info -> info.children(Names.ds("Reference")).stream())
                .filter(KnownAccidents::isToDocument)
                .findFirst()
                .flatMap(reference -> explained(signature, around, reference))
                .map(diagnosis -> diagnosis.addTo(malformed))
                .orElse(malformed);
    }

    /** Not looked at: anybody can add many of them to a document, each of which would have it looked at again. */
    private static boolean isCounterSignature(XmlElement signature) {
        return signature.dom().getParentNode() instanceof Element parent
                && new XmlElement(parent).is(Names.xades("CounterSignature"));
    }

    private static boolean isToDocument(XmlElement reference) {
        List<String> transforms = reference.children(Names.ds("Transforms")).stream()
                .flatMap(t -> t.children(Names.ds("Transform")).stream())
                .map(t -> t.attribute("Algorithm").orElse(""))
                .toList();
        return reference.attribute("URI").equals(Optional.of("")) && transforms.equals(Names.DOCUMENT_TRANSFORMS);
    }

    private static Optional<Diagnosis> explained(XmlElement signature, SignedDocument around, XmlElement reference) {
        Optional<DigestAlgorithm> algorithm = reference
                .child(Names.ds("DigestMethod"))
                .flatMap(method -> method.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        Optional<byte[]> signed = reference.child(Names.ds("DigestValue")).flatMap(KnownAccidents::decoded);
        return algorithm
                .filter(a -> signed.isPresent())
                .flatMap(a ->
                        around.inTree(signature, DigestDoctor.LARGEST).map(there -> document(there, a, signed.get())))
                .filter(diagnosis -> !diagnosis.accidents().isEmpty());
    }

    private static Optional<byte[]> decoded(XmlElement value) {
        try {
            return Optional.of(Base64.getDecoder().decode(value.text().strip()));
        } catch (IllegalArgumentException e) {
            // A value that is none matches nothing.
            return Optional.empty();
        }
    }

    private static Diagnosis document(XmlElement signature, DigestAlgorithm algorithm, byte[] signed) {
        Element own = signature.dom();
        return new DigestDoctor()
                .xml(own.getOwnerDocument(), element -> element == own, Canonicalization.EXCLUSIVE, algorithm, signed);
    }
}
