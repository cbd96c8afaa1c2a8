package org.cretula.gateway;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Scanner;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.cretula.transport.ReceivedMessage;

/**
 * Stores messages until it is killed or the disk is full: {@code StoringProgram FOLDER NAME THREADS BYTES COUNT}; then, for
 * each line that it reads, one message more of each thread under that name.
 *
 * <p>Prints {@code OPENING}, name and a dot before it opens the store, {@code STORED}, message id and a dot once {@link GatewayStore#store} has returned, and {@code REFUSED} in
 * the same manner once it has thrown; the dot tells a whole line from one that death cut off. A thread ends with its
 * first refusal, or after {@code COUNT} messages.
 */
final class StoringProgram {

    private StoringProgram() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path folder = Path.of(arguments[0]);
        String name = arguments[1];
        int threads = Integer.parseInt(arguments[2]);
        int bytes = Integer.parseInt(arguments[3]);
        int count = Integer.parseInt(arguments[4]);
        say("OPENING", name);
        GatewayStore store = GatewayStore.embedded(folder, World.CLOCK);
        try (Scanner again = new Scanner(System.in, StandardCharsets.UTF_8)) {
            store(store, name, threads, bytes, count);
            while (again.hasNextLine()) {
                store(store, again.nextLine(), threads, bytes, 1);
            }
        }
    }

    private static void store(GatewayStore store, String name, int threads, int bytes, int count)
            throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (int t = 0; t < threads; t++) {
            int thread = t;
            pool.execute(() -> store(store, name + "-" + thread, bytes, count));
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.HOURS);
    }

    private static void store(GatewayStore store, String name, int bytes, int count) {
        boolean kept = true;
        for (int i = 0; kept && i < count; i++) {
            String id = name + "-" + i + "@example.org";
            kept = store(store, id, bytes);
            say(kept ? "STORED" : "REFUSED", id);
        }
    }

    private static void say(String word, String id) {
        // One write, so that lines of several threads do not mix.
        System.out.writeBytes((word + "\t" + id + "\t.\n").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean store(GatewayStore store, String id, int bytes) {
        try {
            store.store(message(id, bytes), Messages.receipt(id));
            return true;
        } catch (RuntimeException e) { // whatever the store throws when its disk fails
            e.printStackTrace();
            return false;
        }
    }

    /** Two payloads that differ from those of all other messages and do not compress. */
    private static ReceivedMessage message(String id, int bytes) {
        byte[] one = new byte[bytes];
        byte[] two = new byte[bytes / 2];
        Random random = new Random(id.hashCode());
        random.nextBytes(one);
        random.nextBytes(two);
        return Messages.message(Messages.CHAMBER, id, List.of(one, two));
    }
}
