package org.cretula.oracle.phase4;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Phase4PeersTest {

    @TempDir
    static Path folder;

    private static Party sender;
    private static Party receiver;
    private static PeerProcess server;
    private static String url;

    @TempDir
    Path own;

    private final List<String> captured = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() throws IOException, CertificateEncodingException {
        sender = Party.named("sender", folder);
        receiver = Party.named("receiver", folder);
        server = server(receiver.knowing(sender), folder.resolve("in"));
        url = ready(server);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void a_server_that_knows_another_certificate_refuses() throws IOException, CertificateEncodingException {
        Party stranger = Party.named("stranger", folder);
        Path in = own.resolve("in");
        try (PeerProcess suspicious = server(receiver.knowing(stranger), in)) {
            Sent sent = send(ready(suspicious), payload("<co/>"), List.of());
            assertThat(sent.exitCode()).isEqualTo(1);
            assertThat(sent.errorCodes()).containsExactly("EBMS:0102");
            assertThat(sent.receipt()).startsWith("RECEIPT", "INVALID");
            assertThat(suspicious.line()).startsWith("REFUSED", sent.messageId());
            assertThat(in).isEmptyDirectory();
        }
    }

    @Test
    void a_message_that_is_not_signed_is_refused() throws IOException {
        assertRefused(send(url, payload("<co/>"), List.of("--sign", "no")), "EBMS:0103");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Messaging", "Body", "attachments"})
    void a_message_of_which_a_part_is_not_signed_is_refused(String part) throws IOException {
        assertRefused(send(url, payload("<co/>"), List.of("--unsigned", part)), "EBMS:0103");
    }

    @Test
    void a_payload_that_is_not_encrypted_is_refused() throws IOException {
        assertRefused(send(url, payload("<co/>"), List.of("--encrypt", "no")), "EBMS:0103");
    }

    @Test
    void headers_that_are_not_as_agreed_are_refused() throws IOException {
        assertRefused(send(url, payload("<co/>"), List.of("--agreement", "urn:other")), "EBMS:0010");
    }

    @Test
    void an_answer_without_content_is_no_receipt() throws IOException {
        Sent sent = sendToOneThatAnswers("");
        assertThat(sent.receipt()).startsWith("RECEIPT", "NONE");
        assertThat(sent.exitCode()).isEqualTo(2);
    }

    @Test
    void payloads_arrive_byte_for_byte_and_their_receipt_is_valid_for_no_other_message()
            throws IOException, InterruptedException {
        byte[] noise = new byte[100_000];
        new Random(1).nextBytes(noise);
        Path second = Files.write(own.resolve("noise"), noise);
        Sent sent = sendFromItsOwnProcess(payload("<co>é</co>\r\n"), List.of("--payload", second.toString()));
        assertThat(sent.receipt()).startsWith("RECEIPT", "VALID");
        assertThat(sent.exitCode()).isZero();

        List<String> delivered = server.line();
        assertThat(delivered).startsWith("DELIVERED", sent.messageId(), "2");
        Path in = Path.of(delivered.get(3));
        assertThat(in.resolve("message-id.txt")).hasContent(sent.messageId());
        assertThat(in.resolve("payload-1")).hasBinaryContent("<co>é</co>\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(in.resolve("payload-2")).hasBinaryContent(noise);

        Sent another = sendToOneThatAnswers(sent.response());
        assertThat(another.receipt()).startsWith("RECEIPT", "INVALID");
        assertThat(another.exitCode()).isEqualTo(1);
    }

    @Test
    void what_is_sent_is_protected_as_the_common_profile_says() throws IOException {
        sendToOneThatAnswers("");
        assertThat(captured).hasSize(1);
        String sent = captured.get(0);
        assertThat(sent)
                .contains("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")
                .contains("http://www.w3.org/2009/xmlenc11#aes128-gcm")
                .contains("http://www.w3.org/2009/xmlenc11#rsa-oaep")
                .contains("http://www.w3.org/2009/xmlenc11#mgf1sha256")
                .contains("#Attachment-Content-Signature-Transform")
                .contains("#Attachment-Content-Only")
                .contains("#X509v3")
                .contains("<eb:Property name=\"CompressionType\">application/gzip</eb:Property>")
                .contains("<eb:Service>urn:cretula:services:co</eb:Service>")
                .contains("<eb:AgreementRef>urn:cretula:agreements:xa-xb</eb:AgreementRef>")
                .contains("type=\"urn:oasis:names:tc:ebcore:partyid-type:unregistered\"")
                .doesNotContain("<co/>");
        assertThat(sent.split("<ds:Reference ", -1)).hasSize(4);
    }

    @Test
    void a_payload_that_is_not_compressed_arrives_too() throws IOException {
        Sent sent = send(url, payload("plain"), List.of("--gzip", "no", "--mime", "application/octet-stream"));
        assertThat(sent.receipt()).startsWith("RECEIPT", "VALID");
        List<String> delivered = server.line();
        assertThat(Path.of(delivered.get(3)).resolve("payload-1")).hasContent("plain");
    }

    private record Sent(int exitCode, List<List<String>> lines, String response) {
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

    private static void assertRefused(Sent sent, String code) throws IOException {
        assertThat(sent.errorCodes()).containsExactly(code);
        assertThat(sent.receipt()).startsWith("RECEIPT", "INVALID");
        assertThat(sent.exitCode()).isEqualTo(1);
        assertThat(server.line()).startsWith("REFUSED", sent.messageId());
    }

    private Sent sendToOneThatAnswers(String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            captured.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().set("Content-Type", "application/soap+xml;charset=UTF-8");
            exchange.sendResponseHeaders(200, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        other.start();
        try {
            return send("http://127.0.0.1:" + other.getAddress().getPort() + "/", payload("<co/>"), List.of());
        } finally {
            other.stop(0);
        }
    }

    private Path payload(String text) throws IOException {
        return Files.writeString(own.resolve("payload.xml"), text);
    }

    /** Sends from this JVM, which is quicker than from a new one. */
    private Sent send(String to, Path payload, List<String> more) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> arguments = arguments(to, payload, more);
        int code =
                Phase4Client.run(arguments.toArray(new String[0]), new PrintStream(out, true, StandardCharsets.UTF_8));
        List<List<String>> lines = out.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        return new Sent(code, lines, Files.readString(own.resolve("response.xml")));
    }

    private Sent sendFromItsOwnProcess(Path payload, List<String> more) throws IOException, InterruptedException {
        Path log = own.resolve("client.log");
        try (PeerProcess client = PeerProcess.start(Phase4Client.class, log, arguments(url, payload, more))) {
            List<String> receipt = client.line();
            return new Sent(client.exitCode(), List.of(receipt), Files.readString(own.resolve("response.xml")));
        }
    }

    private List<String> arguments(String to, Path payload, List<String> more) {
        Path response = own.resolve("response.xml");
        List<String> what = List.of("--url", to, "--payload", payload.toString(), "--response", response.toString());
        return all(sender.knowing(receiver), what, more);
    }

    private static PeerProcess server(List<String> identity, Path in) throws IOException {
        return PeerProcess.start(
                Phase4Server.class,
                in.resolveSibling(in.getFileName() + ".log"),
                all(identity, List.of("--out", in.toString()), List.of()));
    }

    private static List<String> all(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private static String ready(PeerProcess server) throws IOException {
        List<String> line = server.line();
        assertThat(line).first().isEqualTo("READY");
        return line.get(1);
    }
}
