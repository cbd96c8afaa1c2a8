package org.cretula.oracle.dss;

import eu.europa.esig.dss.asic.xades.ASiCWithXAdESSignatureParameters;
import eu.europa.esig.dss.asic.xades.signature.ASiCWithXAdESService;
import eu.europa.esig.dss.enumerations.ASiCContainerType;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSUtils;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.token.KeyStoreSignatureTokenConnection;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore.PasswordProtection;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;

/** A small document that DSS signed at B-B, and the folder of trust that goes with it. */
final class Signed {

    static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    static final Instant JUDGED = Instant.parse("2026-07-01T10:00:00Z");
    private static final String PASSWORD = "secret";

    final TestCa root = TestCa.root("Root");
    final TestCa issuing = root.intermediate("Issuing CA");
    final Credential signer = issuing.issue(Subject.named("Chamber"));
    final byte[] bytes = sign("<goods><weight>120</weight></goods>".getBytes(StandardCharsets.UTF_8), signer);

    /** The signed document with another weight, of the same length. */
    byte[] altered() {
        return new String(bytes, StandardCharsets.UTF_8)
                .replace(">120<", ">920<")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Root, intermediate and both revocation lists. */
    Path trust(Path folder) throws IOException, CertificateEncodingException {
        withoutLists(folder);
        Files.write(folder.resolve("root.crl"), root.crl().der());
        Files.write(folder.resolve("issuing.crl"), issuing.crl().der());
        return folder;
    }

    /** Root and intermediate only. */
    Path withoutLists(Path folder) throws IOException, CertificateEncodingException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("root.crt"), root.certificate().getEncoded());
        Files.write(folder.resolve("issuing.crt"), issuing.certificate().getEncoded());
        return folder;
    }

    /** Signs a document, beside the signatures that it has. */
    static byte[] sign(byte[] xml, Credential signer) {
        XAdESSignatureParameters parameters = said(new XAdESSignatureParameters(), signer);
        parameters.setSignaturePackaging(SignaturePackaging.ENVELOPED);
        DSSDocument document = new InMemoryDocument(xml, "goods.xml");
        XAdESService service = new XAdESService(new CommonCertificateVerifier(true));
        SignatureValue value = value(service.getDataToSign(document, parameters), signer);
        return bytes(service.signDocument(document, parameters, value));
    }

    /** Signs two files in a container of this form; of the simple form, in a container that holds a container of them. */
    static byte[] container(ASiCContainerType form, Credential signer) {
        ASiCWithXAdESSignatureParameters parameters = said(new ASiCWithXAdESSignatureParameters(), signer);
        parameters.aSiC().setContainerType(form);
        List<DSSDocument> documents = List.of(
                new InMemoryDocument("<goods/>".getBytes(StandardCharsets.UTF_8), "goods ä+&.xml"),
                new InMemoryDocument(new byte[] {1, 2, 3}, "beside.bin"));
        ASiCWithXAdESService service = new ASiCWithXAdESService(new CommonCertificateVerifier(true));
        SignatureValue value = value(service.getDataToSign(documents, parameters), signer);
        return bytes(service.signDocument(documents, parameters, value));
    }

    private static <P extends XAdESSignatureParameters> P said(P parameters, Credential signer) {
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(signer.certificate()));
        parameters.setCertificateChain(
                signer.chain().stream().map(CertificateToken::new).toList());
        parameters.bLevel().setSigningDate(Date.from(SIGNED));
        return parameters;
    }

    private static SignatureValue value(ToBeSigned toBeSigned, Credential signer) {
        try (var token = new KeyStoreSignatureTokenConnection(
                signer.pkcs12("seal", PASSWORD), "PKCS12", new PasswordProtection(PASSWORD.toCharArray()))) {
            return token.sign(
                    toBeSigned, DigestAlgorithm.SHA256, token.getKeys().get(0));
        }
    }

    private static byte[] bytes(DSSDocument document) {
        return DSSUtils.toByteArray(document);
    }
}
