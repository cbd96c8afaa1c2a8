package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.oracle.dss.JdkXmlDsigJudge.ReferenceValidity;
import org.cretula.oracle.dss.XmlSec1Judge;
import org.cretula.testkit.UblSchema;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What software that is not ours says of our seals: the documentation's certificates, each sealed on P-256 and with
 * RSA-3072, and each changed by one digit afterwards; and of a container that the command made, raised and changed.
 *
 * <p>DSS starts slowly and must not share a class path with us, so one process judges all files before the tests.
 */
class OutsideJudgesTest {

    private static final UblSchema SCHEMA = UblSchema.withExtension("org/cretula/certificate/cretula-co-1.xsd");
    private static final List<Path> SEALED = new ArrayList<>();
    private static final List<Path> CHANGED = new ArrayList<>();

    @TempDir
    static Path folder;

    private static Path container = Path.of("");
    private static Path changedContainer = Path.of("");
    private static Path trust = Path.of("");
    private static Map<String, String> dss = Map.of();

    @BeforeAll
    static void seal_and_let_DSS_judge() throws IOException, InterruptedException {
        SEALED.clear();
        CHANGED.clear();
        trust = Sealing.trust(folder.resolve("trust"));
        for (String example : examples()) {
            for (String issuer : List.of("issuer-xa", "issuer-xb")) {
                Path sealed = Sealing.sealed(folder, example, issuer);
                SEALED.add(sealed);
                CHANGED.add(Sealing.changed(sealed));
            }
        }
        container = container();
        changedContainer = ContainerCommandTest.changed(container, "LICENSE");
        dss = dss(Stream.of(SEALED, CHANGED, List.of(container, changedContainer))
                .flatMap(List::stream)
                .toList());
    }

    /** Two files, signed twice at two levels, and counter-signed. */
    private static Path container() {
        String whole = folder.resolve("container.asice").toString();
        String license = Ran.ROOT.resolve("LICENSE").toString();
        String example = Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml").toString();
        step(whole, "issuer-xa", "sign", license, example, "--packaging", "asic-e", "--level", "B-LTA");
        step(whole, "issuer-xb", "sign", whole, "--packaging", "asic-e", "--level", "B-T", "--time-stamp-data");
        step(whole, "issuer-xb", "countersign", whole, "--document", "META-INF/signatures002.xml");
        return Path.of(whole);
    }

    private static void step(String out, String signer, String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("-o", out, "--tsa", "example", "--trust", trust.toString(), "--allow-example-trust"));
        all.addAll(List.of("--keystore", Ran.KEYSTORES.resolve(signer + ".p12").toString()));
        all.addAll(List.of("--password", "example", "--alias", "seal"));
        Ran ran = Ran.here(all.toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
    }

    static List<Path> sealed() {
        return SEALED;
    }

    static List<Path> changed() {
        return CHANGED;
    }

    @Test
    void DSS_refuses_a_container_in_which_a_file_was_changed() {
        assertThat(dss.get(changedContainer.toString())).startsWith("TOTAL_FAILED\tHASH_FAILURE");
    }

    @Test
    void DSS_passes_each_signature_of_a_container_that_the_command_made_and_raised() {
        assertThat(dss.get(container.toString()))
                .isEqualTo("TOTAL_PASSED\t-\tXAdES-BASELINE-LTA,XAdES-BASELINE-T,XAdES-BASELINE-B\t3");
    }

    @Test
    void five_certificates_with_two_keys_each_are_judged() {
        assertThat(SEALED).hasSize(10).doesNotHaveDuplicates();
        assertThat(CHANGED).hasSize(10).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("changed")
    void DSS_finds_the_digest_broken_in_a_changed_certificate(Path changed) {
        assertThat(dss.get(changed.toString())).isEqualTo("TOTAL_FAILED\tHASH_FAILURE\tXAdES-BASELINE-B\t1");
    }

    @ParameterizedTest
    @MethodSource("changed")
    void the_JDK_finds_one_reference_broken_in_a_changed_certificate(Path changed) throws IOException {
        CoreValidity core = core(changed);
        assertThat(core.valid()).isFalse();
        assertThat(core.refusal()).isEmpty();
        assertThat(core.references())
                .extracting(ReferenceValidity::uri, ReferenceValidity::valid)
                .contains(tuple("", false));
    }

    @ParameterizedTest
    @MethodSource("changed")
    void xmlsec1_refuses_a_changed_certificate(Path changed) throws InterruptedException {
        assertThat(xmlSec1().valid(changed)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("changed")
    void we_find_a_changed_certificate_invalid_too(Path changed) {
        verified(changed).judged(ExitCode.NO, "INVALID");
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void a_slot_without_what_the_schemas_ask_for_is_not_valid_against_them(Path sealed) throws IOException {
        String text = Files.readString(sealed);
        int slot = text.indexOf("<sac:SignatureInformation");
        int end = text.indexOf("</sac:SignatureInformation");
        for (String required : List.of("cbc:ID", "ds:SignatureValue", "xades:CertDigest")) {
            String seal = text.substring(slot, end);
            assertThat(seal).containsPattern("<" + required + "[ >]");
            String broken = text.substring(0, slot)
                    + seal.replaceAll("<" + required + "(?=[ >])", "<" + required + "Not")
                            .replace("</" + required + ">", "</" + required + "Not>")
                    + text.substring(end);
            String local = required.substring(required.indexOf(':') + 1);
            assertThat(SCHEMA.faults(broken.getBytes(StandardCharsets.UTF_8)))
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault).startsWith("cvc-").contains(local + "Not"));
        }
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void a_sealed_certificate_is_valid_against_the_schemas_of_UBL_and_XAdES(Path sealed) throws IOException {
        assertThat(SCHEMA.faults(Files.readAllBytes(sealed))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void DSS_passes_a_sealed_certificate_as_baseline_B(Path sealed) {
        assertThat(dss.get(sealed.toString())).isEqualTo("TOTAL_PASSED\t-\tXAdES-BASELINE-B\t1");
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void the_JDK_finds_a_sealed_certificate_valid_at_every_reference(Path sealed) throws IOException {
        CoreValidity core = core(sealed);
        assertThat(core.valid()).as(core.toString()).isTrue();
        assertThat(core.references()).hasSize(2).allMatch(ReferenceValidity::valid);
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void xmlsec1_verifies_a_sealed_certificate(Path sealed) throws InterruptedException {
        assertThat(xmlSec1().valid(sealed)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("sealed")
    void we_find_a_sealed_certificate_valid_too(Path sealed) {
        verified(sealed).judged(ExitCode.YES, "VALID");
    }

    private static List<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(Ran.EXAMPLES)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.startsWith("co-") && name.endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private static Ran verified(Path file) {
        return Ran.here("verify", file.toString(), "--trust", trust.toString(), "--allow-example-trust");
    }

    private static CoreValidity core(Path file) throws IOException {
        List<CoreValidity> all = JdkXmlDsigJudge.judge(Files.readAllBytes(file));
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static XmlSec1Judge xmlSec1() {
        Optional<XmlSec1Judge> judge = XmlSec1Judge.installed(
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
        if (judge.isEmpty()) {
            String absent = "xmlsec1 is not installed; apt-get install xmlsec1";
            if ("true".equals(System.getenv("CI"))) {
                fail(absent);
            }
            Assumptions.abort(absent);
        }
        return judge.orElseThrow();
    }

    /** What DSS says of each file: the line without the file's name. */
    private static Map<String, String> dss(List<Path> files) throws IOException, InterruptedException {
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        Path out = folder.resolve("dss.txt");
        Path err = folder.resolve("dss-messages.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life does not repay compiling well.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--trust", trust.toString()));
        files.forEach(file -> command.add(file.toString()));
        int code = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        assertThat(code).as("DSS says no to some: " + Files.readString(err)).isEqualTo(1);
        return Files.readAllLines(out).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
