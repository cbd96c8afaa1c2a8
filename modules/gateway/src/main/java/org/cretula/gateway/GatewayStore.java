package org.cretula.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.cretula.transport.MessageStore;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/**
 * Received messages in SQL: payloads, message id and receipt are committed in one transaction, and forced to disk,
 * before {@link #store} returns, so that a receipt can only leave for what a restart will find again.
 *
 * <p>Uniqueness is the primary key's, never a look before an insert: sixteen copies of a message at once become one row
 * (attacks S12, S14). May be shared by threads.
 */
public final class GatewayStore implements MessageStore, AutoCloseable {

    private static final String DATABASE = "gateway.sqlite";
    private static final String LOCK = "gateway.lock";
    private static final String OF_EARLIER_BUILDS = "gateway.mv.db";
    private static final String MESSAGE =
            "select from_party, message_id, conversation_id, received_at, receipt from received_message ";
    private static final String OLDEST_FIRST = "order by received_at, message_id, from_party";

    private final FileChannel lock;
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;

    /** SQLite writes for one at a time and lets the others try again by chance; here they queue. */
    private final ReentrantLock writing = new ReentrantLock(true);

    private GatewayStore(FileChannel lock, HikariDataSource pool, Clock clock) {
        this.lock = lock;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
        this.clock = clock;
    }

    /**
     * Opens the embedded store in a folder, creating or migrating it as needed; SQLite, see docs/decisions/0001.
     *
     * @param folder holds the database files; on a disk of this machine, not on a network share
     * @param clock tells when messages are received
     * @throws RuntimeException when the folder cannot be used, another node has the store open, or it is damaged
     */
    public static GatewayStore embedded(Path folder, Clock clock) {
        try {
            Files.createDirectories(folder);
            if (Files.exists(folder.resolve(OF_EARLIER_BUILDS))) {
                throw new IllegalStateException(
                        OF_EARLIER_BUILDS + ", made by a build before 0.1.0, which cannot be read"
                                + " any more; name another folder, or remove that file");
            }
            FileChannel lock = locked(folder);
            try {
                force(folder.resolve(DATABASE + "-wal"));
                return open(lock, folder.resolve(DATABASE), clock);
            } catch (RuntimeException | IOException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static GatewayStore open(FileChannel lock, Path database, Clock clock) {
        HikariDataSource pool = pool(database);
        try {
            Flyway.configure(GatewayStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:org/cretula/gateway/migration/sqlite")
                    .load()
                    .migrate();
            return new GatewayStore(lock, pool, clock);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
    }

    /** Connections that promise what the store promises: a commit that returned is on the disk. */
    static HikariDataSource pool(Path database) {
        HikariConfig config = new HikariConfig();
        // As a URI, so that no character of a folder's name means anything to the driver.
        config.setJdbcUrl("jdbc:sqlite:" + database.toUri());
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", "30000");
        config.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        // Where a plain fsync leaves data in the disk's cache (macOS), ask for more; elsewhere it changes nothing.
        config.setConnectionInitSql("pragma fullfsync = on");
        config.setMaximumPoolSize(8);
        config.setMinimumIdle(1);
        config.setPoolName("cretula-store");
        return new HikariDataSource(config);
    }

    /** One node at a time; the system lets go of the lock when the process dies. */
    private static FileChannel locked(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            // Open in this very process.
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw new IllegalStateException("another process has it open; stop that one, or name another folder");
    }

    /**
     * Forces to the disk what an earlier process wrote and may have been killed before forcing: SQLite finds such commits
     * at its start, and copies of their messages are answered without another write.
     */
    private static void force(Path file) throws IOException {
        if (Files.exists(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
    }

    @Override
    public Outcome store(ReceivedMessage message, byte[] receipt) {
        writing.lock();
        try {
            return jdbi.inTransaction(handle -> {
                if (inserted(handle, message, receipt)) {
                    insertPayloads(handle, message);
                    return new Outcome.Stored();
                }
                return known(handle, message);
            });
        } finally {
            writing.unlock();
        }
    }

    /** All messages, the oldest first. */
    public List<StoredMessage> messages() {
        return jdbi.withHandle(handle -> messages(handle, handle.createQuery(MESSAGE + OLDEST_FIRST)));
    }

    /** The message with this id, whoever sent it; the first one received where several parties used the same. */
    Optional<StoredMessage> message(String messageId) {
        return jdbi
                .withHandle(handle -> messages(
                        handle,
                        handle.createQuery(MESSAGE + "where message_id = :id " + OLDEST_FIRST)
                                .bind("id", messageId)))
                .stream()
                .findFirst();
    }

    /** The bytes of a payload by their lower-case hexadecimal SHA-256, whichever message brought them. */
    public Optional<ReceivedMessage.Bytes> payload(String sha256) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select content from received_payload where sha256 = :sha256 limit 1")
                        .bind("sha256", sha256)
                        .map((row, context) -> new ReceivedMessage.Bytes(row.getBytes("content")))
                        .findOne());
    }

    /** Waits for what is being stored; whoever comes later is refused. */
    @Override
    public void close() {
        writing.lock();
        try {
            pool.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writing.unlock();
        }
    }

    /** False if the key was there before. */
    private boolean inserted(Handle handle, ReceivedMessage message, byte[] receipt) {
        return handle.createUpdate("insert into received_message (from_party, message_id, conversation_id, service,"
                                + " action, content_digest, received_at, messaging, receipt) values (:from, :id,"
                                + " :conversation, :service, :action, :digest, :at, :messaging, :receipt)"
                                + " on conflict (from_party, message_id) do nothing")
                        .bind("from", key(message.from()))
                        .bind("id", message.messageId())
                        .bind("conversation", message.conversationId())
                        .bind("service", message.service().value())
                        .bind("action", message.action())
                        .bind("digest", message.contentDigest())
                        .bind("at", ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()))
                        .bind("messaging", message.messaging().toArray())
                        .bind("receipt", receipt)
                        .execute()
                == 1;
    }

    private static void insertPayloads(Handle handle, ReceivedMessage message) {
        int position = 0;
        for (ReceivedMessage.Part payload : message.payloads()) {
            handle.createUpdate("insert into received_payload (from_party, message_id, position, content_id, mime_type,"
                            + " sha256, content) values (:from, :id, :position, :cid, :mime, :sha256, :content)")
                    .bind("from", key(message.from()))
                    .bind("id", message.messageId())
                    .bind("position", position++)
                    .bind("cid", payload.contentId())
                    .bind("mime", payload.mimeType())
                    .bind("sha256", payload.sha256())
                    .bind("content", payload.content().toArray())
                    .execute();
        }
    }

    private static Outcome known(Handle handle, ReceivedMessage message) {
        return handle.createQuery("select content_digest, receipt from received_message"
                        + " where from_party = :from and message_id = :id")
                .bind("from", key(message.from()))
                .bind("id", message.messageId())
                .map((row, context) -> row.getString("content_digest").equals(message.contentDigest())
                        ? new Outcome.Duplicate(new ReceivedMessage.Bytes(row.getBytes("receipt")))
                        : (Outcome) new Outcome.Conflict())
                .one();
    }

    private static List<StoredMessage> messages(Handle handle, Query query) {
        return query.map((row, context) -> new StoredMessage(
                        row.getString("from_party"),
                        row.getString("message_id"),
                        row.getString("conversation_id"),
                        Instant.EPOCH.plus(row.getLong("received_at"), ChronoUnit.MICROS),
                        payloads(handle, row.getString("from_party"), row.getString("message_id")),
                        new ReceivedMessage.Bytes(row.getBytes("receipt"))))
                .list();
    }

    private static List<StoredMessage.StoredPayload> payloads(Handle handle, String from, String messageId) {
        return handle.createQuery("select content_id, mime_type, sha256 from received_payload"
                        + " where from_party = :from and message_id = :id order by position")
                .bind("from", from)
                .bind("id", messageId)
                .map((row, context) -> new StoredMessage.StoredPayload(
                        row.getString("content_id"), row.getString("mime_type"), row.getString("sha256")))
                .list();
    }

    private static String key(PartyId party) {
        return party.type().orElse("") + "|" + party.id();
    }
}
