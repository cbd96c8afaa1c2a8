package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlElement;

/**
 * Reads a XAdES signature of whatever product, of this edition or the one before it.
 *
 * <p>The form is another's to choose, so white space, order and what is not known do not matter. Where two readers could
 * see two things, there is no signature: one of each part that says what is signed and by whom (attacks X09, X12, E11).
 */
public final class SignatureReader {

    private SignatureReader() {}

    /**
     * Reads a {@code ds:Signature}.
     *
     * @param references how many references it may have
     */
    public static XadesSignature read(XmlElement signature, int references) throws Malformed {
        XmlElement signedInfo = one(signature, ds("SignedInfo"));
        XmlElement value = one(signature, ds("SignatureValue"));
        XmlElement qualifying = qualifying(signature);
        Optional<XmlElement> unsigned = atMostOne(qualifying, xades("UnsignedProperties"));
        Optional<XmlElement> ofSignature = unsigned.isPresent()
                ? atMostOne(unsigned.get(), xades("UnsignedSignatureProperties"))
                : Optional.empty();
        return new XadesSignature(
                signature,
                required(signature, "Id"),
                algorithm(signedInfo, ds("SignatureMethod")),
                references(signedInfo, references),
                base64(value),
                value.attribute("Id"),
                certificates(signature),
                PropertiesReader.read(qualifying),
                ofSignature.isPresent() ? UnsignedReader.read(ofSignature.get()) : List.of());
    }

    private static XmlElement qualifying(XmlElement signature) throws Malformed {
        List<XmlElement> found = signature.children(ds("Object")).stream()
                .flatMap(object -> object.children(xades("QualifyingProperties")).stream())
                .toList();
        if (found.isEmpty()) {
            // Perhaps a good signature by XML Signature alone, but nothing in it says by whom.
            throw new Malformed(
                    "expected a XAdES signature with xades:QualifyingProperties, found one without; nothing that is"
                            + " signed names the signer",
                    SubIndication.NO_SIGNING_CERTIFICATE_FOUND);
        }
        if (found.size() > 1) {
            throw new Malformed("expected one xades:QualifyingProperties, found " + found.size(), false);
        }
        return found.get(0);
    }

    private static List<XadesSignature.Reference> references(XmlElement signedInfo, int most) throws Malformed {
        algorithm(signedInfo, ds("CanonicalizationMethod"));
        return references(signedInfo, "ds:SignedInfo", most);
    }

    /** The references of signed information or of a manifest. */
    static List<XadesSignature.Reference> references(XmlElement parent, String where, int most) throws Malformed {
        List<XmlElement> found = parent.children(ds("Reference"));
        if (found.isEmpty()) {
            throw new Malformed("expected ds:Reference in " + where + ", found none", false);
        }
        if (found.size() > most) {
            throw new Malformed(
                    "expected at most " + most + " references in " + where + ", found " + found.size(),
                    SubIndication.RESOURCE_LIMIT);
        }
        List<XadesSignature.Reference> references = new ArrayList<>();
        for (XmlElement reference : found) {
            references.add(reference(reference));
        }
        return references;
    }

    private static XadesSignature.Reference reference(XmlElement reference) throws Malformed {
        Optional<XmlElement> transforms = atMostOne(reference, ds("Transforms"));
        List<String> algorithms = new ArrayList<>();
        for (XmlElement transform : transforms.map(XmlElement::children).orElse(List.of())) {
            algorithms.add(required(transform, "Algorithm"));
        }
        return new XadesSignature.Reference(
                reference,
                reference.attribute("Id"),
                reference.attribute("URI"),
                reference.attribute("Type"),
                algorithms,
                algorithm(reference, ds("DigestMethod")),
                base64(one(reference, ds("DigestValue"))));
    }

    private static List<byte[]> certificates(XmlElement signature) throws Malformed {
        return atMostOne(signature, ds("KeyInfo")).stream()
                .flatMap(info -> info.children(ds("X509Data")).stream())
                .flatMap(data -> data.children(ds("X509Certificate")).stream())
                .map(certificate -> Base64.getDecoder().decode(base64(certificate)))
                .toList();
    }

    /** A digest that is named by its method and value. */
    static XadesSignature.Digest digest(XmlElement parent) throws Malformed {
        return new XadesSignature.Digest(algorithm(parent, ds("DigestMethod")), base64(one(parent, ds("DigestValue"))));
    }

    static String algorithm(XmlElement parent, QName method) throws Malformed {
        return required(one(parent, method), "Algorithm");
    }

    /** The one child of that name. */
    static XmlElement one(XmlElement parent, QName name) throws Malformed {
        return atMostOne(parent, name)
                .orElseThrow(() -> new Malformed(
                        "expected " + name.getLocalPart() + " in "
                                + parent.name().getLocalPart() + ", found none",
                        false));
    }

    static Optional<XmlElement> atMostOne(XmlElement parent, QName name) throws Malformed {
        List<XmlElement> found = parent.children(name);
        if (found.size() > 1) {
            throw new Malformed(
                    "expected one " + name.getLocalPart() + " in "
                            + parent.name().getLocalPart() + ", found " + found.size(),
                    false);
        }
        return found.stream().findFirst();
    }

    static String required(XmlElement element, String attribute) throws Malformed {
        return element.attribute(attribute)
                .orElseThrow(() -> new Malformed(
                        "expected an attribute " + attribute + " on "
                                + element.name().getLocalPart() + ", found none",
                        false));
    }

    /** The bytes in their strict spelling; the empty text for what is no base64. */
    static String base64(XmlElement element) {
        return Base64.getEncoder().encodeToString(FoundSignature.bytes(element));
    }

    /** Whether the text is a time with a zone. */
    static boolean isTime(String text) {
        return time(text).isPresent();
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Refuses more than one of each of these among properties of which there can be one only. */
    static void refuseTwins(List<XmlElement> properties, Set<String> single) throws Malformed {
        Set<String> seen = new HashSet<>();
        for (XmlElement property : properties) {
            String name = property.name().getLocalPart();
            if (single.contains(name) && !seen.add(name)) {
                throw new Malformed("expected one xades:" + name + ", found two", false);
            }
        }
    }
}
