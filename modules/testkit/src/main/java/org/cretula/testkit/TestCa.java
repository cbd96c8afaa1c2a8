package org.cretula.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A throw-away certification authority; issues whatever it is asked for. */
public final class TestCa {

    private static final AtomicLong SERIAL = new AtomicLong(1000);
    private static final AtomicLong RSA_USES = new AtomicLong();
    // RSA keys are slow to make, and which key a test certificate has rarely matters: of each size there are four, and
    // each use takes the next one. A test that needs two strangers to differ makes its own key.
    private static final Map<String, KeyPair> RSA_KEYS = new ConcurrentHashMap<>();

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private final Credential credential;

    private TestCa(Credential credential) {
        this.credential = credential;
    }

    /** A self-signed root. */
    public static TestCa root(String name) {
        return root(Subject.named(name));
    }

    /** A self-signed root that says what {@code subject} says. */
    public static TestCa root(Subject subject) {
        KeyPair keys = newKeys(subject.algorithm());
        X500Name name = new X500Name(subject.name());
        X509Certificate certificate = certify(name, keys, keys.getPrivate(), asCa(subject), true, keys);
        return new TestCa(new Credential(keys.getPrivate(), List.of(certificate)));
    }

    /** A CA under this one. */
    public TestCa intermediate(String name) {
        return intermediate(Subject.named(name));
    }

    /** A CA under this one that says what {@code subject} says. */
    public TestCa intermediate(Subject subject) {
        return new TestCa(issue(asCa(subject), true));
    }

    /** A key and certificate for an end entity. */
    public Credential issue(Subject subject) {
        return issue(subject, false);
    }

    /** A certificate for a key that is elsewhere, with this CA's chain behind it. */
    public List<X509Certificate> certify(Subject subject, PublicKey key) {
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        KeyPair issuerKeys = new KeyPair(certificate().getPublicKey(), credential.key());
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certify(issuer, issuerKeys, credential.key(), subject, false, new KeyPair(key, null)));
        chain.addAll(credential.chain());
        return chain;
    }

    /** A revocation list of this CA, empty until told otherwise. */
    public TestCrl crl() {
        return new TestCrl(this);
    }

    /** This CA's own certificate. */
    public X509Certificate certificate() {
        return credential.certificate();
    }

    /** This CA's key and chain, to issue things that a CA should not. */
    public Credential credential() {
        return credential;
    }

    private Credential issue(Subject subject, boolean ca) {
        KeyPair keys = newKeys(subject.algorithm());
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        KeyPair issuerKeys = new KeyPair(certificate().getPublicKey(), credential.key());
        X509Certificate certificate = certify(issuer, issuerKeys, credential.key(), subject, ca, keys);
        List<X509Certificate> chain = new ArrayList<>();
        chain.add(certificate);
        chain.addAll(credential.chain());
        return new Credential(keys.getPrivate(), chain);
    }

    private static Subject asCa(Subject subject) {
        boolean untouched = subject.keyUsage() == Subject.named("x").keyUsage();
        return untouched ? subject.keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign) : subject;
    }

    private static X509Certificate certify(
            X500Name issuer, KeyPair issuerKeys, PrivateKey signingKey, Subject subject, boolean ca, KeyPair keys) {
        try {
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(subject.notBefore()),
                    Date.from(subject.notAfter()),
                    new X500Name(subject.name()),
                    keys.getPublic());
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(
                    Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(keys.getPublic()));
            builder.addExtension(
                    Extension.authorityKeyIdentifier, false, ids.createAuthorityKeyIdentifier(issuerKeys.getPublic()));
            if (subject.keyUsage() != 0) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(subject.keyUsage()));
            }
            if (!subject.extendedKeyUsages().isEmpty()) {
                builder.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(subject.extendedKeyUsages().toArray(new KeyPurposeId[0])));
            }
            if (subject.crlUrl().isPresent()) {
                builder.addExtension(
                        Extension.cRLDistributionPoints,
                        false,
                        distributionPoint(subject.crlUrl().get()));
            }
            subject.forgery().accept(builder);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(signingKey)));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("cannot issue " + subject, e);
        }
    }

    private static CRLDistPoint distributionPoint(String url) {
        GeneralNames names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url));
        DistributionPointName name = new DistributionPointName(names);
        return new CRLDistPoint(new DistributionPoint[] {new DistributionPoint(name, null, null)});
    }

    static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
        return new JcaContentSignerBuilder(algorithm).build(key);
    }

    /**
     * A key pair, {@code "EC:curve"}, {@code "RSA:bits"} or a JCA name such as {@code "Ed25519"}; those that the JDK does
     * not have, curves of Brainpool and ML-DSA, are Bouncy Castle's.
     */
    public static KeyPair newKeys(String algorithm) {
        if (algorithm.startsWith("RSA:")) {
            return RSA_KEYS.computeIfAbsent(algorithm + ":" + RSA_USES.getAndIncrement() % 4, a -> generate(algorithm));
        }
        return generate(algorithm);
    }

    private static KeyPair generate(String algorithm) {
        try {
            String[] parts = algorithm.split(":", -1);
            boolean foreign = algorithm.startsWith("EC:brainpool") || algorithm.startsWith("ML-DSA");
            KeyPairGenerator generator = foreign
                    ? KeyPairGenerator.getInstance(parts[0], BOUNCY_CASTLE)
                    : KeyPairGenerator.getInstance(parts[0]);
            if (parts[0].equals("EC")) {
                generator.initialize(new ECGenParameterSpec(parts[1]));
            } else if (parts[0].equals("RSA")) {
                generator.initialize(Integer.parseInt(parts[1]));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make keys of " + algorithm, e);
        }
    }

    /** The instant from which certificates are valid unless told otherwise. */
    public static Instant start() {
        return Subject.START;
    }
}
