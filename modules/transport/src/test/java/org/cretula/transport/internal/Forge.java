package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.xml.XMLConstants;
import org.apache.wss4j.common.WSEncryptionPart;
import org.apache.wss4j.common.crypto.Merlin;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.common.util.KeyUtils;
import org.apache.wss4j.dom.WSConstants;
import org.apache.wss4j.dom.message.WSSecEncrypt;
import org.apache.wss4j.dom.message.WSSecHeader;
import org.apache.wss4j.dom.message.WSSecSignature;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Makes messages that an honest sender would not make: each step can be changed or left out. */
final class Forge {

    static final byte[] CO = "<CertificateOfOrigin>4711</CertificateOfOrigin>".getBytes(UTF_8);
    private static final String WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    private static final String BOUNDARY = "forged-7f3a";

    private UnaryOperator<String> header = x -> x;
    private UnaryOperator<List<RawPart>> beforeSigning = p -> p;
    private UnaryOperator<List<RawPart>> afterSigning = p -> p;
    private UnaryOperator<List<RawPart>> afterEncrypting = p -> p;
    private Consumer<Document> document = d -> {};
    private boolean sign = true;
    private boolean encrypt = true;
    private int encryptionKeyIdentifier = WSConstants.BST_DIRECT_REFERENCE;
    private boolean path;
    private List<String> alsoSigned = List.of();
    private As4Identity signer = World.CHAMBER_IDENTITY;
    private PMode mode = World.SENDING;
    private OutboundMessage message =
            World.message(Payload.of("application/xml", CO), Payload.of("application/pdf", "%PDF-1.7".getBytes(UTF_8)));

    static Forge message() {
        return new Forge();
    }

    Forge header(UnaryOperator<String> change) {
        header = change;
        return this;
    }

    Forge beforeSigning(UnaryOperator<List<RawPart>> change) {
        beforeSigning = change;
        return this;
    }

    Forge afterSigning(UnaryOperator<List<RawPart>> change) {
        afterSigning = change;
        return this;
    }

    Forge afterEncrypting(UnaryOperator<List<RawPart>> change) {
        afterEncrypting = change;
        return this;
    }

    Forge document(Consumer<Document> change) {
        document = change;
        return this;
    }

    Forge unsigned() {
        sign = false;
        encrypt = false;
        return this;
    }

    Forge unencrypted() {
        encrypt = false;
        return this;
    }

    /** Names the encryption key in another way, by a constant of WSConstants. */
    Forge encryptionKeyIdentifier(int type) {
        encryptionKeyIdentifier = type;
        return this;
    }

    /** Signs these elements as well; sends the whole certificate path with the signature. */
    Forge alsoSigned(String... ids) {
        alsoSigned = List.of(ids);
        return path();
    }

    /** Sends the whole certificate path with the signature. */
    Forge path() {
        path = true;
        return this;
    }

    Forge signer(As4Identity other) {
        signer = other;
        return this;
    }

    Forge mode(PMode other) {
        mode = other;
        return this;
    }

    Forge message(OutboundMessage other) {
        message = other;
        return this;
    }

    WireMessage build() {
        List<RawPart> parts = new ArrayList<>();
        message.payloads().forEach(p -> parts.add(new RawPart(p.contentId(), Gzip.compress(p.bytes()))));
        String text = header.apply(new String(MessagingWriter.userMessage(message, mode), UTF_8));
        Document tree = Xml.own(text.getBytes(UTF_8));
        List<RawPart> now = beforeSigning.apply(parts);
        try {
            Sealer sealer = new Sealer(signer);
            if (sign) {
                Parts signing = Parts.gzipped(now);
                WSSecHeader security = path ? signWithPath(tree, signing) : sealer.sign(tree, signing);
                now = afterSigning.apply(signing.list());
                if (encrypt) {
                    Parts encrypting = Parts.gzipped(now);
                    X509Certificate recipient =
                            mode.partnerEncryptionCertificate().orElseThrow();
                    if (encryptionKeyIdentifier == WSConstants.BST_DIRECT_REFERENCE) {
                        sealer.encrypt(security, encrypting, recipient);
                    } else {
                        encrypt(security, encrypting, recipient);
                    }
                    now = encrypting.list();
                }
            }
        } catch (WSSecurityException e) {
            throw new IllegalStateException("cannot forge", e);
        }
        declare(tree);
        document.accept(tree);
        return wire(Xml.bytes(tree), afterEncrypting.apply(now));
    }

    private void encrypt(WSSecHeader security, Parts parts, X509Certificate recipient) throws WSSecurityException {
        WSSecEncrypt encryption = new WSSecEncrypt(security);
        encryption.setUseThisCert(recipient);
        encryption.setKeyIdentifierType(encryptionKeyIdentifier);
        encryption.setKeyEncAlgo(Names.RSA_OAEP);
        encryption.setDigestAlgorithm(Names.SHA256);
        encryption.setMGFAlgorithm(Names.MGF1_SHA256);
        encryption.setSymmetricEncAlgorithm(Names.AES_256_GCM);
        encryption.setAttachmentCallbackHandler(parts);
        encryption.getParts().add(new WSEncryptionPart("cid:Attachments", "Content"));
        encryption.build(
                new Keys(signer), KeyUtils.getKeyGenerator(Names.AES_256_GCM).generateKey());
    }

    private WSSecHeader signWithPath(Document tree, Parts parts) throws WSSecurityException {
        WSSecHeader security = new WSSecHeader(tree);
        security.insertSecurityHeader();
        WSSecSignature signature = new WSSecSignature(security);
        signature.setUserInfo("chamber", "secret");
        signature.setKeyIdentifierType(WSConstants.BST_DIRECT_REFERENCE);
        signature.setUseSingleCertificate(false);
        signature.setSignatureAlgorithm(Names.RSA_SHA256);
        signature.setDigestAlgo(Names.SHA256);
        signature.setAttachmentCallbackHandler(parts);
        signature.getParts().add(new WSEncryptionPart(MessagingWriter.MESSAGING_ID));
        signature.getParts().add(new WSEncryptionPart(MessagingWriter.BODY_ID));
        alsoSigned.forEach(id -> signature.getParts().add(new WSEncryptionPart(id)));
        signature.getParts().add(new WSEncryptionPart("cid:Attachments", "Content"));
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(
                    new ByteArrayInputStream(World.CHAMBER_SIGNING.pkcs12("chamber", "secret")),
                    "secret".toCharArray());
            Merlin merlin = new Merlin();
            merlin.setKeyStore(store);
            signature.build(merlin);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot open a key store made just now", e);
        }
        return security;
    }

    /** WSS4J leaves some prefixes to the serialiser; the security header itself is not signed, so they go there. */
    private static void declare(Document tree) {
        Element security =
                (Element) tree.getElementsByTagNameNS(Names.WSSE, "Security").item(0);
        if (security != null) {
            security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xenc", Names.XENC);
            security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:ds", Names.DS);
            security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:xenc11", Names.XENC11);
            security.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:wsse11", WSSE11);
        }
    }

    /** Any envelope with any parts. */
    static WireMessage wire(byte[] envelope, List<RawPart> parts) {
        return new WireMessage(
                MimeDoor.rewrittenType(BOUNDARY), MimeDoor.rewrite(new MimeDoor.Mime(envelope, parts), BOUNDARY));
    }

    /** The same body with a text replaced; what is binary stays as it is. */
    static WireMessage replaced(WireMessage message, String old, String with) {
        String body = new String(message.body(), ISO_8859_1);
        if (!body.contains(old)) {
            throw new IllegalArgumentException("nothing to replace: " + old);
        }
        return new WireMessage(message.contentType(), body.replace(old, with).getBytes(ISO_8859_1));
    }

    /** What comes back for these bytes. */
    static Delivery answerTo(WireMessage message, World world, As4Sender sender) {
        try {
            return sender.judge(message, sender.transmit(message, world.endpoint()), World.SENDING);
        } catch (IOException e) {
            throw new IllegalStateException("no answer", e);
        }
    }

    /** The first error code that came back, or the kind of delivery when there was none. */
    static String code(Delivery delivery) {
        return delivery instanceof Delivery.Refused refused
                ? refused.errors().get(0).code()
                : delivery.getClass().getSimpleName();
    }
}
