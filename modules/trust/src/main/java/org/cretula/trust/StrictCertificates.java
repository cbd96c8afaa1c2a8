package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.Malformed;
import org.cretula.trust.internal.encoding.Words;

/**
 * Reads certificates, revocation lists and OCSP responses from their one DER encoding, and refuses every other; it never
 * throws for bad bytes.
 *
 * <p>Order: size, then a walk that takes no memory, then one parser's re-encoding must be the same bytes, then the
 * public key's curve must be a named one, and only then the parser whose object others see. A list, which may be long,
 * is walked but not encoded again. Two encodings of one certificate would be two digests of one thing (attack C14); a
 * curve given by its parameters lets a forger choose the generator (attack K08).
 */
public final class StrictCertificates {

    /** The largest certificate read. */
    public static final int MAX_CERTIFICATE_BYTES = 64 * 1024;

    /** The largest revocation list read. */
    public static final int MAX_CRL_BYTES = 64 * 1024 * 1024;

    /** The largest OCSP response read. */
    public static final int MAX_OCSP_BYTES = 256 * 1024;

    private StrictCertificates() {}

    /** Reads one certificate in DER. */
    public static StrictParse<X509Certificate> parse(byte[] der) {
        Optional<String> fault = encodingFault("certificate", der, MAX_CERTIFICATE_BYTES);
        if (fault.isPresent()) {
            return new StrictParse.Refused<>(fault.get());
        }
        try {
            Optional<String> more = certificateFault(der);
            if (more.isPresent()) {
                return new StrictParse.Refused<>(more.get());
            }
            X509Certificate certificate =
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der));
            if (!Arrays.equals(der, certificate.getEncoded())) {
                return new StrictParse.Refused<>("expected a certificate in DER, found another encoding");
            }
            return new StrictParse.Parsed<>(certificate);
        } catch (IOException | CertificateException | RuntimeException e) {
            // Both parsers report some broken structures by unchecked exceptions of many kinds; none may get out.
            return new StrictParse.Refused<>("expected an X.509 certificate, found a fault in it: " + Words.line(e));
        }
    }

    /** Reads one revocation list in DER; the bytes are kept, so they may not be changed afterwards. */
    public static StrictParse<CertificateRevocationList> parseCrl(byte[] der) {
        Optional<String> fault = encodingFault("revocation list", der, MAX_CRL_BYTES);
        if (fault.isPresent()) {
            return new StrictParse.Refused<>(fault.get());
        }
        try {
            return new StrictParse.Parsed<>(CertificateRevocationList.of(der));
        } catch (Malformed e) {
            return new StrictParse.Refused<>("expected an X.509 revocation list, found " + Words.line(e));
        }
    }

    /** Reads one OCSP response in DER; one in which the responder refuses to answer is read too. */
    public static StrictParse<OcspAnswer> parseOcsp(byte[] der) {
        Optional<String> fault = encodingFault("OCSP response", der, MAX_OCSP_BYTES);
        if (fault.isPresent()) {
            return new StrictParse.Refused<>(fault.get());
        }
        try {
            return new StrictParse.Parsed<>(OcspAnswer.of(der));
        } catch (Malformed | IOException | RuntimeException e) {
            // As above.
            return new StrictParse.Refused<>("expected an OCSP response, found a fault in it: " + Words.line(e));
        }
    }

    private static Optional<String> encodingFault(String what, byte[] der, int largest) {
        if (der.length > largest) {
            return Optional.of("expected a " + what + " of at most " + largest + " bytes, found " + der.length);
        }
        return Der.fault(der).map(fault -> "expected a " + what + " in DER, found " + fault);
    }

    private static Optional<String> certificateFault(byte[] der) throws IOException {
        ASN1Primitive tree = ASN1Primitive.fromByteArray(der);
        if (!Arrays.equals(der, tree.getEncoded(ASN1Encoding.DER))) {
            return Optional.of("expected a certificate in DER, found another encoding");
        }
        Certificate certificate = Certificate.getInstance(tree);
        Extensions extensions = certificate.getTBSCertificate().getExtensions();
        if (extensions != null) {
            for (ASN1ObjectIdentifier id : extensions.getExtensionOIDs()) {
                Extension extension = extensions.getExtension(id);
                Optional<String> fault = extensionFault(extension.getExtnValue().getOctets());
                if (fault.isPresent()) {
                    return Optional.of("expected extension " + id + " in DER, found " + fault.get());
                }
            }
        }
        return curveFault(certificate.getSubjectPublicKeyInfo());
    }

    private static Optional<String> extensionFault(byte[] octets) throws IOException {
        Optional<String> fault = Der.fault(octets);
        if (fault.isPresent()) {
            return fault;
        }
        boolean same = Arrays.equals(octets, ASN1Primitive.fromByteArray(octets).getEncoded(ASN1Encoding.DER));
        return same ? Optional.empty() : Optional.of("another encoding");
    }

    private static Optional<String> curveFault(SubjectPublicKeyInfo key) {
        boolean ec =
                X9ObjectIdentifiers.id_ecPublicKey.equals(key.getAlgorithm().getAlgorithm());
        if (!ec || key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier) {
            return Optional.empty();
        }
        return Optional.of("expected an EC key on a named curve, found one with parameters of its own");
    }

    private static CertificateFactory factory() {
        try {
            return CertificateFactory.getInstance("X.509", "SUN");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected a Java runtime with the provider SUN, found none", e);
        }
    }
}
