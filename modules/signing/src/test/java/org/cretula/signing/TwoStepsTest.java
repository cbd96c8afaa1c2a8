package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.testkit.SoftToken;
import org.cretula.testkit.Subject;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One signature by three processes, one of which has the token, on this JDK and on a newer one where there is one. */
@Tag("long")
class TwoStepsTest {

    private static final Path JVMS = Path.of("/usr/lib/jvm");
    private static final SoftToken TOKEN = SoftToken.installed().orElseGet(TwoStepsTest::absent);

    @TempDir
    private Path folder;

    private static SoftToken absent() {
        String absent = "SoftHSM2 or OpenSC is not installed; apt-get install softhsm2 opensc";
        return "true".equals(System.getenv("CI")) ? fail(absent) : Assumptions.abort(absent);
    }

    static List<Path> javas() throws IOException {
        List<Path> javas = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")));
        if (Files.isDirectory(JVMS)) {
            try (Stream<Path> homes = Files.list(JVMS)) {
                homes.filter(home -> String.valueOf(home.getFileName()).contains("25"))
                        .map(home -> home.resolve("bin").resolve("java"))
                        .filter(Files::isExecutable)
                        .forEach(javas::add);
            }
        }
        return javas;
    }

    @ParameterizedTest
    @MethodSource("javas")
    void what_one_process_prepared_a_second_signs_in_the_token_and_a_third_completes(Path java) throws Exception {
        String alias = "two steps " + java;
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : TOKEN.make(alias, Fixture.ROOT, Subject.named("Two steps"))) {
            String base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
            pem.append("-----BEGIN CERTIFICATE-----\n").append(base64).append("\n-----END CERTIFICATE-----\n");
        }
        Files.writeString(folder.resolve("chain.pem"), pem);
        run(java, "prepare", folder.toString());
        run(java, "sign", folder.toString(), TOKEN.library().toString(), alias);
        run(java, "complete", folder.toString());
        byte[] signed = Files.readAllBytes(folder.resolve("signed"));
        assertThat(Fixture.judge(signed).verdict().indication()).isEqualTo(Indication.VALID);
    }

    private static void run(Path java, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "--add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TwoStepProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
