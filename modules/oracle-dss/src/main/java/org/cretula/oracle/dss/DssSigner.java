package org.cretula.oracle.dss;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureAlgorithm;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.SignaturePackaging;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.SignatureValue;
import eu.europa.esig.dss.model.ToBeSigned;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.xades.XAdESSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESCounterSignatureParameters;
import eu.europa.esig.dss.xades.signature.XAdESService;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cretula.verdict.OneDoor;

/**
 * EU DSS as a signer of a small document at B-B, in every packaging, as a command.
 *
 * <pre>{@code DssSigner SIGNER.p12 PASSWORD INSTANT FOLDER [SIGNED.xml]}</pre>
 *
 * <p>The key is on P-256. Writes {@code FOLDER/PACKAGING.xml}, in lower case: each packaging of DSS, {@code
 * enveloping_xml} with the data as XML, and {@code legacy} with the properties of the edition before EN 319 132-1;
 * {@code detached} is over {@link #DATA}, which lies beside it under that name. {@code countersigned} is {@code
 * SIGNED.xml} with a counter-signature of its first signature.
 */
public final class DssSigner {

    /** What the detached signature is over. */
    public static final String DATA = "data.bin";

    private static final String DOCUMENT = "<goods Id=\"goods\"><weight>120</weight></goods>";
    private static final byte[] BYTES = {0, 1, 2, 3, 13, 10};

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Instant at;

    private DssSigner(PrivateKey key, List<X509Certificate> chain, Instant at) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.at = at;
    }

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 4 || arguments.length > 5) {
            System.err.println("usage: DssSigner SIGNER.p12 PASSWORD INSTANT FOLDER [SIGNED.xml]");
            System.exit(64);
        }
        DssSigner signer = signer(Path.of(arguments[0]), arguments[1], Instant.parse(arguments[2]));
        Path folder = Files.createDirectories(Path.of(arguments[3]));
        Files.write(folder.resolve(DATA), BYTES);
        for (SignaturePackaging packaging : SignaturePackaging.values()) {
            signer.sign(packaging, false, true, folder.resolve(packaging.name().toLowerCase(Locale.ROOT) + ".xml"));
        }
        signer.sign(SignaturePackaging.ENVELOPING, true, true, folder.resolve("enveloping_xml.xml"));
        signer.sign(SignaturePackaging.ENVELOPED, false, false, folder.resolve("legacy.xml"));
        if (arguments.length == 5) {
            signer.countersign(Path.of(arguments[4]), folder.resolve("countersigned.xml"));
        }
    }

    private static DssSigner signer(Path file, String password, Instant at)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password.toCharArray());
        }
        String alias = store.aliases().nextElement();
        return new DssSigner(
                (PrivateKey) store.getKey(alias, password.toCharArray()),
                Stream.<Certificate>of(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList(),
                at);
    }

    private void sign(SignaturePackaging packaging, boolean asXml, boolean current, Path file)
            throws GeneralSecurityException, IOException {
        XAdESSignatureParameters parameters = new XAdESSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setSignaturePackaging(packaging);
        parameters.setEmbedXML(asXml);
        parameters.setEn319132(current);
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(chain.get(0)));
        parameters.setCertificateChain(chain.stream().map(CertificateToken::new).toList());
        parameters.bLevel().setSigningDate(Date.from(at));
        DSSDocument data = packaging == SignaturePackaging.DETACHED
                ? new InMemoryDocument(BYTES, DATA)
                : new InMemoryDocument(DOCUMENT.getBytes(StandardCharsets.UTF_8), "goods.xml");
        XAdESService service = new XAdESService(new CommonCertificateVerifier(true));
        SignatureValue value = value(service.getDataToSign(data, parameters));
        try (var out = Files.newOutputStream(file)) {
            service.signDocument(data, parameters, value).writeTo(out);
        }
    }

    private void countersign(Path signed, Path file) throws GeneralSecurityException, IOException {
        byte[] bytes = Files.readAllBytes(signed);
        Matcher id = Pattern.compile("<ds:Signature [^>]*Id=\"([^\"]+)\"")
                .matcher(new String(bytes, StandardCharsets.UTF_8));
        if (!id.find()) {
            throw new IOException("no signature with an Id in " + signed);
        }
        XAdESCounterSignatureParameters parameters = new XAdESCounterSignatureParameters();
        parameters.setSignatureLevel(SignatureLevel.XAdES_BASELINE_B);
        parameters.setSignatureIdToCounterSign(id.group(1));
        parameters.setDigestAlgorithm(DigestAlgorithm.SHA256);
        parameters.setSigningCertificate(new CertificateToken(chain.get(0)));
        parameters.setCertificateChain(chain.stream().map(CertificateToken::new).toList());
        parameters.bLevel().setSigningDate(Date.from(at));
        DSSDocument data = new InMemoryDocument(bytes, "signed.xml");
        XAdESService service = new XAdESService(new CommonCertificateVerifier(true));
        SignatureValue value = value(service.getDataToBeCounterSigned(data, parameters));
        try (var out = Files.newOutputStream(file)) {
            service.counterSignSignature(data, parameters, value).writeTo(out);
        }
    }

    @OneDoor("a foreign signer runs none of our code")
    private SignatureValue value(ToBeSigned toBeSigned) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key);
        signature.update(toBeSigned.getBytes());
        return new SignatureValue(SignatureAlgorithm.ECDSA_SHA256, signature.sign());
    }
}
