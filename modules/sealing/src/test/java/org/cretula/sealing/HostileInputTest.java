package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten mebibytes of every kind are judged or refused, each within half a minute, in little memory. */
class HostileInputTest {

    /** The second is ten times the input and 64 MiB: what does not end there takes no more. */
    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"-Xmx256m", "-Xmx164m"})
    @Timeout(1_800)
    void P05_P06_P08_ten_mebibytes_of_every_kind_are_judged_or_refused(String heap) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        heap,
                        "-Dcretula.root=" + System.getProperty("cretula.root", "../.."),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileInput.class.getName())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(heap + "\n" + out);
        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).doesNotContain("OutOfMemoryError");
    }
}
