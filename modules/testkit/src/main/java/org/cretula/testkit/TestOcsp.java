package org.cretula.testkit;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * An OCSP response in the making, without a network: of 2026-06-01, good for a day, unless told otherwise.
 *
 * <p>Settings hold for the answers added after them.
 */
public final class TestOcsp {

    private final Credential signer;
    private final List<Consumer> answers = new ArrayList<>();
    private final ExtensionsGenerator extensions = new ExtensionsGenerator();
    private Instant producedAt = Instant.parse("2026-06-01T00:00:00Z");
    private Instant thisUpdate = producedAt;
    private Optional<Instant> nextUpdate = Optional.of(Instant.parse("2026-06-02T00:00:00Z"));
    private String digest = "SHA-256";
    private Optional<String> algorithm = Optional.empty();
    private boolean byKey;
    private boolean bare;
    private ExtensionsGenerator ofAnswers = new ExtensionsGenerator();

    private interface Consumer {
        void accept(BasicOCSPRespBuilder builder);
    }

    private TestOcsp(Credential signer) {
        this.signer = signer;
    }

    /** A response that this one signs, who may or may not be entitled to. */
    public static TestOcsp by(Credential signer) {
        return new TestOcsp(signer);
    }

    /** A response in which the responder does not answer; the status is a number of RFC 6960 4.2.1. */
    public static byte[] refusal(int status) {
        try {
            return new OCSPRespBuilder().build(status, null).getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("cannot refuse", e);
        }
    }

    /** Signed at this instant. */
    public TestOcsp producedAt(Instant at) {
        producedAt = at;
        return this;
    }

    /** Of this time, and signed at its start. */
    public TestOcsp current(Instant from, Instant until) {
        producedAt = from;
        thisUpdate = from;
        nextUpdate = Optional.of(until);
        return this;
    }

    /** Of this instant, without saying until when; the signature is of the same instant. */
    public TestOcsp endless(Instant from) {
        producedAt = from;
        thisUpdate = from;
        nextUpdate = Optional.empty();
        return this;
    }

    /** Certificates are named by this digest: SHA-1 or SHA-256. */
    public TestOcsp digest(String newDigest) {
        digest = newDigest;
        return this;
    }

    /** Signed by this algorithm. */
    public TestOcsp algorithm(String newAlgorithm) {
        algorithm = Optional.of(newAlgorithm);
        return this;
    }

    /** The responder goes by the digest of its key instead of its name. */
    public TestOcsp byKey() {
        byKey = true;
        return this;
    }

    /** Without the responder's certificate. */
    public TestOcsp bare() {
        bare = true;
        return this;
    }

    /** With a nonce, as RFC 8954 2.1 encodes it. */
    public TestOcsp nonce(byte[] nonce) {
        return extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce));
    }

    /** With an extension of the response. */
    public TestOcsp extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        add(extensions, id, critical, value);
        return this;
    }

    /** With an extension of each answer that follows. */
    public TestOcsp answerExtension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        add(ofAnswers, id, critical, value);
        return this;
    }

    /** The records go back this far beyond expiry, for the answers that follow. */
    public TestOcsp archiveCutoff(Instant cutoff) {
        return answerExtension(
                OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff, false, new ASN1GeneralizedTime(Date.from(cutoff)));
    }

    /** Good, says this response. */
    public TestOcsp good(X509Certificate certificate, X509Certificate issuer) {
        return answer(id(certificate.getSerialNumber(), issuer, issuer), CertificateStatus.GOOD);
    }

    /** Revoked, says this response; {@code reason} is a CRLReason number of RFC 5280 5.3.1. */
    public TestOcsp revoked(X509Certificate certificate, X509Certificate issuer, Instant at, int reason) {
        return answer(id(certificate.getSerialNumber(), issuer, issuer), new RevokedStatus(Date.from(at), reason));
    }

    /** Not known, says this response. */
    public TestOcsp unknown(X509Certificate certificate, X509Certificate issuer) {
        return answer(id(certificate.getSerialNumber(), issuer, issuer), new UnknownStatus());
    }

    /** Good, says this response of a serial number under one certificate's name and another one's key. */
    public TestOcsp good(BigInteger serial, X509Certificate named, X509Certificate keyed) {
        return answer(id(serial, named, keyed), CertificateStatus.GOOD);
    }

    private TestOcsp answer(CertificateID id, CertificateStatus status) {
        Date from = Date.from(thisUpdate);
        Date until = nextUpdate.map(Date::from).orElse(null);
        var own = ofAnswers.isEmpty() ? null : ofAnswers.generate();
        answers.add(builder -> builder.addResponse(id, status, from, until, own));
        ofAnswers = new ExtensionsGenerator();
        return this;
    }

    /** The response, DER encoded. */
    public byte[] der() {
        try {
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic())
                    .getEncoded();
        } catch (OCSPException | IOException e) {
            throw new IllegalStateException("cannot answer", e);
        }
    }

    private BasicOCSPResp basic() {
        try {
            X509CertificateHolder certificate = new JcaX509CertificateHolder(signer.certificate());
            DigestCalculator sha1 =
                    new JcaDigestCalculatorProviderBuilder().build().get(RespID.HASH_SHA1);
            RespID responder = byKey
                    ? new RespID(certificate.getSubjectPublicKeyInfo(), sha1)
                    : new RespID(certificate.getSubject());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responder);
            answers.forEach(answer -> answer.accept(builder));
            if (!extensions.isEmpty()) {
                builder.setResponseExtensions(extensions.generate());
            }
            X509CertificateHolder[] chain =
                    bare ? new X509CertificateHolder[0] : new X509CertificateHolder[] {certificate};
            return builder.build(
                    algorithm.isPresent()
                            ? new JcaContentSignerBuilder(algorithm.get()).build(signer.key())
                            : TestCa.signer(signer.key()),
                    chain,
                    Date.from(producedAt));
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException("cannot answer", e);
        }
    }

    private CertificateID id(BigInteger serial, X509Certificate named, X509Certificate keyed) {
        try {
            MessageDigest hash = MessageDigest.getInstance(digest);
            byte[] name = X500Name.getInstance(named.getSubjectX500Principal().getEncoded())
                    .getEncoded();
            byte[] key = SubjectPublicKeyInfo.getInstance(keyed.getPublicKey().getEncoded())
                    .getPublicKeyData()
                    .getOctets();
            AlgorithmIdentifier identifier = digest.equals("SHA-1")
                    ? CertificateID.HASH_SHA1
                    : new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256);
            ASN1OctetString nameHash = new DEROctetString(hash.digest(name));
            ASN1OctetString keyHash = new DEROctetString(hash.digest(key));
            return new CertificateID(
                    new CertID(identifier, nameHash, keyHash, new org.bouncycastle.asn1.ASN1Integer(serial)));
        } catch (NoSuchAlgorithmException | IOException e) {
            throw new IllegalStateException("cannot name a certificate", e);
        }
    }

    private static void add(ExtensionsGenerator to, ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            to.addExtension(id, critical, value);
        } catch (IOException e) {
            throw new IllegalStateException("cannot add the extension " + id, e);
        }
    }
}
