package org.cretula.signing.internal;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.doctor.Diagnosis;
import org.cretula.signing.internal.doctor.DigestDoctor;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/** Has the doctor look at a signature that was found broken; what was found stays, there are only more words to it. */
public final class KnownAccidents {

    private KnownAccidents() {}

    /** What was found of a reference whose digest does not match, with what may explain it. */
    static Finding looked(XadesSignature signature, XadesSignature.Reference reference, Finding failed) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(reference.digestAlgorithm());
        if (algorithm.isEmpty()) {
            return failed;
        }
        byte[] signed = Base64.getDecoder().decode(reference.digest());
        if (reference.uri().isEmpty()) {
            return document(signature.element(), algorithm.get(), signed).addTo(failed);
        }
        // The value of a signature, which a counter-signature refers to, meets with no accident that leaves it a value.
        return reference.uri().equals("#" + signature.properties().id())
                ? new DigestDoctor()
                        .xml(
                                signature.properties().element().dom(),
                                element -> false,
                                Canonicalization.EXCLUSIVE,
                                algorithm.get(),
                                signed)
                        .addTo(failed)
                : failed;
    }

    /**
     * What was found of a signature that cannot be read, with what explains it. Who pretty-prints a document does so with
     * the signature in it, which is no longer one by then; the digest of the document tells.
     */
    public static Finding looked(XmlElement signature, Finding malformed) {
        if (malformed.outcome() != Outcome.FAILED) {
            return malformed;
        }
        return signature.children(Names.ds("SignedInfo")).stream()
                .flatMap(info -> info.children(Names.ds("Reference")).stream())
                .filter(KnownAccidents::isToDocument)
                .findFirst()
                .flatMap(reference -> explained(signature, reference))
                .map(diagnosis -> diagnosis.addTo(malformed))
                .orElse(malformed);
    }

    private static boolean isToDocument(XmlElement reference) {
        List<String> transforms = reference.children(Names.ds("Transforms")).stream()
                .flatMap(t -> t.children(Names.ds("Transform")).stream())
                .map(t -> t.attribute("Algorithm").orElse(""))
                .toList();
        return reference.attribute("URI").equals(Optional.of("")) && transforms.equals(Names.DOCUMENT_TRANSFORMS);
    }

    private static Optional<Diagnosis> explained(XmlElement signature, XmlElement reference) {
        Optional<DigestAlgorithm> algorithm = reference
                .child(Names.ds("DigestMethod"))
                .flatMap(method -> method.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        Optional<byte[]> signed = reference.child(Names.ds("DigestValue")).flatMap(KnownAccidents::decoded);
        return algorithm
                .filter(a -> signed.isPresent())
                .map(a -> document(signature, a, signed.get()))
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
                .xml(
                        own.getOwnerDocument(),
                        element -> element == own,
                        Canonicalization.EXCLUSIVE,
                        algorithm,
                        signed);
    }
}
