package org.cretula.conformance;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Forger;
import org.cretula.trust.Providers;
import org.cretula.verdict.Indication;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** One small generator a vector; its name is the vector's, and the fact that the vector shows. */
final class VectorGenerators {

    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    private static final Instant SEALED = Instant.parse("2026-06-01T08:00:00Z");
    private static final String NOON = "2026-06-01T12:00:00Z";
    private static final String TRUST = "trust";
    private static final Providers PROVIDERS = new Providers();

    /** A vector in the making. */
    record Generator(
            String name,
            Indication expect,
            String check,
            String at,
            String trust,
            String comment,
            Supplier<byte[]> make) {

        String header() {
            return "# Made by VectorGenerators; the key of this seal is public, hence the example trust.\n"
                    + "expect: " + expect + "\n"
                    + (check.isEmpty() ? "" : "check: " + check + "\n")
                    + "at: " + at + "\n"
                    + "trust: " + trust + "\n"
                    + "exampleTrust: allowed\n"
                    + "comment: \"" + comment + "\"\n";
        }
    }

    private VectorGenerators() {}

    static List<Generator> all() {
        return List.of(
                valid("sealed-by-p256", "An EC key on P-256 seals; nothing is wrong.", VectorGenerators::sealed),
                valid(
                        "sealed-by-rsa-3072",
                        "An RSA key of 3072 bits seals; nothing is wrong.",
                        () -> sealed(VectorKeys.RSA3072)),
                valid(
                        "a-text-written-with-cdata",
                        "CDATA is another spelling of the same characters, so the document is the same and must not be refused.",
                        () -> replaced("<cbc:ID>", "<cbc:ID><![CDATA[]]>")),
                invalid(
                        "goods-weight-changed-after-sealing",
                        "reference-digest",
                        "One digit of a gross weight is another one than was sealed.",
                        VectorGenerators::weightChanged),
                invalid(
                        "signing-time-changed",
                        "reference-digest",
                        "The claimed time is part of what is signed.",
                        () -> replaced("2026-06-01T08:00:00Z</", "2026-05-01T08:00:00Z</")),
                invalid(
                        "signature-value-altered",
                        "signature-value",
                        "One bit of the signature value is flipped.",
                        VectorGenerators::valueAltered),
                invalid(
                        "comment-in-a-text",
                        "closed-profile",
                        "XML Signature does not see comments, some readers stop at them; so none are allowed.",
                        () -> replaced("<cbc:ID>", "<cbc:ID><!-- -->")),
                invalid(
                        "comment-after-the-document",
                        "closed-profile",
                        "Bytes behind the document element that no signature covers.",
                        () -> (text(sealed()) + "<!-- epilog -->").getBytes(StandardCharsets.UTF_8)),
                invalid(
                        "doctype",
                        "document",
                        "A DOCTYPE may declare entities and default attributes; it ends the reading.",
                        () -> replaced("<CertificateOfOrigin", "<!DOCTYPE CertificateOfOrigin>\n<CertificateOfOrigin")),
                invalid(
                        "no-signature",
                        "signature-slot",
                        "The certificate was never sealed.",
                        VectorGenerators::unsealed),
                invalid(
                        "second-signature",
                        "signature-slot",
                        "A copy of the signature, with an Id of its own, stands beside the first.",
                        VectorGenerators::secondSignature),
                invalid(
                        "signature-outside-its-slot",
                        "signature-slot",
                        "The signature verifies but stands at the end of the document; signed anew by the same key.",
                        () -> resigned(d -> d.getDocumentElement().appendChild(Forger.element(d, "Signature")))),
                invalid(
                        "original-wrapped-in-an-extension",
                        "closed-profile",
                        "Signature wrapping: the sealed original hides in an extension, the visible weight is forged.",
                        () -> wrapped("UBLExtensions", UBL + "CommonExtensionComponents-2")),
                invalid(
                        "original-wrapped-in-the-signature",
                        "closed-profile",
                        "Signature wrapping: the sealed original hides in ds:Object, the visible weight is forged.",
                        () -> wrapped("Object", DS)),
                invalid(
                        "digested-with-sha-1",
                        "signature-algorithms",
                        "Digest of the document by SHA-1, all else right; signed anew by the same key.",
                        VectorGenerators::sha1),
                indeterminate(
                        "signing-certificate-swapped",
                        "signing-certificate",
                        NOON,
                        TRUST,
                        "KeyInfo shows another certificate than the signed properties name; the right one is missing.",
                        VectorGenerators::certificateSwapped),
                indeterminate(
                        "unknown-root",
                        "certificate-path",
                        NOON,
                        TRUST,
                        "Intact, but sealed under a root that is not among the anchors.",
                        () -> sealed(VectorKeys.STRANGER)),
                indeterminate(
                        "signer-revoked",
                        "revocation",
                        NOON,
                        "trust-with-a-revocation",
                        "Revoked before the moment of judging, and no time stamp proves that the seal is older.",
                        () -> sealed(VectorKeys.REVOKED)),
                indeterminate(
                        "signer-expired",
                        "certificate-validity",
                        "2027-06-01T12:00:00Z",
                        TRUST,
                        "Expired at the moment of judging, and no time stamp proves that the seal is older.",
                        () -> sealed(VectorKeys.EXPIRED)));
    }

    private static Generator valid(String name, String comment, Supplier<byte[]> make) {
        return new Generator(name, Indication.VALID, "", NOON, TRUST, comment, make);
    }

    private static Generator invalid(String name, String check, String comment, Supplier<byte[]> make) {
        return new Generator(name, Indication.INVALID, check, NOON, TRUST, comment, make);
    }

    private static Generator indeterminate(
            String name, String check, String at, String trust, String comment, Supplier<byte[]> make) {
        return new Generator(name, Indication.INDETERMINATE, check, at, trust, comment, make);
    }

    private static byte[] unsealed() {
        return Root.read(Root.path("docs", "examples", "co-wine-timber-textiles.xml"));
    }

    private static byte[] sealed() {
        return sealed(VectorKeys.P256);
    }

    private static byte[] sealed(VectorKeys key) {
        try {
            return new CertificateSealer(key.load(), PROVIDERS).seal(unsealed(), SEALED);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] xml) {
        return new String(xml, StandardCharsets.UTF_8);
    }

    private static byte[] replaced(String from, String to) {
        String xml = text(sealed());
        int at = xml.indexOf(from);
        if (at < 0) {
            throw new IllegalStateException("nothing to replace: " + from);
        }
        return (xml.substring(0, at) + to + xml.substring(at + from.length())).getBytes(StandardCharsets.UTF_8);
    }

    /** Signed anew by the RSA key, whose signatures are the same each time. */
    private static byte[] resigned(java.util.function.Consumer<Document> change) {
        return Forger.resigned(
                sealed(VectorKeys.RSA3072), VectorKeys.RSA3072.load().key(), change);
    }

    private static Element weight(Document document) {
        return (Element) document.getElementsByTagNameNS(UBL + "CommonBasicComponents-2", "GrossWeightMeasure")
                .item(0);
    }

    private static byte[] weightChanged() {
        String xml = text(sealed());
        int digit = xml.indexOf('>', xml.indexOf("GrossWeightMeasure")) + 1;
        char other = (char) (xml.charAt(digit) ^ 1);
        return (xml.substring(0, digit) + other + xml.substring(digit + 1)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] valueAltered() {
        String value = between(text(sealed()), "SignatureValue");
        byte[] bytes = Base64.getDecoder().decode(value.strip());
        bytes[10] ^= 1;
        return replaced(value, Base64.getEncoder().encodeToString(bytes));
    }

    private static byte[] certificateSwapped() {
        try {
            return replaced(
                    between(text(sealed()), "X509Certificate"),
                    Base64.getEncoder()
                            .encodeToString(
                                    VectorKeys.REVOKED.load().certificate().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String between(String xml, String local) {
        int from = xml.indexOf('>', xml.indexOf(":" + local)) + 1;
        return xml.substring(from, xml.indexOf('<', from));
    }

    private static byte[] secondSignature() {
        return Forger.changed(sealed(), d -> {
            Element signature = Forger.element(d, "Signature");
            Element second = (Element) signature.cloneNode(true);
            second.setAttribute("Id", "second");
            second.removeChild(second.getElementsByTagNameNS(DS, "Object").item(0));
            ((Element) second.getElementsByTagNameNS(DS, "SignatureValue").item(0)).removeAttribute("Id");
            NodeList references = second.getElementsByTagNameNS(DS, "Reference");
            for (int i = 0; i < references.getLength(); i++) {
                ((Element) references.item(i)).removeAttribute("Id");
            }
            signature.getParentNode().appendChild(second);
        });
    }

    private static byte[] wrapped(String local, String namespace) {
        return Forger.changed(sealed(), d -> {
            Element original = (Element) d.getDocumentElement().cloneNode(true);
            weight(d).setTextContent("9");
            d.getElementsByTagNameNS(namespace, local).item(0).appendChild(original);
        });
    }

    private static byte[] sha1() {
        return resigned(d -> ((Element) Forger.element(d, "Reference")
                        .getElementsByTagNameNS(DS, "DigestMethod")
                        .item(0))
                .setAttribute("Algorithm", SHA1));
    }
}
