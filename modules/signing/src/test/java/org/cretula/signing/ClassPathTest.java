package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program that signs and judges carries little with it. */
class ClassPathTest {

    private static final int MOST = 12;

    /** Our modules and everybody else's, as Maven resolves them for a program; this module is not among them. */
    private static List<String> others() throws Exception {
        return List.of(Files.readString(Path.of("target", "runtime-class-path.txt"))
                .strip()
                .split(File.pathSeparator));
    }

    @Test
    void at_most_twelve_jars_are_on_the_class_path_of_a_program_that_signs_and_judges() throws Exception {
        assertThat(others().size() + 1).isLessThanOrEqualTo(MOST);
    }

    @Test
    void they_are_enough_to_sign_and_to_judge() throws Exception {
        String classPath = String.join(File.pathSeparator, others())
                + File.pathSeparator
                + Path.of("target", "classes")
                + File.pathSeparator
                + Path.of("target", "test-classes");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        SignsAndJudges.class.getName(),
                        Path.of("..", "..", "keystores-example").toString(),
                        "2026-11-24T12:00:00Z")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said.strip()).isEqualTo("VALID");
    }
}
