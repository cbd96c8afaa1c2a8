package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.CA;
import static org.cretula.trust.openssl.Kind.Topic.ROOT;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What can be done to the certificates of the CAs and of the root. */
final class CaKinds {

    private static final Duration DAY = Duration.ofDays(1);

    static final List<Kind> ALL = List.of(
            faulty("ca-expired", ca(c -> c.to = Pki.AT.minus(DAY)), CA),
            faulty("ca-not-yet-valid", ca(c -> c.from = Pki.AT.plus(DAY)), CA),
            sound("ca-in-its-last-second", ca(c -> c.to = Pki.AT), CA),
            faulty("ca-signature-damaged", ca(c -> c.damaged = true), CA),
            faulty("ca-signed-by-another-key", ca(c -> c.signer = Optional.of(Keys.usual(5))), CA),
            faulty(
                    "ca-names-another-issuer",
                    ca(c -> c.issuer = Optional.of(new X500Name("C=XX,O=Cretula Test,CN=Nobody"))),
                    CA),
            faulty("ca-without-basic-constraints", ca(c -> c.extensions.remove(Extension.basicConstraints)), CA),
            faulty(
                    "ca-says-it-is-no-ca",
                    ca(c -> c.put(Extension.basicConstraints, true, new BasicConstraints(false))),
                    CA),
            open(
                    "ca-basic-constraints-not-critical",
                    ca(c -> c.put(Extension.basicConstraints, false, new BasicConstraints(true))),
                    CA),
            sound("ca-path-length-kept", pki -> pathLength(pki.lowest(), 0), CA),
            faulty("ca-path-length-exceeded", pki -> pathLength(pki.upperOfTwo(), 0), CA),
            faulty("ca-without-key-cert-sign", ca(c -> c.usage(KeyUsage.cRLSign)), CA),
            faulty("ca-without-crl-sign", pki -> pki.lowest().usage(KeyUsage.keyCertSign), CA),
            open("ca-without-key-usage", ca(c -> c.extensions.remove(Extension.keyUsage)), CA),
            faulty("ca-of-version-1", ca(c -> c.version1 = true), CA),
            faulty("ca-unknown-critical", ca(c -> c.put(LeafKinds.UNKNOWN, true, DERNull.INSTANCE)), CA),
            sound("ca-unknown-extension", ca(c -> c.put(LeafKinds.UNKNOWN, false, DERNull.INSTANCE)), CA),
            open("ca-without-subject-key", ca(c -> c.subjectKeyIdentifier = false), CA),
            open("ca-without-authority-key", ca(c -> c.authorityKeyIdentifier = false), CA),
            open(
                    "ca-subject-key-critical",
                    ca(c -> c.put(Extension.subjectKeyIdentifier, true, CertificateDraft.identifier(c.keys))),
                    CA),
            open(
                    "ca-names-another-key-of-its-issuer",
                    ca(c -> c.put(
                            Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(new byte[] {1, 2, 3}))),
                    CA),
            open("ca-for-servers-only", ca(c -> use(c, KeyPurposeId.id_kp_serverAuth)), CA),
            sound("ca-for-mail", ca(c -> use(c, KeyPurposeId.id_kp_emailProtection)), CA),
            faulty("ca-key-rsa-1024", ca(c -> c.withKeys(Keys.rsa(1024))), CA),
            sound("ca-key-rsa-2048", ca(c -> c.withKeys(Keys.rsa(2048))), CA),
            sound("ca-key-rsa-and-pss", CaKinds::pss, CA, Kind.Topic.LEAF_SIGNATURE),
            faulty("ca-signed-with-sha1", ca(c -> c.algorithm = Optional.of("SHA1withECDSA")), CA),
            faulty("ca-key-on-the-koblitz-curve", ca(c -> c.withKeys(Keys.curve("secp256k1"))), CA),
            sound("ca-serial-negative", ca(c -> c.serial = BigInteger.valueOf(-5_000_000)), CA),
            // the root
            faulty("root-expired", pki -> pki.root.to = Pki.AT.minus(DAY), ROOT),
            faulty("root-not-yet-valid", pki -> pki.root.from = Pki.AT.plus(DAY), ROOT),
            sound("root-signature-damaged", pki -> pki.root.damaged = true, ROOT),
            sound("root-signed-with-sha1", pki -> pki.root.algorithm = Optional.of("SHA1withECDSA"), ROOT),
            faulty("root-key-rsa-1024", pki -> pki.root.withKeys(Keys.rsa(1024)), ROOT),
            sound("root-key-rsa-2048", pki -> pki.root.withKeys(Keys.rsa(2048)), ROOT),
            faulty(
                    "root-without-basic-constraints",
                    pki -> pki.root.extensions.remove(Extension.basicConstraints),
                    ROOT),
            faulty("root-of-version-1", pki -> pki.root.version1 = true, ROOT),
            faulty("root-path-length-exceeded", CaKinds::rootPathLength, ROOT, CA),
            faulty("root-without-key-cert-sign", pki -> pki.root.usage(KeyUsage.cRLSign), ROOT),
            faulty("root-without-crl-sign", pki -> pki.root.usage(KeyUsage.keyCertSign), ROOT),
            faulty("root-unknown-critical", pki -> pki.root.put(LeafKinds.UNKNOWN, true, DERNull.INSTANCE), ROOT),
            open("root-for-servers-only", pki -> use(pki.root, KeyPurposeId.id_kp_serverAuth), ROOT),
            sound("root-without-authority-key", pki -> pki.root.authorityKeyIdentifier = false, ROOT),
            open("root-without-subject-key", pki -> pki.root.subjectKeyIdentifier = false, ROOT),
            open("root-without-key-usage", pki -> pki.root.extensions.remove(Extension.keyUsage), ROOT));

    private CaKinds() {}

    private static Consumer<Pki> ca(Consumer<CertificateDraft> change) {
        return pki -> change.accept(pki.anyCa());
    }

    static void pathLength(CertificateDraft ca, int length) {
        ca.put(Extension.basicConstraints, true, new BasicConstraints(length));
    }

    private static void rootPathLength(Pki pki) {
        pki.upperOfTwo();
        pathLength(pki.root, pki.random.nextInt(2));
    }

    private static void use(CertificateDraft certificate, KeyPurposeId purpose) {
        certificate.put(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    }

    private static void pss(Pki pki) {
        pki.lowest().withKeys(Keys.rsa(2048));
        pki.leaf.algorithm = Optional.of("SHA256withRSAandMGF1");
    }
}
