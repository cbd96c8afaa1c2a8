package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.cretula.example.ExampleTsa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code sign --level} and {@code augment}, with the example authority here and behind a server on loopback. */
class RaisingTest {

    private static final Path ROOT = Ran.ROOT;
    private static final String EXAMPLES = ROOT.resolve("keystores-example").toString();
    private static final List<String> TRUST = List.of("--trust", EXAMPLES, "--allow-example-trust");

    @TempDir
    private Path temp;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"B-B", "B-T", "b-lt", "B-LTA"})
    void a_seal_of_each_level_is_valid_and_says_its_level(String level) throws IOException {
        Path sealed = temp.resolve("sealed.xml");
        assertThat(sign(sealed, "--level", level, "--tsa", "example"))
                .as(err::toString)
                .isEqualTo(ExitCode.YES);
        assertThat(verify(sealed)).as(out::toString).isEqualTo(ExitCode.YES);
        assertThat(report()).content().contains("\"level\":\"" + level.toUpperCase(java.util.Locale.ROOT) + "\"");
    }

    @Test
    void a_seal_is_raised_step_by_step_and_renewed() throws IOException {
        Path file = temp.resolve("0.xml");
        assertThat(sign(file)).isEqualTo(ExitCode.YES);
        for (String level : List.of("B-T", "B-LT", "B-LTA", "B-LTA")) {
            Path raised = temp.resolve("raised-" + level + Files.exists(temp.resolve("raised-B-LTA")) + ".xml");
            assertThat(augment(file, raised, level, "example"))
                    .as(err::toString)
                    .isEqualTo(ExitCode.YES);
            assertThat(verify(raised)).as(out::toString).isEqualTo(ExitCode.YES);
            assertThat(report()).content().contains("\"level\":\"" + level + "\"");
            file = raised;
        }
    }

    @Test
    void a_level_without_its_means_is_refused_and_nothing_is_written() throws IOException {
        Path sealed = temp.resolve("sealed.xml");
        assertThat(sign(sealed, "--level", "B-T")).isEqualTo(ExitCode.NO);
        assertThat(err.toString()).contains("not raised to B-T");
        assertThat(sealed).doesNotExist();
        assertThat(run(
                        "sign",
                        input(),
                        "--level",
                        "B-T",
                        "--tsa",
                        "example",
                        "-o",
                        sealed.toString(),
                        "--keystore",
                        EXAMPLES + "/issuer-xa.p12",
                        "--alias",
                        "seal",
                        "--password",
                        "example"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("expected --trust DIR");
        assertThat(sign(sealed, "--level", "B-T", "--tsa", "ftp://tsa.example/"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(sign(sealed, "--level", "B-T", "--tsa", "http://[")).isEqualTo(ExitCode.USAGE);
        assertThat(sealed).doesNotExist();
    }

    @Test
    void T01_after_an_authority_that_lies_the_next_one_is_asked_and_without_one_nothing_is_written()
            throws IOException {
        ExampleTsa tsa = ExampleTsa.shipped(new SecureRandom(), Programs.clock());
        HttpServer liar = answering(request -> new byte[] {0x30, 0});
        HttpServer honest = answering(tsa::answer);
        try {
            Path sealed = temp.resolve("sealed.xml");
            assertThat(sign(sealed, "--level", "B-T", "--tsa", address(liar), "--allow-address", "127.0.0.1"))
                    .isEqualTo(ExitCode.NO);
            assertThat(err.toString()).contains("no time-stamp could be had");
            assertThat(sealed).doesNotExist();
            assertThat(sign(
                            sealed,
                            "--level",
                            "B-T",
                            "--tsa",
                            address(liar),
                            "--tsa",
                            address(honest),
                            "--allow-address",
                            "127.0.0.1"))
                    .as(err::toString)
                    .isEqualTo(ExitCode.YES);
            assertThat(verify(sealed)).isEqualTo(ExitCode.YES);
        } finally {
            liar.stop(0);
            honest.stop(0);
        }
    }

    private interface Answer {
        byte[] to(byte[] request);
    }

    private static HttpServer answering(Answer answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = answer.to(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static String input() {
        return ROOT.resolve("docs/examples/co-wine-timber-textiles.xml").toString();
    }

    private int sign(Path sealed, String... more) {
        List<String> all = new ArrayList<>(List.of(
                "sign",
                input(),
                "--keystore",
                EXAMPLES + "/issuer-xa.p12",
                "--alias",
                "seal",
                "--password",
                "example",
                "-o",
                sealed.toString()));
        all.addAll(TRUST);
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private int augment(Path file, Path raised, String level, String tsa) {
        List<String> all = new ArrayList<>(
                List.of("augment", file.toString(), "--to", level, "--tsa", tsa, "-o", raised.toString()));
        all.addAll(TRUST);
        return run(all.toArray(String[]::new));
    }

    private Path report() {
        return temp.resolve("report.json");
    }

    private int verify(Path file) {
        List<String> all =
                new ArrayList<>(List.of("verify", file.toString(), "--format", "json", "-o", report().toString()));
        all.addAll(TRUST);
        return run(all.toArray(String[]::new));
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = Main.commandLine();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(args);
    }
}
