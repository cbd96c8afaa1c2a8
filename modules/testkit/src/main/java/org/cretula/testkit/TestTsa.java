package org.cretula.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.tsp.Accuracy;
import org.bouncycastle.asn1.tsp.MessageImprint;
import org.bouncycastle.asn1.tsp.TSTInfo;
import org.bouncycastle.asn1.tsp.TimeStampReq;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * A time-stamping authority without a network, honest unless told otherwise: of 2026-11-24T08:00:30Z, SHA-256, with its
 * certificate in the token and named by ESSCertIDv2.
 *
 * <p>Settings hold for the answers given after them.
 */
public final class TestTsa {

    private static final AtomicLong SERIAL = new AtomicLong(1);

    private final Credential credential;
    private final List<Credential> signers = new ArrayList<>();
    private Instant time = Instant.parse("2026-11-24T08:00:30Z");
    private String policy = "1.2.3.4.1";
    private Optional<byte[]> imprint = Optional.empty();
    private Optional<BigInteger> nonce = Optional.empty();
    private Optional<X509Certificate> named = Optional.empty();
    private boolean nullParameters;
    private boolean withoutNonce;
    private boolean withoutCertificates;
    private String ess = "SHA-256";
    private Optional<String> algorithm = Optional.empty();
    private int refusal;

    private TestTsa(Credential credential) {
        this.credential = credential;
        signers.add(credential);
    }

    /** An authority with this key, whose certificate may or may not be one for time-stamping. */
    public static TestTsa by(Credential credential) {
        return new TestTsa(credential);
    }

    /** What the certificate of an authority must say: timeStamping as its only, critical purpose. */
    public static Subject subject(String name) {
        return Subject.named(name).keyUsage(KeyUsage.digitalSignature).forged(builder -> {
            try {
                builder.addExtension(
                        Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
            } catch (IOException e) {
                throw new IllegalStateException("cannot write an extension", e);
            }
        });
    }

    /** Tells this time. */
    public TestTsa at(Instant instant) {
        time = instant;
        return this;
    }

    /** Under this policy, whatever was asked for. */
    public TestTsa policy(String oid) {
        policy = oid;
        return this;
    }

    /** Stamps this digest instead of the one sent. */
    public TestTsa imprint(byte[] other) {
        imprint = Optional.of(other.clone());
        return this;
    }

    /** Repeats this number instead of the one sent. */
    public TestTsa nonce(BigInteger other) {
        nonce = Optional.of(other);
        return this;
    }

    /** Repeats no number. */
    public TestTsa withoutNonce() {
        withoutNonce = true;
        return this;
    }

    /** Names the digest with NULL parameters, as some do. */
    public TestTsa nullParameters() {
        nullParameters = true;
        return this;
    }

    /** Leaves its certificate out. */
    public TestTsa withoutCertificates() {
        withoutCertificates = true;
        return this;
    }

    /** Names this certificate as its own. */
    public TestTsa naming(X509Certificate certificate) {
        named = Optional.of(certificate);
        return this;
    }

    /** Names its certificate by this digest: {@code SHA-1} (ESSCertID), {@code SHA-256}, {@code SHA-512}, or {@code none}. */
    public TestTsa ess(String digest) {
        ess = digest;
        return this;
    }

    /** Signs by this algorithm. */
    public TestTsa algorithm(String name) {
        algorithm = Optional.of(name);
        return this;
    }

    /** A second signer in the same token. */
    public TestTsa and(Credential other) {
        signers.add(other);
        return this;
    }

    /** Refuses with this status of RFC 3161 2.4.2. */
    public TestTsa refusing(int status) {
        refusal = status;
        return this;
    }

    /** Answers a TimeStampReq with a TimeStampResp, both DER. */
    public byte[] answer(byte[] request) {
        try {
            if (refusal != 0) {
                DERSequence words = new DERSequence(new DERUTF8String("not today"));
                DERSequence status =
                        new DERSequence(new org.bouncycastle.asn1.ASN1Encodable[] {new ASN1Integer(refusal), words});
                return new DERSequence(status).getEncoded(ASN1Encoding.DER);
            }
            DERSequence status = new DERSequence(new ASN1Integer(0));
            ASN1EncodableVector response = new ASN1EncodableVector();
            response.add(status);
            response.add(ASN1Primitive.fromByteArray(token(TimeStampReq.getInstance(request))));
            return new DERSequence(response).getEncoded(ASN1Encoding.DER);
        } catch (IOException e) {
            throw new IllegalStateException("cannot answer", e);
        }
    }

    /** A token over this content, as if it had been asked for, by SHA-256. */
    public byte[] stamp(byte[] content) {
        AlgorithmIdentifier sha256 = new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
        MessageImprint asked = new MessageImprint(sha256, digest("SHA-256", content));
        return token(new TimeStampReq(asked, null, null, null, null));
    }

    private byte[] token(TimeStampReq request) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            for (Credential signer : signers) {
                String name = algorithm.orElse(
                        signer.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
                generator.addSignerInfoGenerator(new JcaSignerInfoGeneratorBuilder(
                                new JcaDigestCalculatorProviderBuilder().build())
                        .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(attributes(signer)) {
                            @Override
                            @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the library's own choice
                            protected Hashtable createStandardAttributeTable(java.util.Map parameters) {
                                Hashtable table = super.createStandardAttributeTable(parameters);
                                table.remove(CMSAttributes.signingTime);
                                return table;
                            }
                        })
                        .build(new JcaContentSignerBuilder(name).build(signer.key()), signer.certificate()));
            }
            if (!withoutCertificates) {
                generator.addCertificates(new JcaCertStore(List.of(credential.certificate())));
            }
            byte[] info = info(request).getEncoded(ASN1Encoding.DER);
            return generator
                    .generate(new CMSProcessableByteArray(PKCSObjectIdentifiers.id_ct_TSTInfo, info), true)
                    .toASN1Structure()
                    .getEncoded(ASN1Encoding.DER);
        } catch (CMSException | OperatorCreationException | CertificateEncodingException | IOException e) {
            throw new IllegalStateException("cannot stamp", e);
        }
    }

    private TSTInfo info(TimeStampReq request) {
        MessageImprint asked = request.getMessageImprint();
        ASN1ObjectIdentifier digest = asked.getHashAlgorithm().getAlgorithm();
        MessageImprint stamped = new MessageImprint(
                nullParameters ? new AlgorithmIdentifier(digest, DERNull.INSTANCE) : new AlgorithmIdentifier(digest),
                imprint.orElse(asked.getHashedMessage()));
        ASN1Integer number = nonce.map(ASN1Integer::new).orElse(request.getNonce());
        return new TSTInfo(
                new ASN1ObjectIdentifier(policy),
                stamped,
                new ASN1Integer(SERIAL.incrementAndGet()),
                new ASN1GeneralizedTime(time.toString().replaceAll("[-:T]", "")),
                new Accuracy(new ASN1Integer(1), null, null),
                null,
                withoutNonce ? null : number,
                null,
                null);
    }

    private AttributeTable attributes(Credential signer) {
        if (ess.equals("none")) {
            return new AttributeTable(new ASN1EncodableVector());
        }
        try {
            byte[] hash = digest(ess, named.orElse(signer.certificate()).getEncoded());
            Attribute attribute = ess.equals("SHA-1")
                    ? new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificate,
                            new DERSet(new SigningCertificate(new ESSCertID(hash))))
                    : new Attribute(
                            PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                            new DERSet(new SigningCertificateV2(new ESSCertIDv2(identifier(ess), hash))));
            ASN1EncodableVector all = new ASN1EncodableVector();
            all.add(attribute);
            return new AttributeTable(all);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("cannot name a certificate", e);
        }
    }

    private static AlgorithmIdentifier identifier(String digest) {
        return new AlgorithmIdentifier(
                digest.toUpperCase(Locale.ROOT).equals("SHA-512")
                        ? NISTObjectIdentifiers.id_sha512
                        : NISTObjectIdentifiers.id_sha256);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no " + name, e);
        }
    }
}
