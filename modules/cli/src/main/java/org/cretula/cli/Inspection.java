package org.cretula.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.CertificateReader;
import org.cretula.certificate.CertificateReading;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.DocumentOutline;
import org.cretula.signing.LevelChecker;
import org.cretula.signing.LevelReport;
import org.cretula.signing.SignatureOutline;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;

/**
 * What a file says: a document with signatures, or a container of data and of such documents.
 *
 * @param sha256 of the file, in lower-case hexadecimal
 * @param form of the container; empty for a document
 * @param documents the document, or those in the container that hold signatures
 * @param files names of the data in the container
 * @param uncovered names of those that no signature says it is over
 */
record Inspection(
        String sha256, Optional<String> form, List<Inspected> documents, List<String> files, List<String> uncovered) {

    /**
     * One document.
     *
     * @param name in the container; empty where the document is the file
     * @param root name of its first element
     * @param outline of its signatures
     * @param levels what each of its signatures, counter-signatures too, has of the levels; empty if not asked for
     * @param certificate what it says if it is a certificate of origin
     */
    record Inspected(
            String name,
            String root,
            DocumentOutline outline,
            Map<XmlElement, LevelReport> levels,
            Optional<CertificateOfOrigin> certificate) {

        /** What a signature has of the levels, if that was asked for. */
        Optional<LevelReport> levels(SignatureOutline signature) {
            return Optional.ofNullable(levels.get(signature.element()));
        }
    }

    /** Of a file, whatever is in it; says why where nothing can be read. */
    static Inspection of(byte[] file, boolean levels) throws CommandFailure {
        String sha256 = java.util.HexFormat.of().formatHex(DigestAlgorithm.SHA256.digest(file));
        if (!Surroundings.isZip(file)) {
            return new Inspection(sha256, Optional.empty(), List.of(document("", file, levels)), List.of(), List.of());
        }
        AsicContainer container = container(file);
        List<Inspected> documents = new ArrayList<>();
        for (SignatureDocument document : container.signatures()) {
            documents.add(document(document.name(), document.bytes(), levels));
        }
        Set<String> covered = documents.stream()
                .flatMap(d -> d.outline().signatures().stream())
                .flatMap(s -> s.references().stream())
                .flatMap(r -> r.uri().stream())
                .flatMap(uri -> decoded(uri).stream())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> files = container.files().stream()
                .map(DataObject::uri)
                .map(uri -> decoded(uri).orElse(uri))
                .toList();
        return new Inspection(
                sha256,
                Optional.of(container.form().mimeType()),
                documents,
                files,
                files.stream().filter(name -> !covered.contains(name)).toList());
    }

    private static AsicContainer container(byte[] file) throws CommandFailure {
        try {
            return AsicContainer.read(file);
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    private static Inspected document(String name, byte[] bytes, boolean levels) throws CommandFailure {
        XmlParse parse = new XmlDoor(Surroundings.LIMITS).parse(bytes);
        if (!(parse instanceof XmlParse.Parsed parsed)) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT, (name.isEmpty() ? "" : name + ": ") + ((XmlParse.Refused) parse).explanation());
        }
        DocumentOutline outline = DocumentOutline.of(parsed);
        LevelChecker checker = new LevelChecker();
        return new Inspected(
                name,
                parsed.root().dom().getNodeName(),
                outline,
                outline.elements().stream()
                        .filter(e -> levels)
                        .collect(Collectors.toMap(e -> e, checker::check, (first, same) -> first)),
                new CertificateReader().read(parsed.root()) instanceof CertificateReading.Read read
                        ? Optional.of(read.certificate())
                        : Optional.empty());
    }

    /** The name that a relative reference leads to. */
    private static Optional<String> decoded(String uri) {
        try {
            String plain = uri.startsWith("./") ? uri.substring(2) : uri;
            return Optional.of(URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
