package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is large is judged, and signed, in a heap of 64 MiB. */
@Tag("long")
class LittleMemoryTest {

    private static final int LARGE = XmlLimits.CERTIFICATE.bytes() - 40_000;

    @TempDir
    private Path folder;

    @Test
    void a_document_of_ten_mebibytes_is_judged() throws Exception {
        StringBuilder xml = new StringBuilder("<doc xmlns=\"urn:test\"><slot/>");
        String line =
                "<line xmlns:a=\"urn:a\"><a:id scheme=\"s\">17</a:id><text>a case of wine &amp; more</text></line>\n";
        for (int i = 0; i < 20_000; i++) {
            xml.append(line);
        }
        String file = "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5ejAxMjM0NTY3ODkr\n";
        while (xml.length() < LARGE - 900_020) {
            xml.append("<file>").append(file.repeat(10_000)).append("</file>");
        }
        xml.append("<file>")
                .append(file.repeat((LARGE - xml.length() - 20) / file.length()))
                .append("</file></doc>");
        XmlParse.Parsed parsed = Fixture.parsed(xml.toString().getBytes(StandardCharsets.UTF_8));
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS)
                .sign(parsed.document(), parsed.root().children().get(0), "application/xml", Fixture.SIGNED);
        assertThat(signed.length).isBetween(XmlLimits.CERTIFICATE.bytes() - 50_000, XmlLimits.CERTIFICATE.bytes());
        Files.write(folder.resolve("signed.xml"), signed);
        Files.write(folder.resolve("root.der"), Fixture.ROOT.certificate().getEncoded());
        Files.write(folder.resolve("root.crl"), Fixture.ROOT.crl().der());
        assertThat(said(folder.toString())).startsWith("VALID ");
    }

    @Test
    void data_of_one_gibibyte_are_digested_and_signed_from_their_source() throws Exception {
        // dd if=/dev/zero bs=1M count=1024 | sha256sum
        assertThat(said()).isEqualTo("49bc20df15e412a64472421e13fe86ff1c5165e18b2afccf160d4dc19fe68a14");
    }

    private static String said(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                JudgesLarge.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return said.strip();
    }
}
