package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.cretula.gateway.World.CUSTOMS_XB;
import static org.cretula.gateway.World.NODE_XA;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cretula.transport.Delivery;
import org.cretula.transport.EbmsError;
import org.cretula.transport.MessageStore;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    private static final String CO = "co-wine-timber-textiles.xml";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private volatile UnaryOperator<MessageStore> around = UnaryOperator.identity();
    private Gateway xa;
    private Gateway xb;

    @BeforeEach
    void start() throws IOException, GatewayConfigException {
        List<Integer> ports = World.freePorts();
        xa = Gateway.start(
                GatewayConfig.load(World.both(folder.resolve("xa"), NODE_XA, ports.get(0), CUSTOMS_XB, ports.get(1))),
                World.CLOCK);
        // Each test may still put something between endpoint and store.
        xb = Gateway.start(
                GatewayConfig.load(World.both(folder.resolve("xb"), CUSTOMS_XB, ports.get(1), NODE_XA, ports.get(0))),
                World.CLOCK,
                new World.Recorder(),
                store -> (message, receipt) -> around.apply(store).store(message, receipt));
    }

    @AfterEach
    void stop() {
        xa.close();
        xb.close();
    }

    @Test
    void S29_a_store_that_fails_lets_no_receipt_leave_and_the_next_attempt_succeeds()
            throws IOException, GatewayConfigException {
        OutboundMessage message = message();
        around = store -> (received, receipt) -> {
            throw new IllegalStateException("the disk is full");
        };

        Delivery failed = xa.send(message, CUSTOMS_XB);

        assertThat(failed).isInstanceOf(Delivery.Refused.class);
        assertThat(((Delivery.Refused) failed).authentic()).isTrue();
        assertThat(((Delivery.Refused) failed).errors())
                .extracting(EbmsError::code)
                .containsExactly("EBMS:0004");
        assertThat(((Delivery.Refused) failed).errors().get(0).detail()).doesNotContain("disk");
        assertThat(xb.messages()).isEmpty();

        around = UnaryOperator.identity();
        assertThat(xa.send(message, CUSTOMS_XB)).isInstanceOf(Delivery.Acknowledged.class);
        assertThat(xb.messages()).hasSize(1);
    }

    @Test
    void S29_a_store_that_fails_after_its_commit_is_asked_again_and_the_stored_receipt_leaves()
            throws IOException, GatewayConfigException {
        OutboundMessage message = message();
        around = store -> (received, receipt) -> {
            store.store(received, receipt);
            throw new IllegalStateException("the connection broke after the commit");
        };
        assertThat(xa.send(message, CUSTOMS_XB)).isNotInstanceOf(Delivery.Acknowledged.class);

        around = UnaryOperator.identity();
        Delivery.Acknowledged delivery = (Delivery.Acknowledged) xa.send(message, CUSTOMS_XB);

        assertThat(xb.messages()).hasSize(1);
        assertThat(delivery.receipt()).isEqualTo(xb.messages().get(0).receipt());
    }

    @Test
    void S12_a_message_sent_again_as_it_was_gets_the_same_receipt_and_is_stored_once()
            throws IOException, GatewayConfigException {
        OutboundMessage message = message();
        PMode mode = xa.config().partner(CUSTOMS_XB).orElseThrow().outgoing();
        WireMessage wire = xa.sender().prepare(message, mode);

        WireMessage.Answer first = xa.sender().transmit(wire, xb.endpoint());
        WireMessage.Answer replayed = xa.sender().transmit(wire, xb.endpoint());

        assertThat(replayed.status()).isEqualTo(200);
        assertThat(replayed.message().body()).isEqualTo(first.message().body());
        assertThat(xa.sender().judge(wire, replayed, mode)).isInstanceOf(Delivery.Acknowledged.class);
        // Encrypted anew, under another key:
        Delivery.Acknowledged again = (Delivery.Acknowledged) xa.send(message, CUSTOMS_XB);
        assertThat(again.receipt().toArray()).isEqualTo(first.message().body());
        assertThat(xb.messages()).hasSize(1);
    }

    @Test
    void S12_a_message_sent_again_after_the_receiver_was_restarted_is_stored_once()
            throws IOException, GatewayConfigException {
        OutboundMessage message = message();
        Delivery.Acknowledged first = (Delivery.Acknowledged) xa.send(message, CUSTOMS_XB);
        xb.close();
        assertThat(xa.send(message, CUSTOMS_XB)).isInstanceOf(Delivery.Unconfirmed.class);
        xb = Gateway.start(GatewayConfig.load(folder.resolve("xb/gateway.yaml")), World.CLOCK);

        Delivery.Acknowledged again = (Delivery.Acknowledged) xa.send(message, CUSTOMS_XB);

        assertThat(again.receipt()).isEqualTo(first.receipt());
        assertThat(xb.messages()).hasSize(1);
    }

    @Test
    void two_nodes_exchange_messages_both_ways() throws IOException, GatewayConfigException {
        OutboundMessage there = message();
        OutboundMessage back = OutboundMessage.builder()
                .conversationId(there.conversationId())
                .payload(Payload.of("application/xml", "<Reply/>".getBytes(StandardCharsets.UTF_8)))
                .build(World.CLOCK);

        assertThat(xa.send(there, CUSTOMS_XB)).isInstanceOf(Delivery.Acknowledged.class);
        assertThat(xb.send(back, NODE_XA)).isInstanceOf(Delivery.Acknowledged.class);

        StoredMessage atXb = xb.messages().get(0);
        assertThat(atXb.messageId()).isEqualTo(there.messageId());
        assertThat(atXb.from()).endsWith("|" + NODE_XA);
        assertThat(xb.payload(atXb.payloads().get(0).sha256()).orElseThrow().toArray())
                .isEqualTo(World.example(CO));
        StoredMessage atXa = xa.messages().get(0);
        assertThat(atXa.messageId()).isEqualTo(back.messageId());
        assertThat(atXa.conversationId()).isEqualTo(atXb.conversationId());
    }

    @Test
    void a_partner_that_nobody_knows_is_refused_with_those_that_are_known() {
        assertThatExceptionOfType(GatewayConfigException.class)
                .isThrownBy(() -> xa.send(message(), "nobody"))
                .withMessageContainingAll("'nobody'", CUSTOMS_XB);
    }

    @Test
    void a_partner_without_an_endpoint_is_refused() throws IOException, GatewayConfigException {
        Path config = World.waiting(folder.resolve("mute"), NODE_XA, CUSTOMS_XB, World.certificateOf(CUSTOMS_XB));
        try (Gateway mute = Gateway.start(GatewayConfig.load(config), World.CLOCK)) {
            assertThatExceptionOfType(GatewayConfigException.class)
                    .isThrownBy(() -> mute.send(message(), CUSTOMS_XB))
                    .withMessageContainingAll(CUSTOMS_XB, "endpoint");
        }
    }

    @Test
    void a_node_whose_port_is_taken_does_not_start_and_leaves_its_store_free()
            throws IOException, GatewayConfigException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path config = World.both(folder.resolve("late"), NODE_XA, taken.getLocalPort(), CUSTOMS_XB, 9);
            assertThatExceptionOfType(GatewayConfigException.class)
                    .isThrownBy(() -> Gateway.start(GatewayConfig.load(config), World.CLOCK))
                    .withMessageContaining(String.valueOf(taken.getLocalPort()));
        }
        Path config = World.waiting(folder.resolve("late"), NODE_XA, CUSTOMS_XB, World.certificateOf(CUSTOMS_XB));
        Gateway.start(GatewayConfig.load(config), World.CLOCK).close();
    }

    @Test
    void a_node_whose_store_another_process_has_open_does_not_start() throws Exception {
        Path config = World.waiting(folder.resolve("busy"), NODE_XA, CUSTOMS_XB, World.certificateOf(CUSTOMS_XB));
        GatewayConfig loaded = GatewayConfig.load(config);
        Path store = loaded.store();
        List<String> command = new ArrayList<>(Program.java());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.sqlite.tmpdir=" + folder,
                "-Dcretula.root=" + World.ROOT,
                StoringProgram.class.getName(),
                store.toString(),
                "busy",
                "1",
                "10",
                "1000000"));
        try (Program holder =
                Program.start(folder.resolve("holder.log"), System.getProperty("java.class.path"), command)) {
            assertThat(holder.line()).startsWith("OPENING");
            assertThat(holder.line()).startsWith("STORED");
            assertThatExceptionOfType(GatewayConfigException.class)
                    .isThrownBy(() -> Gateway.start(loaded, World.CLOCK))
                    .withMessageContainingAll(store.toString(), "another process");
            holder.kill();
        }
    }

    // --- for programs on this machine ---

    @Test
    void a_message_posted_for_a_partner_that_nobody_knows_is_not_found() throws Exception {
        HttpResponse<String> answer = post("?to=nobody", World.example(CO));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).get("error").asText()).contains("'nobody'");
    }

    @Test
    void a_post_without_a_partner_or_without_a_document_or_with_too_large_a_one_is_a_bad_request() throws Exception {
        assertThat(post("", World.example(CO)).statusCode()).isEqualTo(400);
        assertThat(post("?to=" + CUSTOMS_XB, new byte[0]).statusCode()).isEqualTo(400);
        assertThat(post("?to=" + CUSTOMS_XB, new byte[(10 << 20) + 1]).statusCode())
                .isEqualTo(400);
        assertThat(xb.messages()).isEmpty();
    }

    @Test
    void a_document_posted_for_a_partner_is_sent_and_listed_by_the_partner() throws Exception {
        HttpResponse<String> answer = post("?to=" + CUSTOMS_XB, World.example(CO));

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode delivery = JSON.readTree(answer.body());
        assertThat(delivery.get("outcome").asText()).isEqualTo("acknowledged");
        assertThat(delivery.get("receiptTimestamp").asText())
                .isEqualTo(World.CLOCK.instant().toString());

        JsonNode list = JSON.readTree(get(xb.admin()).body());
        assertThat(list).hasSize(1);
        assertThat(list.get(0).get("messageId")).isEqualTo(delivery.get("messageId"));
        assertThat(list.get(0).get("payloads").get(0).get("sha256").asText())
                .isEqualTo(Messages.sha256Of(World.example(CO)));
        assertThat(JSON.readTree(get(xa.admin()).body())).isEmpty();
    }

    @Test
    void a_payload_is_given_byte_for_byte_by_its_digest_and_nothing_for_another() throws Exception {
        post("?to=" + CUSTOMS_XB, World.example(CO));
        String digest = Messages.sha256Of(World.example(CO));

        HttpResponse<byte[]> payload = HTTP.send(
                HttpRequest.newBuilder(URI.create(xb.admin() + "?payload=" + digest))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertThat(payload.statusCode()).isEqualTo(200);
        assertThat(payload.body()).isEqualTo(World.example(CO));
        assertThat(get(URI.create(xb.admin() + "?payload=" + digest.replace('a', 'b')))
                        .statusCode())
                .isEqualTo(404);
        assertThat(get(URI.create(xb.admin() + "?payload=%27%20or%201%3D1")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void what_became_of_a_posted_document_is_told_when_it_was_refused_or_nobody_answered() throws Exception {
        around = store -> (received, receipt) -> {
            throw new IllegalStateException("the disk is full");
        };
        JsonNode refused =
                JSON.readTree(post("?to=" + CUSTOMS_XB, World.example(CO)).body());
        assertThat(refused.get("outcome").asText()).isEqualTo("refused");
        assertThat(refused.get("authentic").asBoolean()).isTrue();
        assertThat(refused.get("errors").get(0).get("code").asText()).isEqualTo("EBMS:0004");

        xb.close();
        JsonNode unconfirmed =
                JSON.readTree(post("?to=" + CUSTOMS_XB, World.example(CO)).body());
        assertThat(unconfirmed.get("outcome").asText()).isEqualTo("unconfirmed");
        assertThat(unconfirmed.get("reason").asText()).isEqualTo("CONNECTION");
    }

    @Test
    void partners_cannot_reach_what_is_for_programs_on_this_machine() throws Exception {
        URI overPartnersPort = xa.endpoint().resolve("/messages");
        assertThat(get(overPartnersPort).statusCode()).isEqualTo(404);
        assertThat(xa.admin().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void a_page_in_a_browser_on_this_machine_cannot_ask_or_send() throws Exception {
        for (String header : new String[] {"Origin: http://evil.example", "Host: rebound.example"}) {
            String[] parts = header.split(": ", 2);
            for (String method : new String[] {"GET", "POST"}) {
                assertThat(raw(method, parts[0], parts[1]))
                        .as("%s %s", method, header)
                        .startsWith("HTTP/1.1 403");
            }
        }
        assertThat(xb.messages()).isEmpty();
    }

    /** By hand, because the JDK's client does not let a caller choose these headers. */
    private String raw(String method, String header, String value) throws IOException {
        String host = header.equals("Host") ? "" : "Host: 127.0.0.1\r\n";
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), xa.admin().getPort())) {
            socket.getOutputStream()
                    .write((method + " /messages?to=" + CUSTOMS_XB + " HTTP/1.1\r\n" + host + header + ": " + value
                                    + "\r\nContent-Length: 4\r\nConnection: close\r\n\r\n<a/>")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> post(String query, byte[] body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(xa.admin() + query))
                        .header("Content-Type", "application/xml")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static OutboundMessage message() throws IOException {
        return OutboundMessage.builder()
                .payload(Payload.of("application/xml", World.example(CO)))
                .build(World.CLOCK);
    }
}
