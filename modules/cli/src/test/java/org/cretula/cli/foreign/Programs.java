package org.cretula.cli.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs of the oracle modules, each in a process of its own. */
final class Programs {

    private static final Path ROOT = Path.of(System.getProperty("cretula.root", "../.."));

    private Programs() {}

    /** A run of a program. */
    record Run(Process process, Path out, Path err) {

        /** What it printed, once it has ended; fails if it did so with another code than 0, 1 or 2. */
        List<String> lines() throws IOException, InterruptedException {
            int code = process.waitFor();
            if (code > 2) {
                throw new IOException("ended with " + code + ": " + Files.readString(err));
            }
            return Files.readAllLines(out);
        }
    }

    static Run start(String oracle, String program, Path folder, List<String> arguments) throws IOException {
        Path target = ROOT.resolve("modules/oracle-" + oracle + "/target");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.add("org.cretula.oracle." + oracle + "." + program);
        command.addAll(arguments);
        Path out = folder.resolve(program + ".out");
        Path err = folder.resolve(program + ".err");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        return new Run(process, out, err);
    }
}
