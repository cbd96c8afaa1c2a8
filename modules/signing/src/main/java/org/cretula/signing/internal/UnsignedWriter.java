package org.cretula.signing.internal;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.timestamp.TimeStampToken;
import org.cretula.xml.CanonicalWriter;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/** Writes unsigned properties, canonical, base64 without line breaks; EN 319 132-1 V1.3.1 clauses 5.3 to 5.5. */
public final class UnsignedWriter {

    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);

    private UnsignedWriter() {}

    /** {@code xades:SignatureTimeStamp} with one token. */
    public static XmlElement signatureTimeStamp(TimeStampToken token) {
        return timeStamp("xades:SignatureTimeStamp", Map.of("ds", Names.DS, "xades", Names.XADES), token);
    }

    /** {@code xades141:ArchiveTimeStamp} with one token. */
    public static XmlElement archiveTimeStamp(TimeStampToken token) {
        return timeStamp(
                "xades141:ArchiveTimeStamp",
                Map.of("ds", Names.DS, "xades", Names.XADES, "xades141", Names.XADES_141),
                token);
    }

    private static XmlElement timeStamp(String name, Map<String, String> namespaces, TimeStampToken token) {
        CanonicalWriter w = CanonicalWriter.compact()
                .root(name, namespaces)
                .start("ds:CanonicalizationMethod", "Algorithm", Names.EXCLUSIVE_C14N)
                .end()
                .element("xades:EncapsulatedTimeStamp", base64(token.encoded()));
        return element(w.end().text());
    }

    /** {@code xades:CertificateValues}. */
    public static XmlElement certificateValues(List<Evidence<X509Certificate>> certificates) {
        CanonicalWriter w = CanonicalWriter.compact().root("xades:CertificateValues", Map.of("xades", Names.XADES));
        certificates(w, certificates);
        return element(w.end().text());
    }

    /** {@code xades:RevocationValues}. */
    public static XmlElement revocationValues(EvidenceStore evidence) {
        CanonicalWriter w = CanonicalWriter.compact().root("xades:RevocationValues", Map.of("xades", Names.XADES));
        revocation(w, evidence);
        return element(w.end().text());
    }

    /** {@code xades141:TimeStampValidationData}. */
    public static XmlElement timeStampValidationData(EvidenceStore evidence) {
        return validationData("xades141:TimeStampValidationData", evidence);
    }

    /** {@code xades141:AnyValidationData}. */
    public static XmlElement anyValidationData(EvidenceStore evidence) {
        return validationData("xades141:AnyValidationData", evidence);
    }

    private static XmlElement validationData(String name, EvidenceStore evidence) {
        CanonicalWriter w =
                CanonicalWriter.compact().root(name, Map.of("xades", Names.XADES, "xades141", Names.XADES_141));
        if (!evidence.certificates().isEmpty()) {
            w.start("xades:CertificateValues");
            certificates(w, evidence.certificates());
            w.end();
        }
        if (!evidence.lists().isEmpty() || !evidence.answers().isEmpty()) {
            w.start("xades:RevocationValues");
            revocation(w, evidence);
            w.end();
        }
        return element(w.end().text());
    }

    /**
     * A digest in place of another, in base64.
     *
     * @param data digest of the data
     * @param reference digest of the {@code ds:Reference} that names them
     */
    record RenewedDigest(String data, String reference) {}

    /** {@code xades141:RenewedDigestsV2}. */
    static XmlElement renewedDigests(DigestAlgorithm algorithm, List<RenewedDigest> digests) {
        CanonicalWriter w = CanonicalWriter.compact()
                .root("xades141:RenewedDigestsV2", Map.of("ds", Names.DS, "xades141", Names.XADES_141))
                .start("ds:CanonicalizationMethod", "Algorithm", Names.EXCLUSIVE_C14N)
                .end()
                .start("ds:DigestMethod", "Algorithm", algorithm.uri())
                .end();
        for (RenewedDigest digest : digests) {
            w.start("xades141:RecomputedDigestValue")
                    .element("xades141:NewSDODigestValue", digest.data())
                    .element("xades141:OriginalRefDigest", digest.reference())
                    .end();
        }
        return element(w.end().text());
    }

    private static void certificates(CanonicalWriter w, List<Evidence<X509Certificate>> certificates) {
        for (Evidence<X509Certificate> certificate : certificates) {
            try {
                w.element(
                        "xades:EncapsulatedX509Certificate",
                        base64(certificate.content().getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a parsed certificate has no encoding", e);
            }
        }
    }

    private static void revocation(CanonicalWriter w, EvidenceStore evidence) {
        if (!evidence.lists().isEmpty()) {
            w.start("xades:CRLValues");
            for (Evidence<CertificateRevocationList> list : evidence.lists()) {
                w.element("xades:EncapsulatedCRLValue", base64(list.content().encoded()));
            }
            w.end();
        }
        if (!evidence.answers().isEmpty()) {
            w.start("xades:OCSPValues");
            for (Evidence<OcspAnswer> answer : evidence.answers()) {
                w.element("xades:EncapsulatedOCSPValue", base64(answer.content().encoded()));
            }
            w.end();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static XmlElement element(String xml) {
        return DOOR.parse(xml.getBytes(StandardCharsets.UTF_8)) instanceof XmlParse.Parsed parsed
                ? parsed.root()
                : oversize();
    }

    private static XmlElement oversize() {
        throw new IllegalArgumentException("a list or certificate is longer than a verifier would read");
    }
}
