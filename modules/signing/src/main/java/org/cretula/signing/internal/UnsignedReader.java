package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;
import static org.cretula.signing.internal.Names.xades141;
import static org.cretula.signing.internal.SignatureReader.attributes;
import static org.cretula.signing.internal.SignatureReader.base64;
import static org.cretula.signing.internal.SignatureReader.elementsOnly;
import static org.cretula.signing.internal.SignatureReader.named;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.SignatureReader.Malformed;
import org.cretula.xml.XmlElement;

/** Reads the unsigned properties by a closed grammar; everybody can add to them, so what it does not name is refused. */
final class UnsignedReader {

    /** How elements may be canonicalised before they are stamped; EN 319 132-1 V1.3.1 clause 4.5. */
    static final String DEFAULT_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    private static final Set<String> CANONICALIZATIONS = Set.of(
            DEFAULT_C14N,
            DEFAULT_C14N + "#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            Names.EXCLUSIVE_C14N,
            Names.EXCLUSIVE_C14N + "WithComments");

    private static final String DER = "http://uri.etsi.org/01903/v1.2.2#DER";
    // Each token costs a path; an honest document has one for each archive time-stamp of some years.
    static final int MOST_TOKENS = 32;

    private UnsignedReader() {}

    /**
     * Reads {@code xades:UnsignedProperties}.
     *
     * @param others how many tokens the signature has elsewhere
     */
    static List<XadesSignature.UnsignedProperty> read(XmlElement unsigned, int others) throws Malformed {
        attributes(unsigned, Set.of("Id"));
        XmlElement own = SignatureReader.exactly(unsigned, xades("UnsignedSignatureProperties"))
                .get(0);
        attributes(own, Set.of("Id"));
        List<XadesSignature.UnsignedProperty> properties = new ArrayList<>();
        for (XmlElement property : elementsOnly(own)) {
            properties.add(property(property));
        }
        if (properties.isEmpty()) {
            throw new Malformed("expected an unsigned property, found none", false);
        }
        if (others + tokens(properties) > MOST_TOKENS) {
            throw new Malformed("the signature has more than " + MOST_TOKENS + " time-stamps", true);
        }
        return properties;
    }

    /** How many tokens stand in these properties, those of counter-signatures not included. */
    static int tokens(List<XadesSignature.UnsignedProperty> properties) {
        return properties.stream()
                .mapToInt(p -> p instanceof XadesSignature.TimeStamp stamp
                        ? stamp.tokens().size()
                        : 0)
                .sum();
    }

    private static XadesSignature.UnsignedProperty property(XmlElement property) throws Malformed {
        if (property.is(xades("CounterSignature"))) {
            attributes(property, Set.of("Id"));
            return new XadesSignature.CounterSignature(
                    property, SignatureReader.exactly(property, Names.SIGNATURE).get(0));
        }
        if (property.is(xades141("SignaturePolicyStore"))) {
            return policyStore(property);
        }
        if (property.is(xades("SignatureTimeStamp"))) {
            return timeStamp(property, false);
        }
        if (property.is(xades141("ArchiveTimeStamp"))) {
            return timeStamp(property, true);
        }
        if (property.is(xades("CertificateValues"))) {
            return new XadesSignature.ValidationData(property, certificates(property), List.of(), List.of());
        }
        if (property.is(xades("RevocationValues"))) {
            Revocation revocation = revocation(property);
            return new XadesSignature.ValidationData(property, List.of(), revocation.lists(), revocation.answers());
        }
        if (property.is(xades141("TimeStampValidationData")) || property.is(xades141("AnyValidationData"))) {
            return both(property);
        }
        if (property.is(xades141("RenewedDigestsV2"))) {
            throw new Malformed(
                    "expected no renewed digests, for a seal has no manifest of data outside of it, found some", false);
        }
        throw new Malformed(
                "the unsigned property " + SignatureReader.clip(property.name().toString()) + " is not read", true);
    }

    private static XadesSignature.PolicyStore policyStore(XmlElement property) throws Malformed {
        attributes(property, Set.of("Id"));
        List<XmlElement> parts = elementsOnly(property);
        if (parts.size() != 2) {
            throw new Malformed("expected a specification and a document in SignaturePolicyStore, found less", false);
        }
        named(parts.get(0), xades141("SPDocSpecification"));
        attributes(parts.get(0), Set.of());
        for (XmlElement part : elementsOnly(parts.get(0))) {
            boolean known = part.is(xades("Identifier")) || part.is(xades("Description"));
            if (!known || !part.children().isEmpty()) {
                throw new Malformed("expected identifier and description of a specification, found more", false);
            }
            attributes(part, Set.of("Qualifier"));
        }
        attributes(parts.get(1), Set.of());
        boolean elsewhere = parts.get(1).is(xades141("SigPolDocLocalURI"));
        if (!elsewhere) {
            named(parts.get(1), xades141("SignaturePolicyDocument"));
        }
        return new XadesSignature.PolicyStore(
                property, elsewhere ? Optional.empty() : Optional.of(base64(parts.get(1))));
    }

    private static XadesSignature.TimeStamp timeStamp(XmlElement property, boolean archive) throws Malformed {
        attributes(property, Set.of("Id"));
        String method = DEFAULT_C14N;
        List<String> tokens = new ArrayList<>();
        List<XmlElement> parts = elementsOnly(property);
        for (int i = 0; i < parts.size(); i++) {
            XmlElement part = parts.get(i);
            if (i == 0 && part.is(ds("CanonicalizationMethod"))) {
                method = SignatureReader.algorithmOf(part, ds("CanonicalizationMethod"));
            } else {
                tokens.add(encapsulated(part, xades("EncapsulatedTimeStamp")));
            }
        }
        canonicalization(method);
        if (tokens.isEmpty()) {
            throw new Malformed("expected xades:EncapsulatedTimeStamp in a time-stamp, found none", false);
        }
        return new XadesSignature.TimeStamp(property, archive, method, tokens);
    }

    /** Refuses what EN 319 132-1 does not name. */
    static void canonicalization(String method) throws Malformed {
        if (!CANONICALIZATIONS.contains(method)) {
            throw new Malformed(
                    "expected a canonicalisation of EN 319 132-1 in a time-stamp, found '"
                            + SignatureReader.clip(method) + "'",
                    false);
        }
    }

    private static XadesSignature.ValidationData both(XmlElement property) throws Malformed {
        attributes(property, Set.of("Id", "URI"));
        List<String> certificates = List.of();
        Revocation revocation = new Revocation(List.of(), List.of());
        List<XmlElement> parts = elementsOnly(property);
        int at = 0;
        if (at < parts.size() && parts.get(at).is(xades("CertificateValues"))) {
            certificates = certificates(parts.get(at++));
        }
        if (at < parts.size() && parts.get(at).is(xades("RevocationValues"))) {
            revocation = revocation(parts.get(at++));
        }
        if (at < parts.size() || parts.isEmpty()) {
            throw new Malformed(
                    "expected certificate values and revocation values in "
                            + property.name().getLocalPart() + ", found something else",
                    false);
        }
        return new XadesSignature.ValidationData(property, certificates, revocation.lists(), revocation.answers());
    }

    private static List<String> certificates(XmlElement values) throws Malformed {
        attributes(values, Set.of("Id"));
        return all(values, xades("EncapsulatedX509Certificate"));
    }

    private record Revocation(List<String> lists, List<String> answers) {}

    private static Revocation revocation(XmlElement values) throws Malformed {
        attributes(values, Set.of("Id"));
        List<String> lists = List.of();
        List<String> answers = List.of();
        List<XmlElement> parts = elementsOnly(values);
        int at = 0;
        if (at < parts.size() && parts.get(at).is(xades("CRLValues"))) {
            attributes(parts.get(at), Set.of());
            lists = all(parts.get(at++), xades("EncapsulatedCRLValue"));
        }
        if (at < parts.size() && parts.get(at).is(xades("OCSPValues"))) {
            attributes(parts.get(at), Set.of());
            answers = all(parts.get(at++), xades("EncapsulatedOCSPValue"));
        }
        if (at < parts.size()) {
            throw new Malformed(
                    "the revocation values "
                            + SignatureReader.clip(parts.get(at).name().toString()) + " are not read",
                    true);
        }
        return new Revocation(lists, answers);
    }

    private static List<String> all(XmlElement parent, QName name) throws Malformed {
        List<String> values = new ArrayList<>();
        for (XmlElement one : elementsOnly(parent)) {
            values.add(encapsulated(one, name));
        }
        return values;
    }

    static String encapsulated(XmlElement element, QName name) throws Malformed {
        named(element, name);
        attributes(element, Set.of("Id", "Encoding"));
        Optional<String> encoding = element.attribute("Encoding").filter(e -> !e.equals(DER));
        if (encoding.isPresent()) {
            throw new Malformed("expected DER in " + name.getLocalPart() + ", found another encoding", false);
        }
        return base64(element);
    }
}
