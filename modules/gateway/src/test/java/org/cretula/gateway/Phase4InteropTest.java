package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cretula.gateway.World.CUSTOMS_XB;
import static org.cretula.gateway.World.NODE_XA;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.transport.Delivery;
import org.cretula.transport.EbmsError;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.Payload;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.WireMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our node and phase4, another product, as each other's partner: NODE-XA sends, CUSTOMS-XB receives, once one of them
 * is ours and once the other.
 */
class Phase4InteropTest {

    private static final String CO = "co-chamber-non-preferential.xml";

    @TempDir
    static Path folder;

    private static Path strangersKeys;
    private static Path strangersCertificate;
    private static Gateway ourCustoms;
    private static World.Recorder wire;

    @TempDir
    Path own;

    @BeforeAll
    static void start() throws IOException, GatewayConfigException, CertificateEncodingException {
        Credential stranger = TestCa.root("Somebody Else")
                .issue(Subject.named("stranger")
                        .rsa(2048)
                        .keyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment));
        strangersKeys = Files.write(folder.resolve("stranger.p12"), stranger.pkcs12("as4", "example"));
        strangersCertificate = Files.write(
                folder.resolve("stranger.crt"), stranger.certificate().getEncoded());
        wire = new World.Recorder();
        Path config = World.waiting(folder.resolve("ours"), CUSTOMS_XB, NODE_XA, World.certificateOf(NODE_XA));
        ourCustoms = Gateway.start(GatewayConfig.load(config), World.CLOCK, wire, store -> store);
    }

    @AfterAll
    static void stop() {
        ourCustoms.close();
    }

    // --- we send, phase4 receives ---

    @Test
    void our_message_is_refused_by_phase4_when_it_knows_another_certificate_of_ours()
            throws IOException, GatewayConfigException {
        try (Program phase4 = customsOfPhase4(World.KEYS.resolve("customs-xb.p12"), strangersCertificate);
                Gateway ourNode = ourNode(ready(phase4), World.certificateOf(CUSTOMS_XB))) {
            Delivery delivery = ourNode.send(message(CO), CUSTOMS_XB);

            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
            assertThat(((Delivery.Refused) delivery).authentic())
                    .as("phase4 signs its errors")
                    .isTrue();
            assertThat(((Delivery.Refused) delivery).errors())
                    .extracting(EbmsError::code)
                    .containsExactly("EBMS:0102");
            assertThat(phase4.line()).startsWith("REFUSED", delivery.messageId());
            assertThat(own.resolve("delivered")).isEmptyDirectory();
        }
    }

    @Test
    void our_message_for_another_certificate_is_refused_by_phase4_and_its_word_is_not_taken_for_the_partners()
            throws IOException, GatewayConfigException {
        try (Program phase4 = customsOfPhase4(World.KEYS.resolve("customs-xb.p12"), World.certificateOf(NODE_XA));
                Gateway ourNode = ourNode(ready(phase4), strangersCertificate)) {
            Delivery delivery = ourNode.send(message(CO), CUSTOMS_XB);

            assertThat(delivery).isInstanceOf(Delivery.Refused.class);
            assertThat(((Delivery.Refused) delivery).authentic()).isFalse();
            assertThat(((Delivery.Refused) delivery).errors())
                    .extracting(EbmsError::code)
                    .containsExactly("EBMS:0102");
            assertThat(phase4.line()).startsWith("REFUSED", delivery.messageId());
            assertThat(own.resolve("delivered")).isEmptyDirectory();
        }
    }

    @Test
    void our_message_arrives_at_phase4_byte_for_byte_and_its_receipt_proves_it()
            throws IOException, GatewayConfigException {
        try (Program phase4 = customsOfPhase4(World.KEYS.resolve("customs-xb.p12"), World.certificateOf(NODE_XA));
                Gateway ourNode = ourNode(ready(phase4), World.certificateOf(CUSTOMS_XB))) {
            OutboundMessage message = message(CO);

            Delivery delivery = ourNode.send(message, CUSTOMS_XB);

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            Delivery.Acknowledged acknowledged = (Delivery.Acknowledged) delivery;
            assertThat(acknowledged.sent()).hasSize(3);
            assertThat(acknowledged.receipted()).containsExactlyInAnyOrderElementsOf(acknowledged.sent());
            assertDelivered(phase4.line(), message, CO);
        }
    }

    @Tag("long")
    @Test
    void every_example_alone_and_all_in_one_message_arrive_at_phase4() throws IOException, GatewayConfigException {
        try (Program phase4 = customsOfPhase4(World.KEYS.resolve("customs-xb.p12"), World.certificateOf(NODE_XA));
                Gateway ourNode = ourNode(ready(phase4), World.certificateOf(CUSTOMS_XB))) {
            List<OutboundMessage> messages = new ArrayList<>();
            for (String name : examples()) {
                messages.add(message(name));
            }
            messages.add(message(examples().toArray(new String[0])));
            for (OutboundMessage message : messages) {
                assertThat(ourNode.send(message, CUSTOMS_XB)).isInstanceOf(Delivery.Acknowledged.class);
                List<String> delivered = phase4.line();
                assertThat(delivered)
                        .startsWith(
                                "DELIVERED",
                                message.messageId(),
                                "" + message.payloads().size());
                for (int i = 0; i < message.payloads().size(); i++) {
                    assertThat(Path.of(delivered.get(3)).resolve("payload-" + (i + 1)))
                            .hasBinaryContent(message.payloads().get(i).bytes());
                }
            }
        }
    }

    // --- phase4 sends, we receive ---

    @ParameterizedTest
    @CsvSource({
        "--sign,no,EBMS:0103",
        "--encrypt,no,EBMS:0103",
        "--unsigned,attachments,EBMS:0103",
    })
    void a_message_that_phase4_does_not_protect_as_agreed_is_refused(String option, String value, String code)
            throws IOException, InterruptedException {
        Sent sent = send(List.of(option, value));
        assertThat(sent.errorCodes()).containsExactly(code);
        assertRefused(sent);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(strings = {"Messaging", "Body"})
    void a_message_of_which_phase4_leaves_a_part_unsigned_is_refused(String part)
            throws IOException, InterruptedException {
        Sent sent = send(List.of("--unsigned", part));
        assertThat(sent.errorCodes()).containsExactly("EBMS:0103");
        assertRefused(sent);
    }

    @Tag("long")
    @Test
    void a_message_under_an_agreement_that_is_not_ours_is_refused() throws IOException, InterruptedException {
        Sent sent = send(List.of("--agreement", "urn:example:other"));
        assertThat(sent.errorCodes()).containsExactly("EBMS:0010");
        assertRefused(sent);
    }

    @Test
    void a_message_that_phase4_signs_with_a_key_that_we_do_not_know_is_refused()
            throws IOException, InterruptedException {
        Sent sent = send(strangersKeys, World.certificateOf(CUSTOMS_XB), List.of());
        assertThat(sent.errorCodes()).containsExactly("EBMS:0101");
        assertRefused(sent);
    }

    @Test
    void a_message_that_phase4_encrypts_for_somebody_else_is_refused() throws IOException, InterruptedException {
        Sent sent = send(World.KEYS.resolve("node-xa.p12"), strangersCertificate, List.of());
        assertThat(lastAnswer()).contains("errorCode=\"EBMS:0102\"").contains(sent.messageId());
        assertRefused(sent);
    }

    @Test
    void S12_a_message_from_phase4_is_stored_byte_for_byte_and_once_and_gets_one_receipt_that_is_valid_for_phase4()
            throws IOException, InterruptedException {
        Sent first = send(List.of());

        assertThat(first.receipt()).startsWith("RECEIPT", "VALID", first.messageId());
        assertThat(first.exitCode()).isZero();
        StoredMessage stored = stored(first.messageId()).get(0);
        assertThat(stored.payloads()).hasSize(1);
        assertThat(bytes(stored.payloads().get(0))).isEqualTo(World.example(CO));
        assertThat(stored.payloads().get(0).mimeType()).isEqualTo("application/xml");
        assertThat(stored.receipt()).isEqualTo(first.response());

        WireMessage asItCame = wire.incoming.get(wire.incoming.size() - 1);
        assertThat(posted(asItCame)).as("its bytes once more").isEqualTo(first.response());

        Sent copy = send(List.of("--message-id", first.messageId()));

        assertThat(copy.errorCodes()).isEmpty();
        assertThat(copy.response()).isEqualTo(first.response());
        assertThat(stored(first.messageId())).hasSize(1);
        // This copy was written anew, so its header has another timestamp and another digest. phase4 takes the receipt
        // for a success and stops; its stricter handler, which compares digests, finds those of the first copy.
        assertThat(copy.receipt()).containsExactly("RECEIPT", "INVALID", first.messageId(), "success");
    }

    @Tag("long")
    @Test
    void S14_a_message_id_that_phase4_uses_for_other_content_is_refused_and_the_first_content_stays()
            throws IOException, InterruptedException {
        Sent first = send(List.of());
        Path other = World.EXAMPLES.resolve("co-wine-timber-textiles.xml");
        Sent second = send(List.of("--message-id", first.messageId(), "--payload", other.toString()));

        assertThat(second.errorCodes()).containsExactly("EBMS:0003");
        assertThat(second.receipt()).startsWith("RECEIPT", "INVALID");
        assertThat(stored(first.messageId())).hasSize(1);
        assertThat(stored(first.messageId()).get(0).payloads()).hasSize(1);
    }

    @Tag("long")
    @Test
    void payloads_that_phase4_does_not_compress_are_stored_byte_for_byte() throws IOException, InterruptedException {
        Sent sent = send(List.of("--gzip", "no", "--mime", "application/octet-stream"));
        assertThat(sent.receipt()).startsWith("RECEIPT", "VALID");
        assertThat(bytes(stored(sent.messageId()).get(0).payloads().get(0))).isEqualTo(World.example(CO));
    }

    @Tag("long")
    @Test
    void all_examples_in_one_message_from_phase4_are_stored_in_their_order() throws IOException, InterruptedException {
        List<String> more = new ArrayList<>();
        for (String name : examples()) {
            more.addAll(List.of("--payload", World.EXAMPLES.resolve(name).toString()));
        }
        Sent sent = send(more);
        assertThat(sent.receipt()).startsWith("RECEIPT", "VALID");
        List<StoredMessage.StoredPayload> payloads =
                stored(sent.messageId()).get(0).payloads();
        assertThat(payloads).hasSize(examples().size() + 1);
        for (int i = 0; i < examples().size(); i++) {
            assertThat(bytes(payloads.get(i + 1)))
                    .isEqualTo(World.example(examples().get(i)));
        }
    }

    // --- the other product ---

    private Program customsOfPhase4(Path keys, Path partner) throws IOException {
        return Program.phase4(
                "Phase4Server",
                own.resolve("server.log"),
                List.of(
                        "--keystore",
                        keys.toString(),
                        "--password",
                        "example",
                        "--partner",
                        partner.toString(),
                        "--out",
                        own.resolve("delivered").toString()));
    }

    private static URI ready(Program server) {
        List<String> line = server.line();
        assertThat(line).startsWith("READY");
        return URI.create(line.get(1));
    }

    private record Sent(int exitCode, List<List<String>> lines, ReceivedMessage.Bytes response) {
        List<String> receipt() {
            return lines.get(lines.size() - 1);
        }

        String messageId() {
            return receipt().get(2);
        }

        List<String> errorCodes() {
            return lines.stream()
                    .filter(line -> line.get(0).equals("ERROR"))
                    .map(line -> line.get(1))
                    .toList();
        }
    }

    private Sent send(List<String> more) throws IOException, InterruptedException {
        return send(World.KEYS.resolve("node-xa.p12"), World.certificateOf(CUSTOMS_XB), more);
    }

    private Sent send(Path keys, Path partner, List<String> more) throws IOException, InterruptedException {
        Path response = Files.createTempFile(own, "answer", ".xml");
        List<String> arguments = new ArrayList<>(List.of(
                "--url",
                ourCustoms.endpoint().toString(),
                "--keystore",
                keys.toString(),
                "--password",
                "example",
                "--partner",
                partner.toString(),
                "--payload",
                World.EXAMPLES.resolve(CO).toString(),
                "--response",
                response.toString()));
        arguments.addAll(more);
        try (Program client = Program.phase4("Phase4Client", own.resolve("client.log"), arguments)) {
            List<List<String>> lines = client.rest();
            assertThat(lines).as(client.log()).isNotEmpty();
            return new Sent(client.exitCode(), lines, new ReceivedMessage.Bytes(Files.readAllBytes(response)));
        }
    }

    // --- our side ---

    private Gateway ourNode(URI endpoint, Path partner) throws IOException, GatewayConfigException {
        Path config = World.sending(own.resolve("node"), NODE_XA, CUSTOMS_XB, partner, endpoint);
        return Gateway.start(GatewayConfig.load(config), World.CLOCK);
    }

    private static OutboundMessage message(String... examples) throws IOException {
        OutboundMessage.Builder builder = OutboundMessage.builder();
        for (String example : examples) {
            builder.payload(Payload.of("application/xml", World.example(example)));
        }
        return builder.build(World.CLOCK);
    }

    private static List<String> examples() {
        return List.of(
                "co-back-to-back-cumulation.xml",
                "co-chamber-non-preferential.xml",
                "co-regional-value-third-party-invoice.xml",
                "co-retroactive-replacement.xml",
                "co-wine-timber-textiles.xml");
    }

    private static List<StoredMessage> stored(String messageId) {
        return ourCustoms.messages().stream()
                .filter(message -> message.messageId().equals(messageId))
                .toList();
    }

    private static byte[] bytes(StoredMessage.StoredPayload payload) {
        return ourCustoms.payload(payload.sha256()).orElseThrow().toArray();
    }

    private static ReceivedMessage.Bytes posted(WireMessage message) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(ourCustoms.endpoint())
                .header("Content-Type", message.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(message.body()))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new ReceivedMessage.Bytes(
                client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    }

    private static String lastAnswer() {
        return new String(wire.outgoing.get(wire.outgoing.size() - 1).body(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(Sent sent) {
        assertThat(sent.receipt()).startsWith("RECEIPT", "INVALID");
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(stored(sent.messageId())).isEmpty();
    }

    private static void assertDelivered(List<String> line, OutboundMessage message, String example) throws IOException {
        assertThat(line).startsWith("DELIVERED", message.messageId(), "1");
        Path in = Path.of(line.get(3));
        assertThat(in.resolve("message-id.txt")).hasContent(message.messageId());
        assertThat(in.resolve("conversation-id.txt")).hasContent(message.conversationId());
        assertThat(in.resolve("payload-1")).hasBinaryContent(World.example(example));
    }
}
