package org.cretula.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cretula.testkit.Credential;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final byte[] CO = "<CertificateOfOrigin>Käse &amp; Wein</CertificateOfOrigin>".getBytes(UTF_8);
    private static As4Sender sender;

    @BeforeAll
    static void start() {
        sender = World.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
    }

    @Test
    void a_signed_and_encrypted_message_arrives_and_its_receipt_names_what_was_sent() {
        try (World world = new World()) {
            OutboundMessage message =
                    World.message(Payload.of("application/xml", CO), Payload.of("application/pdf", new byte[] {1, 2}));

            Delivery delivery = sender.send(message, World.SENDING, world.endpoint());

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            Delivery.Acknowledged acknowledged = (Delivery.Acknowledged) delivery;
            assertThat(acknowledged.messageId()).isEqualTo(message.messageId());
            assertThat(acknowledged.receiptTimestamp()).isEqualTo(World.CLOCK.instant());
            assertThat(acknowledged.sent()).hasSize(4);
            assertThat(acknowledged.receipted()).containsExactlyInAnyOrderElementsOf(acknowledged.sent());
            assertThat(acknowledged.receipt().toArray())
                    .isEqualTo(world.tap.outgoing.get(0).body());
        }
    }

    @Test
    void what_is_stored_is_what_was_signed_with_all_that_a_program_needs() {
        try (World world = new World()) {
            OutboundMessage message = World.message(Payload.of("application/xml", CO, Map.of("CharacterSet", "utf-8")));

            sender.send(message, World.SENDING, world.endpoint());

            assertThat(world.store.delivered()).hasSize(1);
            ReceivedMessage received = world.store.delivered().get(0);
            assertThat(received.messageId()).isEqualTo(message.messageId());
            assertThat(received.conversationId()).isEqualTo("conversation-1");
            assertThat(received.timestamp()).isEqualTo(message.timestamp());
            assertThat(received.from()).isEqualTo(World.CHAMBER);
            assertThat(received.to()).isEqualTo(World.CUSTOMS);
            assertThat(received.action()).isEqualTo("SubmitCertificate");
            assertThat(received.properties())
                    .containsExactly(
                            Map.entry("originalSender", "exporter-1"), Map.entry("finalRecipient", "office-1"));
            assertThat(received.signer()).isEqualTo(World.CHAMBER_SIGNING.certificate());
            assertThat(received.references()).hasSize(3);
            assertThat(new String(received.messaging().toArray(), UTF_8)).contains(message.messageId());
            ReceivedMessage.Part part = received.payloads().get(0);
            assertThat(part.content().toArray()).isEqualTo(CO);
            assertThat(part.mimeType()).isEqualTo("application/xml");
            assertThat(part.properties()).containsExactly(Map.entry("CharacterSet", "utf-8"));
        }
    }

    @Test
    void payloads_arrive_in_the_order_in_which_they_were_given() {
        try (World world = new World()) {
            Payload[] payloads = new Payload[12];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = Payload.of("text/plain", ("payload\n" + i).getBytes(UTF_8));
            }

            assertThat(sender.send(World.message(payloads), World.SENDING, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);

            List<ReceivedMessage.Part> parts = world.store.delivered().get(0).payloads();
            for (int i = 0; i < payloads.length; i++) {
                assertThat(parts.get(i).content().toArray()).isEqualTo(payloads[i].bytes());
            }
        }
    }

    @Test
    void a_message_without_payload_is_acknowledged() {
        try (World world = new World()) {
            assertThat(sender.send(World.message(), World.SENDING, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void an_empty_payload_arrives_empty() {
        try (World world = new World()) {
            Payload empty = Payload.of("text/plain", new byte[0]);

            assertThat(sender.send(World.message(empty), World.SENDING, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store
                            .delivered()
                            .get(0)
                            .payloads()
                            .get(0)
                            .content()
                            .size())
                    .isZero();
        }
    }

    @Test
    void a_P_Mode_without_encryption_works_with_a_partner_that_has_the_same() {
        PMode sending = World.SENDING.withSecurity(PMode.Security.SIGN);
        PModes receiving = PModes.of(List.of(World.RECEIVING.withSecurity(PMode.Security.SIGN)));
        try (World world = new World(receiving, As4Limits.DEFAULT)) {
            assertThat(sender.send(World.message(Payload.of("application/xml", CO)), sending, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void an_RSA_receiver_and_an_EC_sender_understand_each_other() {
        Credential rsa = World.stranger();
        As4Identity receiver = World.identity(World.CUSTOMS, rsa, World.CUSTOMS_ENCRYPTION);
        As4Identity ecSender = World.identity(World.CHAMBER, World.CUSTOMS_SIGNING, World.CHAMBER_ENCRYPTION);
        PMode receiving = World.agreed()
                .partnerSigningCertificate(World.CUSTOMS_SIGNING.certificate())
                .build();
        PMode sending = World.agreed()
                .partnerSigningCertificate(rsa.certificate())
                .partnerEncryptionCertificate(World.CUSTOMS_ENCRYPTION.certificate())
                .build();
        try (World world = new World(receiver, PModes.of(List.of(receiving)), As4Limits.DEFAULT);
                As4Sender other = As4Sender.builder(ecSender, World.CLOCK).build()) {
            assertThat(other.send(World.message(Payload.of("application/xml", CO)), sending, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void while_a_partner_changes_keys_both_certificates_are_good() {
        Credential next = World.stranger();
        PMode rolling = World.agreed()
                .partnerSigningCertificate(World.CHAMBER_SIGNING.certificate())
                .partnerSigningCertificate(next.certificate())
                .build();
        As4Identity renewed = World.identity(World.CHAMBER, next, World.CHAMBER_ENCRYPTION);
        try (World world = new World(PModes.of(List.of(rolling)), As4Limits.DEFAULT);
                As4Sender later = As4Sender.builder(renewed, World.CLOCK).build()) {
            for (As4Sender each : List.of(sender, later)) {
                assertThat(each.send(World.message(Payload.of("application/xml", CO)), World.SENDING, world.endpoint()))
                        .isInstanceOf(Delivery.Acknowledged.class);
            }
        }
    }

    @Test
    void a_message_of_the_test_service_is_acknowledged_and_not_delivered() {
        try (World world = new World()) {
            Delivery delivery = sender.send(
                    World.message(Payload.of("text/plain", CO)), World.SENDING.testService(), world.endpoint());

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store.delivered()).isEmpty();
        }
    }

    @Test
    void a_P_Mode_of_another_sender_is_not_used() {
        PMode reversed = PMode.builder("reversed")
                .initiator(World.CUSTOMS)
                .responder(World.CHAMBER)
                .service("urn:example:co")
                .action("Answer")
                .partnerSigningCertificate(World.CUSTOMS_SIGNING.certificate())
                .build();

        assertThatThrownBy(() -> sender.prepare(World.message(), reversed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("YY-CUSTOMS-1");
    }

    @Test
    void encryption_without_a_certificate_to_encrypt_for_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> sender.prepare(World.message(Payload.of("text/plain", CO)), World.RECEIVING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("encrypt");
    }

    @Test
    @Tag("long")
    void twenty_megabytes_arrive() {
        byte[] big = new byte[20 << 20];
        new Random(4711).nextBytes(big);
        try (World world = new World()) {
            Delivery delivery = sender.send(
                    World.message(Payload.of("application/octet-stream", big)), World.SENDING, world.endpoint());

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store
                            .delivered()
                            .get(0)
                            .payloads()
                            .get(0)
                            .content()
                            .toArray())
                    .isEqualTo(big);
        }
    }
}
