package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.cretula.transport.As4Limits;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.Payload;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompressionTest {

    private static final byte[] TEXT = "origin ".repeat(1000).getBytes(UTF_8);
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

    private static void refused(byte[] gzip, As4Limits limits) {
        assertThatThrownBy(() -> Gzip.expand(gzip, limits))
                .isInstanceOfSatisfying(
                        Refusal.class, r -> assertThat(r.code()).isEqualTo(EbmsCode.DECOMPRESSION_FAILURE));
    }

    private static void refusedEndToEnd(UnaryOperator<String> header, UnaryOperator<byte[]> first) {
        Delivery delivery = Forge.answerTo(
                Forge.message()
                        .header(header)
                        .beforeSigning(parts -> List.of(
                                new RawPart(
                                        parts.get(0).cid(),
                                        first.apply(parts.get(0).bytes())),
                                parts.get(1)))
                        .build(),
                world,
                sender);
        assertThat(Forge.code(delivery)).as("%s", delivery).isEqualTo("EBMS:0303");
        assertThat(world.store.delivered()).isEmpty();
    }

    @Test
    void what_was_compressed_comes_out_again() throws Refusal {
        assertThat(Gzip.expand(Gzip.compress(TEXT), As4Limits.DEFAULT)).isEqualTo(TEXT);
    }

    @Test
    void S08_a_payload_larger_than_the_limit_is_refused() {
        refused(Gzip.compress(TEXT), As4Limits.DEFAULT.payloadBytes(TEXT.length - 1));
    }

    @Test
    void S08_a_payload_compressed_more_often_than_the_limit_is_refused() {
        refused(Gzip.compress(new byte[8 << 20]), As4Limits.DEFAULT);
    }

    @Test
    void S08_payloads_that_together_exceed_the_limit_are_refused() {
        PMode narrow = World.agreed()
                .partnerSigningCertificate(World.CHAMBER_SIGNING.certificate())
                .limits(As4Limits.DEFAULT.payloadBytes(2 * TEXT.length))
                .build();
        Payload[] payloads = {
            Payload.of("text/plain", TEXT), Payload.of("text/plain", TEXT), Payload.of("text/plain", TEXT)
        };
        try (World small = new World(PModes.of(List.of(narrow)), As4Limits.DEFAULT)) {
            Delivery three = Forge.answerTo(
                    Forge.message().message(World.message(payloads)).build(), small, sender);
            assertThat(Forge.code(three)).as("%s", three).isEqualTo("EBMS:0303");
            assertThat(small.store.delivered()).isEmpty();
            Delivery two = Forge.answerTo(
                    Forge.message()
                            .message(World.message(payloads[0], payloads[1]))
                            .build(),
                    small,
                    sender);
            assertThat(two).isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void what_a_partner_would_refuse_together_is_not_sent() {
        byte[] half = new byte[51 << 20];
        OutboundMessage message =
                World.message(Payload.of("application/xml", half), Payload.of("application/xml", half));
        assertThatThrownBy(() -> sender.prepare(message, World.SENDING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("together");
    }

    @Test
    void S08_a_gzip_bomb_is_refused_end_to_end() {
        refusedEndToEnd(xml -> xml, bytes -> Gzip.compress(new byte[8 << 20]));
    }

    @Test
    void damaged_gzip_is_refused_wherever_a_byte_changed_or_is_missing() {
        byte[] gzip = Gzip.compress("a certificate of origin".getBytes(UTF_8));
        for (int i = 0; i < gzip.length; i++) {
            refused(Arrays.copyOf(gzip, i), As4Limits.DEFAULT);
        }
        for (int i : new int[] {0, 1, 2, gzip.length - 1, gzip.length - 5, gzip.length / 2}) {
            byte[] damaged = gzip.clone();
            damaged[i] ^= 1;
            refused(damaged, As4Limits.DEFAULT);
        }
    }

    @Test
    void S09_bytes_or_a_second_member_after_the_first_are_refused() {
        for (byte[] tail : new byte[][] {{0}, Gzip.compress(TEXT)}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Gzip.compress(TEXT));
            out.writeBytes(tail);
            refused(out.toByteArray(), As4Limits.DEFAULT);
        }
    }

    @Test
    void a_gzip_header_with_name_comment_and_extra_field_is_read() throws Refusal {
        byte[] plain = Gzip.compress(TEXT);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {plain[0], plain[1], 8, 4 | 8 | 16, 0, 0, 0, 0, 0, 0});
        out.writeBytes(new byte[] {2, 0, 'x', 'y', 'n', 0, 'c', 0});
        out.write(plain, 10, plain.length - 10);

        assertThat(Gzip.expand(out.toByteArray(), As4Limits.DEFAULT)).isEqualTo(TEXT);
    }

    @Test
    void damaged_gzip_is_refused_end_to_end() {
        refusedEndToEnd(xml -> xml, bytes -> Arrays.copyOf(bytes, bytes.length - 3));
    }

    @Test
    void a_part_that_is_said_to_be_compressed_and_is_not_is_refused() {
        refusedEndToEnd(xml -> xml, bytes -> Forge.CO);
    }

    @Test
    void a_compressed_part_without_MimeType_is_refused() {
        refusedEndToEnd(
                xml -> xml.replaceFirst("<eb:Property name=\"MimeType\">[^<]*</eb:Property>", ""), bytes -> bytes);
    }

    @Test
    void another_compression_is_refused() {
        refusedEndToEnd(xml -> xml.replaceFirst("application/gzip", "application/zip"), bytes -> bytes);
    }

    @Test
    void a_part_that_is_not_compressed_is_delivered_as_it_is() {
        try (World fresh = new World()) {
            Delivery delivery = Forge.answerTo(
                    Forge.message()
                            .header(xml -> xml.replaceFirst(
                                    "<eb:Property name=\"CompressionType\">application/gzip</eb:Property>", ""))
                            .beforeSigning(
                                    parts -> List.of(new RawPart(parts.get(0).cid(), Forge.CO), parts.get(1)))
                            .build(),
                    fresh,
                    sender);

            assertThat(delivery).isInstanceOf(Delivery.Acknowledged.class);
            assertThat(fresh.store
                            .delivered()
                            .get(0)
                            .payloads()
                            .get(0)
                            .content()
                            .toArray())
                    .isEqualTo(Forge.CO);
        }
    }
}
