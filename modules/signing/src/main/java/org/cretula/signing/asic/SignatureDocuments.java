package org.cretula.signing.asic;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.Names;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** Documents with root {@code asic:XAdESSignatures}: EN 319 162-1 V1.1.1 clauses 4.3.3.2, 4.4.3.2 and annex A. */
final class SignatureDocuments {

    private static final QName ROOT = new QName("http://uri.etsi.org/02918/v1.2.1#", "XAdESSignatures");

    /** Lists and OCSP answers that signatures carry may be long. */
    private static final XmlDoor DOOR = new XmlDoor(new XmlLimits(128 << 20, 64, 200_000, 64, 64 << 20));

    private SignatureDocuments() {}

    /** One without signatures. */
    static XmlParse.Parsed empty() {
        String xml = "<asic:XAdESSignatures xmlns:asic=\"" + ROOT.getNamespaceURI() + "\"/>";
        return (XmlParse.Parsed) DOOR.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    /** The document, if it holds signatures and nothing else. */
    static XmlParse.Parsed read(SignatureDocument document) throws SigningRefusedException {
        XmlParse parse = DOOR.parse(document.bytes());
        if (!(parse instanceof XmlParse.Parsed parsed)) {
            throw new SigningRefusedException("expected signatures in " + document.name() + ", found "
                    + ((XmlParse.Refused) parse).explanation());
        }
        boolean right = parsed.root().is(ROOT)
                && !parsed.root().children().isEmpty()
                && parsed.root().children().stream().allMatch(e -> e.is(Names.SIGNATURE));
        if (!right) {
            throw new SigningRefusedException("expected asic:XAdESSignatures with signatures and nothing else in "
                    + document.name() + ", found something else");
        }
        return parsed;
    }

    /** The values of the signatures in it. */
    static List<String> values(SignatureDocument document) throws SigningRefusedException {
        return read(document).root().children().stream()
                .map(e -> e.child(Names.ds("SignatureValue"))
                        .map(XmlElement::text)
                        .orElse("")
                        .replaceAll("\\s", ""))
                .toList();
    }

    /** Refuses a document whose signatures are not over these files as they are. */
    static void refuseOthers(SignatureDocument document, Map<String, byte[]> files) throws SigningRefusedException {
        for (XmlElement signature : read(document).root().children()) {
            int led = 0;
            for (XmlElement reference : references(signature)) {
                String uri = reference.attribute("URI").orElse("");
                if (!uri.isEmpty() && !uri.startsWith("#")) {
                    refuseOther(reference, uri, files);
                    led++;
                }
            }
            if (led == 0) {
                throw new SigningRefusedException("expected a signature over files of the container in "
                        + document.name() + ", found one over none of them");
            }
        }
    }

    private static List<XmlElement> references(XmlElement signature) {
        List<XmlElement> references = signature.children(Names.ds("SignedInfo")).stream()
                .flatMap(info -> info.children(Names.ds("Reference")).stream())
                .toList();
        Stream<XmlElement> listed = signature.children(Names.ds("Object")).stream()
                .flatMap(object -> object.children(Names.ds("Manifest")).stream()
                        // One that nothing refers to is signed by nobody.
                        .filter(manifest -> isSigned(manifest, references) || isSigned(object, references)))
                .flatMap(manifest -> manifest.children(Names.ds("Reference")).stream());
        return Stream.concat(references.stream(), listed).toList();
    }

    private static boolean isSigned(XmlElement element, List<XmlElement> references) {
        Optional<String> uri = element.attribute("Id").map(id -> "#" + id);
        return uri.isPresent()
                && references.stream().anyMatch(r -> r.attribute("URI").equals(uri));
    }

    private static void refuseOther(XmlElement reference, String uri, Map<String, byte[]> files)
            throws SigningRefusedException {
        byte[] file = EntryName.of(uri)
                .flatMap(name -> Optional.ofNullable(files.get(name)))
                .orElseThrow(() -> new SigningRefusedException(
                        "expected a signature over files of the container, found one over '" + uri + "'"));
        Optional<DigestAlgorithm> digest = reference
                .child(Names.ds("DigestMethod"))
                .flatMap(m -> m.attribute("Algorithm"))
                .flatMap(DigestAlgorithm::of);
        String value = reference
                .child(Names.ds("DigestValue"))
                .map(XmlElement::text)
                .orElse("")
                .replaceAll("\\s", "");
        boolean transformed = reference.child(Names.ds("Transforms")).isPresent();
        if (!transformed && !digest.map(d -> d.base64(file)).orElse("").equals(value)) {
            throw new SigningRefusedException(
                    "expected a signature over '" + uri + "' as it is in the container, found one over something else");
        }
    }
}
