package org.cretula.signing.internal.general;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import javax.xml.namespace.QName;
import org.bouncycastle.asn1.ASN1OctetString;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.signing.internal.Examined;
import org.cretula.signing.internal.Malformed;
import org.cretula.signing.internal.Names;
import org.cretula.trust.StrictCertificates;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlElement;

/**
 * All that the key info says of the key is of the key that signed.
 *
 * <p>Only the certificate that the signed properties name is used here; but another program may follow another hint, and
 * take another key for the signer's (attacks K01, K02). Nothing is fetched where a hint says to (attack K05).
 */
@Explained(
        passed = "Nothing in the key info hints at another key than the signer's.",
        failed = "The key info hints at a key that is not the signer's.",
        unknown = "The key info points elsewhere for the key, and this is not followed.",
        settledBy = "A key info without such a pointer.")
final class KeyHints implements Check<Examined> {

    private static final String DS11 = "http://www.w3.org/2009/xmldsig11#";
    private static final int OCTETS = 4;

    @Override
    public String id() {
        return "key-info";
    }

    @Override
    public String clause() {
        return "XML Signature 1.1, 4.5; EN 319 132-1 V1.3.1, 6.3 (a)";
    }

    @Override
    public Finding examine(Examined e) {
        Optional<X509Certificate> signer = e.signer();
        List<XmlElement> hints = e.signature().element().children(Names.ds("KeyInfo")).stream()
                .flatMap(info -> info.children().stream())
                .toList();
        if (signer.isEmpty() || hints.isEmpty()) {
            return passed("the key info says nothing that could be compared with the signer's certificate");
        }
        List<String> other = new ArrayList<>();
        List<String> open = new ArrayList<>();
        for (XmlElement hint : hints) {
            if (hint.is(Names.ds("RetrievalMethod")) || hint.is(new QName(DS11, "KeyInfoReference"))) {
                open.add(hint.name().getLocalPart());
            } else if (hint.is(Names.ds("KeyValue"))) {
                hint.children().stream()
                        .filter(value -> !isKey(value, signer.get().getPublicKey()))
                        .forEach(value -> other.add(value.name().getLocalPart()));
            } else if (hint.is(new QName(DS11, "DEREncodedKeyValue"))) {
                if (!Arrays.equals(bytes(hint), signer.get().getPublicKey().getEncoded())) {
                    other.add("DEREncodedKeyValue");
                }
            } else if (hint.is(Names.ds("X509Data"))) {
                List<X509Certificate> path = path(hint, signer.get());
                hint.children().stream()
                        .filter(part -> path.stream().noneMatch(certificate -> isOf(part, certificate)))
                        .forEach(part -> other.add(part.name().getLocalPart()));
            }
        }
        if (!other.isEmpty()) {
            return failed(
                    SubIndication.SIG_CONSTRAINTS_FAILURE,
                    "expected hints at the signer's key only in the key info, found at another: "
                            + Malformed.clip(String.join(", ", other)));
        }
        return open.isEmpty()
                ? passed("the key info hints at no other key than the signer's")
                : unknown(
                        SubIndication.SIG_CONSTRAINTS_FAILURE,
                        "the key info points elsewhere for the key, which is not followed: " + open.get(0),
                        "a key info without such a pointer");
    }

    /** The signer, and who certifies it of those that stand there too: hints may be at each of a path. */
    private static List<X509Certificate> path(XmlElement data, X509Certificate signer) {
        List<X509Certificate> there = data.children(Names.ds("X509Certificate")).stream()
                .flatMap(c -> StrictCertificates.parse(bytes(c)).value().stream())
                .toList();
        List<X509Certificate> path = new ArrayList<>(List.of(signer));
        for (int i = 0; i < path.size(); i++) {
            X500Principal issuer = path.get(i).getIssuerX500Principal();
            there.stream()
                    .filter(c -> c.getSubjectX500Principal().equals(issuer) && !path.contains(c))
                    .forEach(path::add);
        }
        return path;
    }

    private static boolean isOf(XmlElement part, X509Certificate signer) {
        return switch (part.name().getLocalPart()) {
            case "X509IssuerSerial" ->
                IssuerAndSerial.fits(
                        part.child(Names.ds("X509IssuerName")), part.child(Names.ds("X509SerialNumber")), signer);
            case "X509SKI" -> Arrays.equals(bytes(part), identifier(signer));
            case "X509SubjectName" -> isNamed(part.text().strip(), signer);
            case "X509Digest" ->
                digest(
                        new XadesSignature.Digest(
                                part.attribute("Algorithm").orElse(""),
                                Base64.getEncoder().encodeToString(bytes(part))),
                        signer);
            // Certificates of the path, lists, and what nobody takes for a key.
            default -> true;
        };
    }

    private static boolean isNamed(String name, X509Certificate signer) {
        try {
            return new X500Principal(name).equals(signer.getSubjectX500Principal());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] identifier(X509Certificate certificate) {
        byte[] extension = certificate.getExtensionValue("2.5.29.14");
        try {
            return extension == null
                    ? new byte[0]
                    : ASN1OctetString.getInstance(
                                    ASN1OctetString.getInstance(extension).getOctets())
                            .getOctets();
        } catch (RuntimeException e) {
            // A broken extension names nobody.
            return new byte[0];
        }
    }

    private static boolean isKey(XmlElement value, PublicKey key) {
        if (value.is(Names.ds("RSAKeyValue")) && key instanceof RSAPublicKey rsa) {
            return number(value.child(Names.ds("Modulus"))).equals(Optional.of(rsa.getModulus()))
                    && number(value.child(Names.ds("Exponent"))).equals(Optional.of(rsa.getPublicExponent()));
        }
        if (value.is(new QName(DS11, "ECKeyValue")) && key instanceof ECPublicKey ec) {
            byte[] point = value.child(new QName(DS11, "PublicKey"))
                    .map(KeyHints::bytes)
                    .orElseGet(() -> new byte[0]);
            int half = point.length / 2;
            return point.length > 2
                    && point[0] == OCTETS
                    && new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + half))
                            .equals(ec.getW().getAffineX())
                    && new BigInteger(1, Arrays.copyOfRange(point, 1 + half, point.length))
                            .equals(ec.getW().getAffineY());
        }
        return false;
    }

    private static Optional<BigInteger> number(Optional<XmlElement> element) {
        return element.map(KeyHints::bytes).filter(b -> b.length > 0).map(b -> new BigInteger(1, b));
    }

    /** Whether this is the digest of the certificate. */
    static boolean digest(XadesSignature.Digest digest, X509Certificate certificate) {
        try {
            byte[] der = certificate.getEncoded();
            return DigestAlgorithm.of(digest.algorithm())
                    .map(a -> a.base64(der).equals(digest.value()))
                    .orElse(false);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    private static byte[] bytes(XmlElement element) {
        try {
            return Base64.getDecoder().decode(element.text().replaceAll("[ \\t\\r\\n]", ""));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
