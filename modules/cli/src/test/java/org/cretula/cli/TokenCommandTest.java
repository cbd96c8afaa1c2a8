package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.cretula.testkit.SoftToken;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sign}, {@code complete} and {@code countersign} with a key that never leaves SoftHSM2. */
class TokenCommandTest {

    private static final SoftToken TOKEN = SoftToken.installed().orElseGet(TokenCommandTest::absent);
    private static final TestCa CA = TestCa.root("Root");
    private static final String CO =
            Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml").toString();

    @TempDir
    private static Path folder;

    private static Path chain = Path.of("");
    private static Path trust = Path.of("");

    @TempDir
    private Path temp;

    private static SoftToken absent() {
        String absent = "SoftHSM2 or OpenSC is not installed; apt-get install softhsm2 opensc";
        return "true".equals(System.getenv("CI")) ? fail(absent) : Assumptions.abort(absent);
    }

    @BeforeAll
    static void fill() throws IOException, CertificateEncodingException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : TOKEN.make("seal", CA, Subject.named("Chamber of Port A"))) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        chain = Files.writeString(folder.resolve("chain.pem"), pem);
        trust = Files.createDirectories(folder.resolve("trust"));
        Files.write(trust.resolve("root.crt"), CA.certificate().getEncoded());
        Files.write(trust.resolve("root.crl"), CA.crl().der());
    }

    private static Ran withToken(String command, String pin, Path in, Path out) {
        return Ran.here(
                command,
                in.toString(),
                "--pkcs11",
                TOKEN.library().toString(),
                "--token",
                SoftToken.LABEL,
                "--pin",
                pin,
                "-o",
                out.toString());
    }

    private static void valid(Path sealed) {
        Ran.here("verify", sealed.toString(), "--trust", trust.toString()).judged(ExitCode.YES, "VALID");
    }

    private Ran prepare(String... more) {
        List<String> all = new ArrayList<>(List.of("sign", CO, "--certificate", chain.toString()));
        all.addAll(List.of("--prepare", temp.resolve("p.bin").toString()));
        all.addAll(List.of("--digest-out", temp.resolve("d.bin").toString()));
        all.addAll(List.of(more));
        return Ran.here(all.toArray(String[]::new));
    }

    private Ran complete(Path value, Path out) {
        return Ran.here(
                "complete", temp.resolve("p.bin").toString(), "--value", value.toString(), "-o", out.toString());
    }

    private Path value(byte[] digest) throws IOException {
        return Files.write(temp.resolve("v.bin"), TOKEN.sign("seal", "ECDSA", digest));
    }

    @Test
    void a_wrong_pin_is_told_and_not_repeated() {
        Ran ran = withToken("sign", "161803", Path.of(CO), temp.resolve("o.xml"));
        ran.refused(ExitCode.NO_INPUT, "expected the PIN of the token");
        assertThat(ran.err()).doesNotContain("161803");
        assertThat(temp.resolve("o.xml")).doesNotExist();
    }

    @Test
    void a_value_that_is_not_the_keys_completes_nothing_and_the_right_one_still_does() throws IOException {
        Path out = temp.resolve("o.xml");
        assertThat(prepare().code()).isEqualTo(ExitCode.YES);
        complete(value(new byte[32]), out)
                .refused(ExitCode.NO, "does not verify")
                .refused(ExitCode.NO, "by ECDSA_SHA256")
                .refused(ExitCode.NO, "CN=Chamber of Port A");
        complete(Files.write(temp.resolve("none"), new byte[0]), out).refused(ExitCode.NO, "does not verify");
        assertThat(out).doesNotExist();
        assertThat(complete(value(Files.readAllBytes(temp.resolve("d.bin"))), out)
                        .code())
                .isEqualTo(ExitCode.YES);
        valid(out);
    }

    @Test
    void a_signature_is_not_written_over_its_preparation() throws IOException {
        assertThat(prepare().code()).isEqualTo(ExitCode.YES);
        Path value = value(Files.readAllBytes(temp.resolve("d.bin")));
        complete(value, temp.resolve("p.bin")).refused(ExitCode.USAGE, "another file for -o");
        assertThat(complete(value, temp.resolve("o.xml")).code()).isEqualTo(ExitCode.YES);
    }

    @Test
    void what_was_completed_is_not_completed_again() throws IOException {
        assertThat(prepare().code()).isEqualTo(ExitCode.YES);
        Path value = value(Files.readAllBytes(temp.resolve("d.bin")));
        assertThat(complete(value, temp.resolve("o.xml")).code()).isEqualTo(ExitCode.YES);
        complete(value, temp.resolve("again.xml")).refused(ExitCode.NO, "found one that was completed already, at 2");
        assertThat(temp.resolve("again.xml")).doesNotExist();
    }

    @Test
    void what_was_not_prepared_or_is_damaged_is_no_input() throws IOException {
        assertThat(prepare().code()).isEqualTo(ExitCode.YES);
        Path value = value(Files.readAllBytes(temp.resolve("d.bin")));
        byte[] bytes = Files.readAllBytes(temp.resolve("p.bin"));
        bytes[bytes.length / 2] ^= 1;
        Files.write(temp.resolve("p.bin"), bytes);
        complete(value, temp.resolve("o.xml")).refused(ExitCode.NO_INPUT, "found a damaged one");
        Files.writeString(temp.resolve("p.bin"), "<a/>");
        complete(value, temp.resolve("o.xml")).refused(ExitCode.NO_INPUT, "found other bytes");
        Files.delete(temp.resolve("p.bin"));
        complete(value, temp.resolve("o.xml")).refused(ExitCode.NO_INPUT, "no such file");
    }

    @Test
    void an_algorithm_that_signs_no_digest_gives_none_out() throws IOException, CertificateEncodingException {
        X509Certificate ed25519 = CA.issue(Subject.named("Ed").key("Ed25519")).certificate();
        Path certificate = Files.write(temp.resolve("ed.crt"), ed25519.getEncoded());
        Ran.here(
                        "sign",
                        CO,
                        "--certificate",
                        certificate.toString(),
                        "--prepare",
                        temp.resolve("p.bin").toString(),
                        "--digest-out",
                        temp.resolve("d.bin").toString())
                .refused(ExitCode.NO, "ED25519 signs the bytes themselves and not their digest; take --bytes-out");
        assertThat(temp.resolve("p.bin")).doesNotExist();
    }

    @Test
    void in_one_step_the_token_seals_and_counter_signs() {
        Path sealed = temp.resolve("sealed.xml");
        Ran ran = withToken("sign", SoftToken.PIN, Path.of(CO), sealed);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        assertThat(ran.err()).isEqualTo("sealed by CN=Chamber of Port A\n");
        valid(sealed);
        ran = withToken("countersign", SoftToken.PIN, sealed, temp.resolve("counter-signed.xml"));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
    }

    @Test
    void in_two_steps_what_to_do_next_is_told() throws IOException {
        Ran ran = prepare("--bytes-out", temp.resolve("b.bin").toString(), "--digest", "SHA512");
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .contains("CN=Chamber of Port A", "ECDSA_SHA256, http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256")
                .contains("SHA-256", "b.bin", "cretula complete " + temp.resolve("p.bin") + " --value");
        byte[] digest = org.cretula.signing.DigestAlgorithm.SHA256.digest(Files.readAllBytes(temp.resolve("b.bin")));
        assertThat(Files.readAllBytes(temp.resolve("d.bin"))).isEqualTo(digest);
        Path base64 =
                Files.write(temp.resolve("v.txt"), Base64.getMimeEncoder().encode(TOKEN.sign("seal", "ECDSA", digest)));
        assertThat(complete(base64, temp.resolve("o.xml")).code()).isEqualTo(ExitCode.YES);
        valid(temp.resolve("o.xml"));
    }

    @Test
    @Tag("long")
    void a_jvm_that_may_not_read_labels_says_how_it_may_and_a_fresh_one_prepares()
            throws IOException, InterruptedException {
        Ran.apart(
                        temp,
                        List.of(),
                        stdin -> {},
                        "sign",
                        CO,
                        "--pkcs11",
                        TOKEN.library().toString(),
                        "--token",
                        SoftToken.LABEL,
                        "--pin",
                        SoftToken.PIN)
                .refused(
                        ExitCode.NO_INPUT,
                        "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED; add that, or give"
                                + " the number of the slot");
        Ran ran = Ran.apart(
                temp,
                List.of(),
                stdin -> {},
                "sign",
                CO,
                "--certificate",
                chain.toString(),
                "--prepare",
                temp.resolve("p.bin").toString());
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
    }
}
