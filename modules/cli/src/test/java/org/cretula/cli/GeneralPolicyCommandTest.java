package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Anything that is signed, judged on the command line for what it covers. */
class GeneralPolicyCommandTest {

    @TempDir
    private static Path folder;

    private static Path data = Path.of("");
    private static Path detached = Path.of("");
    private static Path container = Path.of("");

    @BeforeAll
    static void sign_a_file_in_two_ways() throws IOException {
        data = Files.writeString(folder.resolve("data.txt"), "data");
        detached = folder.resolve("detached.xml");
        container = folder.resolve("signed.asice");
        sign(detached, "--packaging", "detached", data.toString());
        sign(container, "--packaging", "asic-e", data.toString());
    }

    private static void sign(Path out, String... arguments) {
        List<String> all = new ArrayList<>(List.of("sign", "-o", out.toString()));
        all.addAll(Sealing.KEY);
        all.addAll(List.of(arguments));
        assertThat(Ran.here(all.toArray(String[]::new)).code()).isZero();
    }
}
