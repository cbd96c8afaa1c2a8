package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.gateway.Messages.CHAMBER;
import static org.cretula.gateway.Messages.message;
import static org.cretula.gateway.Messages.receipt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.transport.MessageStore.Outcome;
import org.cretula.transport.ReceivedMessage;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    Path folder;

    private List<StoredMessage> before = List.of();

    private GatewayStore open() {
        return GatewayStore.embedded(folder, World.CLOCK);
    }

    /** What a crash of the database does to it, done by hand. */
    private void damage(String sql) {
        Jdbi.create("jdbc:h2:file:" + folder.resolve("gateway") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE")
                .useHandle(handle -> handle.execute(sql));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("journal"))) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @BeforeEach
    void a_store_with_two_messages() {
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>", "second, çöğü"), receipt("first"));
            store.store(message(CHAMBER, "two@xa", "<other/>"), receipt("second"));
            before = store.messages();
        }
    }

    @Test
    void S29_a_message_that_the_database_lost_is_put_back_with_its_receipt() {
        damage("delete from received_message where message_id = 'one@xa'");
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
            assertThat(store.store(message(CHAMBER, "one@xa", "<co/>", "second, çöğü"), receipt("again")))
                    .isEqualTo(new Outcome.Duplicate(new ReceivedMessage.Bytes(receipt("first"))));
        }
    }

    @Test
    void S29_a_message_that_the_database_lost_in_part_is_made_whole() {
        damage("delete from received_payload where message_id = 'one@xa' and position = 1");
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
        }
        damage("delete from received_payload");
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
        }
    }

    @Test
    void S29_a_part_of_a_message_that_was_never_acknowledged_is_removed_so_that_it_can_come_again() throws Exception {
        for (Path file : files()) {
            Files.delete(file);
        }
        damage("delete from received_payload where message_id = 'one@xa' and position = 1");
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before.subList(1, 2));
            assertThat(store.store(message(CHAMBER, "one@xa", "<co/>", "second, çöğü"), receipt("first")))
                    .isInstanceOf(Outcome.Stored.class);
        }
    }

    @Test
    void S29_a_copy_of_a_message_that_is_not_in_the_journal_is_put_there_before_its_receipt_leaves() throws Exception {
        for (Path file : files()) {
            Files.delete(file);
        }
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>", "second, çöğü"), receipt("again"));
        }
        assertThat(files()).hasSize(1);
        assertThat(Journal.read(files().get(0)).message().receipt())
                .isEqualTo(new ReceivedMessage.Bytes(receipt("first")));
    }

    @Test
    void S14_a_conflict_leaves_the_journal_as_it_was() throws Exception {
        List<Path> files = files();
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<forged/>"), receipt("third"));
        }
        assertThat(files()).isEqualTo(files);
    }

    @Test
    void a_message_is_forgotten_by_the_journal_when_the_database_held_it_over_two_starts() throws Exception {
        assertThat(files()).hasSize(2);
        open().close();
        assertThat(files()).hasSize(2);
        open().close();
        assertThat(files()).hasSize(2);
        open().close();
        assertThat(files()).isEmpty();
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
        }
    }

    @Test
    void a_damaged_file_is_named_and_the_store_does_not_open_as_if_nothing_were_missing() throws Exception {
        Path file = files().get(0);
        byte[] bytes = Files.readAllBytes(file);
        for (byte[] damaged : new byte[][] {{}, new byte[40], java.util.Arrays.copyOf(bytes, bytes.length - 1)}) {
            Files.write(file, damaged);
            assertThatThrownBy(this::open)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(file.getFileName().toString());
        }
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(this::open).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void what_was_not_finished_when_the_process_died_is_no_message() throws Exception {
        Files.write(files().get(0).resolveSibling("a.unfinished"), "half".getBytes(StandardCharsets.UTF_8));
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
        }
    }
}
