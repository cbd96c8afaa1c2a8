package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.cretula.trust.Providers;

/**
 * A question to an OCSP responder about one certificate, RFC 6960 4.1, with a nonce of 32 octets: RFC 9654 asks for at
 * least 32, and responders by RFC 8954 take no more.
 *
 * <p>The certificate is named by SHA-1, which every responder knows: it is a label there, and the answer must carry the
 * same serial number and the issuer's signature.
 */
public final class OcspQuestion {

    private static final ASN1ObjectIdentifier SHA1 = new ASN1ObjectIdentifier("1.3.14.3.2.26");

    public static final int NONCE_BYTES = 32;
    public static final String MEDIA_TYPE = "application/ocsp-request";

    private OcspQuestion() {}

    /** The question in DER. */
    public static byte[] about(X509Certificate certificate, X509Certificate issuer, byte[] nonce, Providers providers) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1", providers.digest());
            Certificate asked = Certificate.getInstance(certificate.getEncoded());
            byte[] name = asked.getIssuer().getEncoded(ASN1Encoding.DER);
            byte[] key = Certificate.getInstance(issuer.getEncoded())
                    .getSubjectPublicKeyInfo()
                    .getPublicKeyData()
                    .getBytes();
            CertID id = new CertID(
                    new AlgorithmIdentifier(SHA1, DERNull.INSTANCE),
                    new DEROctetString(sha1.digest(name)),
                    new DEROctetString(sha1.digest(key)),
                    new ASN1Integer(certificate.getSerialNumber()));
            byte[] value = new DEROctetString(nonce).getEncoded();
            Extensions extensions =
                    new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value));
            DERSequence requests = new DERSequence(new Request(id, null));
            return new OCSPRequest(new TBSRequest(null, requests, extensions), null).getEncoded(ASN1Encoding.DER);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a parsed certificate can be asked about", e);
        }
    }
}
