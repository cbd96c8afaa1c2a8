package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.cretula.testkit.Credential;

/** Answers OCSP questions, truly unless told otherwise; good and current unless told otherwise. */
final class Responder implements Function<byte[], byte[]> {

    private final Credential signer;
    private final boolean delegated;
    UnaryOperator<Extension> nonce = UnaryOperator.identity();
    UnaryOperator<CertificateID> about = UnaryOperator.identity();
    CertificateStatus status = CertificateStatus.GOOD;
    byte[] lastQuestion = new byte[0];

    Responder(Credential signer, boolean delegated) {
        this.signer = signer;
        this.delegated = delegated;
    }

    static CertificateID otherSerial(CertificateID id) {
        org.bouncycastle.asn1.ocsp.CertID asn1 = id.toASN1Primitive();
        return new CertificateID(new org.bouncycastle.asn1.ocsp.CertID(
                asn1.getHashAlgorithm(),
                asn1.getIssuerNameHash(),
                asn1.getIssuerKeyHash(),
                new org.bouncycastle.asn1.ASN1Integer(BigInteger.ONE)));
    }

    @Override
    public byte[] apply(byte[] question) {
        lastQuestion = question.clone();
        try {
            OCSPReq request = new OCSPReq(question);
            X509Certificate certificate = signer.certificate();
            X509CertificateHolder holder = new X509CertificateHolder(certificate.getEncoded());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(holder.getSubject()));
            CertificateID id = about.apply(request.getRequestList()[0].getCertID());
            builder.addResponse(
                    id,
                    status,
                    Date.from(Instant.parse("2026-05-31T00:00:00Z")),
                    Date.from(Instant.parse("2026-06-07T00:00:00Z")));
            Extension answered = nonce.apply(request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce));
            if (!answered.getExtnId().equals(OCSPObjectIdentifiers.id_pkix_ocsp)) {
                builder.setResponseExtensions(new Extensions(answered));
            }
            return new OCSPRespBuilder()
                    .build(
                            OCSPRespBuilder.SUCCESSFUL,
                            builder.build(
                                    new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                                    delegated ? new X509CertificateHolder[] {holder} : new X509CertificateHolder[0],
                                    Date.from(Instant.parse("2026-05-31T12:00:00Z"))))
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** In place of a nonce: none. */
    static Extension none(Extension asked) {
        return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp, asked.isCritical(), asked.getExtnValue());
    }
}
