package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cretula.gateway.GatewayStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DemoTest {

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }

    @Test
    void a_folder_with_other_peoples_files_is_not_touched() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("mine"));
        Files.writeString(folder.resolve("thesis.txt"), "do not lose me");
        assertThat(run("demo", "--dir", folder.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("not from an earlier demo");
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void a_store_that_a_node_still_runs_on_is_not_deleted() throws Exception {
        Path folder = Files.createDirectories(temp.resolve("demo/customs-xb/store"));
        Files.writeString(temp.resolve("demo/.cretula-demo"), "");
        try (GatewayStore running = GatewayStore.embedded(folder, Programs.clock())) {
            assertThat(run("demo", "--dir", temp.resolve("demo").toString())).isEqualTo(ExitCode.NO_INPUT);
            assertThat(err.toString()).contains("a node still runs on");
            assertThat(folder.resolve("gateway.sqlite")).exists();
            assertThat(running.messages()).isEmpty();
        }
    }

    @Test
    void the_whole_story_goes_as_it_must_and_again_over_the_first() throws Exception {
        String folder = temp.resolve("demo").toString();
        assertThat(run("demo", "--dir", folder)).as(() -> out + "\n" + err).isEqualTo(ExitCode.YES);
        assertThat(out.toString())
                .doesNotContain("NOT AS IT MUST")
                .contains("as it must: VALID")
                .contains("as it must: INVALID, by the check reference-digest")
                .contains("EBMS:0102")
                .contains("as it must: delivered once, not twice")
                .contains("REVOKED_NO_POE");
        for (String file : new String[] {
            "index.html",
            "co.xml",
            "co-sealed.xml",
            "received.xml",
            "altered.xml",
            "receipt.xml",
            "wire/1-sent.mime",
            "pki/root.crt",
            "customs-xb/gateway.yaml"
        }) {
            assertThat(Path.of(folder, file)).isNotEmptyFile();
        }
        assertThat(run("verify", folder + "/received.xml", "--trust", folder + "/pki", "--allow-example-trust"))
                .isEqualTo(ExitCode.YES);
        assertThat(run("verify", folder + "/received.xml", "--trust", folder + "/pki"))
                .isEqualTo(ExitCode.CANNOT_TELL);
        assertThat(run("verify", folder + "/altered.xml", "--trust", folder + "/pki", "--allow-example-trust"))
                .isEqualTo(ExitCode.NO);
        assertThat(run("demo", "--dir", folder)).isEqualTo(ExitCode.YES);
    }
}
