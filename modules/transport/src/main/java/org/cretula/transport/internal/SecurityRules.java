package org.cretula.transport.internal;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.namespace.QName;
import org.cretula.transport.SignedReference;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Element;

/**
 * The closed profile of a wsse:Security header: read before any cryptography, so that WSS4J never meets what AS4 has no
 * use for (attacks S10, S11, S23).
 *
 * <p>Allowed are binary tokens of X.509 certificates, one encrypted key with the attachments it opens, one signature,
 * one timestamp; RSA or ECDSA with SHA-256, exclusive canonicalisation, SHA-256 digests, RSA-OAEP with SHA-256,
 * AES-GCM. Each of the two keys is named by a token in this header whose bytes are those of a certificate that we
 * know already, so no certificate of a stranger is ever decoded.
 *
 * @param references what the signature covers, in order, Content-IDs decoded
 * @param referenceElements the ds:Reference elements, in the same order
 * @param encrypted decoded Content-IDs of the encrypted attachments
 */
record SecurityRules(List<SignedReference> references, List<Element> referenceElements, Set<String> encrypted) {

    private static final int MAX_TOKEN = 16 << 10;
    private static final String TOKEN_PROFILE =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#";
    private static final String X509 = TOKEN_PROFILE + "X509v3";
    private static final String PKI_PATH = TOKEN_PROFILE + "X509PKIPathv1";
    private static final String KEY_IDENTIFIER = TOKEN_PROFILE + "X509SubjectKeyIdentifier";
    private static final String BASE64 =
            "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    private static final QName BST = Names.wsse("BinarySecurityToken");
    private static final QName STR = Names.wsse("SecurityTokenReference");
    private static final QName TIMESTAMP = new QName(Names.WSU, "Timestamp");
    private static final QName SIGNATURE = Names.ds("Signature");
    private static final QName KEY_INFO = Names.ds("KeyInfo");
    private static final QName ENCRYPTED_KEY = Names.xenc("EncryptedKey");
    private static final QName ENCRYPTED_DATA = Names.xenc("EncryptedData");

    SecurityRules {
        references = List.copyOf(references);
        referenceElements = List.copyOf(referenceElements);
        encrypted = Set.copyOf(encrypted);
    }

    /**
     * Reads the header of a message.
     *
     * @param partner certificates that the partner may sign with
     * @param own certificate that the partner encrypts for
     */
    static SecurityRules read(SoapEnvelope envelope, List<X509Certificate> partner, X509Certificate own)
            throws Refusal {
        if (envelope.security().isEmpty()) {
            throw policy("expected a signed message, found no wsse:Security header");
        }
        XmlElement security = envelope.security().get(0);
        Map<QName, List<XmlElement>> children = new HashMap<>();
        for (XmlElement child : security.children()) {
            children.computeIfAbsent(child.name(), n -> new ArrayList<>()).add(child);
        }
        for (QName name : children.keySet()) {
            if (!Set.of(BST, TIMESTAMP, SIGNATURE, ENCRYPTED_KEY, ENCRYPTED_DATA)
                    .contains(name)) {
                throw policy("expected no " + name.getLocalPart() + " in the security header");
            }
        }
        for (QName single : List.of(TIMESTAMP, ENCRYPTED_KEY)) {
            if (children.getOrDefault(single, List.of()).size() > 1) {
                throw policy("expected at most one " + single.getLocalPart() + " in the security header");
            }
        }
        List<XmlElement> signatures = children.getOrDefault(SIGNATURE, List.of());
        if (signatures.size() != 1) {
            throw policy("expected exactly one signature, found " + signatures.size());
        }
        Map<String, XmlElement> tokens = new HashMap<>();
        for (XmlElement token : children.getOrDefault(BST, List.of())) {
            tokens.put(token.dom().getAttributeNS(Names.WSU, "Id"), token);
        }
        XmlElement signature = signatures.get(0);
        XmlElement signatureToken = token(tokens, signature);
        Tokens.expectOneOf(signatureToken, partner, EbmsCode.FAILED_AUTHENTICATION);
        List<XmlElement> keys = children.getOrDefault(ENCRYPTED_KEY, List.of());
        Set<XmlElement> used = new HashSet<>(Set.of(signatureToken));
        Set<String> encrypted = keys.isEmpty() ? Set.of() : encrypted(keys.get(0), children, tokens, own, used);
        if (keys.isEmpty() && children.containsKey(ENCRYPTED_DATA)) {
            throw policy("expected an EncryptedKey for the EncryptedData in the security header");
        }
        if (used.size() != tokens.size()
                || tokens.size() != children.getOrDefault(BST, List.of()).size()) {
            throw policy("expected each security token to be used, and under an id of its own");
        }
        return signed(signature, encrypted);
    }

    private static SecurityRules signed(XmlElement signature, Set<String> encrypted) throws Refusal {
        only(signature, Names.ds("SignedInfo"), Names.ds("SignatureValue"), KEY_INFO);
        XmlElement info = one(signature, Names.ds("SignedInfo"));
        only(info, Names.ds("CanonicalizationMethod"), Names.ds("SignatureMethod"), Names.ds("Reference"));
        algorithm(one(info, Names.ds("CanonicalizationMethod")), Set.of(Names.EXC_C14N));
        algorithm(one(info, Names.ds("SignatureMethod")), Set.of(Names.RSA_SHA256, Names.ECDSA_SHA256));
        List<SignedReference> references = new ArrayList<>();
        List<Element> elements = new ArrayList<>();
        Set<String> uris = new HashSet<>();
        for (XmlElement reference : info.children(Names.ds("Reference"))) {
            SignedReference read = reference(reference);
            if (!uris.add(read.uri())) {
                throw policy("expected each thing signed once, found two references to '" + read.uri() + "'");
            }
            references.add(read);
            elements.add(reference.dom());
        }
        return new SecurityRules(references, elements, encrypted);
    }

    private static SignedReference reference(XmlElement reference) throws Refusal {
        only(reference, Names.ds("Transforms"), Names.ds("DigestMethod"), Names.ds("DigestValue"));
        String uri = reference.attribute("URI").orElse("");
        boolean attachment = Cid.isCidUri(uri);
        if (!attachment && !uri.matches("#[A-Za-z_][A-Za-z0-9._-]*")) {
            throw policy("expected references by '#id' or 'cid:', found '" + uri + "'");
        }
        XmlElement transforms = one(reference, Names.ds("Transforms"));
        only(transforms, Names.ds("Transform"));
        XmlElement transform = one(transforms, Names.ds("Transform"));
        algorithm(transform, Set.of(attachment ? Names.CONTENT_SIGNATURE : Names.EXC_C14N));
        XmlElement method = one(reference, Names.ds("DigestMethod"));
        algorithm(method, Set.of(Names.SHA256));
        return copied(reference);
    }

    /** A ds:Reference as values, from a signature or from a receipt. */
    static SignedReference copied(XmlElement reference) throws Refusal {
        String uri = reference.attribute("URI").orElse("");
        return new SignedReference(
                Cid.isCidUri(uri) ? "cid:" + Cid.ofUri(uri) : uri,
                one(reference, Names.ds("DigestMethod")).attribute("Algorithm").orElse(""),
                one(reference, Names.ds("DigestValue")).text().replaceAll("\\s", ""));
    }

    private static Set<String> encrypted(
            XmlElement key,
            Map<QName, List<XmlElement>> children,
            Map<String, XmlElement> tokens,
            X509Certificate own,
            Set<XmlElement> used)
            throws Refusal {
        only(key, Names.xenc("EncryptionMethod"), KEY_INFO, Names.xenc("CipherData"), Names.xenc("ReferenceList"));
        XmlElement method = one(key, Names.xenc("EncryptionMethod"));
        algorithm(method, Set.of(Names.RSA_OAEP));
        QName mgf = new QName(Names.XENC11, "MGF");
        only(method, Names.ds("DigestMethod"), mgf);
        algorithm(one(method, Names.ds("DigestMethod")), Set.of(Names.SHA256));
        algorithm(one(method, mgf), Set.of(Names.MGF1_SHA256));
        XmlElement cipher = one(key, Names.xenc("CipherData"));
        only(cipher, Names.xenc("CipherValue"));
        XmlElement reference = one(one(key, KEY_INFO), STR);
        if (!reference.children(Names.wsse("Reference")).isEmpty()) {
            XmlElement token = token(tokens, key);
            Tokens.expectOneOf(token, List.of(own), EbmsCode.FAILED_DECRYPTION);
            used.add(token);
        } else {
            Tokens.expectIssuerSerialOrKeyIdentifier(reference, own);
        }
        Set<String> listed = new HashSet<>();
        XmlElement list = one(key, Names.xenc("ReferenceList"));
        only(list, Names.xenc("DataReference"));
        for (XmlElement data : list.children()) {
            listed.add(data.attribute("URI").orElse(""));
        }
        Set<String> cids = new HashSet<>();
        List<XmlElement> datas = children.getOrDefault(ENCRYPTED_DATA, List.of());
        for (XmlElement data : datas) {
            if (!listed.remove("#" + data.attribute("Id").orElse("")) || !cids.add(encryptedData(data))) {
                throw policy("expected one DataReference for each EncryptedData, and each attachment encrypted once");
            }
        }
        if (!listed.isEmpty() || datas.size() != list.children().size()) {
            throw policy("expected each DataReference to name an EncryptedData of this header");
        }
        return cids;
    }

    private static String encryptedData(XmlElement data) throws Refusal {
        only(data, Names.xenc("EncryptionMethod"), KEY_INFO, Names.xenc("CipherData"));
        if (!data.attribute("Type").orElse("").equals(Names.CONTENT_ONLY)) {
            throw policy("expected EncryptedData of type Attachment-Content-Only");
        }
        XmlElement method = one(data, Names.xenc("EncryptionMethod"));
        algorithm(method, Set.of(Names.AES_128_GCM, Names.AES_256_GCM));
        only(method);
        XmlElement cipher = one(data, Names.xenc("CipherData"));
        only(cipher, Names.xenc("CipherReference"));
        XmlElement reference = one(cipher, Names.xenc("CipherReference"));
        only(reference, Names.xenc("Transforms"));
        XmlElement transforms = one(reference, Names.xenc("Transforms"));
        only(transforms, Names.ds("Transform"));
        algorithm(one(transforms, Names.ds("Transform")), Set.of(Names.CIPHERTEXT));
        String uri = reference.attribute("URI").orElse("");
        if (!Cid.isCidUri(uri)) {
            throw policy("expected a CipherReference by 'cid:', found '" + uri + "'");
        }
        return Cid.ofUri(uri);
    }

    /** The token that KeyInfo names; the one way of naming a key that is read here. */
    private static XmlElement token(Map<String, XmlElement> tokens, XmlElement holder) throws Refusal {
        XmlElement keyInfo = one(holder, KEY_INFO);
        only(keyInfo, STR);
        XmlElement str = one(keyInfo, STR);
        only(str, Names.wsse("Reference"));
        String uri = one(str, Names.wsse("Reference")).attribute("URI").orElse("");
        XmlElement token = uri.startsWith("#") ? tokens.get(uri.substring(1)) : null;
        if (token == null) {
            throw policy("expected KeyInfo to name a BinarySecurityToken of this header");
        }
        return token;
    }

    static void only(XmlElement parent, QName... names) throws Refusal {
        for (XmlElement child : parent.children()) {
            if (!List.of(names).contains(child.name())) {
                throw policy("expected no " + child.name().getLocalPart() + " in "
                        + parent.name().getLocalPart());
            }
        }
    }

    static XmlElement one(XmlElement parent, QName name) throws Refusal {
        List<XmlElement> found = parent.children(name);
        if (found.size() != 1) {
            throw policy("expected one " + name.getLocalPart() + " in "
                    + parent.name().getLocalPart() + ", found " + found.size());
        }
        return found.get(0);
    }

    private static void algorithm(XmlElement element, Set<String> allowed) throws Refusal {
        String algorithm = element.attribute("Algorithm").orElse("");
        if (!allowed.contains(algorithm)) {
            throw policy("expected " + element.name().getLocalPart() + " "
                    + String.join(" or ", allowed.stream().sorted().toList()) + ", found '" + algorithm + "'");
        }
    }

    static Refusal policy(String detail) {
        return new Refusal(EbmsCode.POLICY_NONCOMPLIANCE, detail);
    }

    /** Security tokens: compared with certificates that we know, before any decoder sees them. */
    private static final class Tokens {

        static void expectOneOf(XmlElement token, List<X509Certificate> known, EbmsCode otherwise) throws Refusal {
            String encoding = token.attribute("EncodingType").orElse(BASE64);
            String type = token.attribute("ValueType").orElse("");
            if (!encoding.equals(BASE64)
                    || !Set.of(X509, PKI_PATH).contains(type)
                    || !token.children().isEmpty()) {
                throw policy("expected a BinarySecurityToken with an X.509 certificate in base64");
            }
            byte[] der = decoded(token.text());
            if (!StrictDer.isOneValue(der, MAX_TOKEN)) {
                throw policy("expected a certificate of at most " + MAX_TOKEN + " bytes in strict DER");
            }
            byte[] leaf = type.equals(X509) ? der : StrictDer.lastElement(der);
            for (X509Certificate certificate : known) {
                if (Arrays.equals(leaf, encoded(certificate))) {
                    return;
                }
            }
            throw new Refusal(
                    otherwise,
                    otherwise == EbmsCode.FAILED_DECRYPTION
                            ? "expected a key encrypted for our current certificate, found another certificate"
                            : "expected the signing certificate agreed with this partner, found another one");
        }

        static void expectIssuerSerialOrKeyIdentifier(XmlElement str, X509Certificate own) throws Refusal {
            QName data = Names.ds("X509Data");
            QName issuerSerial = Names.ds("X509IssuerSerial");
            only(str, data, Names.wsse("KeyIdentifier"));
            if (!str.children(data).isEmpty()) {
                only(one(str, data), issuerSerial);
                XmlElement names = one(one(str, data), issuerSerial);
                only(names, Names.ds("X509IssuerName"), Names.ds("X509SerialNumber"));
                String serial = one(names, Names.ds("X509SerialNumber")).text().strip();
                if (!serial.equals(own.getSerialNumber().toString())) {
                    throw new Refusal(
                            EbmsCode.FAILED_DECRYPTION,
                            "expected a key encrypted for our current certificate, found another serial number");
                }
            } else {
                // Other key identifiers may carry a certificate, which would be decoded before it is known.
                String type = one(str, Names.wsse("KeyIdentifier"))
                        .attribute("ValueType")
                        .orElse("");
                if (!type.equals(KEY_IDENTIFIER)) {
                    throw policy("expected the key named by token, by issuer and serial or by subject key identifier");
                }
            }
        }

        private static byte[] decoded(String text) throws Refusal {
            String base64 = text.replaceAll("[ \\t\\r\\n]", "");
            if (base64.length() > MAX_TOKEN * 2) {
                throw policy("expected a certificate of at most " + MAX_TOKEN + " bytes in strict DER");
            }
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException e) {
                throw new Refusal(EbmsCode.POLICY_NONCOMPLIANCE, "expected base64 in BinarySecurityToken", e);
            }
        }

        private static byte[] encoded(X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("a certificate in use has an encoding", e);
            }
        }
    }
}
