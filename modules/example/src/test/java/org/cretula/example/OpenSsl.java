package org.cretula.example;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The openssl command, as a second opinion that shares no code with ours. */
final class OpenSsl {

    /** An instant for all checks, so that the results do not depend on the day: 2026-06-09. */
    static final String AT = "1781000000";

    private OpenSsl() {}

    /** What openssl said and whether it was content. */
    record Result(int code, String output) {}

    static Result run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add("openssl");
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException e) {
            Assumptions.abort("skipped: there is no openssl on the path: " + e.getMessage());
            throw new AssertionError("unreachable", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while openssl ran", e);
        }
    }
}
