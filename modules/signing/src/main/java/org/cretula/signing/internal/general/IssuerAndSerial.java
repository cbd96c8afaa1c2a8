package org.cretula.signing.internal.general;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.Names;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.xml.XmlElement;

/**
 * Issuer and serial number beside the digest of the signer's certificate are that certificate's.
 *
 * <p>The digest says which certificate it is; names are written in many ways, so one that differs is told and decides
 * nothing (case E02).
 */
@Explained(
        passed =
                "The digest says which certificate is the signer's; issuer and serial number beside it are told where they differ from that one's.")
final class IssuerAndSerial implements Check<Examined> {
    @Override
    public String id() {
        return "issuer-and-serial";
    }

    @Override
    public String clause() {
        return "EN 319 132-1 V1.3.1, 5.2.2; EN 319 102-1 V1.4.1, 5.2.3";
    }

    @Override
    public Finding examine(Examined e) {
        Optional<XmlElement> said = e.signer().flatMap(signer -> said(e.signature(), signer));
        if (said.isEmpty()) {
            return passed("the signer's certificate is named by its digest alone");
        }
        return fits(said.get(), e.signer().get())
                ? passed("issuer and serial number in the signature are those of the signer's certificate")
                : passed("issuer or serial number in the signature differ in writing from those of the signer's"
                        + " certificate; the digest decides, and it is the certificate's: '"
                        + Malformed.clip(said.get().text().strip().replaceAll("\\s+", " ")) + "'");
    }

    private static Optional<XmlElement> said(XadesSignature signature, X509Certificate signer) {
        return signature.properties().signingCertificates().stream()
                .filter(named -> KeyHints.digest(named.digest(), signer))
                .findFirst()
                .flatMap(XadesSignature.SigningCertificate::issuerSerial);
    }

    private static boolean fits(XmlElement said, X509Certificate certificate) {
        if (said.name().getLocalPart().equals("IssuerSerial")) {
            return fits(said.child(Names.ds("X509IssuerName")), said.child(Names.ds("X509SerialNumber")), certificate);
        }
        try {
            byte[] der = Base64.getMimeDecoder().decode(said.text());
            IssuerSerial parsed = IssuerSerial.getInstance(ASN1Primitive.fromByteArray(der));
            byte[] issuer = X500Name.getInstance(
                            certificate.getIssuerX500Principal().getEncoded())
                    .getEncoded();
            return parsed.getSerial().getValue().equals(certificate.getSerialNumber())
                    && Arrays.stream(parsed.getIssuer().getNames())
                            .anyMatch(n ->
                                    n.getTagNo() == GeneralName.directoryName && Arrays.equals(encoded(n), issuer));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle tells of broken structures by exceptions of many kinds; one that cannot be read does not
            // fit.
            return false;
        }
    }

    private static byte[] encoded(GeneralName name) {
        try {
            return name.getName().toASN1Primitive().getEncoded();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Whether issuer and serial number in text are those of a certificate. */
    static boolean fits(Optional<XmlElement> issuer, Optional<XmlElement> serial, X509Certificate certificate) {
        return issuer.map(name -> name.text().strip())
                        .map(name -> named(name, certificate))
                        .orElse(false)
                && serial.map(XmlElement::text)
                        .map(String::strip)
                        .filter(text -> text.matches("-?[0-9]{1,60}"))
                        .map(text -> new BigInteger(text).equals(certificate.getSerialNumber()))
                        .orElse(false);
    }

    private static boolean named(String name, X509Certificate certificate) {
        try {
            return new X500Principal(name).equals(certificate.getIssuerX500Principal());
        } catch (IllegalArgumentException e) {
            // Written in a way that is not RFC 2253; the number has to do.
            return true;
        }
    }
}
