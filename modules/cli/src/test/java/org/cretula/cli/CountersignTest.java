package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code countersign}: a legalisation of a seal, as others see it. */
class CountersignTest {

    private static final Pattern ID = Pattern.compile("<ds:Signature [^>]*Id=\"([^\"]+)\"");
    private static final Pattern UNSIGNED =
            Pattern.compile("<xades:UnsignedProperties>.*</xades:UnsignedProperties>", Pattern.DOTALL);

    @TempDir
    private static Path folder;

    private static Path sealed = Path.of("");

    @BeforeAll
    static void seal() {
        sealed = Sealing.sealed(folder, "co-wine-timber-textiles.xml", "issuer-xa");
    }

    private static Ran countersign(Path file, Path out, String... more) {
        List<String> all = new ArrayList<>(List.of("countersign", file.toString(), "-o", out.toString()));
        all.addAll(List.of("--keystore", Ran.KEYSTORES.resolve("issuer-xb.p12").toString(), "--password", "example"));
        all.addAll(List.of(more));
        return Ran.here(all.toArray(String[]::new));
    }

    private static Path done(Ran ran, Path out) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        return out;
    }

    private static List<String> ids(Path file) throws IOException {
        return ID.matcher(Files.readString(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void what_bears_no_signature_is_not_counter_signed() {
        Path out = folder.resolve("none.xml");
        countersign(Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml"), out)
                .refused(ExitCode.NO, "expected one signature, found 0 of 0; sign the document first");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_signature_that_is_not_there_is_told_with_those_that_are() throws IOException {
        countersign(sealed, folder.resolve("none.xml"), "--signature", "other")
                .refused(
                        ExitCode.NO,
                        "with the Id other, found 0 of 1; name one by --signature, of "
                                + ids(sealed).get(0));
    }

    @Test
    void what_is_no_xml_is_told() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "no XML");
        countersign(text, folder.resolve("none.xml")).refused(ExitCode.NO, "not counter-signed: expected well-formed");
    }

    @Test
    void the_seal_keeps_every_byte_that_was_signed_and_both_signatures_verify() throws IOException {
        Path out = folder.resolve("counter-signed.xml");
        Ran ran = countersign(sealed, out, "--commitment", "approval", "--role", "embassy");
        done(ran, out);
        assertThat(ran.err()).startsWith("counter-signed by CN=Example Issuing Body XB");
        String after = Files.readString(out);
        assertThat(after).contains("embassy").contains("#ProofOfApproval");
        // The value is given an Id to refer to, which no signature covers.
        assertThat(UNSIGNED.matcher(after).replaceAll("").replaceAll("<ds:SignatureValue[^>]*>", "<ds:SignatureValue>"))
                .isEqualTo(Files.readString(sealed).replaceAll("<ds:SignatureValue[^>]*>", "<ds:SignatureValue>"));
        assertThat(JdkXmlDsigJudge.judge(Files.readAllBytes(out))).hasSize(2).allMatch(CoreValidity::valid);
        Files.writeString(out, after.replaceFirst("embassy", "embargo"));
        assertThat(JdkXmlDsigJudge.judge(Files.readAllBytes(out)).stream().map(CoreValidity::valid))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void a_counter_signature_can_be_raised_and_counter_signed_itself() throws IOException {
        Path first = folder.resolve("first.xml");
        done(
                countersign(
                        sealed,
                        first,
                        "--level",
                        "B-T",
                        "--tsa",
                        "example",
                        "--trust",
                        Ran.KEYSTORES.toString(),
                        "--allow-example-trust"),
                first);
        String text = Files.readString(first);
        assertThat(text.split("<xades:SignatureTimeStamp", -1)).hasSize(2);
        assertThat(text.indexOf("<xades:SignatureTimeStamp")).isGreaterThan(text.indexOf("<xades:CounterSignature"));
        String counter = ids(first).get(1);
        Path second = done(
                countersign(first, folder.resolve("second.xml"), "--signature", counter), folder.resolve("second.xml"));
        assertThat(ids(second)).hasSize(3);
        assertThat(JdkXmlDsigJudge.judge(Files.readAllBytes(second))).hasSize(3).allMatch(CoreValidity::valid);
        Path beside = done(countersign(first, folder.resolve("beside.xml")), folder.resolve("beside.xml"));
        assertThat(Files.readString(beside).split("<xades:CounterSignature", -1))
                .hasSize(3);
    }

    @Test
    @Tag("long")
    void DSS_passes_a_counter_signed_seal() throws IOException, InterruptedException {
        Path out = folder.resolve("for-dss.xml");
        done(countersign(sealed, out), out);
        Path raised = folder.resolve("raised-for-dss.xml");
        String examples = Ran.KEYSTORES.toString();
        done(
                countersign(
                        sealed,
                        raised,
                        "--level",
                        "B-T",
                        "--tsa",
                        "example",
                        "--trust",
                        examples,
                        "--allow-example-trust"),
                raised);
        Path trust = Sealing.trust(folder.resolve("trust"));
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        Path said = folder.resolve("dss.txt");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                        "org.cretula.oracle.dss.DssJudge",
                        "--trust",
                        trust.toString(),
                        out.toString(),
                        raised.toString())
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("dss-messages.txt").toFile())
                .start()
                .waitFor();
        assertThat(Files.readString(said))
                .as(Files.readString(folder.resolve("dss-messages.txt")))
                .isEqualTo(out + "\tTOTAL_PASSED\t-\tXAdES-BASELINE-B,XAdES-BASELINE-B\t2\n" + raised
                        + "\tTOTAL_PASSED\t-\tXAdES-BASELINE-B,XAdES-BASELINE-T\t2\n");
        assertThat(code).isZero();
    }
}
