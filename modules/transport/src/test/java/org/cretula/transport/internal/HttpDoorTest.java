package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import javax.xml.XMLConstants;
import org.cretula.transport.As4Limits;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.PModes;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class HttpDoorTest {

    private static World world;
    private static As4Sender sender;

    @BeforeAll
    static void start() {
        world = new World();
        sender = World.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        world.close();
    }

    private static HttpResponse<String> http(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void refused(WireMessage message, String code) {
        Delivery delivery = Forge.answerTo(message, world, sender);
        assertThat(Forge.code(delivery)).as("%s", delivery).isEqualTo(code);
        assertThat(world.store.delivered()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "HEAD", "OPTIONS", "DELETE", "PATCH"})
    void S21_only_POST_is_answered(String method) throws Exception {
        HttpResponse<String> response =
                http(HttpRequest.newBuilder(world.endpoint()).method(method, HttpRequest.BodyPublishers.noBody()));

        assertThat(response.statusCode()).isEqualTo(405);
    }

    @Test
    void S21_a_WSDL_or_list_of_services_is_not_given() throws Exception {
        assertThat(http(HttpRequest.newBuilder(URI.create(world.endpoint() + "?wsdl")))
                        .body())
                .doesNotContain("wsdl:", "definitions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "application/xml", "text/plain", "application/xop+xml"})
    void S22_another_media_type_is_refused(String type) throws Exception {
        HttpResponse<String> response = http(HttpRequest.newBuilder(world.endpoint())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString("<x/>")));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void a_compressed_HTTP_body_is_refused() throws Exception {
        HttpResponse<String> response = http(HttpRequest.newBuilder(world.endpoint())
                .header("Content-Type", "application/soap+xml")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Gzip.compress(new byte[100]))));

        assertThat(response.statusCode()).isEqualTo(415);
    }

    @Test
    void a_body_larger_than_the_limit_is_refused_whether_announced_or_not() throws Exception {
        try (World small = new World(PModes.of(List.of(World.RECEIVING)), As4Limits.DEFAULT.messageBytes(1000))) {
            for (HttpRequest.BodyPublisher body : List.of(
                    HttpRequest.BodyPublishers.ofByteArray(new byte[1001]),
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[1001])))) {
                HttpResponse<String> response = http(HttpRequest.newBuilder(small.endpoint())
                        .header("Content-Type", "application/soap+xml")
                        .POST(body));

                assertThat(response.statusCode()).isEqualTo(413);
            }
        }
    }

    @Test
    void S22_a_SOAP_1_1_envelope_is_refused() {
        refused(
                Forge.replaced(Forge.message().build(), Names.S12, "http://schemas.xmlsoap.org/soap/envelope/"),
                "EBMS:0009");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<?pi x?>",
                "<!-- comment -->"
            })
    void an_envelope_with_more_than_elements_is_refused(String prolog) {
        String envelope = new String(mime(Forge.message().build()).envelope(), UTF_8);

        refused(Forge.wire((prolog + envelope).getBytes(UTF_8), List.of()), "EBMS:0009");
    }

    @Test
    void an_entity_is_never_expanded_into_an_answer() throws IOException {
        String xml = "<!DOCTYPE x [<!ENTITY e \"EXPANDED\">]><x>&e;</x>";
        WireMessage.Answer answer =
                sender.transmit(new WireMessage(Answer.CONTENT_TYPE, xml.getBytes(UTF_8)), world.endpoint());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.message().body(), UTF_8)).doesNotContain("EXPANDED");
    }

    @Test
    void S05_folded_headers_never_reach_the_SOAP_stack() {
        refused(Forge.replaced(Forge.message().build(), "binary\r\n", "binary\r\n\tmore\r\n"), "EBMS:0007");
    }

    @Test
    void S06_a_nested_multipart_never_reaches_the_SOAP_stack() {
        refused(Forge.replaced(Forge.message().build(), Names.OCTETS, "multipart/mixed; boundary=zz"), "EBMS:0007");
    }

    @Test
    void S07_an_XOP_include_is_not_followed() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element include = d.createElementNS("http://www.w3.org/2004/08/xop/include", "xop:Include");
                            include.setAttribute("href", "http://127.0.0.1:1/");
                            include.setAttributeNS(
                                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                                    "xmlns:xop",
                                    "http://www.w3.org/2004/08/xop/include");
                            Trees.first(d, Names.WSSE, "BinarySecurityToken").appendChild(include);
                        })
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S22_a_header_block_that_nobody_knows_is_refused() {
        refused(
                Forge.message()
                        .document(
                                d -> Trees.first(d, Names.S12, "Header").appendChild(d.createElementNS("", "Unknown")))
                        .build(),
                "EBMS:0009");
    }

    @Test
    void S20_a_WS_Addressing_header_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element reply = d.createElementNS("http://www.w3.org/2005/08/addressing", "ReplyTo");
                            reply.setAttributeNS(
                                    XMLConstants.XMLNS_ATTRIBUTE_NS_URI,
                                    "xmlns",
                                    "http://www.w3.org/2005/08/addressing");
                            Trees.first(d, Names.S12, "Header").appendChild(reply);
                        })
                        .build(),
                "EBMS:0009");
    }

    @Test
    void a_header_for_another_role_is_refused() {
        refused(
                Forge.message()
                        .document(d -> Trees.first(d, Names.WSSE, "Security")
                                .setAttributeNS(Names.S12, "S12:role", Names.S12 + "/role/next"))
                        .build(),
                "EBMS:0009");
    }

    @Test
    void a_name_of_sixty_thousand_characters_is_refused_and_not_thrown() {
        String longName = "cid:" + "%41".repeat(20_000);

        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst("href=\"cid:[^\"]*\"", "href=\"" + longName + "\""))
                        .build(),
                "EBMS:0011");
    }

    @Test
    void garbage_is_answered_and_not_thrown() throws IOException {
        for (int i = 0; i < 40; i++) {
            byte[] garbage = Forge.message().build().body();
            Arrays.fill(garbage, i * 20, i * 20 + 20, (byte) i);
            WireMessage message = new WireMessage(MimeDoor.rewrittenType("forged-7f3a"), garbage);

            assertThat(sender.transmit(message, world.endpoint()).status()).isIn(200, 400);
        }
        assertThat(world.store.delivered()).isEmpty();
    }

    private static MimeDoor.Mime mime(WireMessage message) {
        try {
            return new MimeDoor(As4Limits.DEFAULT).read(message.contentType(), message.body());
        } catch (Refusal e) {
            throw new IllegalStateException(new String(message.body(), ISO_8859_1), e);
        }
    }
}
