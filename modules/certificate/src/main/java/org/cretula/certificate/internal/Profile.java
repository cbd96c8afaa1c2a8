package org.cretula.certificate.internal;

import java.util.Map;
import javax.xml.namespace.QName;

/** The names of profile {@code urn:cretula:co:1}: reader and writer spell every element with these prefixes. */
public final class Profile {

    /** The profile, and the namespace of its extension. */
    public static final String ID = "urn:cretula:co:1";

    public static final String ROOT = "CertificateOfOrigin";
    public static final String UBL_VERSION = "2.4";
    public static final String INVOICE_TYPE = "380";
    public static final String APPROVED = "APPROVED";
    public static final String ISSUER_ROLE = "ISSUER";
    public static final String FIRST = "1";
    public static final String HS_LIST = "HS";
    public static final String DETAILS = "co:CertificateDetails";

    /** Marks the extension that holds the seal; it is added after writing and left alone by the reader. */
    public static final String SIGNATURE_EXTENSION = "urn:oasis:names:specification:ubl:dsig:enveloped:xades";

    public static final QName SIGNATURES = new QName(
            "urn:oasis:names:specification:ubl:schema:xsd:CommonSignatureComponents-2", "UBLDocumentSignatures");

    /** Prefix to namespace; all of them stand on the first element of every document. */
    public static final Map<String, String> NAMESPACES = Map.of(
            "", "urn:oasis:names:specification:ubl:schema:xsd:CertificateOfOrigin-2",
            "cac", "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
            "cbc", "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
            "ext", "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
            "co", ID);

    private Profile() {}

    /** The name that this spelling stands for. */
    public static QName name(String spelling) {
        int colon = spelling.indexOf(':');
        String prefix = colon < 0 ? "" : spelling.substring(0, colon);
        return new QName(NAMESPACES.getOrDefault(prefix, ""), spelling.substring(colon + 1));
    }

    /** How this profile spells the name, fit for a message; a name of another namespace is given with it. */
    public static String spelling(QName name) {
        String local = Quoted.bare(name.getLocalPart());
        return NAMESPACES.entrySet().stream()
                .filter(e -> e.getValue().equals(name.getNamespaceURI()))
                .findFirst()
                .map(e -> e.getKey().isEmpty() ? local : e.getKey() + ":" + local)
                .orElseGet(() -> "{" + Quoted.bare(name.getNamespaceURI()) + "}" + local);
    }
}
