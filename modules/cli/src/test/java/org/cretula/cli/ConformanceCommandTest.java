package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example plan and its node, with free ports and in a folder of their own. */
class ConformanceCommandTest {

    private static final Path PLANS = Ran.ROOT.resolve("conformance/plans");
    private static final Path VECTORS = Ran.ROOT.resolve("conformance/vectors");

    @TempDir
    private Path folder;

    private Path plan;

    @BeforeEach
    void copied() throws IOException {
        Path here = folder.toRealPath();
        String ours = Integer.toString(freePort());
        Files.createDirectories(here.resolve("customs-xb"));
        String node = Files.readString(PLANS.resolve("customs-xb/gateway.yaml"))
                .replace("18181", ours)
                .replace("18182", "0")
                .replace("18183", "0")
                .replace(
                        "../../../keystores-example", Ran.KEYSTORES.toRealPath().toString())
                .replace("../../target/customs-xb", "store");
        Files.writeString(here.resolve("customs-xb/gateway.yaml"), node);
        plan = here.resolve("demo.yaml");
        String text = Files.readString(PLANS.resolve("demo.yaml"))
                .replace("18181", ours)
                .replace("../../keystores-example", Ran.KEYSTORES.toRealPath().toString())
                .replace("../vectors", VECTORS.toRealPath().toString());
        Files.writeString(plan, text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Ran run(String... more) {
        String[] all = new String[6 + more.length];
        System.arraycopy(
                new String[] {
                    "conformance",
                    "run",
                    "--plan",
                    plan.toString(),
                    "-o",
                    folder.resolve("out").toString()
                },
                0,
                all,
                0,
                6);
        System.arraycopy(more, 0, all, 6, more.length);
        return Ran.here(all);
    }

    @Test
    void the_example_node_is_conformant_and_the_reports_lie_where_the_command_says() {
        Ran ran = run();
        assertThat(ran.out()).as(ran.err()).contains("conformant", "report: ");
        assertThat(ran.err()).contains("pass  receipt-given", "pass  document-verdict/unknown-root");
        assertThat(ran.code()).isEqualTo(0);
        assertThat(folder.resolve("out/report.html")).exists();
        assertThat(folder.resolve("out/junit.xml")).exists();
        assertThat(folder.resolve("out/evidence/SHA256SUMS")).exists();
    }

    @Test
    void a_node_with_a_defect_is_not_conformant() {
        Ran ran = run("--defect", "refuses-duplicates");
        assertThat(ran.out()).contains("not conformant", "FAIL  duplicate-acknowledged");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void a_partner_that_does_not_answer_is_inconclusive() throws IOException {
        Files.writeString(
                plan,
                Files.readString(plan)
                        .replace("node: customs-xb/gateway.yaml", "endpoint: http://127.0.0.1:" + freePort() + "/as4"));
        Ran ran = run();
        assertThat(ran.out()).contains("inconclusive  receipt-given");
        assertThat(ran.code()).isEqualTo(2);
        run("--defect", "refuses-duplicates").refused(64, "--defect is for a node that the plan starts");
    }

    @Test
    void what_cannot_be_used_is_told_by_name() throws IOException {
        run("--defect", "cheats").refused(64, "no defect is called 'cheats'; there are forgets-duplicates");
        Files.writeString(plan, Files.readString(plan) + "tittle: x\n");
        run().refused(66, "demo.yaml, line");
        Files.delete(plan);
        run().refused(66, "no such file");
    }

    @Test
    void the_vectors_are_judged_as_their_headers_say() throws IOException {
        Ran ran = Ran.here("conformance", "judge", "--vectors", VECTORS.toString());
        assertThat(ran.code()).as(ran.out()).isEqualTo(0);
        Files.copy(VECTORS.resolve("no-signature.xml"), folder.resolve("v.xml"));
        Path trust = VECTORS.resolve("trust").toRealPath();
        Files.writeString(
                folder.resolve("v.yaml"),
                "expect: VALID\nat: 2026-06-01T12:00:00Z\ntrust: " + trust + "\ncomment: it is not\n");
        Files.move(plan, folder.resolve("elsewhere"));
        Ran other = Ran.here("conformance", "judge", "--vectors", folder.toString());
        assertThat(other.out()).contains("OTHERWISE    v: expected VALID, found INVALID by signature-slot");
        assertThat(other.code()).isEqualTo(1);
    }
}
