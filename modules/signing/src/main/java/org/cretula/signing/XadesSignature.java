package org.cretula.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.xml.XmlElement;

/**
 * A signature as it was read, nothing of it believed yet.
 *
 * @param element the {@code ds:Signature}
 * @param id its Id
 * @param algorithm identifier of the signature algorithm
 * @param references in document order
 * @param value the signature value, strict base64
 * @param valueId the Id of the signature value, by which a counter-signature refers to it, if it has one
 * @param certificates the DER certificates of {@code ds:KeyInfo}, in document order
 * @param properties the signed properties
 * @param unsigned the unsigned properties, in document order
 */
public record XadesSignature(
        XmlElement element,
        String id,
        String algorithm,
        List<Reference> references,
        String value,
        Optional<String> valueId,
        List<byte[]> certificates,
        SignedProperties properties,
        List<UnsignedProperty> unsigned) {

    public XadesSignature {
        references = List.copyOf(references);
        certificates = List.copyOf(certificates);
        unsigned = List.copyOf(unsigned);
    }

    /**
     * A {@code ds:Reference}.
     *
     * @param id its Id, if it has one
     * @param uri its URI: empty for the whole document, or {@code #id}
     * @param type its Type, if it has one
     * @param transforms identifiers, in order
     * @param digestAlgorithm identifier
     * @param digest the digest value, strict base64
     */
    public record Reference(
            Optional<String> id,
            String uri,
            Optional<String> type,
            List<String> transforms,
            String digestAlgorithm,
            String digest) {
        public Reference {
            transforms = List.copyOf(transforms);
        }
    }

    /**
     * {@code xades:SignedProperties}; EN 319 132-1 V1.3.1 clauses 4.3 and 5.2.
     *
     * @param element the element itself
     * @param target the Target of the qualifying properties
     * @param id its Id
     * @param signingTime the time that the signer claims
     * @param signingCertificates digests of the signer's certificate and possibly of its path
     * @param formats one for each signed object
     * @param policy the rules under which the signer says to have signed, if any are named
     * @param timeStamps over signed objects, from before the signature
     */
    public record SignedProperties(
            XmlElement element,
            String target,
            String id,
            Instant signingTime,
            List<CertificateDigest> signingCertificates,
            List<DataObjectFormat> formats,
            Optional<PolicyReference> policy,
            List<ContentTimeStamp> timeStamps) {
        public SignedProperties {
            signingCertificates = List.copyOf(signingCertificates);
            formats = List.copyOf(formats);
            timeStamps = List.copyOf(timeStamps);
        }
    }

    /**
     * A certificate known by its digest.
     *
     * @param algorithm identifier of the digest
     * @param digest of the DER certificate, strict base64
     */
    public record CertificateDigest(String algorithm, String digest) {}

    /**
     * What a signed object is said to be; EN 319 132-1 V1.3.1 clause 5.2.4.
     *
     * @param reference the Id of the reference, with {@code #}
     * @param mimeType the media type
     */
    public record DataObjectFormat(String reference, String mimeType) {}

    /**
     * A signature policy; EN 319 132-1 V1.3.1 clause 5.2.9.
     *
     * @param identifier empty where the policy is implied by what is signed
     * @param digest of the policy's document; empty where the policy is implied
     */
    public record PolicyReference(Optional<String> identifier, Optional<CertificateDigest> digest) {}

    /**
     * {@code xades:AllDataObjectsTimeStamp} or {@code xades:IndividualDataObjectsTimeStamp}; EN 319 132-1 V1.3.1 clause
     * 5.2.8. It proves that the objects are older than it, and nothing of the signature's age but that it is younger.
     *
     * @param element the element itself
     * @param objects the Ids of the references to what it is over, with {@code #}; empty for all signed objects
     * @param canonicalization identifier of how elements are canonicalised before they are stamped
     * @param tokens RFC 3161, strict base64, at least one
     */
    public record ContentTimeStamp(
            XmlElement element, Optional<List<String>> objects, String canonicalization, List<String> tokens) {
        public ContentTimeStamp {
            objects = objects.map(List::copyOf);
            tokens = List.copyOf(tokens);
        }
    }

    /** What stands in {@code xades:UnsignedSignatureProperties}; anybody can have put it there. */
    public sealed interface UnsignedProperty {
        /** The element itself. */
        XmlElement element();
    }

    /**
     * {@code xades:SignatureTimeStamp} or {@code xades141:ArchiveTimeStamp}; EN 319 132-1 V1.3.1 clauses 5.3 and 5.5.2.
     *
     * @param element the element itself
     * @param archive whether it is over all that stands before it, not over the signature value alone
     * @param canonicalization identifier of how elements are canonicalised before they are stamped
     * @param tokens RFC 3161, strict base64, at least one
     */
    public record TimeStamp(XmlElement element, boolean archive, String canonicalization, List<String> tokens)
            implements UnsignedProperty {
        public TimeStamp {
            tokens = List.copyOf(tokens);
        }
    }

    /**
     * Certificates, revocation lists and OCSP answers, each in strict base64; EN 319 132-1 V1.3.1 clauses 5.4 and 5.5.
     *
     * @param element {@code xades:CertificateValues}, {@code xades:RevocationValues}, {@code
     *     xades141:TimeStampValidationData} or {@code xades141:AnyValidationData}
     * @param certificates in document order
     * @param lists in document order
     * @param answers in document order
     */
    public record ValidationData(
            XmlElement element, List<String> certificates, List<String> lists, List<String> answers)
            implements UnsignedProperty {
        public ValidationData {
            certificates = List.copyOf(certificates);
            lists = List.copyOf(lists);
            answers = List.copyOf(answers);
        }
    }

    /**
     * {@code xades:CounterSignature}; EN 319 132-1 V1.3.1 clause 5.2.7.2. What stands inside is not read with the
     * signature that bears it: a counter-signature is judged for itself.
     *
     * @param element the element itself
     * @param signature the one {@code ds:Signature} in it
     */
    public record CounterSignature(XmlElement element, XmlElement signature) implements UnsignedProperty {}

    /**
     * {@code xades141:SignaturePolicyStore}; EN 319 132-1 V1.3.1 clause 5.2.10.
     *
     * @param element the element itself
     * @param document the policy's document, strict base64; empty where only a place is named, which nobody looks up
     */
    public record PolicyStore(XmlElement element, Optional<String> document) implements UnsignedProperty {}
}
