package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.cretula.transport.As4Sender;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** What leaves is what docs/as4-profile.md says. */
class OnTheWireTest {

    private static As4Sender sender;
    private static OutboundMessage message;
    private static WireMessage wire;
    private static MimeDoor.Mime mime;
    private static SoapEnvelope envelope;

    @BeforeAll
    static void start() throws Refusal {
        sender = World.sender();
        message = World.message(
                Payload.of("application/xml", Forge.CO, Map.of("CharacterSet", "utf-8")),
                Payload.of("application/pdf", new byte[100]));
        wire = sender.prepare(message, World.SENDING);
        mime = new MimeDoor(World.SENDING.limits()).read(wire.contentType(), wire.body());
        envelope = SoapEnvelope.parse(mime.envelope(), World.SENDING.limits());
    }

    @AfterAll
    static void stop() {
        sender.close();
    }

    private static List<String> values(String namespace, String element, String attribute) {
        return Xml.all(envelope.document().getDocumentElement(), namespace, element).stream()
                .map(e -> e.getAttribute(attribute))
                .toList();
    }

    @Test
    void the_body_is_multipart_related_with_a_SOAP_1_2_envelope_first() {
        assertThat(wire.contentType()).startsWith("multipart/related;").contains("type=\"application/soap+xml\"");
        assertThat(mime.parts())
                .extracting(RawPart::cid)
                .containsExactly(
                        message.payloads().get(0).contentId(),
                        message.payloads().get(1).contentId());
    }

    @Test
    void header_body_and_every_part_are_signed_once() {
        assertThat(values(Names.DS, "Reference", "URI"))
                .containsExactlyInAnyOrder(
                        "#messaging",
                        "#body",
                        "cid:" + message.payloads().get(0).contentId(),
                        "cid:" + message.payloads().get(1).contentId());
    }

    @Test
    void the_algorithms_are_those_of_the_profile() {
        assertThat(values(Names.DS, "SignatureMethod", "Algorithm")).containsExactly(Names.RSA_SHA256);
        assertThat(values(Names.DS, "CanonicalizationMethod", "Algorithm")).containsExactly(Names.EXC_C14N);
        assertThat(values(Names.DS, "DigestMethod", "Algorithm")).containsOnly(Names.SHA256);
        assertThat(values(Names.XENC11, "MGF", "Algorithm")).containsExactly(Names.MGF1_SHA256);
        assertThat(values(Names.XENC, "EncryptionMethod", "Algorithm")).containsOnly(Names.RSA_OAEP, Names.AES_128_GCM);
        assertThat(values(Names.XENC, "EncryptedData", "Type")).hasSize(2).containsOnly(Names.CONTENT_ONLY);
        assertThat(values(Names.XENC, "EncryptedData", "MimeType")).containsOnly(Names.GZIP);
        assertThat(values(Names.DS, "Transform", "Algorithm"))
                .containsOnly(Names.EXC_C14N, Names.CONTENT_SIGNATURE, Names.CIPHERTEXT);
    }

    @Test
    void an_EC_key_signs_with_ECDSA() {
        Element signature = Xml.all(
                        Xml.own(new Signals(World.CUSTOMS_IDENTITY, World.CLOCK).receipt("a@b", List.of()))
                                .getDocumentElement(),
                        Names.DS,
                        "SignatureMethod")
                .get(0);

        assertThat(signature.getAttribute("Algorithm")).isEqualTo(Names.ECDSA_SHA256);
    }

    @Test
    void no_payload_is_readable() {
        String body = new String(wire.body(), ISO_8859_1);

        assertThat(body).doesNotContain("4711");
        for (int i = 0; i < 2; i++) {
            byte[] gzip = Gzip.compress(message.payloads().get(i).bytes());
            // Twelve bytes of IV before and sixteen of tag after: AES-GCM adds nothing else.
            assertThat(mime.parts().get(i).bytes()).hasSize(gzip.length + 28);
        }
    }

    @Test
    void the_header_says_who_what_and_how() {
        String header = new String(Xml.exclusiveCanonical(envelope.messaging().dom()), UTF_8);

        assertThat(header)
                .contains(
                        "<eb:MessageId>" + message.messageId() + "</eb:MessageId>",
                        "<eb:Timestamp>2026-11-24T09:00:00Z</eb:Timestamp>",
                        "<eb:PartyId type=\"urn:example:party\">XX-CHAMBER-1</eb:PartyId>",
                        "<eb:AgreementRef>urn:example:agreement:1</eb:AgreementRef>",
                        "<eb:Service type=\"urn:example:services\">urn:example:co</eb:Service>",
                        "<eb:Property name=\"originalSender\">exporter-1</eb:Property>",
                        "<eb:Property name=\"MimeType\">application/xml</eb:Property>",
                        "<eb:Property name=\"CompressionType\">application/gzip</eb:Property>",
                        "<eb:Property name=\"CharacterSet\">utf-8</eb:Property>")
                .doesNotContain("mpc=");
    }

    @Test
    void making_a_message_again_changes_no_digest_that_a_receipt_could_name() throws Refusal {
        WireMessage again = sender.prepare(message, World.SENDING);
        MimeDoor.Mime other = new MimeDoor(World.SENDING.limits()).read(again.contentType(), again.body());
        SoapEnvelope second = SoapEnvelope.parse(other.envelope(), World.SENDING.limits());

        assertThat(Xml.all(second.document().getDocumentElement(), Names.DS, "DigestValue"))
                .extracting(Element::getTextContent)
                .isEqualTo(Xml.all(envelope.document().getDocumentElement(), Names.DS, "DigestValue").stream()
                        .map(Element::getTextContent)
                        .toList());
        assertThat(other.parts().get(0).bytes())
                .isNotEqualTo(mime.parts().get(0).bytes());
    }

    @Test
    void without_encryption_the_compressed_payload_is_what_is_signed() throws Refusal {
        WireMessage clear = sender.prepare(message, World.SENDING.withSecurity(PMode.Security.SIGN));
        MimeDoor.Mime parts = new MimeDoor(World.SENDING.limits()).read(clear.contentType(), clear.body());

        assertThat(parts.parts().get(0).bytes()).isEqualTo(Gzip.compress(Forge.CO));
        assertThat(new String(clear.body(), ISO_8859_1))
                .contains("Content-Type: application/gzip\r\n")
                .doesNotContain(Names.OCTETS);
        assertThat(new String(wire.body(), ISO_8859_1))
                .contains("Content-Type: application/octet-stream\r\n")
                .doesNotContain("Content-Type: application/gzip");
    }
}
