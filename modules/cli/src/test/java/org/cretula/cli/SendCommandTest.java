package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.cretula.gateway.Gateway;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import org.cretula.gateway.StoredMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The node of XA sends from the command line to a node of XB that runs here. */
class SendCommandTest {

    private static final Path CERTIFICATE = Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml");
    private static final Path OTHER = Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml");

    @TempDir
    private Path folder;

    private Path ours = Path.of("");
    private Path theirs = Path.of("");

    @BeforeEach
    void configure() throws IOException {
        int port = freePort();
        ours = config("node-xa", "customs-xb", "submit", 0, port);
        theirs = config("customs-xb", "node-xa", "submit", port, 0);
    }

    private Path config(String us, String them, String action, int ourPort, int theirPort) throws IOException {
        Path here = Files.createDirectories(folder.resolve(us));
        return Files.writeString(here.resolve("gateway.yaml"), """
                party: {id: %1$s}
                keystore: %2$s/%1$s.p12
                alias: as4
                password: example
                listen: 127.0.0.1:%3$d
                store: store
                partners:
                  - name: %4$s
                    party: {id: %4$s}
                    endpoint: http://127.0.0.1:%5$d/as4
                    certificate: %2$s/%4$s.crt
                    service: urn:cretula:services:co
                    action: %6$s
                """.formatted(
                        us, Ran.KEYSTORES.toAbsolutePath(), ourPort, them, theirPort, action));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Gateway customs() throws GatewayConfigException {
        return Gateway.start(GatewayConfig.load(theirs), Programs.clock());
    }

    private Ran send(Path file, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("send", file.toString(), "--to", "customs-xb", "--config", ours.toString()));
        arguments.addAll(List.of(more));
        return Ran.here(arguments.toArray(new String[0]));
    }

    private static String messageId(Ran ran) {
        return ran.out().lines().findFirst().orElseThrow().replaceFirst("^message ", "");
    }

    @Test
    void nobody_there_is_unconfirmed_and_the_same_message_sent_later_is_acknowledged() throws Exception {
        Ran first = send(CERTIFICATE);
        assertThat(first.out()).contains("unconfirmed: ", "--message-id " + messageId(first));
        assertThat(first.code()).isEqualTo(ExitCode.CANNOT_TELL);
        try (Gateway customs = customs()) {
            Ran second = send(CERTIFICATE, "--message-id", messageId(first));
            assertThat(second.code()).as(second.out() + second.err()).isEqualTo(ExitCode.YES);
            assertThat(customs.messages()).extracting(StoredMessage::messageId).containsExactly(messageId(first));
        }
    }

    @Test
    void S12_a_message_whose_receipt_was_lost_is_acknowledged_when_it_is_sent_again_and_delivered_once()
            throws Exception {
        try (Gateway customs = customs()) {
            Ran first = send(CERTIFICATE);
            assertThat(first.code()).as(first.out() + first.err()).isEqualTo(ExitCode.YES);
            // As if the first answer had never come: nothing of it is used but the id that was printed.
            Ran second = send(CERTIFICATE, "--message-id", messageId(first));
            assertThat(second.out()).contains("acknowledged at ");
            assertThat(second.code()).isEqualTo(ExitCode.YES);
            assertThat(customs.messages()).hasSize(1);
            String sha256 = customs.messages().get(0).payloads().get(0).sha256();
            assertThat(customs.payload(sha256).orElseThrow().toArray()).isEqualTo(Files.readAllBytes(CERTIFICATE));
        }
    }

    @Test
    void S13_another_document_under_an_id_used_before_is_refused() throws Exception {
        try (Gateway customs = customs()) {
            String id = messageId(send(CERTIFICATE));
            Ran other = send(OTHER, "--message-id", id);
            assertThat(other.out()).contains("refused", "EBMS:0003");
            assertThat(other.code()).isEqualTo(ExitCode.NO);
            assertThat(customs.messages()).hasSize(1);
        }
    }

    @Test
    void a_refusal_by_somebody_who_does_not_sign_as_the_partner_leaves_the_question_open() throws Exception {
        theirs = config(
                "customs-xb",
                "node-xa",
                "other",
                GatewayConfig.load(theirs).listen().getPort(),
                0);
        try (Gateway customs = customs()) {
            Ran ran = send(CERTIFICATE);
            assertThat(ran.out()).contains("refused, by somebody who did not sign as the partner", "EBMS:0010");
            assertThat(ran.code()).isEqualTo(ExitCode.CANNOT_TELL);
            assertThat(customs.messages()).isEmpty();
        }
    }

    @Test
    void two_messages_have_two_ids() throws Exception {
        try (Gateway customs = customs()) {
            assertThat(messageId(send(CERTIFICATE))).isNotEqualTo(messageId(send(CERTIFICATE)));
            assertThat(customs.messages()).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "no-uuid@cretula.org", "00000000-0000-4000-8000-000000000000@cretula.org"})
    void an_id_that_no_run_printed_is_a_usage_error(String id) {
        send(CERTIFICATE, "--message-id", id).refused(ExitCode.USAGE, "--message-id");
        send(CERTIFICATE, "--message-id", UUID.randomUUID() + "@cretula.org").refused(ExitCode.USAGE, "--message-id");
    }

    @Test
    void what_cannot_be_sent_is_told_by_name() throws IOException {
        Ran.here("send", CERTIFICATE.toString(), "--to", "nobody", "--config", ours.toString())
                .refused(ExitCode.USAGE, "'nobody'");
        send(folder.resolve("none.xml")).refused(ExitCode.NO_INPUT, "none.xml");
        Files.delete(ours);
        send(CERTIFICATE).refused(ExitCode.NO_INPUT, "gateway.yaml");
    }
}
