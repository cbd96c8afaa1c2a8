package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.RawList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HugeListTest {

    @TempDir
    Path scratch;

    private final TestCa ca = TestCa.root("CA");

    @Test
    @Tag("long")
    void C10_a_list_of_a_million_entries_is_asked_within_256_MiB() throws IOException, InterruptedException {
        assertThat(asked(1_000_000, "-Xmx256m")).startsWith("GOOD", "REVOKED");
    }

    @Test
    void C10_a_list_of_fifty_thousand_entries_is_asked_within_32_MiB() throws IOException, InterruptedException {
        assertThat(asked(50_000, "-Xmx32m")).startsWith("GOOD", "REVOKED");
    }

    @Test
    void C10_a_list_above_the_limit_is_refused_before_it_is_read() {
        byte[] large = new byte[StrictCertificates.MAX_CRL_BYTES + 1];
        assertThat(StrictCertificates.parseCrl(large))
                .isInstanceOfSatisfying(
                        StrictParse.Refused.class,
                        r -> assertThat(r.explanation()).contains("at most " + StrictCertificates.MAX_CRL_BYTES));
    }

    @Test
    void C10_a_list_in_PEM_is_read_as_text_and_so_has_a_lower_limit() throws IOException {
        Path crl = Files.writeString(
                scratch.resolve("large.crl"), "-----BEGIN X509 CRL-----\n" + "A".repeat(TrustFolder.MAX_PEM_BYTES));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> TrustFolder.load(scratch, ExampleTrust.REFUSED)))
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining("convert the file to DER");
        Files.writeString(
                crl,
                "-----BEGIN X509 CRL-----\n"
                        + Base64.getMimeEncoder().encodeToString(ca.crl().der()) + "\n-----END X509 CRL-----\n");
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> TrustFolder.load(scratch, ExampleTrust.REFUSED)))
                .isNull();
    }

    private List<String> asked(int entries, String heap) throws IOException, InterruptedException {
        var good = ca.issue(Subject.named("Good")).certificate();
        var bad = ca.issue(Subject.named("Bad")).certificate();
        Path trust = Files.createDirectories(scratch.resolve("trust"));
        Files.write(trust.resolve("ca.crt"), Cross.encoded(ca.certificate()));
        Files.write(
                trust.resolve("ca.crl"),
                new RawList(ca).entries(entries).entry(bad.getSerialNumber()).der());
        Path goodFile = Files.write(scratch.resolve("good.crt"), Cross.encoded(good));
        Path badFile = Files.write(scratch.resolve("bad.crt"), Cross.encoded(bad));
        Path output = scratch.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HugeListProbe.class.getName(),
                        trust.toString(),
                        goodFile.toString(),
                        badFile.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        System.out.println("list of " + entries + " entries, " + (Files.size(trust.resolve("ca.crl")) >> 10) + " KiB, "
                + heap + ": " + lines.get(lines.size() - 1));
        assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
