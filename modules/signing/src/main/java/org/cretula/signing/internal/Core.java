package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
import org.cretula.verdict.SubIndication;
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
    public static Examined examine(XadesSignature signature, SignedDocument document, Instant at, Providers providers)
            throws XMLSecurityException {
        List<Followed> followed = new ArrayList<>();
        List<Followed> entries = new ArrayList<>();
        for (XadesSignature.Reference reference : signature.references()) {
            Followed one = Followed.of(document, signature, reference);
            followed.add(one);
            // What a manifest that was changed says of other data is nobody's word.
            if (one.same() && one.led() instanceof Led.To to) {
                to.entries().forEach(entry -> entries.add(Followed.of(document, signature, entry)));
            }
        }
        byte[] signedInfo = signedInfo(signature);
        return new Examined(
                signature, followed, entries, signedInfo, signer(signature, signedInfo, providers), at, providers);
    }

    private static byte[] signedInfo(XadesSignature signature) throws XMLSecurityException {
        XmlElement element = signature.element().child(Names.ds("SignedInfo")).orElseThrow();
        Optional<CanonicalForm> form =
                element.child(Names.ds("CanonicalizationMethod")).flatMap(CanonicalForm::of);
        if (form.isEmpty()) {
            throw new SignedBytes.NotFollowed(Led.Nowhere.failed(
                    SubIndication.FORMAT_FAILURE,
                    "expected one of the six canonicalisations of XML Signature for ds:SignedInfo, found another"));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.get().write(element.dom(), e -> false, out::write);
        return out.toByteArray();
    }

    /**
     * The certificate in the key info with the digest that is signed; where several are named, the path's along with the
     * signer's, the first whose key made the value. All of them were named by whoever signed.
     */
    private static Optional<X509Certificate> signer(XadesSignature signature, byte[] signedInfo, Providers providers) {
        List<X509Certificate> named = signature.properties().signingCertificates().stream()
                .map(XadesSignature.SigningCertificate::digest)
                .flatMap(digest -> certificate(signature, digest).stream())
                .toList();
        if (named.size() < 2) {
            return named.stream().findFirst();
        }
        byte[] value = Base64.getDecoder().decode(signature.value());
        Optional<SignatureAlgorithm> algorithm = SignatureAlgorithm.of(signature.algorithm());
        return named.stream()
                .filter(c -> algorithm
                        .map(a -> a.verify(c.getPublicKey(), signedInfo, value, providers))
                        .orElse(false))
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    private static Optional<X509Certificate> certificate(XadesSignature signature, XadesSignature.Digest named) {
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(named.algorithm());
        return signature.certificates().stream()
                .filter(der ->
                        algorithm.isPresent() && algorithm.get().base64(der).equals(named.value()))
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
