package org.cretula.trust.openssl;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v1CertificateBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.cretula.trust.internal.Scene;

/** A certificate in the making: everything may be changed until it is built. */
final class CertificateDraft {

    static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2046-01-01T00:00:00Z");

    X500Name subject;
    KeyPair keys;
    BigInteger serial;
    SubjectPublicKeyInfo publicKey;
    Instant from = START;
    Instant to = END;
    boolean version1;
    boolean subjectKeyIdentifier = true;
    boolean authorityKeyIdentifier = true;
    boolean damaged;
    Optional<CertificateDraft> parent;
    Optional<X500Name> issuer = Optional.empty();
    Optional<KeyPair> signer = Optional.empty();
    Optional<String> algorithm = Optional.empty();
    final Map<ASN1ObjectIdentifier, Extension> extensions = new LinkedHashMap<>();

    private CertificateDraft(String name, KeyPair keys, Optional<CertificateDraft> parent, BigInteger serial) {
        this.subject = new X500Name("C=XX,O=Cretula Test,CN=" + name);
        this.keys = keys;
        this.publicKey = SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded());
        this.parent = parent;
        this.serial = serial;
    }

    static CertificateDraft root(String name, KeyPair keys, BigInteger serial) {
        return new CertificateDraft(name, keys, Optional.empty(), serial).asCa();
    }

    static CertificateDraft ca(String name, KeyPair keys, CertificateDraft parent, BigInteger serial) {
        return new CertificateDraft(name, keys, Optional.of(parent), serial).asCa();
    }

    static CertificateDraft leaf(String name, KeyPair keys, CertificateDraft parent, BigInteger serial) {
        return new CertificateDraft(name, keys, Optional.of(parent), serial)
                .usage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation);
    }

    private CertificateDraft asCa() {
        return put(Extension.basicConstraints, true, new BasicConstraints(true))
                .usage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    CertificateDraft usage(int bits) {
        return put(Extension.keyUsage, true, new KeyUsage(bits));
    }

    /** Says this extension, in place of what it said before. */
    CertificateDraft put(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            extensions.put(
                    id, new Extension(id, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER)));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    CertificateDraft withKeys(KeyPair other) {
        keys = other;
        publicKey = SubjectPublicKeyInfo.getInstance(other.getPublic().getEncoded());
        return this;
    }

    static SubjectKeyIdentifier identifier(KeyPair keys) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    X500Name issuerName() {
        return issuer.orElseGet(() -> parent.map(p -> p.subject).orElse(subject));
    }

    private KeyPair parentKeys() {
        return parent.map(p -> p.keys).orElse(keys);
    }

    byte[] der() {
        try {
            KeyPair signing = signer.orElseGet(this::parentKeys);
            ContentSigner contentSigner = signer(signing, algorithm);
            byte[] der = (version1 ? version1(contentSigner) : version3(contentSigner)).getEncoded();
            if (damaged) {
                der[der.length - 1] ^= 1;
            }
            return der;
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue " + subject, e);
        }
    }

    private X509CertificateHolder version1(ContentSigner contentSigner) {
        return new X509v1CertificateBuilder(issuerName(), serial, Date.from(from), Date.from(to), subject, publicKey)
                .build(contentSigner);
    }

    private X509CertificateHolder version3(ContentSigner contentSigner) throws IOException {
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(issuerName(), serial, Date.from(from), Date.from(to), subject, publicKey);
        if (subjectKeyIdentifier && !extensions.containsKey(Extension.subjectKeyIdentifier)) {
            builder.addExtension(Extension.subjectKeyIdentifier, false, identifier(keys));
        }
        if (authorityKeyIdentifier && !extensions.containsKey(Extension.authorityKeyIdentifier)) {
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new AuthorityKeyIdentifier(identifier(parentKeys()).getKeyIdentifier()));
        }
        for (Extension extension : extensions.values()) {
            builder.addExtension(extension);
        }
        return builder.build(contentSigner);
    }

    static ContentSigner signer(KeyPair keys, Optional<String> algorithm) throws OperatorCreationException {
        String usual = switch (keys.getPrivate().getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC", "ECDSA" -> "SHA256withECDSA";
            default -> keys.getPrivate().getAlgorithm();
        };
        return new JcaContentSignerBuilder(algorithm.orElse(usual))
                .setProvider(Scene.PROVIDERS.bouncyCastle())
                .build(keys.getPrivate());
    }
}
