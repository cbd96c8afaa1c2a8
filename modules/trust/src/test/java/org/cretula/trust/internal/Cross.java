package org.cretula.trust.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v1CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.CertificateRevocationList;

/** Certificates whose names and keys are chosen one by one, to cross-certify and to make loops. */
public final class Cross {

    private static final AtomicLong SERIAL = new AtomicLong(900_000);
    private static final Instant END = Instant.parse("2046-01-01T00:00:00Z");

    private Cross() {}

    public static KeyPair keys(TestCa ca) {
        return new KeyPair(ca.certificate().getPublicKey(), ca.credential().key());
    }

    public static X509Certificate ca(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        return ca(name, own, issuer, issuerKeys, TestCa.start(), END);
    }

    public static X509Certificate ca(
            String name, KeyPair own, String issuer, KeyPair issuerKeys, Instant from, Instant to) {
        return certificate(name, own, issuer, issuerKeys, from, to, true);
    }

    public static X509Certificate holder(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        return certificate(name, own, issuer, issuerKeys, TestCa.start(), END, false);
    }

    /** A certificate for OCSP signing whose own status nobody need ask for. */
    public static X509Certificate responder(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        try {
            X509v3CertificateBuilder builder =
                    builder(name, own, issuer, TestCa.start(), END, KeyUsage.digitalSignature);
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A holder's certificate with the extensions that a subject's forgery adds. */
    public static X509Certificate issue(Subject subject, String issuer, KeyPair issuerKeys) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(TestCa.start()),
                    Date.from(END),
                    new X500Name(subject.name()),
                    TestCa.newKeys("EC:secp256r1").getPublic());
            subject.forgery().accept(builder);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CertificateRevocationList emptyList(String issuer, KeyPair keys) {
        return emptyList(
                issuer, keys, keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
    }

    /** An empty list signed by this algorithm. */
    public static CertificateRevocationList emptyList(String issuer, KeyPair keys, String algorithm) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    new X500Name("CN=" + issuer), Date.from(Instant.parse("2026-01-01T00:00:00Z")));
            builder.setNextUpdate(Date.from(END));
            ContentSigner signer = new JcaContentSignerBuilder(algorithm)
                    .setProvider(Scene.PROVIDERS.bouncyCastle())
                    .build(keys.getPrivate());
            return Scene.crl(builder.build(signer).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate of version 1, which cannot say whether it is a CA's. */
    public static X509Certificate version1(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        try {
            JcaX509v1CertificateBuilder builder = new JcaX509v1CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(TestCa.start()),
                    Date.from(END),
                    new X500Name("CN=" + name),
                    own.getPublic());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate, DER encoded, whose EC key brings the parameters of its curve along. */
    public static byte[] withExplicitCurve(KeyPair keys) {
        try {
            SubjectPublicKeyInfo named =
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
            SubjectPublicKeyInfo explicit = new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(
                            X9ObjectIdentifiers.id_ecPublicKey, ECNamedCurveTable.getByName("secp256r1")),
                    named.getPublicKeyData().getBytes());
            return new X509v3CertificateBuilder(
                            new X500Name("CN=CA"),
                            BigInteger.valueOf(SERIAL.incrementAndGet()),
                            Date.from(TestCa.start()),
                            Date.from(END),
                            new X500Name("CN=Chamber"),
                            explicit)
                    .build(signer(keys))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list that does not say until when it speaks. */
    public static CertificateRevocationList endlessList(String issuer, KeyPair keys, Instant thisUpdate) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name("CN=" + issuer), Date.from(thisUpdate));
            return Scene.crl(builder.build(signer(keys)).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Keys on any curve that Bouncy Castle knows, also those that the JDK does not. */
    public static KeyPair curve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Scene.PROVIDERS.bouncyCastle());
            generator.initialize(new ECGenParameterSpec(name));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A holder's certificate signed by this algorithm. */
    public static X509Certificate signedBy(String algorithm, KeyPair issuerKeys) {
        return signedBy(algorithm, "Holder", TestCa.newKeys("EC:secp256r1"), "Issuer", issuerKeys);
    }

    /** A certificate without extensions, signed by this algorithm. */
    public static X509Certificate signedBy(
            String algorithm, String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(TestCa.start()),
                    Date.from(END),
                    new X500Name("CN=" + name),
                    own.getPublic());
            ContentSigner signer = new JcaContentSignerBuilder(algorithm)
                    .setProvider(Scene.PROVIDERS.bouncyCastle())
                    .build(issuerKeys.getPrivate());
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String name, KeyPair own, String issuer, KeyPair issuerKeys, Instant from, Instant to, boolean ca) {
        try {
            int usage = ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.nonRepudiation;
            X509v3CertificateBuilder builder = builder(name, own, issuer, from, to, usage);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509v3CertificateBuilder builder(
            String name, KeyPair own, String issuer, Instant from, Instant to, int usage) throws IOException {
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Name("CN=" + issuer),
                BigInteger.valueOf(SERIAL.incrementAndGet()),
                Date.from(from),
                Date.from(to),
                new X500Name("CN=" + name),
                own.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        return builder;
    }

    private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaContentSignerBuilder(algorithm)
                .setProvider(Scene.PROVIDERS.bouncyCastle())
                .build(keys.getPrivate());
    }

    public static Consumer<X509v3CertificateBuilder> add(
            ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        return builder -> {
            try {
                builder.addExtension(id, critical, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    public static Consumer<X509v3CertificateBuilder> replaceBasicConstraints(int pathLength) {
        return builder -> {
            try {
                builder.replaceExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
