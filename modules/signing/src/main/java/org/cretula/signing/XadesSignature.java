package org.cretula.signing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.internal.Malformed;
import org.cretula.xml.XmlElement;

/**
 * A signature as it was read, nothing of it believed yet.
 *
 * <p>Of this edition of XAdES or of the one before it. Base64 is held in its one strict spelling, however it was written; what
 * is no base64 is held as nothing, and fits nothing.
 *
 * @param element the {@code ds:Signature}
 * @param id its Id
 * @param algorithm identifier of the signature algorithm
 * @param references in document order
 * @param value the signature value
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
     * @param element the element itself
     * @param id its Id, if it has one
     * @param uri its URI, if it has one: the empty text for the whole document, {@code #id}, or a file's
     * @param type its Type, if it has one
     * @param transforms identifiers, in order
     * @param digestAlgorithm identifier
     * @param digest the digest value, base64
     */
    public record Reference(
            XmlElement element,
            Optional<String> id,
            Optional<String> uri,
            Optional<String> type,
            List<String> transforms,
            String digestAlgorithm,
            String digest) {
        public Reference {
            transforms = List.copyOf(transforms);
        }

        /** What it leads to, in words that are safe to quote. */
        public String words() {
            return uri.map(u -> u.isEmpty() ? "the document" : "'" + Malformed.clip(u) + "'")
                    .orElse("something without a URI");
        }
    }

    /**
     * {@code xades:SignedProperties}; EN 319 132-1 V1.3.1 clauses 4.3 and 5.2.
     *
     * @param element the element itself
     * @param target the Target of the qualifying properties
     * @param id its Id
     * @param signingTime the time that the signer claims, if any
     * @param signingCertificates digests of the signer's certificate and possibly of its path
     * @param formats what is said of signed objects
     * @param policy the rules under which the signer says to have signed, if any are named
     * @param timeStamps over signed objects, from before the signature
     * @param claims what else the signer says, in words, which nobody vouches for
     * @param unknown names of properties that this version does not know
     */
    public record SignedProperties(
            XmlElement element,
            String target,
            String id,
            Optional<Instant> signingTime,
            List<SigningCertificate> signingCertificates,
            List<DataObjectFormat> formats,
            Optional<PolicyReference> policy,
            List<ContentTimeStamp> timeStamps,
            List<String> claims,
            List<String> unknown) {
        public SignedProperties {
            signingCertificates = List.copyOf(signingCertificates);
            formats = List.copyOf(formats);
            timeStamps = List.copyOf(timeStamps);
            claims = List.copyOf(claims);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * Something known by its digest.
     *
     * @param algorithm identifier of the digest
     * @param value base64
     */
    public record Digest(String algorithm, String value) {}

    /**
     * A certificate that the signer names.
     *
     * @param digest of the DER certificate
     * @param issuerSerial {@code xades:IssuerSerial} or {@code xades:IssuerSerialV2}, where there is one; the digest decides
     */
    public record SigningCertificate(Digest digest, Optional<XmlElement> issuerSerial) {}

    /**
     * What a signed object is said to be; EN 319 132-1 V1.3.1 clause 5.2.4.
     *
     * @param reference the Id of the reference, with {@code #}
     * @param mimeType the media type, if it is said
     */
    public record DataObjectFormat(String reference, Optional<String> mimeType) {}

    /**
     * A signature policy; EN 319 132-1 V1.3.1 clause 5.2.9.
     *
     * @param identifier empty where the policy is implied by what is signed
     * @param digest of the policy's document; empty where the policy is implied
     * @param transformed whether something is done to the document before it is digested
     */
    public record PolicyReference(Optional<String> identifier, Optional<Digest> digest, boolean transformed) {}

    /**
     * {@code xades:AllDataObjectsTimeStamp} or {@code xades:IndividualDataObjectsTimeStamp}; EN 319 132-1 V1.3.1 clause
     * 5.2.8. It proves that the objects are older than it, and nothing of the signature's age but that it is younger.
     *
     * @param element the element itself
     * @param objects the Ids of the references to what it is over, with {@code #}; empty for all signed objects
     * @param canonicalization identifier of how elements are canonicalised before they are stamped
     * @param tokens RFC 3161, base64, at least one
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

    /** What a time-stamp among the unsigned properties is over. */
    public enum StampKind {
        /** The signature value; EN 319 132-1 V1.3.1 clause 5.3. */
        SIGNATURE,
        /** All that stands before it; EN 319 132-1 V1.3.1 clause 5.5.2. */
        ARCHIVE,
        /** All that stands before it, in the form of TS 101 903 V1.3.2 clause 7.7. */
        ARCHIVE_132,
        /** The signature value, its time-stamps and what refers to evidence; EN 319 132-1 V1.3.1 annex A.1.5.1. */
        SIGNATURE_AND_REFERENCES,
        /** What refers to evidence, and so nothing of the signature; EN 319 132-1 V1.3.1 annex A.1.5.2. */
        REFERENCES_ONLY
    }

    /**
     * A time-stamp among the unsigned properties.
     *
     * @param element the element itself
     * @param kind what it is over
     * @param canonicalization identifier of how elements are canonicalised before they are stamped
     * @param tokens RFC 3161, base64, at least one
     */
    public record TimeStamp(XmlElement element, StampKind kind, String canonicalization, List<String> tokens)
            implements UnsignedProperty {
        public TimeStamp {
            tokens = List.copyOf(tokens);
        }

        /** Whether it is over all that stands before it, not over the signature value alone. */
        public boolean archive() {
            return kind == StampKind.ARCHIVE || kind == StampKind.ARCHIVE_132;
        }
    }

    /**
     * Certificates, revocation lists and OCSP answers, each in base64; EN 319 132-1 V1.3.1 clauses 5.4 and 5.5.
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
     * @param document the policy's document, base64; empty where only a place is named, which nobody looks up
     */
    public record PolicyStore(XmlElement element, Optional<String> document) implements UnsignedProperty {}

    /**
     * A property of another kind, or in a form that this version does not read; it proves nothing. It is kept, since
     * archive time-stamps are over it.
     *
     * @param element the element itself
     */
    public record Opaque(XmlElement element) implements UnsignedProperty {}
}
