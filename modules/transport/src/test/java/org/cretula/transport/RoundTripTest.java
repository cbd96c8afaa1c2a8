package org.cretula.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final byte[] CO = "<CertificateOfOrigin>Käse &amp; Wein</CertificateOfOrigin>".getBytes(UTF_8);

    @Test
    void a_signed_and_encrypted_message_arrives_and_its_receipt_names_what_was_sent() {
        try (World world = new World();
                As4Sender sender = World.sender()) {
            OutboundMessage message = World.message(
                    Payload.of("application/xml", CO, Map.of("CharacterSet", "utf-8")),
                    Payload.of("application/pdf", new byte[] {1, 2, 3}));

            Delivery delivery = sender.send(message, World.SENDING, world.endpoint());

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            Delivery.Acknowledged acknowledged = (Delivery.Acknowledged) delivery;
            assertThat(acknowledged.sent()).hasSize(4);
            assertThat(acknowledged.receipted()).containsExactlyInAnyOrderElementsOf(acknowledged.sent());
            assertThat(world.store.delivered()).hasSize(1);
            ReceivedMessage received = world.store.delivered().get(0);
            assertThat(received.messageId()).isEqualTo(message.messageId());
            assertThat(received.payloads().get(0).content().toArray()).isEqualTo(CO);
        }
    }
}
