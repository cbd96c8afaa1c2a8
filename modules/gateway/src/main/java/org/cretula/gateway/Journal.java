package org.cretula.gateway;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.cretula.transport.ReceivedMessage;

/**
 * One file for each message, whole and forced to the disk before its receipt may leave; what the embedded database loses
 * in a crash is put back from here (docs/decisions/0001).
 *
 * <p>A file is written under another name, forced, and then renamed, so that under its own name it is always whole. Each
 * run of a node has a folder of its own; a message is kept here until the database has held it over two starts.
 */
final class Journal {

    private static final int FORMAT = 1;
    private static final String ENDING = ".message";

    private final Path folder;
    private final Path run;
    private final int number;

    private Journal(Path folder, int number) {
        this.folder = folder;
        this.number = number;
        this.run = folder.resolve(name(number));
    }

    /** Begins a run behind those that are there. */
    static Journal begin(Path folder) throws IOException {
        Files.createDirectories(folder);
        int last = 0;
        for (Path earlier : listed(folder)) {
            last = Math.max(last, Integer.parseInt(earlier.getFileName().toString()));
        }
        Journal journal = new Journal(folder, last + 1);
        Files.createDirectory(journal.run);
        force(folder);
        return journal;
    }

    /** Keeps a message, unless one of the same sender and id is kept; on the disk when this returns. */
    void keep(JournalEntry entry) throws IOException {
        Path file = run.resolve(name(entry.message()));
        if (Files.exists(file)) {
            // Renamed, hence forced; the name itself may not be on the disk yet.
            force(run);
            return;
        }
        Path unfinished = run.resolve(UUID.randomUUID() + ".unfinished");
        try (FileChannel channel =
                FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(written(entry));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw e;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        force(run);
    }

    /** The files of all runs. */
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path earlier : listed(folder)) {
            for (Path file : listed(earlier)) {
                if (file.toString().endsWith(ENDING)) {
                    files.add(file);
                }
            }
        }
        return files;
    }

    /** Removes all runs but the last two before this one; to be called when the database holds everything. */
    void forgetOld() throws IOException {
        for (Path earlier : listed(folder)) {
            if (Integer.parseInt(earlier.getFileName().toString()) < number - 2) {
                for (Path file : listed(earlier)) {
                    Files.delete(file);
                }
                Files.delete(earlier);
            }
        }
    }

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read or was damaged since it was written; the message names it
     */
    static JournalEntry read(Path file) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int end = all.length - 32;
        if (end < 0 || !Arrays.equals(sha256(Arrays.copyOf(all, end)), Arrays.copyOfRange(all, end, all.length))) {
            throw new IOException("expected a message as it was stored in " + file
                    + ", found damage; restore the file from a backup or, if there is none, move it away");
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, 0, end))) {
            if (in.readInt() != FORMAT) {
                throw new IOException("expected format " + FORMAT + " in " + file + ", found another");
            }
            String from = in.readUTF();
            String id = in.readUTF();
            String conversation = in.readUTF();
            String service = in.readUTF();
            String action = in.readUTF();
            String contentDigest = in.readUTF();
            Instant receivedAt = Instant.parse(in.readUTF());
            ReceivedMessage.Bytes messaging = bytes(in);
            ReceivedMessage.Bytes receipt = bytes(in);
            List<StoredMessage.StoredPayload> payloads = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                payloads.add(new StoredMessage.StoredPayload(in.readUTF(), in.readUTF(), in.readUTF(), bytes(in)));
            }
            return new JournalEntry(
                    new StoredMessage(from, id, conversation, receivedAt, payloads, receipt),
                    service,
                    action,
                    contentDigest,
                    messaging);
        }
    }

    private static byte[] written(JournalEntry entry) throws IOException {
        StoredMessage message = entry.message();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            for (String text : List.of(
                    message.from(),
                    message.messageId(),
                    message.conversationId(),
                    entry.service(),
                    entry.action(),
                    entry.contentDigest(),
                    message.receivedAt().toString())) {
                out.writeUTF(text);
            }
            write(out, entry.messaging());
            write(out, message.receipt());
            out.writeInt(message.payloads().size());
            for (StoredMessage.StoredPayload payload : message.payloads()) {
                out.writeUTF(payload.contentId());
                out.writeUTF(payload.mimeType());
                out.writeUTF(payload.sha256());
                write(out, payload.content());
            }
        }
        bytes.writeBytes(sha256(bytes.toByteArray()));
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, ReceivedMessage.Bytes bytes) throws IOException {
        out.writeInt(bytes.size());
        out.write(bytes.toArray());
    }

    private static ReceivedMessage.Bytes bytes(DataInputStream in) throws IOException {
        return new ReceivedMessage.Bytes(in.readNBytes(in.readInt()));
    }

    private static String name(int number) {
        return String.format(java.util.Locale.ROOT, "%08d", number);
    }

    private static String name(StoredMessage message) {
        // Sender and id are a partner's words and no file name; a line feed cannot stand in either.
        String key = message.from() + "\n" + message.messageId();
        return HexFormat.of().formatHex(sha256(key.getBytes(StandardCharsets.UTF_8))) + ENDING;
    }

    private static List<Path> listed(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.sorted().toList();
        }
    }

    /** Forces the names in a folder to the disk, where the system lets a folder be opened for that. */
    private static void force(Path folder) throws IOException {
        if (java.io.File.separatorChar == '\\') {
            return; // Windows does not, and writes names through
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
