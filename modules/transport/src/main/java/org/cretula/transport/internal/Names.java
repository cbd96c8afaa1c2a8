package org.cretula.transport.internal;

import java.util.Map;
import javax.xml.namespace.QName;

/** Names of namespaces, elements and algorithms, each from its specification. */
final class Names {

    static final String S12 = "http://www.w3.org/2003/05/soap-envelope";
    static final String EB = "http://docs.oasis-open.org/ebxml-msg/ebms/v3.0/ns/core/200704/";
    static final String EBBP = "http://docs.oasis-open.org/ebxml-bp/ebbp-signals-2.0";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";

    static final String EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    static final String AES_128_GCM = "http://www.w3.org/2009/xmlenc11#aes128-gcm";
    static final String AES_256_GCM = "http://www.w3.org/2009/xmlenc11#aes256-gcm";
    static final String RSA_OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";
    static final String MGF1_SHA256 = "http://www.w3.org/2009/xmlenc11#mgf1sha256";

    private static final String SWA = "http://docs.oasis-open.org/wss/oasis-wss-SwAProfile-1.1#";
    static final String CONTENT_SIGNATURE = SWA + "Attachment-Content-Signature-Transform";
    static final String CIPHERTEXT = SWA + "Attachment-Ciphertext-Transform";
    static final String CONTENT_ONLY = SWA + "Attachment-Content-Only";

    static final String SOAP_TYPE = "application/soap+xml";
    static final String GZIP = "application/gzip";
    static final String OCTETS = "application/octet-stream";

    static final Map<String, String> ENVELOPE_PREFIXES =
            Map.of("S12", S12, "eb", EB, "wsu", WSU, "ebbp", EBBP, "ds", DS);

    private Names() {}

    static QName eb(String local) {
        return new QName(EB, local);
    }

    static QName ds(String local) {
        return new QName(DS, local);
    }

    static QName xenc(String local) {
        return new QName(XENC, local);
    }

    static QName wsse(String local) {
        return new QName(WSSE, local);
    }
}
