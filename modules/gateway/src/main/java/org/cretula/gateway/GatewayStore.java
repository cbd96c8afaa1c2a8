package org.cretula.gateway;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.cretula.transport.MessageStore;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Received messages in SQL: payloads, message id and receipt are committed in one transaction, and forced to disk,
 * before {@link #store} returns, so that a receipt can only leave for what a restart will find again.
 *
 * <p>Uniqueness is the primary key's, never a look before an insert: sixteen copies of a message at once become one row
 * (attacks S12, S14). May be shared by threads.
 */
public final class GatewayStore implements MessageStore, AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final Clock clock;
    /** Shared by transactions, exclusive for forcing. */
    private final ReadWriteLock writing = new ReentrantReadWriteLock();

    private final AtomicLong started = new AtomicLong();
    private long forced;

    private final ExecutorService writers = Executors.newCachedThreadPool(GatewayStore::daemon);
    private final Duration patience;
    private volatile boolean stuck;

    private GatewayStore(HikariDataSource pool, Clock clock, Duration patience) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
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
        // REUSE_SPACE=FALSE: where H2 2.5.252 writes into freed space, a kill loses commits that were forced before
        // (seen within 8 to 31 kills, and in none of 70 without). The file grows until the store is closed in order.
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
        } catch (FlywayException e) {
            pool.close();
            throw e;
        }
        return new GatewayStore(pool, clock, patience);
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

    private Outcome keep(ReceivedMessage message, byte[] receipt) {
        String from = key(message.from());
        boolean first = inserted(from, message, receipt);
        // Also for a duplicate: its first copy may be committed by another thread and not yet be on the disk.
        force();
        return first ? new Outcome.Stored() : known(from, message);
    }

    /** False if the key was there before. */
    private boolean inserted(String from, ReceivedMessage message, byte[] receipt) {
        writing.readLock().lock();
        try {
            started.incrementAndGet();
            jdbi.useTransaction(handle -> insert(handle, from, message, receipt));
            return true;
        } catch (UnableToExecuteStatementException e) {
            if (e.getCause() instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            writing.readLock().unlock();
        }
    }

    /**
     * Returns once all that is committed is on the disk: H2 writes at commit but leaves forcing to the operating system,
     * and a receipt must survive a power cut.
     *
     * <p>No commit may run meanwhile. H2 forces under its database lock and writes under its file lock; a commit whose
     * write fails, as on a full disk, holds the second and asks for the first, so that both would wait for ever. Whoever
     * comes first forces for all who wait.
     */
    private void force() {
        writing.writeLock().lock();
        try {
            if (forced != started.get()) {
                jdbi.useHandle(handle -> handle.execute("checkpoint sync"));
                forced = started.get();
            }
        } finally {
            writing.writeLock().unlock();
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

    private void insert(Handle handle, String from, ReceivedMessage message, byte[] receipt) {
        handle.createUpdate("insert into received_message (from_party, message_id, conversation_id, service, action,"
                        + " content_digest, received_at, messaging, receipt) values (:from, :id, :conversation, :service,"
                        + " :action, :digest, :at, :messaging, :receipt)")
                .bind("from", from)
                .bind("id", message.messageId())
                .bind("conversation", message.conversationId())
                .bind("service", message.service().value())
                .bind("action", message.action())
                .bind("digest", message.contentDigest())
                .bind("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .bind("messaging", message.messaging().toArray())
                .bind("receipt", receipt)
                .execute();
        int position = 0;
        for (ReceivedMessage.Part part : message.payloads()) {
            handle.createUpdate("insert into received_payload (from_party, message_id, position, content_id, mime_type,"
                            + " sha256, content) values (:from, :id, :position, :cid, :mime, :sha256, :content)")
                    .bind("from", from)
                    .bind("id", message.messageId())
                    .bind("position", position++)
                    .bind("cid", part.contentId())
                    .bind("mime", part.mimeType())
                    .bind("sha256", part.sha256())
                    .bind("content", part.content().toArray())
                    .execute();
        }
    }

    private Outcome known(String from, ReceivedMessage message) {
        return jdbi.withHandle(handle -> handle.createQuery("select content_digest, receipt from received_message"
                        + " where from_party = :from and message_id = :id")
                .bind("from", from)
                .bind("id", message.messageId())
                .map((row, context) -> row.getString("content_digest").equals(message.contentDigest())
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
