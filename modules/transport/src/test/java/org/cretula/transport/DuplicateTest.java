package org.cretula.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DuplicateTest {

    private static As4Sender sender;

    @BeforeAll
    static void start() {
        sender = World.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
    }

    private static Payload payload(String text) {
        return Payload.of("text/plain", text.getBytes(UTF_8));
    }

    @Test
    void S12_the_same_bytes_again_get_the_same_receipt_and_are_delivered_once() throws IOException {
        try (World world = new World()) {
            WireMessage wire = sender.prepare(World.message(payload("a")), World.SENDING);

            WireMessage.Answer first = sender.transmit(wire, world.endpoint());
            WireMessage.Answer second = sender.transmit(wire, world.endpoint());

            assertThat(second.message().body()).isEqualTo(first.message().body());
            assertThat(sender.judge(wire, second, World.SENDING)).isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store.delivered()).hasSize(1);
        }
    }

    @Test
    void S12_sixteen_copies_at_once_get_one_receipt_and_are_delivered_once() throws Exception {
        try (World world = new World()) {
            WireMessage wire = sender.prepare(World.message(payload("a")), World.SENDING);
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try {
                List<Callable<WireMessage.Answer>> copies = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    copies.add(() -> sender.transmit(wire, world.endpoint()));
                }
                Set<ReceivedMessage.Bytes> receipts = new HashSet<>();
                for (Future<WireMessage.Answer> answer : threads.invokeAll(copies)) {
                    assertThat(sender.judge(wire, answer.get(), World.SENDING))
                            .isInstanceOf(Delivery.Acknowledged.class);
                    receipts.add(
                            new ReceivedMessage.Bytes(answer.get().message().body()));
                }
                assertThat(receipts).hasSize(1);
            } finally {
                threads.shutdown();
            }
            assertThat(world.store.delivered()).hasSize(1);
        }
    }

    @Test
    void S12_messages_made_and_sent_at_once_do_not_mix() throws Exception {
        try (World world = new World()) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Delivery>> sendings = new ArrayList<>();
                for (int i = 0; i < 32; i++) {
                    OutboundMessage message = World.message(payload("payload " + i));
                    sendings.add(() -> sender.send(message, World.SENDING, world.endpoint()));
                }
                for (Future<Delivery> delivery : threads.invokeAll(sendings)) {
                    assertThat(delivery.get()).isInstanceOf(Delivery.Acknowledged.class);
                }
            } finally {
                threads.shutdown();
            }
            assertThat(world.store.delivered())
                    .extracting(m -> m.payloads().get(0).sha256())
                    .doesNotHaveDuplicates()
                    .hasSize(32);
        }
    }

    @Test
    void a_message_sent_again_with_new_encryption_is_acknowledged_by_the_receipt_of_the_first_time() {
        try (World world = new World()) {
            OutboundMessage message = World.message(payload("a"));

            Delivery first = sender.send(message, World.SENDING, world.endpoint());
            Delivery second = sender.send(message, World.SENDING, world.endpoint());

            assertThat(first).isInstanceOf(Delivery.Acknowledged.class).isEqualTo(second);
            assertThat(world.store.delivered()).hasSize(1);
        }
    }

    @Test
    void a_message_restored_from_its_parts_is_the_same_message() {
        try (World world = new World()) {
            OutboundMessage message = World.message(payload("a"));
            Payload kept = message.payloads().get(0);
            OutboundMessage.Builder restored = OutboundMessage.builder()
                    .messageId(message.messageId())
                    .timestamp(message.timestamp())
                    .conversationId(message.conversationId())
                    .payload(Payload.restored(kept.contentId(), kept.mimeType(), kept.bytes(), kept.properties()));
            message.properties().forEach(restored::property);

            sender.send(message, World.SENDING, world.endpoint());

            assertThat(sender.send(restored.build(World.CLOCK), World.SENDING, world.endpoint()))
                    .isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store.delivered()).hasSize(1);
        }
    }

    @Test
    void S14_a_message_id_used_again_for_other_content_is_refused_and_nothing_is_overwritten() {
        try (World world = new World()) {
            OutboundMessage first = World.message(payload("a"));
            OutboundMessage second = OutboundMessage.builder()
                    .messageId(first.messageId())
                    .payload(payload("b"))
                    .build(World.CLOCK);
            URI endpoint = world.endpoint();

            assertThat(sender.send(first, World.SENDING, endpoint)).isInstanceOf(Delivery.Acknowledged.class);
            Delivery conflict = sender.send(second, World.SENDING, endpoint);

            assertThat(conflict).isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
                assertThat(refused.errors().get(0).code()).isEqualTo("EBMS:0003");
                assertThat(refused.authentic()).isTrue();
            });
            assertThat(world.store.conflicts()).isEqualTo(1);
            assertThat(world.store
                            .delivered()
                            .get(0)
                            .payloads()
                            .get(0)
                            .content()
                            .toArray())
                    .isEqualTo("a".getBytes(UTF_8));
        }
    }

    @Test
    void S29_a_store_that_fails_leaves_no_receipt_and_the_next_attempt_succeeds() throws IOException {
        try (World world = new World()) {
            WireMessage wire = sender.prepare(World.message(payload("a")), World.SENDING);
            world.store.fail(true);

            WireMessage.Answer failed = sender.transmit(wire, world.endpoint());

            assertThat(failed.status()).isEqualTo(503);
            assertThat(new String(failed.message().body(), UTF_8)).doesNotContain("Receipt>", "disk full");
            assertThat(sender.judge(wire, failed, World.SENDING))
                    .isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
                        assertThat(refused.errors().get(0).code()).isEqualTo("EBMS:0004");
                        assertThat(refused.authentic()).isTrue();
                        assertThat(refused.mayBeRepeated()).isTrue();
                    });
            world.store.fail(false);
            assertThat(sender.judge(wire, sender.transmit(wire, world.endpoint()), World.SENDING))
                    .isInstanceOf(Delivery.Acknowledged.class);
            assertThat(world.store.delivered()).hasSize(1);
        }
    }
}
