package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What a run of the command left behind.
 *
 * @param code the exit code
 * @param out standard output
 * @param err standard error
 */
record Ran(int code, String out, String err) {

    static final Path ROOT = Path.of(System.getProperty("cretula.root", "../.."));
    static final Path EXAMPLES = ROOT.resolve("docs/examples");
    static final Path KEYSTORES = ROOT.resolve("keystores-example");

    // Guards against a command that hangs; says nothing of its speed, which a busy machine takes away.
    private static final int SECONDS = 120;

    /** What standard input holds; written until the program reads no more. */
    interface Input {
        void to(OutputStream stdin) throws IOException;
    }

    /** Runs the command in this JVM. */
    static Ran here(String... arguments) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream newOut = new ByteArrayOutputStream();
        ByteArrayOutputStream newErr = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(newOut, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(newErr, true, StandardCharsets.UTF_8));
            int code = Main.run(arguments);
            return new Ran(code, newOut.toString(StandardCharsets.UTF_8), newErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Runs the command in a JVM of its own, started with these options. */
    static Ran apart(Path folder, List<String> options, Input input, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Ran ran = apart(folder, options, input, out, Main.class.getName(), arguments);
        return new Ran(ran.code, Files.readString(out), ran.err);
    }

    /** Runs a program in a JVM of its own, its standard output into a file. */
    static Ran apart(Path folder, List<String> options, Input input, Path out, String program, String... arguments)
            throws IOException, InterruptedException {
        Path err = Files.createTempFile(folder, "err", ".txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=tr",
                "-Duser.country=TR"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        Thread feeder = new Thread(() -> feed(process, input));
        feeder.start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            fail("hangs: " + command);
        }
        feeder.join();
        return new Ran(process.exitValue(), "", Files.readString(err));
    }

    private static void feed(Process process, Input input) {
        try (OutputStream stdin = process.getOutputStream()) {
            input.to(stdin);
        } catch (IOException e) {
            // The program has read as much as it wanted.
            assertThat(e).hasMessageMatching("(?s).*(Broken pipe|Stream closed).*");
        }
    }

    /** A verdict on standard output and this exit code. */
    Ran judged(int expected, String verdict) {
        noTrace();
        assertThat(out).contains(verdict);
        assertThat(err).isEmpty();
        assertThat(code).isEqualTo(expected);
        return this;
    }

    /** One complaint on standard error that holds these words, nothing on standard output, and this exit code. */
    Ran refused(int expected, String words) {
        noTrace();
        assertThat(err).startsWith("cretula: ").contains(words);
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(expected);
        return this;
    }

    private void noTrace() {
        assertThat(out + err)
                .doesNotContain("\tat ")
                .doesNotContain("Exception")
                .doesNotContain("our fault");
    }
}
