package org.cretula.oracle.xades4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other modules' tests run it for; long, since those do so in each build. */
@Tag("long")
class Xades4jSignerTest {

    @TempDir
    private Path temp;

    private String keys(String name, Credential credential) throws Exception {
        return Files.write(temp.resolve(name), credential.pkcs12("key", "secret"))
                .toString();
    }

    @Test
    void it_signs_in_every_form_and_packaging_by_its_own_class_path() throws Exception {
        TestCa root = TestCa.root("Root");
        Path out = temp.resolve("out");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", "target/classes:target/lib/*", Xades4jSigner.class.getName()));
        command.add(keys("signer.p12", root.issue(Subject.named("Signer"))));
        command.add(keys("tsa.p12", root.issue(TestTsa.subject("TSA"))));
        command.addAll(List.of("secret", "2026-06-01T10:00:00Z", out.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .hasSize(10)
                    .contains("bes-enveloped.xml", "epes-enveloping.xml", "t-detached.xml", Xades4jSigner.DATA);
        }
        assertThat(Files.readString(out.resolve("t-detached.xml")))
                .contains("SigningCertificate>", "SignerRole>", "SignatureProductionPlace>", "SignatureTimeStamp>");
    }
}
