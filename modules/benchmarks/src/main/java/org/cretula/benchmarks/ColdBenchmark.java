package org.cretula.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Starts a process that verifies one sealed certificate of origin and ends, by the launcher's own command line and by the
 * smallest program with DSS, in turns, and prints wall time and the most memory resident.
 *
 * <p>Arguments: how often, the file, the folder of trust, the instant. {@code ./cretula} must have been run once.
 */
public final class ColdBenchmark {

    private ColdBenchmark() {}

    /** Prints the table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream out = System.out;
        int times = Integer.parseInt(arguments[0]);
        List<String> rest = List.of(arguments).subList(1, 4);
        List<List<String>> commands = List.of(ours(rest), dss(rest));
        List<String> names = List.of("`cretula verify`", "DSS");
        List<List<Double>> millis = List.of(new ArrayList<>(), new ArrayList<>());
        long[] most = new long[2];
        for (int i = 0; i < times; i++) {
            for (int c = 0; c < 2; c++) {
                long start = System.nanoTime();
                run(commands.get(c)).waitFor();
                millis.get(c).add((System.nanoTime() - start) / 1e6);
            }
        }
        for (int c = 0; c < 2; c++) {
            most[c] = resident(run(commands.get(c)));
        }
        out.println("| program | runs | wall, ms: least | median | resident, MiB |");
        out.println("|---|---|---|---|---|");
        for (int c = 0; c < 2; c++) {
            List<Double> sorted = new ArrayList<>(millis.get(c));
            Collections.sort(sorted);
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.0f | %d |",
                    names.get(c),
                    times,
                    sorted.get(0),
                    sorted.get(times / 2),
                    most[c] >> 10));
        }
    }

    private static Process run(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** The high-water mark in KiB, asked until the process has ended. */
    private static long resident(Process process) throws InterruptedException {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        long most = 0;
        while (process.isAlive()) {
            try (Stream<String> lines = Files.lines(status)) {
                most = Math.max(
                        most,
                        lines.filter(line -> line.startsWith("VmHWM"))
                                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                                .findFirst()
                                .orElse(0));
            } catch (IOException | java.io.UncheckedIOException e) {
                // it has ended meanwhile
                return most;
            }
            Thread.sleep(1);
        }
        return most;
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms24m", "-Xmx256m", "-Xshare:auto"));
        command.addAll(List.of(options));
        return command;
    }

    private static List<String> ours(List<String> rest) {
        Path target =
                Documents.root().resolve("modules/cli/target").toAbsolutePath().normalize();
        List<String> command = java(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:SharedArchiveFile=" + target.resolve("classes.jsa"),
                "-Xlog:cds=off",
                "-cp",
                target.resolve("run") + "/*",
                "org.cretula.cli.Main",
                "verify");
        command.addAll(List.of(rest.get(0), "--trust", rest.get(1), "--at", rest.get(2)));
        return command;
    }

    private static List<String> dss(List<String> rest) {
        Path target = Documents.root()
                .resolve("modules/oracle-dss/target")
                .toAbsolutePath()
                .normalize();
        List<String> command = java(
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "org.cretula.oracle.dss.DssVerifyProgram");
        command.addAll(List.of(rest.get(1), rest.get(2), rest.get(0)));
        return command;
    }
}
