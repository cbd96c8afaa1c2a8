package org.cretula.oracle.xades4j;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.xml.security.signature.XMLSignatureByteInput;
import org.apache.xml.security.signature.XMLSignatureInput;
import org.apache.xml.security.utils.resolver.ResourceResolverContext;
import org.apache.xml.security.utils.resolver.ResourceResolverSpi;
import org.cretula.testkit.Credential;
import org.cretula.testkit.TestTsa;
import org.cretula.verdict.OneDoor;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;
import xades4j.XAdES4jException;
import xades4j.algorithms.EnvelopedSignatureTransform;
import xades4j.production.BasicSignatureOptions;
import xades4j.production.DataObjectReference;
import xades4j.production.EnvelopedXmlObject;
import xades4j.production.SignedDataObjects;
import xades4j.production.XadesBesSigningProfile;
import xades4j.production.XadesEpesSigningProfile;
import xades4j.production.XadesSigningProfile;
import xades4j.production.XadesTSigningProfile;
import xades4j.properties.DataObjectDesc;
import xades4j.properties.DataObjectFormatProperty;
import xades4j.properties.IdentifierType;
import xades4j.properties.ObjectIdentifier;
import xades4j.properties.SignaturePolicyIdentifierProperty;
import xades4j.properties.SignatureProductionPlaceProperty;
import xades4j.properties.SignerRoleProperty;
import xades4j.properties.SigningTimeProperty;
import xades4j.providers.KeyingDataProvider;
import xades4j.providers.TimeStampTokenProvider;

/**
 * Signs a small document in every form and packaging that xades4j has, as a command; with the properties of the edition
 * before EN 319 132-1, which are all that it writes.
 *
 * <pre>{@code Xades4jSigner SIGNER.p12 TSA.p12 PASSWORD INSTANT FOLDER}</pre>
 *
 * <p>Writes {@code FOLDER/FORM-PACKAGING.xml}: BES, EPES and T; enveloped, enveloping and detached, the last over {@link
 * #DATA}, which lies beside it under that name.
 */
public final class Xades4jSigner {

    /** What detached signatures are over. */
    public static final String DATA = "data.bin";

    private static final String DOCUMENT = "<goods xmlns=\"urn:cretula:test\"><weight>120</weight></goods>";
    private static final byte[] BYTES = {0, 1, 2, 3, 13, 10};
    private static final byte[] POLICY = "seal what you have checked".getBytes(StandardCharsets.UTF_8);

    /** How much a signature holds. */
    enum Form {
        BES,
        EPES,
        T
    }

    /** Where the data are. */
    enum Packaging {
        ENVELOPED,
        ENVELOPING,
        DETACHED
    }

    private final Credential signer;
    private final Credential authority;
    private final Instant at;

    private Xades4jSigner(Credential signer, Credential authority, Instant at) {
        this.signer = signer;
        this.authority = authority;
        this.at = at;
    }

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 5) {
            System.err.println("usage: Xades4jSigner SIGNER.p12 TSA.p12 PASSWORD INSTANT FOLDER");
            System.exit(64);
        }
        Xades4jSigner signer = new Xades4jSigner(
                credential(arguments[0], arguments[2]),
                credential(arguments[1], arguments[2]),
                Instant.parse(arguments[3]));
        Path folder = Files.createDirectories(Path.of(arguments[4]));
        Files.write(folder.resolve(DATA), BYTES);
        for (Form form : Form.values()) {
            for (Packaging packaging : Packaging.values()) {
                String name = (form + "-" + packaging + ".xml").toLowerCase(Locale.ROOT);
                signer.sign(form, packaging, folder.resolve(name));
            }
        }
    }

    private static Credential credential(String file, String password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            store.load(in, password.toCharArray());
        }
        String alias = store.aliases().nextElement();
        return new Credential(
                (PrivateKey) store.getKey(alias, password.toCharArray()),
                Stream.<Certificate>of(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList());
    }

    private void sign(Form form, Packaging packaging, Path file)
            throws XAdES4jException, IOException, TransformerException {
        Document document = parsed(DOCUMENT);
        if (packaging == Packaging.ENVELOPED) {
            profile(form)
                    .newSigner()
                    .sign(
                            objects(new DataObjectReference("").withTransform(new EnvelopedSignatureTransform())),
                            document.getDocumentElement());
        } else {
            Document signed = parsed("<x/>");
            signed.removeChild(signed.getDocumentElement());
            DataObjectDesc data = packaging == Packaging.DETACHED
                    ? new DataObjectReference(DATA)
                    : new EnvelopedXmlObject(signed.importNode(document.getDocumentElement(), true));
            profile(form).newSigner().sign(objects(data).withResourceResolver(new Beside()), signed);
            document = signed;
        }
        write(document, file);
    }

    @OneDoor("a foreign signer runs none of our code")
    private static void write(Document document, Path file) throws IOException, TransformerException {
        try (var out = Files.newOutputStream(file)) {
            TransformerFactory.newDefaultInstance()
                    .newTransformer()
                    .transform(new DOMSource(document), new StreamResult(out));
        }
    }

    private static SignedDataObjects objects(DataObjectDesc data) {
        return new SignedDataObjects(data.withDataObjectFormat(new DataObjectFormatProperty("application/xml")));
    }

    private XadesSigningProfile profile(Form form) {
        KeyingDataProvider key = new KeyingDataProvider() {
            @Override
            public List<X509Certificate> getSigningCertificateChain() {
                return signer.chain();
            }

            @Override
            public PrivateKey getSigningKey(X509Certificate certificate) {
                return signer.key();
            }
        };
        XadesSigningProfile profile = switch (form) {
            case BES -> new XadesBesSigningProfile(key);
            case EPES ->
                new XadesEpesSigningProfile(
                        key,
                        () -> new SignaturePolicyIdentifierProperty(
                                new ObjectIdentifier("urn:oid:1.3.6.1.4.1.99999.1", IdentifierType.OID_AS_URN),
                                POLICY));
            case T -> new XadesTSigningProfile(key).withTimeStampTokenProvider(stamps());
        };
        return profile.withBasicSignatureOptions(new BasicSignatureOptions().checkCertificateValidity(false))
                .withSignaturePropertiesProvider(collector -> {
                    collector.setSigningTime(new SigningTimeProperty(calendar()));
                    collector.setSignerRole(new SignerRoleProperty("issuing body"));
                    collector.setSignatureProductionPlace(new SignatureProductionPlaceProperty("Wellington", "NZ"));
                });
    }

    private GregorianCalendar calendar() {
        GregorianCalendar calendar = new GregorianCalendar(TimeZone.getTimeZone(ZoneOffset.UTC), Locale.ROOT);
        calendar.setTime(Date.from(at));
        return calendar;
    }

    private TimeStampTokenProvider stamps() {
        return (bytes, digest) -> new TimeStampTokenProvider.TimeStampTokenRes(
                TestTsa.by(authority).at(at.plusSeconds(10)).stamp(bytes), Date.from(at.plusSeconds(10)));
    }

    @OneDoor("a foreign signer runs none of our code")
    private static Document parsed(String xml) {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("the document of the tests is well-formed", e);
        }
    }

    /** Finds the data by their name, without looking anywhere. */
    private static final class Beside extends ResourceResolverSpi {
        @Override
        public XMLSignatureInput engineResolveURI(ResourceResolverContext context) {
            return new XMLSignatureByteInput(BYTES);
        }

        @Override
        public boolean engineCanResolveURI(ResourceResolverContext context) {
            return DATA.equals(context.uriToResolve);
        }
    }
}
