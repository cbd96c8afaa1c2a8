package org.cretula.oracle.dss;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.ASiCContainerType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DssJudgeTest {

    private static final Signed SIGNED = new Signed();

    @TempDir
    Path folder;

    @Test
    void a_changed_byte_is_a_hash_failure() throws IOException, CertificateEncodingException {
        DssOpinion opinion = judge(SIGNED.trust(folder), SIGNED.altered());
        assertThat(opinion.line()).isEqualTo("TOTAL_FAILED\tHASH_FAILURE\tXAdES-BASELINE-B\t1");
        assertThat(opinion.exitCode()).isEqualTo(1);
    }

    @Test
    void a_root_that_nobody_trusts_leaves_no_chain() throws IOException, CertificateEncodingException {
        Files.write(
                folder.resolve("root.crt"),
                TestCa.root("Stranger").certificate().getEncoded());
        DssOpinion opinion = judge(folder, SIGNED.bytes);
        assertThat(opinion.line()).isEqualTo("INDETERMINATE\tNO_CERTIFICATE_CHAIN_FOUND\tXAdES-BASELINE-B\t1");
        assertThat(opinion.exitCode()).isEqualTo(2);
    }

    @Test
    void without_revocation_lists_DSS_cannot_tell_about_the_chain() throws IOException, CertificateEncodingException {
        assertThat(judge(SIGNED.withoutLists(folder), SIGNED.bytes).line())
                .isEqualTo("INDETERMINATE\tCERTIFICATE_CHAIN_GENERAL_FAILURE\tXAdES-BASELINE-B\t1");
    }

    @Test
    void a_revoked_signer_is_refused() throws IOException, CertificateEncodingException {
        SIGNED.trust(folder);
        byte[] list = SIGNED.issuing
                .crl()
                .revoke(SIGNED.signer.certificate(), Instant.parse("2026-05-01T00:00:00Z"), 1)
                .der();
        Files.write(folder.resolve("issuing.crl"), list);
        assertThat(judge(folder, SIGNED.bytes).subIndication()).contains("REVOKED_NO_POE");
    }

    @Test
    void a_document_without_a_signature_says_so() throws IOException, CertificateEncodingException {
        DssOpinion opinion = judge(SIGNED.trust(folder), "<goods/>".getBytes(StandardCharsets.UTF_8));
        assertThat(opinion.line()).isEqualTo("NO_SIGNATURE\t-\t-\t0");
    }

    @Test
    void what_DSS_cannot_read_says_so() throws IOException, CertificateEncodingException {
        DssOpinion opinion = judge(SIGNED.trust(folder), "<goods".getBytes(StandardCharsets.UTF_8));
        assertThat(opinion.indication()).isEqualTo("NOT_READABLE");
    }

    @Test
    void of_several_signatures_the_worst_decides() throws IOException, CertificateEncodingException {
        byte[] twice = Signed.sign(SIGNED.bytes, TestCa.root("Stranger").issue(Subject.named("Somebody")));
        assertThat(judge(SIGNED.trust(folder), twice).line())
                .isEqualTo("INDETERMINATE\tNO_CERTIFICATE_CHAIN_FOUND\tXAdES-BASELINE-B,XAdES-BASELINE-B\t2");
    }

    @Test
    void a_sealed_document_passes() throws IOException, CertificateEncodingException {
        DssOpinion opinion = judge(SIGNED.trust(folder), SIGNED.bytes);
        assertThat(opinion.line()).isEqualTo("TOTAL_PASSED\t-\tXAdES-BASELINE-B\t1");
        assertThat(opinion.passed()).isTrue();
    }

    @Test
    void a_container_passes() throws IOException, CertificateEncodingException {
        byte[] container = Signed.container(ASiCContainerType.ASiC_E, SIGNED.signer);
        assertThat(judge(SIGNED.trust(folder), container).line()).isEqualTo("TOTAL_PASSED\t-\tXAdES-BASELINE-B\t1");
    }

    @Test
    void the_command_judges_each_file_on_a_line_and_ends_with_the_worst()
            throws IOException, CertificateEncodingException, InterruptedException {
        Path good = Files.write(folder.resolve("good.xml"), SIGNED.bytes);
        Path bad = Files.write(folder.resolve("bad.xml"), SIGNED.altered());
        Path untrusted = Files.write(folder.resolve("untrusted.xml"), SIGNED.bytes);
        Path trust = SIGNED.trust(folder.resolve("trust"));
        Path nobody = Files.createDirectory(folder.resolve("nobody"));
        Path out = folder.resolve("out.txt");
        assertThat(command(out, "--trust", trust, good, bad, "--trust", nobody, untrusted))
                .isEqualTo(1);
        assertThat(Files.readAllLines(out))
                .containsExactly(
                        good + "\tTOTAL_PASSED\t-\tXAdES-BASELINE-B\t1",
                        bad + "\tTOTAL_FAILED\tHASH_FAILURE\tXAdES-BASELINE-B\t1",
                        untrusted + "\tINDETERMINATE\tNO_CERTIFICATE_CHAIN_FOUND\tXAdES-BASELINE-B\t1");
        assertThat(command(out, good, "--trust", trust))
                .as("a file without trust")
                .isEqualTo(64);
    }

    /** Runs the judge as other modules' tests do, from {@code target}. */
    private static int command(Path out, Object... arguments) throws IOException, InterruptedException {
        Path target = Path.of(System.getProperty("cretula.root"), "modules", "oracle-dss", "target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life does not repay compiling well.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of(DssJudge.class.getName(), "--at", Signed.JUDGED.toString()));
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(out.resolveSibling("err.txt").toFile())
                .start()
                .waitFor();
    }

    private static DssOpinion judge(Path trust, byte[] document) throws IOException {
        return new DssJudge(trust, Optional.of(Signed.JUDGED)).judge(document);
    }
}
