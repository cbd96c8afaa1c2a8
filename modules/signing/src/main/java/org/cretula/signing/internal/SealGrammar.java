package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Attr;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * The closed grammar of a seal: what it does not name is refused, wherever it stands.
 *
 * <p>Much of a {@code ds:Signature} is not covered by its own digests: the key info, the value, the space between
 * elements, the container of the signed properties. Plain XML Signature ignores what is added there, so a twentieth of
 * all single-byte changes of a document would still verify. This reader lets nothing of that through: each element has
 * exactly the children and attributes named here, in this order; no text stands between elements; base64 is the one
 * strict spelling of its bytes. {@link SealUnsignedGrammar} is as closed. The elements inside the signed properties may be
 * laid out with white space, for they are digested. What stands there is read by {@link SignatureReader} behind it.
 */
public final class SealGrammar {

    private SealGrammar() {}

    /** Refuses what is not a seal. */
    public static void check(XmlElement signature) throws Malformed {
        check(signature, false);
    }

    /** Refuses what is not a counter-signature of a seal, which need not describe what it signs. */
    public static void checkCounterSignature(XmlElement signature) throws Malformed {
        check(signature, true);
    }

    private static void check(XmlElement signature, boolean counter) throws Malformed {
        attributes(signature, Set.of("Id"));
        List<XmlElement> parts =
                exactly(signature, ds("SignedInfo"), ds("SignatureValue"), ds("KeyInfo"), ds("Object"));
        String id = required(signature, "Id");
        signedInfo(parts.get(0));
        attributes(parts.get(1), Set.of("Id"));
        int tokens = properties(parts.get(3), counter);
        List<XmlElement> unsigned = unsigned(parts.get(3), tokens);
        base64(parts.get(1));
        valueId(parts.get(1), id, unsigned);
        certificates(parts.get(2));
    }

    private static void signedInfo(XmlElement signedInfo) throws Malformed {
        attributes(signedInfo, Set.of());
        List<XmlElement> inside = elementsOnly(signedInfo);
        if (inside.size() < 3 || inside.size() > 4) {
            // Each reference is digested in memory; thirty of them to a large document would take all there is (attack
            // X23).
            throw new Malformed(
                    "expected two references in ds:SignedInfo, found " + Math.max(0, inside.size() - 2), false);
        }
        String c14n = algorithmOf(inside.get(0), ds("CanonicalizationMethod"));
        if (!c14n.equals(Names.EXCLUSIVE_C14N)) {
            throw new Malformed(
                    "expected exclusive canonicalisation of ds:SignedInfo, found '" + Malformed.clip(c14n) + "'",
                    false);
        }
        algorithmOf(inside.get(1), ds("SignatureMethod"));
        Set<String> uris = new HashSet<>();
        for (XmlElement reference : inside.subList(2, inside.size())) {
            if (!uris.add(reference(reference))) {
                throw new Malformed("expected references to two things, found two to the same", false);
            }
        }
    }

    /**
     * Nothing that is signed holds the Id of the value, so it must be one of those that follow from what is, or one that
     * a counter-signature refers to: else it could be changed.
     */
    private static void valueId(XmlElement value, String id, List<XmlElement> unsigned) throws Malformed {
        Optional<String> found = value.attribute("Id");
        // Ours, DSS's, and the one that a counter-signer gives to a value that has none.
        boolean derived = found.equals(Optional.of(id + "-value"))
                || found.equals(Optional.of("value-" + id))
                || found.equals(Optional.of("xades-value-" + hexadecimal(value.text())));
        boolean referred = unsigned.stream()
                .filter(property -> property.is(xades("CounterSignature")))
                .flatMap(property -> property.children(Names.SIGNATURE).stream())
                .flatMap(counter -> counter.children(ds("SignedInfo")).stream())
                .flatMap(info -> info.children(ds("Reference")).stream())
                .anyMatch(r -> r.attribute("URI").equals(found.map(i -> "#" + i)));
        if (found.isPresent() && !derived && !referred) {
            throw new Malformed(
                    "expected no Id on ds:SignatureValue to which nothing refers, found '" + Malformed.clip(found.get())
                            + "'",
                    false);
        }
    }

    private static String hexadecimal(String text) {
        byte[] digest = DigestAlgorithm.SHA256.digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 32);
    }

    private static List<XmlElement> unsigned(XmlElement object, int tokens) throws Malformed {
        List<XmlElement> kinds = elementsOnly(elementsOnly(object).get(0));
        return kinds.size() == 2 ? SealUnsignedGrammar.check(kinds.get(1), tokens) : List.of();
    }

    private static String reference(XmlElement reference) throws Malformed {
        named(reference, ds("Reference"));
        attributes(reference, Set.of("Id", "URI", "Type"));
        List<XmlElement> parts = exactly(reference, ds("Transforms"), ds("DigestMethod"), ds("DigestValue"));
        attributes(parts.get(0), Set.of());
        attributes(parts.get(2), Set.of());
        for (XmlElement transform : elementsOnly(parts.get(0))) {
            algorithmOf(transform, ds("Transform"));
        }
        algorithmOf(parts.get(1), ds("DigestMethod"));
        base64(parts.get(2));
        return required(reference, "URI");
    }

    private static void certificates(XmlElement keyInfo) throws Malformed {
        attributes(keyInfo, Set.of());
        XmlElement data = exactly(keyInfo, ds("X509Data")).get(0);
        attributes(data, Set.of());
        for (XmlElement certificate : elementsOnly(data)) {
            named(certificate, ds("X509Certificate"));
            attributes(certificate, Set.of());
            base64(certificate);
        }
    }

    /** Of the signed properties; returns how many tokens stand in them. */
    private static int properties(XmlElement object, boolean counter) throws Malformed {
        attributes(object, Set.of());
        XmlElement qualifying = exactly(object, xades("QualifyingProperties")).get(0);
        attributes(qualifying, Set.of("Target"));
        List<XmlElement> kinds = elementsOnly(qualifying);
        boolean more = kinds.size() == 2 && kinds.get(1).is(xades("UnsignedProperties"));
        XmlElement signed = more
                ? kinds.get(0)
                : exactly(qualifying, xades("SignedProperties")).get(0);
        named(signed, xades("SignedProperties"));
        attributes(signed, Set.of("Id"));
        List<XmlElement> parts = signed.children();
        if (parts.size() != 2 && !(counter && parts.size() == 1)) {
            throw new Malformed(
                    "expected signature properties and data object properties in xades:SignedProperties, found "
                            + parts.size() + " elements",
                    false);
        }
        named(parts.get(0), xades("SignedSignatureProperties"));
        List<XmlElement> own = parts.get(0).children();
        if (own.size() < 2) {
            throw new Malformed("expected xades:SigningTime and xades:SigningCertificateV2, found less", false);
        }
        named(own.get(0), xades("SigningTime"));
        named(own.get(1), xades("SigningCertificateV2"));
        List<XmlElement> ofData = List.of();
        if (parts.size() == 2) {
            named(parts.get(1), xades("SignedDataObjectProperties"));
            ofData = parts.get(1).children();
        }
        required(qualifying, "Target");
        required(signed, "Id");
        time(own.get(0));
        certificateDigests(own.get(1));
        formats(ofData);
        SealClaimsGrammar.policy(own.subList(2, own.size()));
        return SealClaimsGrammar.timeStamps(ofData);
    }

    private static void certificateDigests(XmlElement property) throws Malformed {
        for (XmlElement cert : property.children()) {
            named(cert, xades("Cert"));
            attributes(cert, Set.of());
            XmlElement digest = cert.child(xades("CertDigest"))
                    .orElseThrow(() -> new Malformed("expected xades:CertDigest, found none", false));
            List<XmlElement> parts = digest.children();
            if (parts.size() != 2) {
                throw new Malformed("expected ds:DigestMethod and ds:DigestValue in xades:CertDigest", false);
            }
            algorithmOf(parts.get(0), ds("DigestMethod"));
            named(parts.get(1), ds("DigestValue"));
            base64(parts.get(1));
        }
    }

    private static void formats(List<XmlElement> properties) throws Malformed {
        for (XmlElement property : properties) {
            if (property.is(xades("DataObjectFormat"))) {
                attributes(property, Set.of("ObjectReference"));
                required(property, "ObjectReference");
                if (property.child(xades("MimeType")).isEmpty()) {
                    throw new Malformed("expected xades:MimeType in xades:DataObjectFormat", false);
                }
            }
        }
    }

    private static void time(XmlElement element) throws Malformed {
        if (!SignatureReader.isTime(element.text())) {
            throw new Malformed(
                    "expected a time with zone in xades:SigningTime, found '" + Malformed.clip(element.text()) + "'",
                    false);
        }
    }

    static String algorithmOf(XmlElement element, QName name) throws Malformed {
        named(element, name);
        attributes(element, Set.of("Algorithm"));
        if (element.dom().getFirstChild() != null) {
            throw new Malformed("expected no content in " + name.getLocalPart() + ", found some", false);
        }
        return required(element, "Algorithm");
    }

    static String base64(XmlElement element) throws Malformed {
        String text = element.text();
        if (!elementsOnly(element, true).isEmpty()) {
            throw new Malformed("expected only text in " + element.name().getLocalPart(), false);
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            // One spelling only: unused bits must be zero and padding complete, or unsigned bits could be changed.
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return text;
            }
        } catch (IllegalArgumentException e) {
            // Answered below, like every other spelling that is not the strict one.
        }
        throw new Malformed(
                "expected strict base64 without white space in ds:"
                        + element.name().getLocalPart(),
                false);
    }

    static List<XmlElement> exactly(XmlElement parent, QName... names) throws Malformed {
        List<XmlElement> children = elementsOnly(parent);
        List<QName> found = children.stream().map(XmlElement::name).toList();
        if (!found.equals(List.of(names))) {
            throw new Malformed(
                    "expected " + locals(List.of(names)) + " in "
                            + parent.name().getLocalPart() + ", found " + Malformed.clip(locals(found)),
                    false);
        }
        return children;
    }

    private static String locals(List<QName> names) {
        return names.isEmpty()
                ? "nothing"
                : String.join(", ", names.stream().map(QName::getLocalPart).toList());
    }

    static List<XmlElement> elementsOnly(XmlElement parent) throws Malformed {
        return elementsOnly(parent, false);
    }

    private static List<XmlElement> elementsOnly(XmlElement parent, boolean textAllowed) throws Malformed {
        List<XmlElement> elements = new ArrayList<>();
        for (Node n = parent.dom().getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof org.w3c.dom.Element e) {
                elements.add(new XmlElement(e));
            } else if (!(textAllowed && n.getNodeType() == Node.TEXT_NODE)) {
                throw new Malformed(
                        "expected only elements in " + parent.name().getLocalPart() + ", found other content", false);
            }
        }
        return elements;
    }

    static void named(XmlElement element, QName name) throws Malformed {
        if (!element.is(name)) {
            throw new Malformed(
                    "expected " + name.getLocalPart() + ", found "
                            + Malformed.clip(element.name().toString()),
                    false);
        }
    }

    static void attributes(XmlElement element, Set<String> allowed) throws Malformed {
        NamedNodeMap attributes = element.dom().getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declaration = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            boolean named = attribute.getNamespaceURI() == null && allowed.contains(attribute.getLocalName());
            if (!declaration && !named) {
                throw new Malformed(
                        "expected no attribute '" + Malformed.clip(attribute.getName()) + "' on "
                                + element.name().getLocalPart(),
                        false);
            }
        }
    }

    static String required(XmlElement element, String attribute) throws Malformed {
        Optional<String> value = element.attribute(attribute);
        return value.orElseThrow(() -> new Malformed(
                "expected an attribute " + attribute + " on " + element.name().getLocalPart() + ", found none", false));
    }
}
