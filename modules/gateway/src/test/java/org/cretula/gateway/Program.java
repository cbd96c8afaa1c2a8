package org.cretula.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process started by a test, whose lines are waited for; nobody waits for a time to pass. */
final class Program implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    private final Process process;
    private final Path log;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread pump = new Thread(this::pump, "lines of " + log.getFileName());
        pump.setDaemon(true);
        pump.start();
    }

    /** Starts a command; its stderr goes to {@code log}. */
    static Program start(Path log, String classPath, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().put("CLASSPATH", classPath);
        return new Program(builder.start(), log);
    }

    /** Starts a program of phase4, as its module has laid it out. */
    static Program phase4(String name, Path log, List<String> arguments) throws IOException {
        Path target = World.ROOT.resolve("modules/oracle-phase4/target");
        List<String> command = new ArrayList<>(java());
        command.add("org.cretula.oracle.phase4." + name);
        command.addAll(arguments);
        return start(log, target.resolve("classes") + ":" + target.resolve("lib") + "/*", command);
    }

    /** The JVM that runs the tests, told that a short life does not repay compiling well. */
    static List<String> java() {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1");
    }

    /** The next line of its stdout, split at tabs; waits for it. */
    List<String> line() {
        return List.of(next().orElseThrow(() -> new AssertionError("it ended; see below\n" + log()))
                .split("\t", -1));
    }

    /** All lines to come until it ends; waits for that. */
    List<List<String>> rest() {
        List<List<String>> rest = new ArrayList<>();
        for (Optional<String> line = next(); line.isPresent(); line = next()) {
            rest.add(List.of(line.get().split("\t", -1)));
        }
        return rest;
    }

    /** Kills it as {@code kill -9} does, and waits until it has ended; what it wrote before can still be read. */
    void kill() throws InterruptedException {
        // By its handle: Process.destroyForcibly would close our end of its output, too.
        process.toHandle().destroyForcibly();
        exitCode();
    }

    /** Its exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not end; see below\n" + log());
        }
        return process.exitValue();
    }

    /** Lets it live for so long at most. */
    void letLive(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes the limit off the size of the files that it writes, as if its disk had room again. */
    void unlimitFiles() throws IOException, InterruptedException {
        Process prlimit = new ProcessBuilder("prlimit", "--fsize=unlimited:unlimited", "--pid", "" + process.pid())
                .redirectErrorStream(true)
                .start();
        String out = new String(prlimit.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (prlimit.waitFor() != 0) {
            throw new AssertionError("prlimit: " + out);
        }
    }

    /** Writes a line to its input. */
    void say(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** What it wrote on stderr. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    /** Ends its input, which ends a server, and waits for its end. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private Optional<String> next() {
        try {
            Optional<String> line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("no line in time; see below\n" + log());
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private void pump() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            lines.add(Optional.empty());
        }
    }
}
