package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.Augmenter;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/**
 * Signatures that xades4j and DSS made just now, in every packaging, raised by us to B-LTA: DSS, with the anchors alone,
 * says TOTAL_PASSED of each. And so it does of ours with counter-signers, and with renewed digests.
 */
class ForeignRaisedTest {

    private static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant JUDGED = SIGNED.plus(Duration.ofDays(30));
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final Providers PROVIDERS = new Providers();
    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa CA = ROOT.intermediate("Issuing CA");
    private static final TestCa TSA_ROOT = TestCa.root("TSA root");
    private static final TestCa TSA_CA = TSA_ROOT.intermediate("TSA CA");
    private static final Credential TSA = TSA_CA.issue(TestTsa.subject("TSA"));
    private static final Map<String, Path> FILES = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static Map<String, String> dss = Map.of();

    @BeforeAll
    static void sign_raise_and_let_DSS_judge() throws Exception {
        FILES.clear();
        String signer = keys("signer.p12", CA.issue(Subject.named("Foreign signer")));
        String tsa = keys("tsa.p12", TSA);
        Process xades4j = started(
                "xades4j", "Xades4jSigner", List.of(signer, tsa, "secret", SIGNED.toString(), folder + "/xades4j"));
        Path seal = Files.write(folder.resolve("sealed.xml"), counterSigned(sealed(), 0));
        Process maker = started(
                "dss",
                "DssSigningProgram",
                List.of(signer, "secret", SIGNED.plusSeconds(5).toString(), folder + "/dss", seal.toString()));
        assertThat(List.of(xades4j.waitFor(), maker.waitFor()))
                .as(() -> said("xades4j") + said("dss"))
                .containsOnly(0);
        List<String> judging = new ArrayList<>(List.of("--trust", anchors().toString(), "--at", JUDGED.toString()));
        for (String product : List.of("xades4j", "dss")) {
            for (Path file : signed(product)) {
                String name = product + " " + file.getFileName().toString().replace(".xml", "");
                Path raised = Files.write(
                        folder.resolve(name.replace(' ', '-') + "-lta.xml"), raised(file, SignatureLevel.B_LTA));
                FILES.put(name, raised);
                if (name.contains("detached")) {
                    judging.addAll(List.of(
                            "--detached", file.resolveSibling("data.bin").toString()));
                }
                judging.add(raised.toString());
            }
        }
        own(judging);
        started("dss", "DssJudge", judging).waitFor();
        dss = said("dss")
                .lines()
                .filter(line -> line.contains("\t"))
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Two of ours, with what no other product made: counter-signers who are kept, and digests that are renewed. */
    private static void own(List<String> judging) throws IOException, SigningRefusedException {
        byte[] legalised = counterSigned(counterSigned(sealed(), 0), 1);
        Path kept = Files.write(
                folder.resolve("legalised.xml"),
                augmenter(SIGNED.plusSeconds(60)).augment(legalised, SignatureLevel.B_LTA));
        FILES.put("ours countersigned", kept);
        judging.add(kept.toString());

        Path data = Files.write(folder.resolve("invoice.pdf"), new byte[] {0, 1, 2, 3});
        DataObject invoice = new DataObject("invoice.pdf", Files.readAllBytes(data), "application/pdf");
        byte[] once = augmenter(SIGNED.plusSeconds(60))
                .augment(withManifest(invoice, CA.issue(Subject.named("Port"))), SignatureLevel.B_LTA);
        Path renewed = Files.write(
                folder.resolve("renewed.xml"),
                augmenter(SIGNED.plusSeconds(90))
                        .withData(invoice)
                        .renewingDigests(DigestAlgorithm.SHA512)
                        .augment(once, SignatureLevel.B_LTA));
        FILES.put("ours renewed", renewed);
        judging.addAll(List.of("--detached", data.toString(), renewed.toString()));
    }

    private static byte[] sealed() throws IOException, SigningRefusedException {
        return new CertificateSealer(entry(CA.issue(Subject.named("Chamber"))), PROVIDERS)
                .seal(Files.readAllBytes(Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml")), SIGNED);
    }

    private static KeyEntry entry(Credential credential) {
        return new KeyEntry(credential.key(), credential.chain());
    }

    private static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }

    private static byte[] counterSigned(byte[] signed, int number) throws SigningRefusedException {
        XmlParse.Parsed parsed = parsed(signed);
        XmlElement signature = new XmlElement((Element)
                parsed.document().getElementsByTagNameNS(DS, "Signature").item(number));
        return new XadesSigner(entry(CA.issue(Subject.named("Embassy " + number))), PROVIDERS)
                .sign(SignatureRequest.counterSignature(parsed.document(), signature), SIGNED.plusSeconds(number));
    }

    private static byte[] withManifest(DataObject object, Credential signer) throws SigningRefusedException {
        String manifest = "<ds:Manifest xmlns:ds=\"" + DS + "\" Id=\"list\"><ds:Reference URI=\"" + object.uri()
                + "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>"
                + DigestAlgorithm.SHA256.base64(object.bytes()) + "</ds:DigestValue></ds:Reference></ds:Manifest>";
        byte[] enveloping = new XadesSigner(entry(signer), PROVIDERS)
                .sign(
                        SignatureRequest.enveloping(
                                parsed(manifest.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                                        .root(),
                                "text/xml"),
                        SIGNED);
        return Forger.resigned(enveloping, signer.key(), d -> {
            Element reference =
                    (Element) d.getElementsByTagNameNS(DS, "Reference").item(0);
            reference.setAttribute("URI", "#list");
            reference.setAttribute("Type", DS + "Manifest");
        });
    }

    /** The anchors, the CAs between and all their lists. */
    private static Path all() throws IOException, CertificateEncodingException {
        Path all = Files.createDirectories(folder.resolve("all"));
        for (TestCa ca : List.of(ROOT, CA, TSA_ROOT, TSA_CA)) {
            String name = ca.certificate().getSerialNumber().toString();
            Files.write(all.resolve(name + ".crt"), ca.certificate().getEncoded());
            Files.write(all.resolve(name + ".crl"), ca.crl().der());
        }
        return all;
    }

    private static String keys(String name, Credential credential) throws IOException {
        return Files.write(folder.resolve(name), credential.pkcs12("key", "secret"))
                .toString();
    }

    private static Path anchors() throws IOException, CertificateEncodingException {
        Path anchors = Files.createDirectories(folder.resolve("anchors"));
        Files.write(anchors.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(anchors.resolve("tsa-root.crt"), TSA_ROOT.certificate().getEncoded());
        return anchors;
    }

    private static List<Path> signed(String product) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(product))) {
            return files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static byte[] raised(Path file, SignatureLevel level) throws IOException, SigningRefusedException {
        DataObject data = new DataObject(
                "data.bin", Files.readAllBytes(file.resolveSibling("data.bin")), "application/octet-stream");
        return augmenter(SIGNED.plusSeconds(60)).withData(data).augment(Files.readAllBytes(file), level);
    }

    private static TrustMaterial trust() {
        TrustMaterial.Builder builder = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .anchor(Purpose.TSA, TSA_ROOT.certificate())
                .intermediate(TSA_CA.certificate())
                .intermediate(CA.certificate());
        for (TestCa ca : List.of(ROOT, CA, TSA_ROOT, TSA_CA)) {
            builder.crl(StrictCertificates.parseCrl(ca.crl().der()).value().orElseThrow());
        }
        return builder.build();
    }

    private static Augmenter augmenter(Instant at) {
        TrustMaterial trust = trust();
        Network network = request -> new Network.Reply(
                request.address(),
                TestTsa.by(TSA).at(at).answer(request.question().orElseThrow().bytes()));
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        return new Augmenter(trust, PROVIDERS, clock)
                .stampedBy(new TimeStampClient(
                        network,
                        List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                        TimeStampLimits.USUAL,
                        new TimeStampExaminer(
                                new PathExaminer(trust, PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual()),
                        PROVIDERS,
                        clock,
                        new SecureRandom()));
    }

    /** A program of an oracle, in a process of its own. */
    private static Process started(String oracle, String program, List<String> arguments) throws IOException {
        Path target = Ran.ROOT.resolve("modules/oracle-" + oracle + "/target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.add("org.cretula.oracle." + oracle + "." + program);
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(oracle + ".txt").toFile())
                .start();
    }

    private static String said(String oracle) {
        try {
            return Files.readString(folder.resolve(oracle + ".txt"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<String> files() {
        return List.copyOf(FILES.keySet());
    }

    @Test
    void nine_signatures_of_xades4j_and_seven_of_DSS_are_judged() {
        assertThat(FILES.keySet().stream().filter(name -> name.startsWith("xades4j")))
                .hasSize(9);
        assertThat(FILES.keySet().stream().filter(name -> name.startsWith("dss")))
                .hasSize(7);
    }

    @ParameterizedTest
    @MethodSource("files")
    void DSS_passes_what_we_raised(String file) {
        String raised = Objects.requireNonNull(FILES.get(file), file).toString();
        String levels = file.contains("countersigned")
                ? "XAdES-BASELINE-LTA,XAdES-BASELINE-B,XAdES-BASELINE-B\t3"
                : "XAdES-BASELINE-LTA\t1";
        assertThat(dss.get(raised)).as(() -> said("dss")).isEqualTo("TOTAL_PASSED\t-\t" + levels);
    }

    private static org.cretula.signing.LevelReport form(Path file) throws IOException {
        return new org.cretula.signing.LevelChecker().check(new XmlElement((Element) parsed(Files.readAllBytes(file))
                .document()
                .getElementsByTagNameNS(DS, "Signature")
                .item(0)));
    }

    @Test
    void what_DSS_signs_is_B_B_by_its_form_and_B_LTA_once_we_raised_it() throws IOException {
        for (Path file : signed("dss")) {
            String name = file.getFileName().toString().replace(".xml", "");
            if (!name.equals("legacy")) {
                assertThat(form(file).missing(SignatureLevel.B_B)).as(name).isEmpty();
                assertThat(form(Objects.requireNonNull(FILES.get("dss " + name)))
                                .missing(SignatureLevel.B_LTA))
                        .as(name)
                        .isEmpty();
            }
        }
    }

    @Test
    void what_names_its_signer_by_the_legacy_property_has_no_level_by_its_form() throws IOException {
        List<Path> legacy = new ArrayList<>(signed("xades4j"));
        legacy.add(folder.resolve("dss/legacy.xml"));
        for (Path file : legacy) {
            assertThat(form(file).missing(SignatureLevel.B_B))
                    .as(file.toString())
                    .extracting(org.cretula.signing.LevelFinding::item)
                    .contains("SigningCertificate", "SigningCertificateV2");
            assertThat(form(file).level()).isEmpty();
        }
    }

    @Test
    void we_judge_the_counter_signature_that_DSS_made_of_our_seal_beside_our_own() throws IOException {
        Judgement judgement = new SealJudge(trust(), PROVIDERS)
                .judge(Files.readAllBytes(folder.resolve("dss/countersigned.xml")), JUDGED);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.seal().orElseThrow().counterSignatures())
                .hasSize(2)
                .allSatisfy(counter -> assertThat(counter.verdict().indication())
                        .as(() -> counter.verdict().findings().toString())
                        .isEqualTo(Indication.VALID));
    }

    @Tag("long")
    @Test
    void DSS_passes_the_levels_between_too() throws Exception {
        Map<Path, String> wanted = new LinkedHashMap<>();
        List<String> judging = new ArrayList<>(List.of("--trust", all().toString(), "--at", JUDGED.toString()));
        for (String product : List.of("xades4j", "dss")) {
            for (Path file : signed(product)) {
                for (SignatureLevel level : List.of(SignatureLevel.B_T, SignatureLevel.B_LT)) {
                    String name = product + "-" + file.getFileName() + "-" + level + ".xml";
                    if (level == SignatureLevel.B_T && name.contains("xades4j-t-")) {
                        continue;
                    }
                    Path raised = Files.write(folder.resolve(name), raised(file, level));
                    wanted.put(
                            raised,
                            "TOTAL_PASSED\t-\tXAdES-BASELINE-"
                                    + level.toString().replace("B-", ""));
                    if (name.contains("detached")) {
                        judging.addAll(List.of(
                                "--detached", file.resolveSibling("data.bin").toString()));
                    }
                    judging.add(raised.toString());
                }
            }
        }
        started("dss", "DssJudge", judging).waitFor();
        assertThat(wanted).hasSize(29);
        wanted.forEach((raised, opinion) -> assertThat(said("dss")).contains(raised + "\t" + opinion));
    }
}
