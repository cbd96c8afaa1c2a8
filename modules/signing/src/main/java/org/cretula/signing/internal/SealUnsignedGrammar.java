package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;
import static org.cretula.signing.internal.Names.xades141;
import static org.cretula.signing.internal.SealGrammar.attributes;
import static org.cretula.signing.internal.SealGrammar.base64;
import static org.cretula.signing.internal.SealGrammar.elementsOnly;
import static org.cretula.signing.internal.SealGrammar.named;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.xml.XmlElement;

/** The closed grammar of unsigned properties; everybody can add to them, so what it does not name is refused. */
final class SealUnsignedGrammar {

    private static final String DER = "http://uri.etsi.org/01903/v1.2.2#DER";
    // Each token costs a path; an honest document has one for each archive time-stamp of some years.
    static final int MOST_TOKENS = 32;

    private SealUnsignedGrammar() {}

    /**
     * Refuses {@code xades:UnsignedProperties} of another form; returns the properties.
     *
     * @param others how many tokens the signature has elsewhere
     */
    static List<XmlElement> check(XmlElement unsigned, int others) throws Malformed {
        attributes(unsigned, Set.of("Id"));
        XmlElement own = SealGrammar.exactly(unsigned, xades("UnsignedSignatureProperties"))
                .get(0);
        attributes(own, Set.of("Id"));
        List<XmlElement> properties = elementsOnly(own);
        int tokens = others;
        for (XmlElement property : properties) {
            tokens += property(property);
        }
        if (properties.isEmpty()) {
            throw new Malformed("expected an unsigned property, found none", false);
        }
        if (tokens > MOST_TOKENS) {
            throw new Malformed("the signature has more than " + MOST_TOKENS + " time-stamps", true);
        }
        return properties;
    }

    /** Of one property; returns how many tokens stand in it. */
    private static int property(XmlElement property) throws Malformed {
        if (property.is(xades("SignatureTimeStamp")) || property.is(xades141("ArchiveTimeStamp"))) {
            return timeStamp(property);
        }
        if (property.is(xades("CounterSignature"))) {
            attributes(property, Set.of("Id"));
            SealGrammar.exactly(property, Names.SIGNATURE);
        } else if (property.is(xades141("SignaturePolicyStore"))) {
            policyStore(property);
        } else if (property.is(xades("CertificateValues"))) {
            certificates(property);
        } else if (property.is(xades("RevocationValues"))) {
            revocation(property);
        } else if (property.is(xades141("TimeStampValidationData")) || property.is(xades141("AnyValidationData"))) {
            both(property);
        } else if (property.is(xades141("RenewedDigestsV2"))) {
            throw new Malformed(
                    "expected no renewed digests, for a seal has no manifest of data outside of it, found some", false);
        } else {
            throw new Malformed(
                    "the unsigned property " + Malformed.clip(property.name().toString()) + " is not read", true);
        }
        return 0;
    }

    private static void policyStore(XmlElement property) throws Malformed {
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
        if (!parts.get(1).is(xades141("SigPolDocLocalURI"))) {
            named(parts.get(1), xades141("SignaturePolicyDocument"));
            base64(parts.get(1));
        }
    }

    private static int timeStamp(XmlElement property) throws Malformed {
        attributes(property, Set.of("Id"));
        int tokens = 0;
        List<XmlElement> parts = elementsOnly(property);
        for (int i = 0; i < parts.size(); i++) {
            XmlElement part = parts.get(i);
            if (i == 0 && part.is(ds("CanonicalizationMethod"))) {
                canonicalization(SealGrammar.algorithmOf(part, ds("CanonicalizationMethod")));
            } else {
                encapsulated(part, xades("EncapsulatedTimeStamp"));
                tokens++;
            }
        }
        if (tokens == 0) {
            throw new Malformed("expected xades:EncapsulatedTimeStamp in a time-stamp, found none", false);
        }
        return tokens;
    }

    /** Refuses what EN 319 132-1 does not name. */
    static void canonicalization(String method) throws Malformed {
        if (!Names.CANONICALIZATIONS.contains(method)) {
            throw new Malformed(
                    "expected a canonicalisation of EN 319 132-1 in a time-stamp, found '" + Malformed.clip(method)
                            + "'",
                    false);
        }
    }

    private static void both(XmlElement property) throws Malformed {
        attributes(property, Set.of("Id", "URI"));
        List<XmlElement> parts = elementsOnly(property);
        int at = 0;
        if (at < parts.size() && parts.get(at).is(xades("CertificateValues"))) {
            certificates(parts.get(at++));
        }
        if (at < parts.size() && parts.get(at).is(xades("RevocationValues"))) {
            revocation(parts.get(at++));
        }
        if (at < parts.size() || parts.isEmpty()) {
            throw new Malformed(
                    "expected certificate values and revocation values in "
                            + property.name().getLocalPart() + ", found something else",
                    false);
        }
    }

    private static void certificates(XmlElement values) throws Malformed {
        attributes(values, Set.of("Id"));
        all(values, xades("EncapsulatedX509Certificate"));
    }

    private static void revocation(XmlElement values) throws Malformed {
        attributes(values, Set.of("Id"));
        List<XmlElement> parts = elementsOnly(values);
        int at = 0;
        if (at < parts.size() && parts.get(at).is(xades("CRLValues"))) {
            attributes(parts.get(at), Set.of());
            all(parts.get(at++), xades("EncapsulatedCRLValue"));
        }
        if (at < parts.size() && parts.get(at).is(xades("OCSPValues"))) {
            attributes(parts.get(at), Set.of());
            all(parts.get(at++), xades("EncapsulatedOCSPValue"));
        }
        if (at < parts.size()) {
            throw new Malformed(
                    "the revocation values "
                            + Malformed.clip(parts.get(at).name().toString()) + " are not read",
                    true);
        }
    }

    private static void all(XmlElement parent, QName name) throws Malformed {
        for (XmlElement one : elementsOnly(parent)) {
            encapsulated(one, name);
        }
    }

    static void encapsulated(XmlElement element, QName name) throws Malformed {
        named(element, name);
        attributes(element, Set.of("Id", "Encoding"));
        Optional<String> encoding = element.attribute("Encoding").filter(e -> !e.equals(DER));
        if (encoding.isPresent()) {
            throw new Malformed("expected DER in " + name.getLocalPart() + ", found another encoding", false);
        }
        base64(element);
    }
}
