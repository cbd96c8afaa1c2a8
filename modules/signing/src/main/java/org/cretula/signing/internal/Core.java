package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
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
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What Santuario does for us, always with secure validation: dereference, transform, canonicalise. */
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
    public static Examined examine(XadesSignature signature, Instant at, Providers providers)
            throws XMLSecurityException {
        // Only the element that stands at the right place can be found by the reference (attack X12).
        signature.properties().element().dom().setIdAttributeNS(null, "Id", true);
        SignedInfo signedInfo = wrap(signature.element().dom()).getSignedInfo();
        List<Optional<byte[]>> digested = new ArrayList<>();
        for (int i = 0; i < signature.references().size(); i++) {
            digested.add(referenced(signedInfo, i, signature.references().get(i)));
        }
        return new Examined(signature, digested, canonical(signedInfo), signer(signature), at, providers);
    }

    private static Optional<byte[]> referenced(SignedInfo info, int index, XadesSignature.Reference reference) {
        boolean sameDocument = reference.uri().isEmpty() || reference.uri().matches("#[A-Za-z_][A-Za-z0-9._-]*");
        // Without the enveloped transform the document would hold the signed properties again, and with them twice the
        // memory.
        boolean harmless = reference
                .transforms()
                .equals(reference.uri().isEmpty() ? Names.DOCUMENT_TRANSFORMS : Names.PROPERTIES_TRANSFORMS);
        if (!sameDocument || !harmless) {
            // Neither fetched nor executed (attacks X19 to X23): the coverage check names it.
            return Optional.empty();
        }
        try {
            return Optional.of(info.item(index).getReferencedBytes());
        } catch (XMLSecurityException e) {
            return Optional.empty();
        }
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

    /** The node and all below it in Canonical XML 1.0 with comments. */
    public static byte[] canonical(Node node) throws XMLSecurityException {
        return canonical(node, Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS);
    }

    /** The node and all below it, canonicalised in the way of this identifier. */
    public static byte[] canonical(Node node, String method) throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(method).canonicalizeSubtree(node, out);
        return out.toByteArray();
    }

    /** The node and all below it in Exclusive Canonical XML 1.0, comments left out. */
    public static byte[] exclusive(Node node) throws XMLSecurityException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS).canonicalizeSubtree(node, out);
        return out.toByteArray();
    }
}
