package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.trust.Providers;
import org.cretula.trust.StrictCertificates;
import org.cretula.xml.ByteSink;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What is computed from a signature and its document; and what Santuario does for us with signatures of others, always
 * with secure validation: dereference and transform.
 */
public final class Core {

    static {
        Init.init();
    }

    private Core() {}

    /**
     * Wraps a signature element; the flag is secure validation. Only its references are ever asked of Santuario: values
     * are verified by {@link org.cretula.trust.SignatureVerifier}, also by algorithms that no provider of the JVM has.
     */
    public static XMLSignature wrap(Element signature) throws XMLSecurityException {
        Optional<Element> method = new XmlElement(signature)
                .path(Names.ds("SignedInfo"), Names.ds("SignatureMethod"))
                .map(XmlElement::dom)
                .filter(e -> e.hasAttributeNS(null, "Algorithm"));
        if (method.isEmpty()) {
            return new XMLSignature(signature, "", true);
        }
        String algorithm = method.get().getAttributeNS(null, "Algorithm");
        // Santuario asks the JVM for an implementation at once, and reads no reference where there is none.
        method.get().setAttributeNS(null, "Algorithm", SignatureAlgorithm.RSA_SHA256.uri());
        try {
            return new XMLSignature(signature, "", true);
        } finally {
            method.get().setAttributeNS(null, "Algorithm", algorithm);
        }
    }

    /** Computes what the checks look at. */
    public static Examined examine(XadesSignature signature, Instant at, Providers providers) {
        return examine(signature, Optional.empty(), Core::enveloping, at, providers);
    }

    /**
     * The same, of a counter-signature.
     *
     * @param bearer the signature that it counter-signs, if it does
     * @param document the document without a signature; see {@link #enveloping}
     */
    public static Examined examine(
            XadesSignature signature,
            Optional<XadesSignature> bearer,
            Function<XmlElement, byte[]> document,
            Instant at,
            Providers providers) {
        List<Optional<byte[]>> digested = new ArrayList<>();
        Optional<byte[]> whole = signature.references().stream().anyMatch(Core::isToDocument)
                ? Optional.of(document.apply(signature.element()))
                : Optional.empty();
        for (XadesSignature.Reference reference : signature.references()) {
            digested.add(isToDocument(reference) ? whole : referenced(signature, bearer, reference));
        }
        byte[] signedInfo = exclusive(
                signature.element().child(Names.ds("SignedInfo")).orElseThrow().dom());
        return new Examined(signature, digested, signedInfo, signer(signature), at, providers);
    }

    private static boolean isToDocument(XadesSignature.Reference reference) {
        return reference.uri().isEmpty() && reference.transforms().equals(Names.DOCUMENT_TRANSFORMS);
    }

    private static Optional<byte[]> referenced(
            XadesSignature signature, Optional<XadesSignature> bearer, XadesSignature.Reference reference) {
        // Anything else is neither fetched nor executed (attacks X19 to X23): the coverage check names it.
        return Optional.of(reference)
                .filter(r -> r.transforms().equals(Names.PROPERTIES_TRANSFORMS))
                .flatMap(r -> named(signature, bearer, r.uri()))
                .map(Core::exclusive);
    }

    /** The document without this signature, in exclusive canonical form without comments, from its tree. */
    public static byte[] enveloping(XmlElement signature) {
        Element own = signature.dom();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalization.EXCLUSIVE.write(own.getOwnerDocument(), element -> element == own, out::write);
        return out.toByteArray();
    }

    /** Only an element that stands at the right place is found by a reference (attacks X12, E06). */
    private static Optional<Element> named(XadesSignature signature, Optional<XadesSignature> bearer, String uri) {
        if (uri.equals("#" + signature.properties().id())) {
            return Optional.of(signature.properties().element().dom());
        }
        return bearer.filter(b -> b.valueId().map(id -> uri.equals("#" + id)).orElse(false))
                .flatMap(b -> b.element().child(Names.ds("SignatureValue")))
                .map(XmlElement::dom);
    }

    private static Optional<X509Certificate> signer(XadesSignature signature) {
        if (signature.properties().signingCertificates().isEmpty()) {
            return Optional.empty();
        }
        // The first digest names the signer's certificate, those behind it its path.
        XadesSignature.CertificateDigest named =
                signature.properties().signingCertificates().get(0);
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(named.algorithm());
        return signature.certificates().stream()
                .filter(der ->
                        algorithm.isPresent() && algorithm.get().base64(der).equals(named.digest()))
                .findFirst()
                .flatMap(Core::parse);
    }

    /** The certificate in these bytes, if it is strict DER. */
    public static Optional<X509Certificate> parse(byte[] der) {
        return StrictCertificates.parse(der).value();
    }

    /** What the signature value is made over. */
    public static byte[] canonical(SignedInfo signedInfo) throws XMLSecurityException {
        try {
            return signedInfo.getCanonicalizedOctetStream();
        } catch (IOException e) {
            throw new XMLSecurityException(e);
        }
    }

    /** The document in Canonical XML 1.0 with comments. */
    public static byte[] canonical(Node document) {
        return Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(document);
    }

    /** The node and all below it, canonicalised in the way of this identifier. */
    public static byte[] canonical(Node node, String method) throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        canonical(node, method, out::write);
        return out.toByteArray();
    }

    /** The same, handed over as it comes. */
    static void canonical(Node node, String method, ByteSink sink) throws XMLSecurityException {
        // Of an element, Canonical XML 1.1 resolves the bases above it, which only Santuario does.
        Optional<Canonicalization> own = Canonicalization.of(method)
                .filter(form -> node instanceof Document
                        || (form != Canonicalization.INCLUSIVE_1_1
                                && form != Canonicalization.INCLUSIVE_1_1_WITH_COMMENTS));
        if (own.isPresent()) {
            own.get().write(node, sink);
        } else {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Canonicalizer.getInstance(method).canonicalizeSubtree(node, out);
            sink.take(out.toByteArray(), 0, out.size());
        }
    }

    /** The node and all below it in Exclusive Canonical XML 1.0, comments left out. */
    public static byte[] exclusive(Node node) {
        return Canonicalization.EXCLUSIVE.bytes(node);
    }
}
