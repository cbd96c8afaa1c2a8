package org.cretula.trust.openssl;

import static org.cretula.trust.openssl.Kind.Topic.LEAF_DATES;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_IDENTIFIERS;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_KEY;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_NAMES;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_OTHER;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_SIGNATURE;
import static org.cretula.trust.openssl.Kind.Topic.LEAF_USAGE;
import static org.cretula.trust.openssl.Kind.faulty;
import static org.cretula.trust.openssl.Kind.open;
import static org.cretula.trust.openssl.Kind.sound;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** What can be done to the holder's certificate. */
final class LeafKinds {

    static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
    private static final KeyPurposeId DOCUMENT_SIGNING =
            KeyPurposeId.getInstance(new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36"));
    private static final Duration DAY = Duration.ofDays(1);

    static final List<Kind> ALL = List.of(
            sound("nothing", pki -> {}),
            // dates
            faulty("leaf-expired", pki -> pki.leaf.to = Pki.AT.minus(DAY), LEAF_DATES),
            faulty("leaf-expired-a-second-ago", pki -> pki.leaf.to = Pki.AT.minusSeconds(1), LEAF_DATES),
            sound("leaf-in-its-last-second", pki -> pki.leaf.to = Pki.AT, LEAF_DATES),
            faulty("leaf-not-yet-valid", pki -> pki.leaf.from = Pki.AT.plus(DAY), LEAF_DATES),
            sound("leaf-in-its-first-second", pki -> pki.leaf.from = Pki.AT, LEAF_DATES),
            // signature
            faulty("leaf-signature-damaged", pki -> pki.leaf.damaged = true, LEAF_SIGNATURE),
            faulty("leaf-signed-by-another-key", pki -> pki.leaf.signer = Optional.of(Keys.usual(5)), LEAF_SIGNATURE),
            faulty(
                    "leaf-names-another-issuer",
                    pki -> pki.leaf.issuer = Optional.of(new X500Name("C=XX,O=Cretula Test,CN=Nobody")),
                    LEAF_SIGNATURE),
            sound(
                    "leaf-spells-its-issuer-otherwise",
                    pki -> pki.leaf.issuer = Optional.of(spelled(pki.lowest().subject)),
                    LEAF_SIGNATURE),
            faulty("leaf-signed-with-sha1", algorithm("SHA1withECDSA"), LEAF_SIGNATURE),
            open("leaf-signed-with-sha224", algorithm("SHA224withECDSA"), LEAF_SIGNATURE),
            sound("leaf-signed-with-sha384", algorithm("SHA384withECDSA"), LEAF_SIGNATURE),
            // use
            sound("leaf-without-key-usage", pki -> pki.leaf.extensions.remove(Extension.keyUsage), LEAF_USAGE),
            sound("leaf-for-non-repudiation-only", pki -> pki.leaf.usage(KeyUsage.nonRepudiation), LEAF_USAGE),
            faulty("leaf-for-encipherment-only", pki -> pki.leaf.usage(KeyUsage.keyEncipherment), LEAF_USAGE),
            open(
                    "leaf-with-key-cert-sign",
                    pki -> pki.leaf.usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign),
                    LEAF_USAGE),
            sound("leaf-for-mail", use(KeyPurposeId.id_kp_emailProtection), LEAF_USAGE),
            sound(
                    "leaf-for-mail-and-servers",
                    use(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_emailProtection),
                    LEAF_USAGE),
            faulty("leaf-for-servers-only", use(KeyPurposeId.id_kp_serverAuth), LEAF_USAGE),
            faulty("leaf-for-time-stamps-only", use(KeyPurposeId.id_kp_timeStamping), LEAF_USAGE),
            faulty("leaf-for-code-only", use(KeyPurposeId.id_kp_codeSigning), LEAF_USAGE),
            open("leaf-for-any-use", use(KeyPurposeId.anyExtendedKeyUsage), LEAF_USAGE),
            open("leaf-for-documents", use(DOCUMENT_SIGNING), LEAF_USAGE),
            // identifiers
            open("leaf-names-another-key-of-its-issuer", LeafKinds::otherAuthorityKey, LEAF_IDENTIFIERS),
            open("leaf-names-another-serial-of-its-issuer", LeafKinds::otherAuthoritySerial, LEAF_IDENTIFIERS),
            open("leaf-without-authority-key", pki -> pki.leaf.authorityKeyIdentifier = false, LEAF_IDENTIFIERS),
            sound("leaf-without-subject-key", pki -> pki.leaf.subjectKeyIdentifier = false, LEAF_IDENTIFIERS),
            sound("serial-zero", pki -> pki.leaf.serial = BigInteger.ZERO, LEAF_IDENTIFIERS),
            sound("serial-negative", pki -> pki.leaf.serial = BigInteger.valueOf(-77_000_001), LEAF_IDENTIFIERS),
            sound(
                    "serial-long",
                    pki -> pki.leaf.serial = BigInteger.ONE.shiftLeft(300).add(pki.leaf.serial),
                    LEAF_IDENTIFIERS),
            // names
            sound("leaf-nameless-with-critical-alternative-name", pki -> nameless(pki, true), LEAF_NAMES),
            open("leaf-nameless-with-alternative-name", pki -> nameless(pki, false), LEAF_NAMES),
            // key
            sound("leaf-key-rsa-2048", pki -> pki.leaf.withKeys(Keys.rsa(2048)), LEAF_KEY),
            sound("leaf-key-p384", pki -> pki.leaf.withKeys(Keys.curve("secp384r1")), LEAF_KEY),
            sound("leaf-key-brainpool", pki -> pki.leaf.withKeys(Keys.curve("brainpoolP256r1")), LEAF_KEY),
            faulty("leaf-key-rsa-1024", pki -> pki.leaf.withKeys(Keys.rsa(1024)), LEAF_KEY),
            faulty("leaf-key-p192", pki -> pki.leaf.withKeys(Keys.curve("secp192r1")), LEAF_KEY),
            open("leaf-key-koblitz", pki -> pki.leaf.withKeys(Keys.curve("secp256k1")), LEAF_KEY),
            open("leaf-key-ed25519", pki -> pki.leaf.withKeys(Keys.ed25519()), LEAF_KEY),
            faulty("leaf-key-on-a-curve-of-its-own", LeafKinds::explicitCurve, LEAF_KEY),
            // other
            faulty("leaf-unknown-critical", pki -> pki.leaf.put(UNKNOWN, true, DERNull.INSTANCE), LEAF_OTHER),
            sound("leaf-unknown-extension", pki -> pki.leaf.put(UNKNOWN, false, DERNull.INSTANCE), LEAF_OTHER),
            sound(
                    "leaf-says-it-is-no-ca",
                    pki -> pki.leaf.put(Extension.basicConstraints, true, new BasicConstraints(false)),
                    LEAF_OTHER),
            sound(
                    "leaf-says-it-is-a-ca",
                    pki -> pki.leaf.put(Extension.basicConstraints, true, new BasicConstraints(true)),
                    LEAF_OTHER,
                    LEAF_USAGE,
                    LEAF_IDENTIFIERS));

    private LeafKinds() {}

    static Consumer<Pki> use(KeyPurposeId... purposes) {
        return pki -> pki.leaf.put(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
    }

    private static Consumer<Pki> algorithm(String name) {
        return pki -> pki.leaf.algorithm = Optional.of(name);
    }

    /** The same name by RFC 5280 7.1: other string type, other case, more spaces. */
    static X500Name spelled(X500Name name) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        for (var rdn : name.getRDNs()) {
            String value = rdn.getFirst().getValue().toString();
            builder.addRDN(
                    rdn.getFirst().getType(),
                    rdn.getFirst().getType().equals(BCStyle.C)
                            ? rdn.getFirst().getValue()
                            : new DERUTF8String(" "
                                    + value.toUpperCase(java.util.Locale.ROOT).replace(" ", "  ")));
        }
        return builder.build();
    }

    private static void otherAuthorityKey(Pki pki) {
        byte[] identifier = new byte[20];
        pki.random.nextBytes(identifier);
        pki.leaf.put(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier));
    }

    private static void otherAuthoritySerial(Pki pki) {
        GeneralNames issuer = new GeneralNames(new GeneralName(pki.lowest().issuerName()));
        pki.leaf.put(
                Extension.authorityKeyIdentifier,
                false,
                new AuthorityKeyIdentifier(issuer, BigInteger.valueOf(424242)));
    }

    private static void nameless(Pki pki, boolean critical) {
        pki.leaf.subject = new X500Name(new org.bouncycastle.asn1.x500.RDN[0]);
        pki.leaf.put(
                Extension.subjectAlternativeName,
                critical,
                new GeneralNames(new GeneralName(GeneralName.rfc822Name, "seal@chamber.example")));
    }

    private static void explicitCurve(Pki pki) {
        pki.leaf.publicKey = new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("secp256r1")),
                pki.leaf.publicKey.getPublicKeyData().getBytes());
    }
}
