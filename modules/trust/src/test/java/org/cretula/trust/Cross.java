package org.cretula.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.cretula.testkit.TestCa;

/** Certificates whose names and keys are chosen one by one, to cross-certify and to make loops. */
final class Cross {

    private static final AtomicLong SERIAL = new AtomicLong(900_000);
    private static final Instant END = Instant.parse("2046-01-01T00:00:00Z");

    private Cross() {}

    static KeyPair keys(TestCa ca) {
        return new KeyPair(ca.certificate().getPublicKey(), ca.credential().key());
    }

    static X509Certificate ca(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        return ca(name, own, issuer, issuerKeys, TestCa.start(), END);
    }

    static X509Certificate ca(
            String name, KeyPair own, String issuer, KeyPair issuerKeys, Instant from, Instant to) {
        return certificate(name, own, issuer, issuerKeys, from, to, true);
    }

    static X509Certificate holder(String name, KeyPair own, String issuer, KeyPair issuerKeys) {
        return certificate(name, own, issuer, issuerKeys, TestCa.start(), END, false);
    }

    static X509CRL emptyList(String issuer, KeyPair keys) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    new X500Name("CN=" + issuer), Date.from(Instant.parse("2026-01-01T00:00:00Z")));
            builder.setNextUpdate(Date.from(END));
            return Scene.crl(builder.build(signer(keys)).getEncoded());
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(
            String name, KeyPair own, String issuer, KeyPair issuerKeys, Instant from, Instant to, boolean ca) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("CN=" + issuer),
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(from),
                    Date.from(to),
                    new X500Name("CN=" + name),
                    own.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            int usage = ca ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.nonRepudiation;
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKeys)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContentSigner signer(KeyPair keys) throws OperatorCreationException {
        String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    }
}
