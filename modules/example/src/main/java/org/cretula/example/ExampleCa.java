package org.cretula.example;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certification authority of the example PKI: P-256 key, SHA-256, one validity for all it issues. */
final class ExampleCa {

    private static final int SERIAL_BYTES = 16;

    private final KeyPair keys;
    private final List<X509Certificate> chain;
    private final String crlUrl;
    private final Setting setting;

    private ExampleCa(KeyPair keys, List<X509Certificate> chain, String crlUrl, Setting setting) {
        this.keys = keys;
        this.chain = List.copyOf(chain);
        this.crlUrl = crlUrl;
        this.setting = setting;
    }

    /** What all certificates of one PKI share. */
    record Setting(SecureRandom random, Provider provider, Instant notBefore, Instant notAfter) {}

    /** A distinguished name that carries the mark by which example certificates are known. */
    static X500Name name(String commonName, String country) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.C, country)
                .addRDN(BCStyle.O, ExamplePki.ORGANIZATION)
                .addRDN(BCStyle.CN, commonName)
                .build();
    }

    static ExampleCa root(Setting setting) {
        KeyPair keys = KeyKind.EC.generate(setting.random(), setting.provider());
        X500Name name = name("Cretula Example Root", "XA");
        ExampleCa unsigned = new ExampleCa(keys, List.of(), crlUrl("root"), setting);
        X509Certificate certificate =
                unsigned.certify(name, name, keys.getPublic(), authority(new BasicConstraints(1)));
        return new ExampleCa(keys, List.of(certificate), crlUrl("root"), setting);
    }

    ExampleCa issuingCa() {
        KeyPair caKeys = KeyKind.EC.generate(setting.random(), setting.provider());
        X500Name name = name("Cretula Example Issuing CA", "XA");
        X509Certificate certificate =
                certify(issuerName(), name, caKeys.getPublic(), authority(new BasicConstraints(0)));
        return new ExampleCa(caKeys, List.of(certificate, certificate()), crlUrl("ca"), setting);
    }

    ExampleCredential issue(ExampleEntity entity, KeyPair entityKeys) {
        X509Certificate certificate = certify(issuerName(), entity.subject(), entityKeys.getPublic(), extensions -> {
            extensions.add(Extension.basicConstraints, true, new BasicConstraints(false));
            extensions.add(Extension.keyUsage, true, new KeyUsage(entity.keyUsage()));
            entity.solePurpose()
                    .ifPresent(
                            purpose -> extensions.add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose)));
        });
        List<X509Certificate> path = new ArrayList<>(chain);
        path.add(0, certificate);
        return new ExampleCredential(entityKeys.getPrivate(), path);
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    /** A complete revocation list, issued at {@code thisUpdate}, good until the PKI ends. */
    X509CRL crl(Instant thisUpdate, Consumer<X509v2CRLBuilder> entries) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(issuerName(), Date.from(thisUpdate));
            builder.setNextUpdate(Date.from(setting.notAfter()));
            entries.accept(builder);
            // The number has to grow from list to list; the time of issue does.
            BigInteger number = BigInteger.valueOf(thisUpdate.getEpochSecond());
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(keys.getPublic()));
            return new JcaX509CRLConverter().setProvider("SUN").getCRL(builder.build(signer()));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a CRL at " + thisUpdate, e);
        }
    }

    private X500Name issuerName() {
        return X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
    }

    private X509Certificate certify(X500Name issuer, X500Name subject, PublicKey key, Consumer<Extensions> profile) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer, serial(), Date.from(setting.notBefore()), Date.from(setting.notAfter()), subject, key);
            Extensions extensions = new Extensions(builder);
            profile.accept(extensions);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            extensions.add(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
            extensions.add(
                    Extension.authorityKeyIdentifier,
                    false,
                    identifiers.createAuthorityKeyIdentifier(keys.getPublic()));
            extensions.add(Extension.cRLDistributionPoints, false, distributionPoint(crlUrl));
            return new JcaX509CertificateConverter().setProvider("SUN").getCertificate(builder.build(signer()));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue a certificate for " + subject, e);
        }
    }

    private BigInteger serial() {
        byte[] bytes = new byte[SERIAL_BYTES];
        setting.random().nextBytes(bytes);
        // Positive, and always sixteen bytes long: the first bit off, the second on.
        bytes[0] = (byte) ((bytes[0] & 0x3f) | 0x40);
        return new BigInteger(bytes);
    }

    private ContentSigner signer() throws OperatorCreationException {
        return new JcaContentSignerBuilder(KeyKind.EC.signature())
                .setProvider(setting.provider())
                .setSecureRandom(setting.random())
                .build(keys.getPrivate());
    }

    private static Consumer<Extensions> authority(BasicConstraints constraints) {
        return extensions -> {
            extensions.add(Extension.basicConstraints, true, constraints);
            extensions.add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        };
    }

    private static String crlUrl(String ca) {
        return "http://crl.cretula.example/" + ca + ".crl";
    }

    private static CRLDistPoint distributionPoint(String url) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url));
        return new CRLDistPoint(
                new DistributionPoint[] {new DistributionPoint(new DistributionPointName(names), null, null)});
    }

    /** The extensions of one certificate in the making. */
    private record Extensions(X509v3CertificateBuilder builder) {
        void add(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
            try {
                builder.addExtension(id, critical, value);
            } catch (IOException e) {
                throw new IllegalStateException("cannot encode the extension " + id, e);
            }
        }
    }
}
