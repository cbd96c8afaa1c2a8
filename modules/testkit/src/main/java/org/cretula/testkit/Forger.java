package org.cretula.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.SignedInfo;
import org.apache.xml.security.signature.XMLSignature;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Makes documents that no honest signer would: changes a signed document and, if told, signs the change with a key of
 * the forger's choice, so that a test can show one check refuse what all others let pass.
 */
public final class Forger {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    static {
        Init.init();
    }

    private Forger() {}

    /** Changes a document and leaves its signature as it was. */
    public static byte[] changed(byte[] xml, Consumer<Document> change) {
        Document document = parse(xml);
        change.accept(document);
        return serialised(document);
    }

    /** Changes a document, then computes all digests anew and signs with this key. */
    public static byte[] resigned(byte[] xml, PrivateKey key, Consumer<Document> change) {
        Document document = parse(xml);
        change.accept(document);
        registerIds(document.getDocumentElement());
        Element signature =
                (Element) document.getElementsByTagNameNS(DS, "Signature").item(0);
        try {
            XMLSignature wrapped = new XMLSignature(signature, "", false);
            SignedInfo info = wrapped.getSignedInfo();
            for (int i = 0; i < info.getLength(); i++) {
                info.item(i).generateDigestValue();
            }
            NodeList digests = signature.getElementsByTagNameNS(DS, "DigestValue");
            for (int i = 0; i < digests.getLength(); i++) {
                digests.item(i).setTextContent(digests.item(i).getTextContent().replaceAll("\\s", ""));
            }
            byte[] value = sign(key, info.getSignatureMethodURI(), info.getCanonicalizedOctetStream());
            element(document, "SignatureValue")
                    .setTextContent(Base64.getEncoder().encodeToString(value));
            return serialised(document);
        } catch (XMLSecurityException | GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot forge this", e);
        }
    }

    /** The first element of XML Signature with this local name. */
    public static Element element(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(DS, local).item(0);
    }

    private static byte[] sign(PrivateKey key, String method, byte[] bytes) throws GeneralSecurityException {
        String digest = method.contains("512") ? "SHA512" : method.contains("384") ? "SHA384" : "SHA256";
        if (method.endsWith("sha1")) {
            digest = "SHA1";
        }
        Signature signature = Signature.getInstance(
                digest + (key.getAlgorithm().equals("RSA") ? "withRSA" : "withECDSAinP1363Format"));
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    private static void registerIds(Element element) {
        if (element.hasAttributeNS(null, "Id")) {
            element.setIdAttributeNS(null, "Id", true);
        }
        for (org.w3c.dom.Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
            if (n instanceof Element e) {
                registerIds(e);
            }
        }
    }

    private static Document parse(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalArgumentException("the forger needs a well-formed document to start from", e);
        }
    }

    private static byte[] serialised(Document document) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS).canonicalizeSubtree(document, out);
            return out.toByteArray();
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("cannot serialise the forgery", e);
        }
    }
}
