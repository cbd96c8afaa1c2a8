package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.XmlSec1Judge;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.JsonReport;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.testkit.UblSchema;
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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What DSS and others say of each baseline level: of seals of ours on P-256 and with RSA-3072, and of a signature that
 * DSS made and we raised.
 *
 * <p>From B-LT on, DSS is given the anchors alone, as we are: what else it takes stands in the document.
 */
class LevelsByDssTest {

    private static final Instant SEALED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant JUDGED = SEALED.plus(Duration.ofDays(3));
    private static final Providers PROVIDERS = new Providers();
    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa CA = ROOT.intermediate("Issuing CA");
    private static final TestCa TSA_ROOT = TestCa.root("TSA root");
    private static final TestCa TSA_CA = TSA_ROOT.intermediate("TSA CA");
    private static final Credential TSA = TSA_CA.issue(TestTsa.subject("TSA").rsa(3072));
    private static final UblSchema SCHEMA = UblSchema.withExtension("org/cretula/certificate/cretula-co-1.xsd");
    private static final Map<String, Path> FILES = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static Map<String, String> dss = Map.of();

    @BeforeAll
    static void raise_and_let_DSS_judge()
            throws IOException, InterruptedException, SigningRefusedException, CertificateEncodingException {
        FILES.clear();
        Map<String, byte[]> bare = new LinkedHashMap<>();
        bare.put("P-256", sealed(CA.issue(Subject.named("Chamber of Port A"))));
        bare.put("RSA-3072", sealed(CA.issue(Subject.named("Ministry of Trade").rsa(3072))));
        bare.put("DSS", foreign("dss-b-b.xml"));
        for (Map.Entry<String, byte[]> one : bare.entrySet()) {
            byte[] at = one.getValue();
            write(one.getKey(), "B-B", at);
            for (SignatureLevel level : List.of(SignatureLevel.B_T, SignatureLevel.B_LT, SignatureLevel.B_LTA)) {
                at = augmenter(SEALED.plusSeconds(60)).augment(at, level);
                write(one.getKey(), level.toString(), at);
            }
            write(
                    one.getKey(),
                    "B-LTA-renewed",
                    augmenter(SEALED.plus(Duration.ofDays(2))).augment(at, SignatureLevel.B_LTA));
        }
        Path anchors = Files.createDirectories(folder.resolve("anchors"));
        Files.write(anchors.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(anchors.resolve("tsa-root.crt"), TSA_ROOT.certificate().getEncoded());
        Files.write(anchors.resolve("dss-root.crt"), foreign("root.crt"));
        Path all = Files.createDirectories(folder.resolve("all"));
        for (TestCa ca : List.of(ROOT, CA, TSA_ROOT, TSA_CA)) {
            String name = ca.certificate().getSerialNumber().toString();
            Files.write(all.resolve(name + ".crt"), ca.certificate().getEncoded());
            Files.write(all.resolve(name + ".crl"), ca.crl().der());
        }
        for (String name : List.of("root.crt", "root.crl", "issuing.crt", "issuing.crl")) {
            Files.write(all.resolve("dss-" + name), foreign(name));
        }
        dss = dss(all, anchors);
    }

    private static List<Path> paths(boolean longTerm) {
        return FILES.entrySet().stream()
                .filter(e -> e.getKey().contains("B-LT") == longTerm)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static void write(String who, String level, byte[] signed) throws IOException {
        String name = who + " " + level;
        FILES.put(name, Files.write(folder.resolve(name.replace(' ', '-') + ".xml"), signed));
    }

    private static byte[] sealed(Credential credential) throws IOException, SigningRefusedException {
        byte[] certificate = Files.readAllBytes(Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml"));
        return new CertificateSealer(new KeyEntry(credential.key(), credential.chain()), PROVIDERS)
                .seal(certificate, SEALED);
    }

    private static byte[] foreign(String name) throws IOException {
        try (InputStream in = LevelsByDssTest.class.getResourceAsStream("foreign/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    private static TrustMaterial.Builder anchors() throws IOException {
        return TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .anchor(
                        Purpose.ISSUER,
                        StrictCertificates.parse(foreign("root.crt")).value().orElseThrow())
                .anchor(Purpose.TSA, TSA_ROOT.certificate());
    }

    private static TrustMaterial trust() throws IOException {
        TrustMaterial.Builder trust = anchors().intermediate(TSA_CA.certificate());
        List<byte[]> lists = new ArrayList<>();
        for (TestCa ca : List.of(ROOT, CA, TSA_ROOT, TSA_CA)) {
            lists.add(ca.crl().der());
        }
        lists.add(foreign("root.crl"));
        lists.add(foreign("issuing.crl"));
        lists.forEach(
                list -> trust.crl(StrictCertificates.parseCrl(list).value().orElseThrow()));
        return trust.build();
    }

    private static Augmenter augmenter(Instant at) throws IOException {
        Network network = request -> new Network.Reply(
                request.address(),
                TestTsa.by(TSA).at(at).answer(request.question().orElseThrow().bytes()));
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        TrustMaterial trust = trust();
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

    static List<String> files() {
        return List.copyOf(FILES.keySet());
    }

    static List<String> ours() {
        return FILES.keySet().stream().filter(name -> !name.startsWith("DSS")).toList();
    }

    @Test
    void three_signatures_at_four_levels_and_renewed_are_judged() {
        assertThat(FILES).hasSize(15);
    }

    @ParameterizedTest
    @MethodSource("files")
    void DSS_passes_each_level_and_knows_it(String file) {
        String level = file.replaceAll(".* B-(LTA|LT|T|B).*", "$1");
        assertThat(dss.get(path(file).toString())).isEqualTo("TOTAL_PASSED\t-\tXAdES-BASELINE-" + level + "\t1");
    }

    @ParameterizedTest
    @MethodSource("files")
    void the_JDK_and_xmlsec1_find_the_signature_under_it_untouched(String file)
            throws IOException, InterruptedException {
        assertThat(JdkXmlDsigJudge.judge(Files.readAllBytes(path(file))))
                .singleElement()
                .matches(JdkXmlDsigJudge.CoreValidity::valid);
        Optional<XmlSec1Judge> judge = XmlSec1Judge.installed(
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        if (judge.isPresent()) {
            assertThat(judge.get().valid(path(file))).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("ours")
    void the_schemas_accept_it(String file) throws IOException {
        assertThat(SCHEMA.faults(Files.readAllBytes(path(file)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void we_find_it_valid_with_its_level_and_time_from_B_LT_on_by_the_anchors_alone(String file) throws IOException {
        boolean longTerm = file.contains("B-LT");
        Judgement judgement = new SealJudge(longTerm ? anchors().build() : trust(), PROVIDERS)
                .judge(Files.readAllBytes(path(file)), JUDGED);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.level().orElseThrow()).isEqualTo(file.replaceAll(".* (B-[A-Z]+).*", "$1"));
        assertThat(judgement.bestSignatureTime().isPresent()).isEqualTo(!file.endsWith("B-B"));
        String best = judgement.bestSignatureTime().map(t -> "\"" + t + "\"").orElse("null");
        assertThat(JsonReport.render(file, judgement)).contains("\"bestSignatureTime\":" + best);
    }

    private static Path path(String file) {
        return Objects.requireNonNull(FILES.get(file), file);
    }

    private static Map<String, String> dss(Path all, Path anchors) throws IOException, InterruptedException {
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        Path out = folder.resolve("dss.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life does not repay compiling well.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--at", JUDGED.toString()));
        command.addAll(List.of("--trust", all.toString()));
        paths(false).forEach(file -> command.add(file.toString()));
        command.addAll(List.of("--trust", anchors.toString()));
        paths(true).forEach(file -> command.add(file.toString()));
        new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(folder.resolve("dss-messages.txt").toFile())
                .start()
                .waitFor();
        return Files.readAllLines(out).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
