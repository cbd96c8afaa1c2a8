package org.cretula.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.example.ExampleTsa;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.signing.Augmenter;
import org.cretula.signing.Commitment;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.Prepared;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignaturePolicy;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.PreparedContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** The Java of docs/signing.md is compiled and run here, and what it makes is shown to a verifier that is not ours. */
@SuppressWarnings("NullAway.Init") // made before each test
class SigningPageTest {

    private static final Path KEYSTORES = Path.of(System.getProperty("cretula.root", "../.."), "keystores-example");
    private static final Path STORE = KEYSTORES.resolve("issuer-xa.p12");
    private static final char[] PASSWORD = "example".toCharArray();
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final byte[] XML = "<goods><part Id=\"a\">120</part><part Id=\"b\">7</part><signatures/></goods>"
            .getBytes(StandardCharsets.UTF_8);
    private static final byte[] PDF = {'%', 'P', 'D', 'F', 0, 13, 10};

    private final Providers providers = new Providers();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final byte[] xml = XML.clone();
    private final byte[] pdf = PDF.clone();
    private final Instant now = NOW;
    private KeyEntry key;
    private XadesSigner signer;
    private Document document;
    private XmlElement slot;

    @BeforeEach
    void open() throws Exception {
        key = KeyFile.pkcs12(STORE, PASSWORD, "seal");
        signer = new XadesSigner(key, providers);
        XmlParse.Parsed parsed = (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(XML);
        document = parsed.document();
        slot = parsed.root().children().get(2);
    }

    @Test
    void the_page_shows_the_code_of_this_test() throws Exception {
        Page.of("docs/signing.md").showsSnippetsOf(SigningPageTest.class);
    }

    @Test
    void the_first_signature() throws Exception {
        // snippet: first
        Providers providers = new Providers();
        KeyEntry key = KeyFile.pkcs12(STORE, PASSWORD, "seal");
        XadesSigner signer = new XadesSigner(key, providers);

        XmlParse parse = new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
        if (parse instanceof XmlParse.Refused refused) {
            throw new IllegalArgumentException(refused.explanation());
        }
        XmlParse.Parsed parsed = (XmlParse.Parsed) parse;
        byte[] signed =
                signer.sign(SignatureRequest.enveloped(parsed.document(), parsed.root(), "application/xml"), now);
        // end of snippet
        taken(signed, 1);
    }

    @Test
    void signatures_in_parallel_and_in_sequence() throws Exception {
        // snippet: parallel
        byte[] first = signer.sign(SignatureRequest.envelopedBesideOthers(document, slot, "application/xml"), now);
        // end of snippet
        XmlParse.Parsed parsed = (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(first);
        XmlElement again = parsed.root().children().get(2);
        Instant later = now.plusSeconds(1);
        byte[] second =
                signer.sign(SignatureRequest.envelopedBesideOthers(parsed.document(), again, "application/xml"), later);
        taken(second, 2);
    }

    @Test
    void parts_of_a_document() throws Exception {
        // snippet: parts
        byte[] signed = signer.sign(
                SignatureRequest.internallyDetached(
                        document, slot, Map.of("a", "application/xml", "b", "application/xml")),
                now);
        // end of snippet
        taken(signed, 1);
    }

    @Test
    void bytes_inside_of_the_signature() throws Exception {
        // snippet: enveloping
        byte[] withBytes =
                signer.sign(SignatureRequest.enveloping(new DataObject("invoice.pdf", pdf, "application/pdf")), now);
        byte[] withXml = signer.sign(
                SignatureRequest.enveloping(new XmlElement(document.getDocumentElement()), "application/xml"), now);
        // end of snippet
        taken(withBytes, 1);
        taken(withXml, 1);
    }

    @Test
    void bytes_that_stay_where_they_are() throws Exception {
        // snippet: detached
        byte[] signature =
                signer.sign(SignatureRequest.detached(new DataObject("invoice.pdf", pdf, "application/pdf")), now);
        // end of snippet
        assertThat(JdkXmlDsigJudge.judge(signature, Map.of("invoice.pdf", PDF)))
                .singleElement()
                .matches(JdkXmlDsigJudge.CoreValidity::valid);
    }

    @Test
    void lists_of_bytes_that_stay_where_they_are() throws Exception {
        DataObject[] objects = new DataObject[40];
        for (int i = 0; i < objects.length; i++) {
            objects[i] = DataObject.named("photo " + i + ".jpg", new byte[] {(byte) i}, "image/jpeg");
        }
        // snippet: manifest
        byte[] signature = signer.sign(SignatureRequest.manifest(objects), now);
        // end of snippet
        taken(signature, List.of(objects));
    }

    @Test
    void a_container() throws Exception {
        Augmenter augmenter = augmenter();
        // snippet: container
        AsicContainer container = AsicContainer.extended(
                DataObject.named("invoice.pdf", pdf, "application/pdf"),
                DataObject.named("list of goods.xml", xml, "application/xml"));
        byte[] file = container.with(signer.sign(container.request(), now)).toBytes();
        // end of snippet
        // snippet: container-raised
        AsicContainer read = AsicContainer.read(file);
        SignatureDocument first = read.signatures().get(0);
        byte[] raised = augmenter
                .withData(read.files().toArray(DataObject[]::new))
                .augment(first.bytes(), SignatureLevel.B_LTA);
        byte[] kept = read.with(new SignatureDocument(first.name(), raised)).toBytes();
        // end of snippet
        AsicContainer again = AsicContainer.read(kept);
        taken(again.signatures().get(0).bytes(), again.files());
        // snippet: container-two-steps
        Prepared prepared = container.request().prepare(key.chain(), now);
        byte[] waiting = new PreparedContainer(container, prepared).toBytes();

        byte[] value = elsewhere(prepared.toBeSigned(), prepared.algorithm());

        byte[] completed =
                PreparedContainer.read(waiting).complete(value, providers).toBytes();
        // end of snippet
        assertThat(AsicContainer.read(completed).signatures()).hasSize(1);
    }

    @Test
    void time_stamped_data() throws Exception {
        TimeStampClient stamps = stamps(TrustFolder.load(KEYSTORES, ExampleTrust.ALLOWED), network());
        // snippet: time-stamped-data
        byte[] signed = signer.sign(
                SignatureRequest.enveloped(document, slot, "application/xml").contentTimeStamped(stamps), now);
        // end of snippet
        taken(signed, 1);
        assertThat(new String(signed, StandardCharsets.UTF_8)).contains("<xades:AllDataObjectsTimeStamp>");
    }

    @Test
    void digests_that_are_renewed() throws Exception {
        DataObject invoice = new DataObject("invoice.pdf", pdf, "application/pdf");
        Augmenter augmenter = augmenter();
        byte[] longTerm = augmenter
                .withData(invoice)
                .augment(signer.sign(SignatureRequest.manifest(invoice), now), SignatureLevel.B_LTA);
        // snippet: renewed-digests
        byte[] renewed = augmenter
                .withData(invoice)
                .renewingDigests(DigestAlgorithm.SHA512)
                .augment(longTerm, SignatureLevel.B_LTA);
        // end of snippet
        assertThat(new String(renewed, StandardCharsets.UTF_8)).contains("RenewedDigestsV2");
    }

    private Network network() {
        ExampleTsa tsa = ExampleTsa.shipped(new SecureRandom(), clock);
        return request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
    }

    private TimeStampClient stamps(TrustMaterial trust, Network network) {
        return new TimeStampClient(
                network,
                List.of(TimeStampAuthority.at(URI.create("https://tsa.example/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust, providers), providers, AlgorithmCatalogue.usual()),
                providers,
                clock,
                new SecureRandom());
    }

    private Augmenter augmenter() throws Exception {
        TrustMaterial trust = TrustFolder.load(KEYSTORES, ExampleTrust.ALLOWED);
        return new Augmenter(trust, providers, clock).stampedBy(stamps(trust, network()));
    }

    @Test
    void a_counter_signature() throws Exception {
        byte[] signed = signer.sign(SignatureRequest.enveloped(document, slot, "application/xml"), now);
        XmlParse.Parsed parsed = (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(signed);
        XmlElement signature = parsed.root().children().get(2).children().get(0);
        // snippet: counter-signature
        byte[] countersigned = signer.sign(SignatureRequest.counterSignature(parsed.document(), signature), now);
        // end of snippet
        taken(countersigned, 2);
    }

    @Test
    void what_a_signer_says() throws Exception {
        byte[] policyDocument = "seal what you have checked".getBytes(StandardCharsets.UTF_8);
        // snippet: claims
        SignatureRequest request = SignatureRequest.enveloped(document, slot, "application/xml")
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .claimedRole("issuing body")
                .place(ProductionPlace.of("Wellington", "NZ"))
                .policy(SignaturePolicy.of("urn:oid:1.3.6.1.4.1.99999.1", policyDocument)
                        .described("sealing policy of the chamber")
                        .travelling(policyDocument, "urn:example:plain-text"));
        // end of snippet
        taken(signer.sign(request, now), 1);
    }

    @Test
    void another_algorithm() throws Exception {
        // snippet: algorithm
        SignatureRequest request = SignatureRequest.enveloped(document, slot, "application/xml")
                .algorithm(SignatureAlgorithm.ECDSA_SHA3_256)
                .digest(DigestAlgorithm.SHA512);
        // end of snippet
        assertThat(new String(signer.sign(request, now), StandardCharsets.UTF_8))
                .contains(SignatureAlgorithm.ECDSA_SHA3_256.uri())
                .contains("http://www.w3.org/2001/04/xmlenc#sha512");
    }

    @Test
    void a_key_that_is_elsewhere() throws Exception {
        // snippet: two-steps
        Prepared prepared =
                SignatureRequest.enveloped(document, slot, "application/xml").prepare(key.chain(), now);
        byte[] kept = prepared.toBytes(); // into a database, for a minute or a night

        byte[] value = elsewhere(prepared.toBeSigned(), prepared.algorithm());

        byte[] signed = Prepared.read(kept).complete(value, providers);
        // end of snippet
        taken(signed, 1);
        byte[] another = elsewhere("other bytes".getBytes(StandardCharsets.UTF_8), prepared.algorithm());
        assertThatThrownBy(() -> Prepared.read(kept).complete(another, providers))
                .isInstanceOf(SigningRefusedException.class);
    }

    /** Stands for a device or a service that holds the key. */
    private byte[] elsewhere(byte[] toBeSigned, SignatureAlgorithm algorithm) throws GeneralSecurityException {
        assertThat(algorithm).isEqualTo(SignatureAlgorithm.ECDSA_SHA256);
        PrivateKey device = key.key();
        Signature signature = Signature.getInstance("NONEwithECDSA");
        signature.initSign(device);
        signature.update(MessageDigest.getInstance("SHA-256").digest(toBeSigned));
        return signature.sign();
    }

    @Test
    void levels() throws Exception {
        Network network = network();
        byte[] signed = signer.sign(SignatureRequest.enveloped(document, slot, "application/xml"), now);
        // snippet: levels
        TrustMaterial trust = TrustFolder.load(KEYSTORES, ExampleTrust.ALLOWED);
        TimeStampClient stamps = new TimeStampClient(
                network,
                List.of(
                        TimeStampAuthority.at(URI.create("https://tsa.example/")),
                        TimeStampAuthority.at(URI.create("https://other-tsa.example/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust, providers), providers, AlgorithmCatalogue.usual()),
                providers,
                clock,
                new SecureRandom());
        Augmenter augmenter = new Augmenter(trust, providers, clock)
                .stampedBy(stamps)
                .collectingBy(
                        new EvidenceCollector(network, CollectionLimits.USUAL, providers, clock, new SecureRandom()));

        byte[] longTerm = augmenter.augment(signed, SignatureLevel.B_LTA);
        // end of snippet
        taken(longTerm, 1);
        String id = new XmlElement(((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(signed))
                        .document()
                        .getDocumentElement())
                .descendantsAndSelf().stream()
                        .filter(e -> e.name().getLocalPart().equals("Signature"))
                        .findFirst()
                        .flatMap(e -> e.attribute("Id"))
                        .orElseThrow();
        // snippet: one-of-several
        byte[] raised = augmenter.augment(signed, Optional.of(id), SignatureLevel.B_T);
        // end of snippet
        taken(raised, 1);
        // snippet: renewal
        byte[] renewed = augmenter.augment(longTerm, SignatureLevel.B_LTA);
        // end of snippet
        assertThat(new String(renewed, StandardCharsets.UTF_8).split("<[^/>]*:ArchiveTimeStamp[ >]", -1))
                .hasSize(3);
    }

    private static void taken(byte[] signed, List<DataObject> outside) {
        Map<String, byte[]> files = new HashMap<>();
        outside.forEach(object -> files.put(object.uri(), object.bytes()));
        assertThat(JdkXmlDsigJudge.judge(signed, files)).singleElement().matches(JdkXmlDsigJudge.CoreValidity::valid);
    }

    private static void taken(byte[] signed, int signatures) {
        assertThat(JdkXmlDsigJudge.judge(signed)).hasSize(signatures).allMatch(JdkXmlDsigJudge.CoreValidity::valid);
    }
}
