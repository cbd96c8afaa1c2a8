package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.signing.XadesSignature;
import org.cretula.xml.XmlElement;

/** Reads signed properties; what is in none of the editions is named, for it may limit what the signature means. */
final class PropertiesReader {

    private static final Set<String> SINGLE = Set.of(
            "SigningTime",
            "SigningCertificate",
            "SigningCertificateV2",
            "SignaturePolicyIdentifier",
            "SignatureProductionPlace",
            "SignatureProductionPlaceV2",
            "SignerRole",
            "SignerRoleV2");
    private static final Set<String> OF_SIGNATURE = SINGLE;
    private static final Set<String> OF_DATA = Set.of(
            "DataObjectFormat",
            "CommitmentTypeIndication",
            "AllDataObjectsTimeStamp",
            "IndividualDataObjectsTimeStamp");

    private PropertiesReader() {}

    static XadesSignature.SignedProperties read(XmlElement qualifying) throws Malformed {
        XmlElement signed = SignatureReader.one(qualifying, xades("SignedProperties"));
        List<XmlElement> own = children(signed, "SignedSignatureProperties");
        List<XmlElement> ofData = children(signed, "SignedDataObjectProperties");
        SignatureReader.refuseTwins(own, SINGLE);
        List<String> unknown = new ArrayList<>(unknown(own, OF_SIGNATURE));
        unknown.addAll(unknown(ofData, OF_DATA));
        Optional<XmlElement> time = named(own, "SigningTime").stream().findFirst();
        if (time.isPresent() && !SignatureReader.isTime(time.get().text().strip())) {
            throw new Malformed(
                    "expected a time with zone in xades:SigningTime, found '"
                            + Malformed.clip(time.get().text()) + "'",
                    false);
        }
        return new XadesSignature.SignedProperties(
                signed,
                SignatureReader.required(qualifying, "Target"),
                SignatureReader.required(signed, "Id"),
                time.flatMap(t -> SignatureReader.time(t.text().strip())),
                certificates(own),
                formats(ofData),
                policy(own),
                timeStamps(ofData),
                SignerClaims.words(own, ofData),
                unknown);
    }

    private static List<XmlElement> children(XmlElement signed, String name) throws Malformed {
        return SignatureReader.atMostOne(signed, xades(name))
                .map(XmlElement::children)
                .orElse(List.of());
    }

    private static List<XmlElement> named(List<XmlElement> properties, String name) {
        return properties.stream().filter(p -> p.is(xades(name))).toList();
    }

    private static List<String> unknown(List<XmlElement> properties, Set<String> known) {
        return properties.stream()
                .filter(p -> !Names.XADES.equals(p.name().getNamespaceURI())
                        || !known.contains(p.name().getLocalPart()))
                .map(p -> Malformed.clip(p.name().toString()))
                .toList();
    }

    private static List<XadesSignature.SigningCertificate> certificates(List<XmlElement> own) throws Malformed {
        List<XmlElement> current = named(own, "SigningCertificateV2");
        List<XmlElement> property = current.isEmpty() ? named(own, "SigningCertificate") : current;
        List<XadesSignature.SigningCertificate> certificates = new ArrayList<>();
        for (XmlElement cert :
                property.isEmpty() ? List.<XmlElement>of() : property.get(0).children(xades("Cert"))) {
            certificates.add(new XadesSignature.SigningCertificate(
                    SignatureReader.digest(SignatureReader.one(cert, xades("CertDigest"))),
                    cert.child(xades("IssuerSerialV2")).or(() -> cert.child(xades("IssuerSerial")))));
        }
        return certificates;
    }

    private static List<XadesSignature.DataObjectFormat> formats(List<XmlElement> ofData) throws Malformed {
        List<XadesSignature.DataObjectFormat> formats = new ArrayList<>();
        for (XmlElement format : named(ofData, "DataObjectFormat")) {
            formats.add(new XadesSignature.DataObjectFormat(
                    SignatureReader.required(format, "ObjectReference"),
                    format.child(xades("MimeType")).map(XmlElement::text).map(String::strip)));
        }
        return formats;
    }

    private static Optional<XadesSignature.PolicyReference> policy(List<XmlElement> own) throws Malformed {
        List<XmlElement> property = named(own, "SignaturePolicyIdentifier");
        if (property.isEmpty()) {
            return Optional.empty();
        }
        Optional<XmlElement> id = SignatureReader.atMostOne(property.get(0), xades("SignaturePolicyId"));
        if (id.isEmpty()) {
            SignatureReader.one(property.get(0), xades("SignaturePolicyImplied"));
            return Optional.of(new XadesSignature.PolicyReference(Optional.empty(), Optional.empty(), false));
        }
        XmlElement identifier =
                SignatureReader.one(SignatureReader.one(id.get(), xades("SigPolicyId")), xades("Identifier"));
        return Optional.of(new XadesSignature.PolicyReference(
                Optional.of(identifier.text().strip()),
                Optional.of(SignatureReader.digest(SignatureReader.one(id.get(), xades("SigPolicyHash")))),
                id.get().child(ds("Transforms")).isPresent()));
    }

    private static List<XadesSignature.ContentTimeStamp> timeStamps(List<XmlElement> ofData) throws Malformed {
        List<XadesSignature.ContentTimeStamp> stamps = new ArrayList<>();
        for (XmlElement property : ofData) {
            boolean individual = property.is(xades("IndividualDataObjectsTimeStamp"));
            if (individual || property.is(xades("AllDataObjectsTimeStamp"))) {
                stamps.add(timeStamp(property, individual));
            }
        }
        return stamps;
    }

    private static XadesSignature.ContentTimeStamp timeStamp(XmlElement property, boolean individual) throws Malformed {
        List<String> objects = new ArrayList<>();
        for (XmlElement include : property.children(xades("Include"))) {
            // Without the word it would be over the reference, not over what the reference leads to.
            if (!include.attribute("referencedData").equals(Optional.of("true"))) {
                throw new Malformed("expected referencedData=\"true\" on xades:Include, found something else", false);
            }
            objects.add(SignatureReader.required(include, "URI"));
        }
        List<String> tokens = UnsignedReader.tokens(property);
        if (tokens.isEmpty() || individual == objects.isEmpty()) {
            throw new Malformed(
                    "expected a token of RFC 3161 in a time-stamp over data, and objects where it is over some only,"
                            + " found another form",
                    true);
        }
        return new XadesSignature.ContentTimeStamp(
                property,
                individual ? Optional.of(objects) : Optional.empty(),
                UnsignedReader.canonicalization(property),
                tokens);
    }
}
