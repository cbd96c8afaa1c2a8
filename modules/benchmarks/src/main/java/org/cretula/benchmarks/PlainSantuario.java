package org.cretula.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import org.apache.xml.security.Init;
import org.apache.xml.security.algorithms.MessageDigestAlgorithm;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.apache.xml.security.signature.XMLSignature;
import org.apache.xml.security.transforms.Transforms;
import org.apache.xml.security.utils.XMLUtils;
import org.cretula.verdict.OneDoor;
import org.w3c.dom.Document;

/**
 * Apache Santuario as its documentation has it used: read, sign enveloped with exclusive canonicalisation, write. No
 * XAdES property, nothing is verified afterwards.
 */
final class PlainSantuario {

    private final String algorithm;
    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Provider provider;

    PlainSantuario(String algorithm, PrivateKey key, X509Certificate certificate, Provider provider) {
        Init.init();
        this.algorithm = algorithm;
        this.key = key;
        this.certificate = certificate;
        this.provider = provider;
    }

    @OneDoor("the rival's own way to read, over bytes of our own")
    byte[] sign(byte[] xml) {
        try {
            Document document = XMLUtils.read(new ByteArrayInputStream(xml), true);
            XMLSignature signature = new XMLSignature(
                    document, "", algorithm, 0, Canonicalizer.ALGO_ID_C14N_EXCL_OMIT_COMMENTS, provider, null);
            document.getDocumentElement().appendChild(signature.getElement());
            Transforms transforms = new Transforms(document);
            transforms.addTransform(Transforms.TRANSFORM_ENVELOPED_SIGNATURE);
            transforms.addTransform(Transforms.TRANSFORM_C14N_EXCL_OMIT_COMMENTS);
            signature.addDocument("", transforms, MessageDigestAlgorithm.ALGO_ID_DIGEST_SHA256);
            signature.addKeyInfo(certificate);
            signature.sign(key);
            ByteArrayOutputStream out = new ByteArrayOutputStream(xml.length + 4_096);
            XMLUtils.outputDOM(document, out, true);
            return out.toByteArray();
        } catch (XMLSecurityException e) {
            throw new IllegalStateException("Santuario does not sign", e);
        }
    }
}
