package org.cretula.signing.internal;

import java.util.List;
import java.util.Set;
import javax.xml.namespace.QName;

/** The names of XML Signature and XAdES that this module writes and reads. */
public final class Names {

    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    public static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    public static final String XADES_141 = "http://uri.etsi.org/01903/v1.4.1#";

    public static final String EXCLUSIVE_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public static final String ENVELOPED = DS + "enveloped-signature";
    public static final String BASE64 = DS + "base64";
    public static final String FILTER = "http://www.w3.org/2002/06/xmldsig-filter2";
    public static final String OBJECT_TYPE = DS + "Object";
    public static final String MANIFEST_TYPE = DS + "Manifest";
    public static final String COUNTERSIGNED_TYPE = "http://uri.etsi.org/01903#CountersignedSignature";
    public static final String SIGNED_PROPERTIES_TYPE = "http://uri.etsi.org/01903#SignedProperties";

    public static final QName SIGNATURE = ds("Signature");

    /** What is done to the document before it is digested, in this order and nothing else. */
    static final List<String> DOCUMENT_TRANSFORMS = List.of(ENVELOPED, EXCLUSIVE_C14N);

    /** What is done to the signed properties before they are digested. */
    static final List<String> PROPERTIES_TRANSFORMS = List.of(EXCLUSIVE_C14N);

    /** How elements are canonicalised that are stamped, where the time-stamp does not say so; XML Signature 1.1, 4.4.3.2. */
    static final String DEFAULT_C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";

    /** Those of EN 319 132-1 V1.3.1 clause 4.5. */
    public static final Set<String> CANONICALIZATIONS = Set.of(
            DEFAULT_C14N,
            DEFAULT_C14N + "#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            EXCLUSIVE_C14N,
            EXCLUSIVE_C14N + "WithComments");

    private Names() {}

    public static QName ds(String local) {
        return new QName(DS, local);
    }

    public static QName xades(String local) {
        return new QName(XADES, local);
    }

    public static QName xades141(String local) {
        return new QName(XADES_141, local);
    }
}
