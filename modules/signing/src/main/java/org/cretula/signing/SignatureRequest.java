package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.signing.internal.creation.Drafting;
import org.cretula.signing.internal.creation.Packaging;
import org.cretula.signing.internal.creation.Terms;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;

/**
 * What is to be signed, in which packaging, and what else the signer says by signing; XAdES B-B, EN 319 132-1 V1.3.1
 * clause 6.3. Whatever is not said here is left out.
 *
 * <p>A request is immutable and may be prepared many times. A document that it was made from must not be changed by
 * others while it is prepared.
 */
public final class SignatureRequest {

    private final Packaging packaging;
    private final Terms terms;

    private SignatureRequest(Packaging packaging, Terms terms) {
        this.packaging = packaging;
        this.terms = terms;
    }

    private static SignatureRequest of(Packaging packaging) {
        return new SignatureRequest(packaging, Terms.NONE);
    }

    /**
     * The whole document but this signature (transform enveloped-signature). What is added to the document later, be it
     * a second signature, breaks this one; signatures that it has already are signed with it.
     *
     * @param slot the element of the document that receives the signature as its last child
     * @param mimeType media type of the document
     */
    public static SignatureRequest enveloped(Document document, XmlElement slot, String mimeType) {
        return of(new Packaging.Enveloped(document, slot.dom(), mimeType, false));
    }

    /**
     * The whole document but all signatures in it (transform XPath Filter 2.0), so that several can stand side by side
     * in parallel, however many and in whatever order they come.
     *
     * @param slot the element of the document that receives the signature as its last child
     * @param mimeType media type of the document
     */
    public static SignatureRequest envelopedBesideOthers(Document document, XmlElement slot, String mimeType) {
        return of(new Packaging.Enveloped(document, slot.dom(), mimeType, true));
    }

    /**
     * Elements of a document, in a signature that stands beside them (internally detached).
     *
     * @param slot the element that receives the signature as its last child; in none of the signed ones
     * @param signed media type of each element to be signed, by the value of its attribute {@code Id}; iterated in the
     *     map's order
     */
    public static SignatureRequest internallyDetached(Document document, XmlElement slot, Map<String, String> signed) {
        List<Packaging.Target> targets = new ArrayList<>();
        signed.forEach((id, mimeType) -> targets.add(new Packaging.Target(id, mimeType)));
        return of(new Packaging.InternallyDetached(document, slot.dom(), targets));
    }

    /** Bytes of any kind, which the signature carries in base64 (enveloping); their URIs are not written. */
    public static SignatureRequest enveloping(DataObject... objects) {
        return of(new Packaging.Enveloping(List.of(objects)));
    }

    /**
     * An element, which the signature carries as XML (enveloping).
     *
     * @param mimeType media type of the element
     */
    public static SignatureRequest enveloping(XmlElement element, String mimeType) {
        return of(new Packaging.EnvelopingXml(element.dom(), mimeType));
    }

    /** Bytes of any kind, which stay where they are (detached). */
    public static SignatureRequest detached(DataObject... objects) {
        return of(new Packaging.Detached(List.of(objects), false, Optional.empty()));
    }

    /**
     * Bytes of any kind, which stay where they are (detached), in a signature that stands in a document and covers
     * nothing of it.
     *
     * @param slot the element of the document that receives the signature as its last child
     */
    public static SignatureRequest detached(Document document, XmlElement slot, DataObject... objects) {
        return of(new Packaging.Detached(List.of(objects), false, host(document, slot)));
    }

    /**
     * Lists of bytes of any kind, which stay where they are: more of them than a signature can refer to, up to 870. The
     * signature is over the lists ({@code ds:Manifest}; XML Signature 1.1, 5.1).
     *
     * <p>A verifier of XML signatures alone is not obliged to look at what is listed; one of XAdES is.
     */
    public static SignatureRequest manifest(DataObject... objects) {
        return of(new Packaging.Detached(List.of(objects), true, Optional.empty()));
    }

    /** The same, in a signature that stands in a document; see {@link #detached(Document, XmlElement, DataObject...)}. */
    public static SignatureRequest manifest(Document document, XmlElement slot, DataObject... objects) {
        return of(new Packaging.Detached(List.of(objects), true, host(document, slot)));
    }

    private static Optional<Packaging.Host> host(Document document, XmlElement slot) {
        return Optional.of(new Packaging.Host(document, slot.dom()));
    }

    /**
     * A signature in a document, as a counter-signature that becomes a property of it; EN 319 132-1 V1.3.1 clause
     * 5.2.7.
     *
     * @param signature the {@code ds:Signature} to be counter-signed, itself a counter-signature or not
     */
    public static SignatureRequest counterSignature(Document document, XmlElement signature) {
        return of(new Packaging.CounterSignature(document, signature.dom()));
    }

    /** By this algorithm rather than the usual one for the key. */
    public SignatureRequest algorithm(SignatureAlgorithm algorithm) {
        return new SignatureRequest(packaging, terms.with(Optional.of(algorithm), terms.digest()));
    }

    /** With this digest of data, properties and certificate rather than SHA-256. */
    public SignatureRequest digest(DigestAlgorithm digest) {
        return new SignatureRequest(packaging, terms.with(terms.algorithm(), digest));
    }

    /** Under this policy. */
    public SignatureRequest policy(SignaturePolicy policy) {
        return new SignatureRequest(packaging, terms.with(policy));
    }

    /** Committing to this for all that is signed, and to what was said before. */
    public SignatureRequest commitment(Commitment commitment) {
        return new SignatureRequest(packaging, terms.with(new Terms.Committed(commitment, List.of())));
    }

    /**
     * Committing to this for some of the signed data objects, and to what was said before.
     *
     * @param objects at least one; each by its URI, an element by its Id, a whole document or the one enveloped element
     *     by the empty string
     */
    public SignatureRequest commitment(Commitment commitment, List<String> objects) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected data objects to commit to, found none; leave the list out to" + " commit to all");
        }
        return new SignatureRequest(packaging, terms.with(new Terms.Committed(commitment, objects)));
    }

    /**
     * Saying more of a signed data object than its media type.
     *
     * @param object as in {@link #commitment(Commitment, List)}
     * @param format instead of the media type said before
     */
    public SignatureRequest describing(String object, DataObjectFormat format) {
        return new SignatureRequest(packaging, terms.with(object, format));
    }

    /**
     * With a time-stamp over the data that proves that they existed before they were signed (AllDataObjectsTimeStamp, EN
     * 319 132-1 V1.3.1 clause 5.2.8). An authority is asked each time that the request is prepared; over a signature
     * still to be made it proves nothing, see {@link Augmenter} for that.
     *
     * @param client asks for it; only a digest leaves the house
     */
    public SignatureRequest contentTimeStamped(TimeStampClient client) {
        return new SignatureRequest(packaging, terms.with(client));
    }

    /** In this role, and those said before, as the signer claims. */
    public SignatureRequest claimedRole(String role) {
        return new SignatureRequest(packaging, terms.with(role));
    }

    /** At this place, as the signer claims. */
    public SignatureRequest place(ProductionPlace place) {
        return new SignatureRequest(packaging, terms.with(place));
    }

    /** Even if signatures that the document bears no longer verify afterwards; {@link Prepared#broken} names them. */
    public SignatureRequest breakingEarlierSignatures() {
        return new SignatureRequest(packaging, terms.withBreaking());
    }

    /**
     * Prepares the signature by the usual catalogue of algorithms.
     *
     * @param chain the signer's certificate first, then as much of its chain as the signature shall carry; a root is left
     *     out
     * @param signingTime the time to claim, kept to the second
     * @throws SigningRefusedException when it must not be signed; the message says why and what to do
     */
    public Prepared prepare(List<X509Certificate> chain, Instant signingTime) throws SigningRefusedException {
        return prepare(chain, signingTime, AlgorithmCatalogue.usual());
    }

    /** The same, by this catalogue: an algorithm that it does not hold reliable at the signing time signs nothing. */
    public Prepared prepare(List<X509Certificate> chain, Instant signingTime, AlgorithmCatalogue catalogue)
            throws SigningRefusedException {
        if (chain.isEmpty()) {
            throw new SigningRefusedException("expected the signer's certificate, found none");
        }
        return new Prepared(new Drafting(packaging, terms, chain, catalogue).draft(signingTime));
    }
}
