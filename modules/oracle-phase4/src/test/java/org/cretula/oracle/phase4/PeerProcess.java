package org.cretula.oracle.phase4;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One of the two programs, run as other modules' tests run it, from {@code target}. */
final class PeerProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;
    private final Path log;

    private PeerProcess(Process process, Path log) {
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.log = log;
    }

    static PeerProcess start(Class<?> program, Path log, List<String> arguments) throws IOException {
        Path target = Path.of(System.getProperty("cretula.root"), "modules", "oracle-phase4", "target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // A short life does not repay compiling well.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.add(program.getName());
        command.addAll(arguments);
        return new PeerProcess(
                new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** The next line of its stdout, split at tabs. */
    List<String> line() throws IOException {
        String line = Optional.ofNullable(out.readLine())
                .orElseThrow(() -> new AssertionError("it ended; see below\n" + log()));
        return List.of(line.split("\t", -1));
    }

    /** Its exit code, once it has ended by itself. */
    int exitCode() throws InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(this::log).isTrue();
        return process.exitValue();
    }

    /** What it wrote on stderr. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Ends its input, which ends a server. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
