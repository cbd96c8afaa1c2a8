package org.cretula.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlParse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a signature, in a document or in a container of documents. */
final class SignedFile {

    private static final QName SIGNATURE = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature");

    @Option(
            names = "--signature",
            paramLabel = "ID",
            description = "Id of the signature, a counter-signature or not; the only one that is none if absent.")
    private @Nullable String signature;

    @Option(
            names = "--document",
            paramLabel = "NAME",
            description = "Of a container, the document with the signature, such as META-INF/signatures001.xml; not"
                    + " needed where there is one only, or --signature is in one only.")
    private @Nullable String document;

    /**
     * A document with signatures, and what lies outside of it.
     *
     * @param xml the document
     */
    @SuppressWarnings("ArrayRecordComponent") // inside the package; nobody changes or compares them
    record Found(byte[] xml, Surroundings surroundings) {}

    /** The Id of the signature that was chosen. */
    Optional<String> signature() {
        return Optional.ofNullable(signature);
    }

    /** The document that was chosen, in a file that is read. */
    Found read(Path file, DataFiles data) throws CommandFailure, SigningRefusedException {
        byte[] bytes = Inputs.read(file, Surroundings.MOST_OF_A_FILE);
        if (!Surroundings.isZip(bytes)) {
            if (document != null) {
                throw CommandFailure.usage("--document with a container", "a file that is none");
            }
            return new Found(bytes, Surroundings.of(data.objects()));
        }
        if (data.isGiven()) {
            throw CommandFailure.usage("--data with a signature that is beside them", "a container, which holds them");
        }
        AsicContainer container = AsicContainer.read(bytes);
        SignatureDocument chosen = chosen(container);
        return new Found(chosen.bytes(), Surroundings.of(container, chosen.name()));
    }

    private SignatureDocument chosen(AsicContainer container) throws SigningRefusedException {
        List<SignatureDocument> fitting = new ArrayList<>();
        for (SignatureDocument each : container.signatures()) {
            boolean named = document == null || each.name().equals(document);
            if (named && (signature == null || document != null || has(each, signature))) {
                fitting.add(each);
            }
        }
        if (fitting.size() != 1) {
            String all = String.join(
                    ", ",
                    container.signatures().stream().map(SignatureDocument::name).toList());
            throw new SigningRefusedException("expected one document with signatures in the container"
                    + (document == null ? "" : " by the name " + document)
                    + (signature == null || document != null ? "" : " and in it the Id " + signature)
                    + ", found " + fitting.size() + "; name one by --document, of " + all);
        }
        return fitting.get(0);
    }

    private static boolean has(SignatureDocument document, String id) {
        return new XmlDoor(Surroundings.LIMITS).parse(document.bytes()) instanceof XmlParse.Parsed parsed
                && parsed.root().descendantsAndSelf().stream()
                        .anyMatch(e -> e.is(SIGNATURE) && e.attribute("Id").equals(Optional.of(id)));
    }
}
