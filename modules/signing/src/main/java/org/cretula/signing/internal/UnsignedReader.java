package org.cretula.signing.internal;

import static org.cretula.signing.internal.Names.ds;
import static org.cretula.signing.internal.Names.xades;
import static org.cretula.signing.internal.Names.xades141;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.XadesSignature.StampKind;
import org.cretula.xml.XmlElement;

/**
 * Reads unsigned properties. Anybody can add to them, so none is believed, and one that cannot be read is kept as
 * nothing but an element that archive time-stamps are over.
 */
final class UnsignedReader {

    private static final String DER = "http://uri.etsi.org/01903/v1.2.2#DER";

    private static final Map<QName, StampKind> STAMPS = Map.of(
            xades("SignatureTimeStamp"), StampKind.SIGNATURE,
            xades141("ArchiveTimeStamp"), StampKind.ARCHIVE,
            xades("ArchiveTimeStamp"), StampKind.ARCHIVE_132,
            xades("SigAndRefsTimeStamp"), StampKind.SIGNATURE_AND_REFERENCES,
            xades141("SigAndRefsTimeStampV2"), StampKind.SIGNATURE_AND_REFERENCES,
            xades("RefsOnlyTimeStamp"), StampKind.REFERENCES_ONLY,
            xades141("RefsOnlyTimeStampV2"), StampKind.REFERENCES_ONLY);

    private UnsignedReader() {}

    static List<XadesSignature.UnsignedProperty> read(XmlElement properties) {
        List<XadesSignature.UnsignedProperty> read = new ArrayList<>();
        properties.children().forEach(property -> read.add(property(property)));
        return read;
    }

    private static XadesSignature.UnsignedProperty property(XmlElement property) {
        Optional<XadesSignature.UnsignedProperty> read = switch (property.name().getLocalPart()) {
            case "CounterSignature" -> counterSignature(property);
            case "SignaturePolicyStore" -> policyStore(property);
            case "CertificateValues", "RevocationValues", "TimeStampValidationData", "AnyValidationData" ->
                validationData(property);
            default -> timeStamp(property);
        };
        return read.orElseGet(() -> new XadesSignature.Opaque(property));
    }

    private static Optional<XadesSignature.UnsignedProperty> counterSignature(XmlElement property) {
        List<XmlElement> inside = property.children();
        return property.is(xades("CounterSignature"))
                        && inside.size() == 1
                        && inside.get(0).is(Names.SIGNATURE)
                ? Optional.of(new XadesSignature.CounterSignature(property, inside.get(0)))
                : Optional.empty();
    }

    private static Optional<XadesSignature.UnsignedProperty> policyStore(XmlElement property) {
        return property.is(xades141("SignaturePolicyStore"))
                ? Optional.of(new XadesSignature.PolicyStore(
                        property,
                        property.child(xades141("SignaturePolicyDocument")).map(SignatureReader::base64)))
                : Optional.empty();
    }

    private static Optional<XadesSignature.UnsignedProperty> validationData(XmlElement property) {
        QName name = property.name();
        boolean known = name.equals(xades("CertificateValues"))
                || name.equals(xades("RevocationValues"))
                || name.equals(xades141("TimeStampValidationData"))
                || name.equals(xades141("AnyValidationData"));
        return known
                ? Optional.of(new XadesSignature.ValidationData(
                        property,
                        all(property, "EncapsulatedX509Certificate"),
                        all(property, "EncapsulatedCRLValue"),
                        all(property, "EncapsulatedOCSPValue")))
                : Optional.empty();
    }

    private static List<String> all(XmlElement property, String name) {
        return property.descendantsAndSelf().stream()
                .filter(e -> e.is(xades(name)))
                .map(SignatureReader::base64)
                .toList();
    }

    /** One that itself says what it is over, or that is no token of RFC 3161, is not read. */
    private static Optional<XadesSignature.UnsignedProperty> timeStamp(XmlElement property) {
        Optional<StampKind> kind = Optional.ofNullable(STAMPS.get(property.name()));
        List<String> tokens = tokens(property);
        boolean readable = !tokens.isEmpty()
                && property.children().stream()
                        .allMatch(part ->
                                part.is(xades("EncapsulatedTimeStamp")) || part.is(ds("CanonicalizationMethod")));
        return kind.filter(k -> readable)
                .map(k -> new XadesSignature.TimeStamp(property, k, canonicalization(property), tokens));
    }

    /** The tokens of a time-stamp; one in an encoding that is not DER is held as nothing. */
    static List<String> tokens(XmlElement property) {
        return property.children(xades("EncapsulatedTimeStamp")).stream()
                .map(token -> token.attribute("Encoding").orElse(DER).equals(DER) ? SignatureReader.base64(token) : "")
                .toList();
    }

    /** How a time-stamp's elements were canonicalised. */
    static String canonicalization(XmlElement property) {
        return property.child(ds("CanonicalizationMethod"))
                .flatMap(m -> m.attribute("Algorithm"))
                .orElse(Names.DEFAULT_C14N);
    }
}
