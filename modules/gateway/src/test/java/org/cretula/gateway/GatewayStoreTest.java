package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.gateway.Messages.CHAMBER;
import static org.cretula.gateway.Messages.MINISTRY;
import static org.cretula.gateway.Messages.message;
import static org.cretula.gateway.Messages.receipt;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.cretula.transport.MessageStore.Outcome;
import org.cretula.transport.ReceivedMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayStoreTest {

    @TempDir
    Path folder;

    @Test
    void S14_a_message_id_used_again_for_other_content_is_a_conflict_and_the_first_content_stays() {
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("first"));

            Outcome outcome = store.store(message(CHAMBER, "one@xa", "<forged/>"), receipt("second"));

            assertThat(outcome).isInstanceOf(Outcome.Conflict.class);
            assertThat(store.messages()).hasSize(1);
            assertThat(text(store, store.messages().get(0))).containsExactly("<co/>");
            assertThat(store.messages().get(0).receipt()).isEqualTo(bytes(receipt("first")));
        }
    }

    @Test
    void S12_a_message_that_comes_again_gets_the_receipt_that_was_stored_and_no_second_row() {
        try (GatewayStore store = open()) {
            assertThat(store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("first")))
                    .isInstanceOf(Outcome.Stored.class);

            Outcome outcome = store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("second"));

            assertThat(outcome).isEqualTo(new Outcome.Duplicate(bytes(receipt("first"))));
            assertThat(store.messages()).hasSize(1);
        }
    }

    @Test
    void S12_a_message_that_comes_again_after_a_restart_gets_the_receipt_that_was_stored() {
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("first"));
        }
        try (GatewayStore store = open()) {
            assertThat(store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("second")))
                    .isEqualTo(new Outcome.Duplicate(bytes(receipt("first"))));
            assertThat(store.store(message(CHAMBER, "one@xa", "<forged/>"), receipt("third")))
                    .isInstanceOf(Outcome.Conflict.class);
        }
    }

    @Test
    void S12_sixteen_copies_of_a_message_at_once_become_one_row_and_get_one_receipt() throws Exception {
        int copies = 16;
        ExecutorService threads = Executors.newFixedThreadPool(copies);
        try (GatewayStore store = open()) {
            for (int round = 0; round < 10; round++) {
                String id = round + "@xa";
                CyclicBarrier start = new CyclicBarrier(copies);
                List<Future<Given>> results = new ArrayList<>();
                for (int copy = 0; copy < copies; copy++) {
                    byte[] receipt = receipt(id + " " + copy);
                    results.add(threads.submit(() -> {
                        start.await(60, TimeUnit.SECONDS);
                        return new Given(store.store(message(CHAMBER, id, "<co/>"), receipt), bytes(receipt));
                    }));
                }
                List<ReceivedMessage.Bytes> stored = new ArrayList<>();
                List<ReceivedMessage.Bytes> repeated = new ArrayList<>();
                for (Future<Given> result : results) {
                    Given given = result.get(60, TimeUnit.SECONDS);
                    if (given.outcome() instanceof Outcome.Duplicate duplicate) {
                        repeated.add(duplicate.earlierReceipt());
                    } else {
                        assertThat(given.outcome()).isInstanceOf(Outcome.Stored.class);
                        stored.add(given.receipt());
                    }
                }
                assertThat(stored).hasSize(1);
                assertThat(repeated).hasSize(copies - 1).containsOnly(stored.get(0));
                assertThat(store.message(id).orElseThrow().receipt()).isEqualTo(stored.get(0));
            }
            assertThat(store.messages()).hasSize(10);
        } finally {
            threads.shutdownNow();
        }
    }

    private record Given(Outcome outcome, ReceivedMessage.Bytes receipt) {}

    @Test
    void the_same_message_id_from_two_parties_is_two_messages() {
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("first"));
            assertThat(store.store(message(MINISTRY, "one@xa", "<other/>"), receipt("second")))
                    .isInstanceOf(Outcome.Stored.class);
            assertThat(store.messages()).hasSize(2);
        }
    }

    @Test
    void a_folder_opened_again_holds_all_that_was_stored() {
        List<StoredMessage> before;
        try (GatewayStore store = open()) {
            store.store(message(CHAMBER, "one@xa", "<co/>", "second payload, çöğü"), receipt("first"));
            store.store(message(MINISTRY, "two@xa"), receipt("second"));
            before = store.messages();
        }
        try (GatewayStore store = open()) {
            assertThat(store.messages()).isEqualTo(before);
            StoredMessage one = store.message("one@xa").orElseThrow();
            assertThat(one.from()).isEqualTo("urn:example:party|XX-CHAMBER-1");
            assertThat(one.conversationId()).isEqualTo("conversation of one@xa");
            assertThat(one.receivedAt()).isEqualTo(World.CLOCK.instant());
            assertThat(text(store, one)).containsExactly("<co/>", "second payload, çöğü");
            assertThat(one.payloads().get(0).sha256())
                    .isEqualTo(Messages.sha256Of("<co/>".getBytes(StandardCharsets.UTF_8)));
            assertThat(store.message("two@xa").orElseThrow().payloads()).isEmpty();
            assertThat(store.message("three@xa")).isEmpty();
        }
    }

    @Test
    void a_folder_whose_name_means_something_in_a_url_holds_the_store_like_any_other() throws IOException {
        for (String name : List.of("a?b=c", "a#b", "100%", "a%3Fb", "two words", "çöğü", "a&b;c")) {
            Path inside = folder.resolve(name);
            try (GatewayStore store = GatewayStore.embedded(inside, World.CLOCK)) {
                store.store(message(CHAMBER, name + "@xa", "<co/>"), receipt("first"));
            }
            assertThat(inside.resolve("gateway.sqlite")).isNotEmptyFile();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            assertThat(folders).hasSize(7);
        }
    }

    @Test
    void S29_every_connection_forces_its_commits_to_the_disk_and_begins_as_a_writer() throws SQLException {
        try (HikariDataSource pool = GatewayStore.pool(folder.resolve("any.sqlite"));
                Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            for (Connection connection : List.of(one, two)) {
                assertThat(setting(connection, "journal_mode")).isEqualTo("wal");
                assertThat(setting(connection, "synchronous")).as("2 is FULL").isEqualTo("2");
                assertThat(setting(connection, "fullfsync")).isEqualTo("1");
                assertThat(setting(connection, "foreign_keys")).isEqualTo("1");
                assertThat(setting(connection, "busy_timeout")).isEqualTo("30000");
            }
            setting(two, "busy_timeout = 0");
            one.setAutoCommit(false);
            assertThatThrownBy(() -> two.setAutoCommit(false)).hasMessageContaining("SQLITE_BUSY");
        }
    }

    private static String setting(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma " + name)) {
            return row.getString(1);
        }
    }

    @Test
    void a_store_is_open_once_at_a_time() {
        try (GatewayStore store = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has it open");
            assertThat(store.messages()).isEmpty();
        }
        open().close();
    }

    @Test
    void a_folder_with_a_store_of_before_the_first_release_is_refused_by_name() throws IOException {
        Files.writeString(folder.resolve("gateway.mv.db"), "H:2");
        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining("gateway.mv.db");
        assertThat(folder.resolve("gateway.sqlite")).doesNotExist();
    }

    @Test
    void a_file_that_is_no_database_is_refused_and_left_as_it_is() throws IOException {
        Path file = folder.resolve("gateway.sqlite");
        String other = "not a database ".repeat(1000);
        Files.writeString(file, other);
        assertThatThrownBy(this::open)
                .isInstanceOf(RuntimeException.class)
                .rootCause()
                .hasMessageContaining("NOTADB");
        assertThat(file).hasContent(other);
    }

    @Test
    void S29_a_store_that_is_closed_keeps_nothing_and_says_so() {
        GatewayStore store = open();
        store.close();
        assertThatThrownBy(() -> store.store(message(CHAMBER, "one@xa", "<co/>"), receipt("first")))
                .isInstanceOf(RuntimeException.class);
        try (GatewayStore again = open()) {
            assertThat(again.messages()).isEmpty();
        }
    }

    @Test
    void S30_a_message_of_which_one_payload_cannot_be_kept_leaves_nothing_behind() {
        try (GatewayStore store = open()) {
            ReceivedMessage good = message(CHAMBER, "one@xa", "<co/>", "<co/>");
            ReceivedMessage.Part fits = good.payloads().get(0);
            ReceivedMessage.Part doesNot = new ReceivedMessage.Part(
                    "x".repeat(300), fits.mimeType(), fits.properties(), fits.sha256(), fits.content());

            assertThatThrownBy(() -> store.store(with(good, List.of(fits, doesNot)), receipt("first")))
                    .isInstanceOf(RuntimeException.class);

            assertThat(store.messages()).isEmpty();
            assertThat(store.store(good, receipt("second"))).isInstanceOf(Outcome.Stored.class);
        }
    }

    private static ReceivedMessage with(ReceivedMessage m, List<ReceivedMessage.Part> payloads) {
        return new ReceivedMessage(
                m.messageId(),
                m.conversationId(),
                m.refToMessageId(),
                m.timestamp(),
                m.mode(),
                m.properties(),
                m.signer(),
                payloads,
                m.references(),
                m.contentDigest(),
                m.messaging());
    }

    private GatewayStore open() {
        return GatewayStore.embedded(folder, World.CLOCK);
    }

    private static List<String> text(GatewayStore store, StoredMessage message) {
        return message.payloads().stream()
                .map(p -> new String(store.payload(p.sha256()).orElseThrow().toArray(), StandardCharsets.UTF_8))
                .toList();
    }

    private static ReceivedMessage.Bytes bytes(byte[] bytes) {
        return new ReceivedMessage.Bytes(bytes);
    }
}
