package org.cretula.oracle.dss;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonCertificateSource;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.spi.x509.revocation.crl.ExternalResourcesCRLSource;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.XAdESTimestampParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * EU DSS as the signer that ours is compared with in one process: bytes in, bytes out, so that whoever calls it needs none of its
 * classes. Enveloped, SHA-256, whatever DSS does besides by default.
 *
 * <p>The key and the time-stamping authority are functions, the same that its rival is given. One service for all
 * documents, as DSS advises.
 */
public final class DssRival implements BiFunction<byte[], String, byte[]> {

    private final XAdESService service;
    private final List<CertificateToken> chain;
    private final UnaryOperator<byte[]> key;
    private final Instant time;

    /**
     * A signer.
     *
     * @param chain of the signer, DER, its own certificate first
     * @param anchors trusted certificates, DER
     * @param others certificates that help to build paths, DER
     * @param lists revocation lists, DER
     * @param key makes the raw signature of its argument
     * @param authority makes the token over a SHA-256 digest
     * @param time the signing time to claim
     */
    public DssRival(
            List<byte[]> chain,
            List<byte[]> anchors,
            List<byte[]> others,
            List<byte[]> lists,
            UnaryOperator<byte[]> key,
            UnaryOperator<byte[]> authority,
            Instant time) {
        this.chain = chain.stream().map(DSSUtils::loadCertificate).toList();
        this.key = key;
        this.time = time;
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        anchors.forEach(der -> trusted.addCertificate(DSSUtils.loadCertificate(der)));
        CommonCertificateSource adjunct = new CommonCertificateSource();
        others.forEach(der -> adjunct.addCertificate(DSSUtils.loadCertificate(der)));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier(true);
        verifier.setTrustedCertSources(trusted);
        verifier.setAdjunctCertSources(adjunct);
        verifier.setCrlSource(new ExternalResourcesCRLSource(
                lists.stream().map(ByteArrayInputStream::new).toArray(InputStream[]::new)));
        service = new XAdESService(verifier);
        service.setTspSource((algorithm, digest) -> new TimestampBinary(authority.apply(digest)));
    }

    /** Signs a document at a level, named as DSS does: {@code XAdES-BASELINE-B}. */
    @Override
    public byte[] apply(byte[] xml, String level) {
        XAdESSignatureParameters parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.valueByName(level));
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSignatureTimestampParameters(new XAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setArchiveTimestampParameters(new XAdESTimestampParameters(DigestAlgorithm.SHA256));
        parameters.setSigningCertificate(chain.get(0));
        parameters.setCertificateChain(chain);
        parameters.bLevel().setSigningDate(Date.from(time));
        DSSDocument document = new InMemoryDocument(xml, "document.xml");
        byte[] value = key.apply(service.getDataToSign(document, parameters).getBytes());
        SignatureAlgorithm algorithm = parameters.getSignatureAlgorithm();
        ByteArrayOutputStream out = new ByteArrayOutputStream(xml.length + 4_096);
        try {
            service.signDocument(document, parameters, new SignatureValue(algorithm, value))
                    .writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be written to", e);
        }
        return out.toByteArray();
    }
}
