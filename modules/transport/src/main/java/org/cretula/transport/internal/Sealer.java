package org.cretula.transport.internal;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.crypto.KeyGenerator;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.cretula.transport.As4Identity;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Signs envelopes, and signs and encrypts attachments, with our keys.
 *
 * <p>WSS4J is told the elements by identifier and the attachments by its own name for all of them. What it signed is
 * counted afterwards: given attachments in the wrong place, it signs none and reports nothing.
 */
final class Sealer {

    private final As4Identity identity;
    private final Keys keys;

    Sealer(As4Identity identity) {
        Wss.ready();
        this.identity = identity;
        this.keys = new Keys(identity);
    }

    /** A security header with a signature over Messaging, Body and all parts. */
    WSSecHeader sign(Document document, Parts parts) throws WSSecurityException {
        WSSecHeader header = new WSSecHeader(document);
        header.setMustUnderstand(true);
        header.insertSecurityHeader();
        WSSecSignature signature = new WSSecSignature(header);
        signature.setUserInfo(Keys.SIGNING, "");
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setUseSingleCertificate(true);
        signature.setSignatureAlgorithm(
                identity.signingKey().getAlgorithm().equals("RSA") ? Names.RSA_SHA256 : Names.ECDSA_SHA256);
        signature.setDigestAlgo(Names.SHA256);
        signature.setSigCanonicalization(Names.EXC_C14N);
        signature.setAttachmentCallbackHandler(parts);
        signature.getParts().add(new WSEncryptionPart(MessagingWriter.MESSAGING_ID));
        signature.getParts().add(new WSEncryptionPart(MessagingWriter.BODY_ID));
        int count = parts.list().size();
        if (count > 0) {
            signature.getParts().add(new WSEncryptionPart("cid:Attachments", "Content"));
        }
        signature.build(keys);
        expect(signature.getSignatureElement(), Names.DS, "Reference", count + 2);
        return header;
    }

    /** Encrypts all parts for the holder of this certificate. */
    void encrypt(WSSecHeader header, Parts parts, X509Certificate recipient) throws WSSecurityException {
        int count = parts.list().size();
        if (count == 0) {
            return;
        }
        WSSecEncrypt encryption = new WSSecEncrypt(header);
        encryption.setUseThisCert(recipient);
        encryption.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        encryption.setKeyEncAlgo(Names.RSA_OAEP);
        encryption.setDigestAlgorithm(Names.SHA256);
        encryption.setMGFAlgorithm(Names.MGF1_SHA256);
        encryption.setSymmetricEncAlgorithm(Names.AES_128_GCM);
        encryption.setAttachmentCallbackHandler(parts);
        encryption.getParts().add(new WSEncryptionPart("cid:Attachments", "Content"));
        KeyGenerator generator = KeyUtils.getKeyGenerator(Names.AES_128_GCM);
        encryption.build(keys, generator.generateKey());
        expect(header.getSecurityHeaderElement(), Names.XENC, "EncryptedData", count);
    }

    /** A signed envelope without attachments as bytes. */
    byte[] signal(Document document) {
        try {
            sign(document, Parts.gzipped(List.of()));
        } catch (WSSecurityException e) {
            throw new IllegalStateException("cannot sign with the key of " + identity, e);
        }
        return Xml.bytes(document);
    }

    static void expect(Element within, String namespace, String local, int count) throws WSSecurityException {
        int found = Xml.all(within, namespace, local).size();
        if (found != count) {
            throw new WSSecurityException(
                    WSSecurityException.ErrorCode.FAILURE,
                    new IllegalStateException("expected " + count + " times " + local + ", WSS4J made " + found));
        }
    }
}
