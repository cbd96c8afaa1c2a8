package org.cretula.signing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.cretula.signing.internal.Core;
import org.cretula.signing.internal.Names;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Verdict;
import org.cretula.xml.CanonicalWriter;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Puts an enveloped XAdES B-B signature on a document (EN 319 132-1 V1.3.1 clause 6.3): signing time, signing
 * certificate V2 without URI, one data object format with media type; no legacy property.
 *
 * <p>The same document, key and time give the same bytes: identifiers are derived from certificate and time, ECDSA is
 * deterministic (RFC 6979), and the result is written in canonical form. The result is verified before it is returned.
 */
public final class XadesSigner {

    private static final DigestAlgorithm DIGEST = DigestAlgorithm.SHA256;
    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);

    private final KeyEntry key;
    private final Providers providers;

    /** A signer with this key; its chain, without the root, goes into the signature. */
    public XadesSigner(KeyEntry key, Providers providers) {
        this.key = key;
        this.providers = providers;
    }

    /**
     * Signs the whole document.
     *
     * @param document without signature; it is changed by the call
     * @param slot the element of the document that receives the signature as its last child
     * @param mimeType media type of the document
     * @param signingTime the time to claim, kept to the second
     * @return the document with the signature, UTF-8, with XML declaration
     * @throws SigningRefusedException when the certificate is not valid at that time, or key and certificate do not
     *     belong together
     */
    public byte[] sign(Document document, XmlElement slot, String mimeType, Instant signingTime)
            throws SigningRefusedException {
        Instant time = signingTime.truncatedTo(ChronoUnit.SECONDS);
        X509Certificate certificate = key.chain().get(0);
        refuseOutsideValidity(certificate, time);
        SignatureAlgorithm algorithm = algorithm(certificate);
        try {
            Element signature = insert(document, slot, template(algorithm, mimeType, time));
            SignedInfo signedInfo = Core.wrap(signature).getSignedInfo();
            Core.digest(signedInfo);
            byte[] value = algorithm.sign(key.key(), Core.canonical(signedInfo), providers);
            signature
                    .getElementsByTagNameNS(Names.DS, "SignatureValue")
                    .item(0)
                    .setTextContent(Base64.getEncoder().encodeToString(value));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".getBytes(StandardCharsets.UTF_8));
            out.writeBytes(Core.canonical(document));
            out.write('\n');
            verify(out.toByteArray(), time);
            return out.toByteArray();
        } catch (GeneralSecurityException | XMLSecurityException e) {
            throw new SigningRefusedException(
                    "the key of " + name(certificate) + " does not sign: " + e.getMessage(), e);
        }
    }

    private static void refuseOutsideValidity(X509Certificate certificate, Instant time)
            throws SigningRefusedException {
        try {
            certificate.checkValidity(Date.from(time));
        } catch (CertificateException e) {
            throw new SigningRefusedException(
                    "the certificate of " + name(certificate) + " is valid from "
                            + certificate.getNotBefore().toInstant() + " to "
                            + certificate.getNotAfter().toInstant() + ", not at " + time
                            + "; ask the CA for a current one",
                    e);
        }
    }

    private static SignatureAlgorithm algorithm(X509Certificate certificate) throws SigningRefusedException {
        try {
            return SignatureAlgorithm.forKey(certificate.getPublicKey());
        } catch (IllegalArgumentException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Element insert(Document document, XmlElement slot, String xml) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        XmlParse parse = DOOR.parse(bytes);
        Element template = ((XmlParse.Parsed) parse).root().dom();
        Element signature = (Element) document.importNode(template, true);
        slot.dom().appendChild(signature);
        Element properties = (Element) signature
                .getElementsByTagNameNS(Names.XADES, "SignedProperties")
                .item(0);
        properties.setIdAttributeNS(null, "Id", true);
        return signature;
    }

    private String template(SignatureAlgorithm algorithm, String mimeType, Instant time)
            throws CertificateEncodingException {
        X509Certificate certificate = key.chain().get(0);
        byte[] seed = (HexFormat.of().formatHex(DIGEST.digest(certificate.getEncoded())) + time)
                .getBytes(StandardCharsets.UTF_8);
        String id = "xades-" + HexFormat.of().formatHex(DIGEST.digest(seed)).substring(0, 32);
        CanonicalWriter w = CanonicalWriter.compact()
                .root("ds:Signature", Map.of("ds", Names.DS, "xades", Names.XADES), "Id", id)
                .start("ds:SignedInfo")
                .start("ds:CanonicalizationMethod", "Algorithm", Names.EXCLUSIVE_C14N)
                .end()
                .start("ds:SignatureMethod", "Algorithm", algorithm.uri())
                .end();
        reference(w, "", Names.ENVELOPED, "Id", id + "-document");
        reference(w, "#" + id + "-properties", "", "Type", Names.SIGNED_PROPERTIES_TYPE);
        w.end().element("ds:SignatureValue", "").start("ds:KeyInfo").start("ds:X509Data");
        for (X509Certificate c : key.chain()) {
            // The root is the judge's to have, not the signer's to bring.
            if (c.equals(certificate) || !c.getSubjectX500Principal().equals(c.getIssuerX500Principal())) {
                w.element("ds:X509Certificate", Base64.getEncoder().encodeToString(c.getEncoded()));
            }
        }
        w.end().end().start("ds:Object").start("xades:QualifyingProperties", "Target", "#" + id);
        w.start("xades:SignedProperties", "Id", id + "-properties").start("xades:SignedSignatureProperties");
        w.element("xades:SigningTime", time.toString());
        w.start("xades:SigningCertificateV2").start("xades:Cert").start("xades:CertDigest");
        w.start("ds:DigestMethod", "Algorithm", DIGEST.uri()).end();
        w.element("ds:DigestValue", DIGEST.base64(certificate.getEncoded()));
        w.end().end().end().end().start("xades:SignedDataObjectProperties");
        w.start("xades:DataObjectFormat", "ObjectReference", "#" + id + "-document");
        w.element("xades:MimeType", mimeType).end();
        return w.end().end().end().end().end().text();
    }

    private static void reference(CanonicalWriter w, String uri, String firstTransform, String name, String value) {
        w.start("ds:Reference", "URI", uri, name, value).start("ds:Transforms");
        if (!firstTransform.isEmpty()) {
            w.start("ds:Transform", "Algorithm", firstTransform).end();
        }
        w.start("ds:Transform", "Algorithm", Names.EXCLUSIVE_C14N).end().end();
        w.start("ds:DigestMethod", "Algorithm", DIGEST.uri()).end();
        w.element("ds:DigestValue", "").end();
    }

    /** A signature that its own maker cannot verify must not leave the house. */
    private void verify(byte[] signed, Instant time) throws SigningRefusedException, XMLSecurityException {
        Optional<Finding> fault;
        if (DOOR.parse(signed) instanceof XmlParse.Parsed parsed) {
            Element signature = (Element) parsed.document()
                    .getElementsByTagNameNS(Names.DS, "Signature")
                    .item(0);
            try {
                fault = new Verdict(SignatureValidator.core(
                                Core.examine(SignatureReader.read(new XmlElement(signature)), time, providers),
                                AlgorithmCatalogue.usual(),
                                time))
                        .decisive();
            } catch (SignatureReader.Malformed e) {
                throw new SigningRefusedException("the signature just made cannot be read: " + e.getMessage(), e);
            }
        } else {
            throw new SigningRefusedException("the signed document is larger than a verifier would accept");
        }
        if (fault.isPresent()) {
            throw new SigningRefusedException("the signature just made does not verify ("
                    + fault.get().explanation() + "); does the private key belong to the certificate?");
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}
