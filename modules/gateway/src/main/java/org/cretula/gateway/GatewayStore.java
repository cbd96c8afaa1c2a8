package org.cretula.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.cretula.transport.MessageStore;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Received messages in SQL: payloads, message id and receipt are committed in one transaction, and forced to disk,
 * before {@link #store} returns, so that a receipt can only leave for what a restart will find again.
 *
 * <p>Uniqueness is the primary key's, never a look before an insert: sixteen copies of a message at once become one row
 * (attacks S12, S14). Durability is the {@link Journal}'s, since the embedded database loses forced commits when its
 * process is killed; at each start, what the journal has and the database lacks is put back. May be shared by threads.
 */
public final class GatewayStore implements MessageStore, AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String PAYLOADS_OF_M = "(select count(*) from received_payload p"
            + " where p.from_party = m.from_party and p.message_id = m.message_id)";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;
    private final Journal journal;
    private final ExecutorService writers = Executors.newCachedThreadPool(GatewayStore::daemon);
    private final Duration patience;
    private volatile boolean stuck;

    private GatewayStore(HikariDataSource pool, Journal journal, Clock clock, Duration patience) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.journal = journal;
        this.clock = clock;
        this.patience = patience;
    }

    /**
     * Opens the embedded store in a folder, creating or migrating it as needed.
     *
     * @param folder holds the database files
     * @param clock tells when messages are received
     */
    public static GatewayStore embedded(Path folder, Clock clock) {
        return embedded(folder, clock, Duration.ofSeconds(30));
    }

    /** With the longest time that storing a message may take. */
    static GatewayStore embedded(Path folder, Clock clock, Duration patience) {
        HikariConfig config = new HikariConfig();
        // WRITE_DELAY=0: a commit is written at once and not half a second later.
        // REUSE_SPACE=FALSE: where H2 2.5.252 writes into freed space, a kill loses far more (docs/decisions/0001).
        config.setJdbcUrl(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("gateway")
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setPoolName("cretula-store");
        HikariDataSource pool = new HikariDataSource(config);
        try {
            Flyway.configure(GatewayStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/cretula/gateway/migration")
                    .load()
                    .migrate();
            GatewayStore store = new GatewayStore(pool, Journal.begin(folder.resolve("journal")), clock, patience);
            store.recover();
            return store;
        } catch (FlywayException | JdbiException e) {
            pool.close();
            throw e;
        } catch (IOException e) {
            pool.close();
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * As the interface says, within bounded time: on a full disk H2 may spin for ever instead of failing. A message whose
     * time ran out may be in the store later on, without its receipt having left; a copy of it then gets that receipt.
     */
    @Override
    public Outcome store(ReceivedMessage message, byte[] receipt) {
        if (stuck) {
            throw new IllegalStateException("the store gave no answer before; make room on its disk and start it anew");
        }
        Future<Outcome> outcome = writers.submit(() -> keep(message, receipt));
        try {
            return outcome.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stuck = true;
            throw new IllegalStateException("expected the store to answer within " + patience + ", it did not", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the message could not be stored", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the store answered", e);
        }
    }

    private Outcome keep(ReceivedMessage message, byte[] receipt) throws IOException {
        JournalEntry entry = entry(message, receipt);
        Outcome outcome = inserted(entry) ? new Outcome.Stored() : known(entry);
        if (outcome instanceof Outcome.Stored) {
            journal.keep(entry);
        } else if (outcome instanceof Outcome.Duplicate duplicate) {
            // Its first copy may be committed by another thread, or before a failure, and not be in the journal.
            journal.keep(withReceipt(entry, duplicate.earlierReceipt()));
        }
        return outcome;
    }

    /** False if the key was there before. */
    private boolean inserted(JournalEntry entry) {
        try {
            jdbi.useTransaction(handle -> insert(handle, entry));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** Removes what a crash left of a message in part, and puts back what the journal has and the database lacks. */
    private void recover() throws IOException {
        jdbi.useTransaction(handle -> {
            handle.execute("delete from received_message m where m.payloads <> " + PAYLOADS_OF_M);
            handle.execute("delete from received_payload p where not exists (select 1 from received_message m"
                    + " where m.from_party = p.from_party and m.message_id = p.message_id)");
        });
        for (Path file : journal.files()) {
            JournalEntry entry = Journal.read(file);
            jdbi.useTransaction(handle -> {
                if (!held(handle, entry)) {
                    remove(handle, entry.message());
                    insert(handle, entry);
                }
            });
        }
        journal.forgetOld();
    }

    private static boolean held(Handle handle, JournalEntry entry) {
        StoredMessage message = entry.message();
        Optional<byte[]> receipt = handle.createQuery(
                        "select receipt from received_message where from_party = :from and message_id = :id")
                .bind("from", message.from())
                .bind("id", message.messageId())
                .mapTo(byte[].class)
                .findOne();
        return receipt.filter(r -> Arrays.equals(r, message.receipt().toArray()))
                        .isPresent()
                && payloads(handle, message.from(), message.messageId()).equals(message.payloads());
    }

    private static void remove(Handle handle, StoredMessage message) {
        for (String table : List.of("received_payload", "received_message")) {
            handle.createUpdate("delete from " + table + " where from_party = :from and message_id = :id")
                    .bind("from", message.from())
                    .bind("id", message.messageId())
                    .execute();
        }
    }

    /** All messages, the oldest first. */
    public List<StoredMessage> messages() {
        return jdbi.withHandle(handle -> handle.createQuery(
                        "select from_party, message_id, conversation_id, received_at, receipt"
                                + " from received_message order by received_at, message_id")
                .map((row, context) -> new StoredMessage(
                        row.getString("from_party"),
                        row.getString("message_id"),
                        row.getString("conversation_id"),
                        row.getObject("received_at", OffsetDateTime.class).toInstant(),
                        payloads(handle, row.getString("from_party"), row.getString("message_id")),
                        new ReceivedMessage.Bytes(row.getBytes("receipt"))))
                .list());
    }

    /** The message with this id, whoever sent it; the first one received where several parties used the same. */
    Optional<StoredMessage> message(String messageId) {
        return messages().stream().filter(m -> m.messageId().equals(messageId)).findFirst();
    }

    /** A payload by the lower-case hexadecimal SHA-256 of its bytes, whichever message brought it. */
    public Optional<StoredMessage.StoredPayload> payload(String sha256) {
        return jdbi.withHandle(handle -> handle.createQuery("select content_id, mime_type, sha256, content"
                        + " from received_payload where sha256 = :sha256 fetch first row only")
                .bind("sha256", sha256)
                .map((row, context) -> new StoredMessage.StoredPayload(
                        row.getString("content_id"),
                        row.getString("mime_type"),
                        row.getString("sha256"),
                        new ReceivedMessage.Bytes(row.getBytes("content"))))
                .findOne());
    }

    @Override
    public void close() {
        writers.shutdown();
        pool.close();
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "cretula-store-writer");
        thread.setDaemon(true);
        return thread;
    }

    private JournalEntry entry(ReceivedMessage message, byte[] receipt) {
        StoredMessage stored = new StoredMessage(
                key(message.from()),
                message.messageId(),
                message.conversationId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                message.payloads().stream()
                        .map(p -> new StoredMessage.StoredPayload(p.contentId(), p.mimeType(), p.sha256(), p.content()))
                        .toList(),
                new ReceivedMessage.Bytes(receipt));
        return new JournalEntry(
                stored, message.service().value(), message.action(), message.contentDigest(), message.messaging());
    }

    private static JournalEntry withReceipt(JournalEntry entry, ReceivedMessage.Bytes receipt) {
        StoredMessage m = entry.message();
        return new JournalEntry(
                new StoredMessage(m.from(), m.messageId(), m.conversationId(), m.receivedAt(), m.payloads(), receipt),
                entry.service(),
                entry.action(),
                entry.contentDigest(),
                entry.messaging());
    }

    private static void insert(Handle handle, JournalEntry entry) {
        StoredMessage message = entry.message();
        handle.createUpdate("insert into received_message (from_party, message_id, conversation_id, service, action,"
                        + " content_digest, received_at, messaging, receipt, payloads) values (:from, :id, :conversation,"
                        + " :service, :action, :digest, :at, :messaging, :receipt, :payloads)")
                .bind("from", message.from())
                .bind("id", message.messageId())
                .bind("conversation", message.conversationId())
                .bind("service", entry.service())
                .bind("action", entry.action())
                .bind("digest", entry.contentDigest())
                .bind("at", OffsetDateTime.ofInstant(message.receivedAt(), ZoneOffset.UTC))
                .bind("messaging", entry.messaging().toArray())
                .bind("receipt", message.receipt().toArray())
                .bind("payloads", message.payloads().size())
                .execute();
        int position = 0;
        for (StoredMessage.StoredPayload payload : message.payloads()) {
            handle.createUpdate("insert into received_payload (from_party, message_id, position, content_id, mime_type,"
                            + " sha256, content) values (:from, :id, :position, :cid, :mime, :sha256, :content)")
                    .bind("from", message.from())
                    .bind("id", message.messageId())
                    .bind("position", position++)
                    .bind("cid", payload.contentId())
                    .bind("mime", payload.mimeType())
                    .bind("sha256", payload.sha256())
                    .bind("content", payload.content().toArray())
                    .execute();
        }
    }

    private Outcome known(JournalEntry entry) {
        return jdbi.withHandle(handle -> handle.createQuery("select content_digest, receipt from received_message"
                        + " where from_party = :from and message_id = :id")
                .bind("from", entry.message().from())
                .bind("id", entry.message().messageId())
                .map((row, context) -> row.getString("content_digest").equals(entry.contentDigest())
                        ? new Outcome.Duplicate(new ReceivedMessage.Bytes(row.getBytes("receipt")))
                        : (Outcome) new Outcome.Conflict())
                .one());
    }

    private static List<StoredMessage.StoredPayload> payloads(Handle handle, String from, String messageId) {
        return handle.createQuery("select content_id, mime_type, sha256, content from received_payload"
                        + " where from_party = :from and message_id = :id order by position")
                .bind("from", from)
                .bind("id", messageId)
                .map((row, context) -> new StoredMessage.StoredPayload(
                        row.getString("content_id"),
                        row.getString("mime_type"),
                        row.getString("sha256"),
                        new ReceivedMessage.Bytes(row.getBytes("content"))))
                .list();
    }

    private static String key(PartyId party) {
        return party.type().orElse("") + "|" + party.id();
    }
}
