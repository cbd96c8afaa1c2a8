package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cretula.transport.MessageStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises when the process or the disk goes away in the middle. */
class GatewayStoreCrashTest {

    private static final int THREADS = 4;

    @TempDir
    Path folder;

    @Test
    void S29_nothing_that_was_stored_is_lost_when_the_process_is_killed() throws Exception {
        killed(2, Duration.ofMinutes(1), 20, 20_000);
    }

    @Tag("long")
    @Timeout(600)
    @Test
    void S29_nothing_that_was_stored_is_lost_over_many_kills_of_one_store() throws Exception {
        killed(40, Duration.ofMinutes(2), 200, 5_000);
        killed(10, Duration.ofMinutes(1), 60, 400_000);
    }

    /**
     * Kills as many processes on the same folder, each after some messages, the more the rarer; on a slow disk fewer, since
     * none is started once the time is over.
     */
    private void killed(int rounds, Duration time, int atMost, int bytes) throws IOException, InterruptedException {
        Random random = new Random(bytes);
        Set<String> promised = new TreeSet<>();
        long begun = System.nanoTime();
        for (int round = 0; round < rounds && System.nanoTime() - begun < time.toNanos(); round++) {
            try (Program program = storing("", "store", "round-" + bytes + "-" + round, bytes, Integer.MAX_VALUE)) {
                int until = 1 + random.nextInt(atMost);
                for (int i = 0; i < until; i++) {
                    promised.addAll(ids("STORED", List.of(program.line())));
                }
                program.kill();
                // What was on its way to us when it died counts, too.
                promised.addAll(ids("STORED", program.rest()));
            }
            assertKept("store", promised);
        }
    }

    @Test
    void S29_a_process_killed_while_it_opens_a_new_store_leaves_a_folder_that_serves() throws Exception {
        killedWhileOpening(2);
    }

    @Tag("long")
    @Timeout(600)
    @Test
    void S29_a_process_killed_whenever_it_opens_a_new_store_leaves_a_folder_that_serves() throws Exception {
        killedWhileOpening(40);
    }

    private void killedWhileOpening(int rounds) throws IOException, InterruptedException {
        Random random = new Random(rounds);
        for (int round = 0; round < rounds; round++) {
            String name = "opening-" + round;
            Set<String> promised;
            try (Program program = storing("", name, name, 1_000, Integer.MAX_VALUE)) {
                assertThat(program.line()).startsWith("OPENING");
                program.letLive(Duration.ofMillis(random.nextInt(1_000)));
                program.kill();
                promised = ids("STORED", program.rest());
            }
            assertKept(name, promised);
            try (GatewayStore store = GatewayStore.embedded(folder.resolve(name), World.CLOCK)) {
                assertThat(store.store(
                                Messages.message(Messages.CHAMBER, "after@xa", "<co/>"), Messages.receipt("after@xa")))
                        .isInstanceOf(MessageStore.Outcome.Stored.class);
            }
        }
    }

    @Test
    void S30_when_the_disk_is_full_a_message_is_refused_and_none_is_kept_in_part() throws Exception {
        full("full", 3072);
    }

    @Tag("long")
    @Timeout(600)
    @Test
    void S30_whenever_the_disk_is_full_a_message_is_refused_and_none_is_kept_in_part() throws Exception {
        for (int round = 0; round < 12; round++) {
            full("full-" + round, 2048 + 700 * round);
        }
    }

    /**
     * The operating system itself fails the writes once a file would be larger than so many KiB: up to 4 MiB that is SQLite's
     * log, beyond that its database first, when the log is carried over.
     */
    private void full(String name, int kibibytes) throws IOException, InterruptedException {
        int bytes = 100_000;
        Set<String> stored = new TreeSet<>();
        try (Program program = storing("ulimit -S -f " + kibibytes + "; ", name, name, bytes, Integer.MAX_VALUE)) {
            for (Set<String> refused = new TreeSet<>(); refused.size() < THREADS; ) {
                List<List<String>> line = List.of(program.line());
                stored.addAll(ids("STORED", line));
                refused.addAll(ids("REFUSED", line));
            }
            assertThat(stored).as(program.log()).isNotEmpty();
            // Without room, messages are refused again; with room, the same process serves as before.
            program.say("again-" + name);
            assertThat(ids("REFUSED", next(program))).as(program.log()).hasSize(THREADS);
            program.unlimitFiles();
            program.say("room-" + name);
            Set<String> withRoom = ids("STORED", next(program));
            assertThat(withRoom).as(program.log()).hasSize(THREADS);
            stored.addAll(withRoom);
            program.kill();
        }
        assertKept(name, stored);
    }

    private static List<List<String>> next(Program program) {
        List<List<String>> lines = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            lines.add(program.line());
        }
        return lines;
    }

    private Program storing(String first, String store, String name, int bytes, int count) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", first + "exec \"$@\"", "bash"));
        command.addAll(Program.java());
        command.addAll(List.of(
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                // A process that is killed leaves its copy of the native library behind.
                "-Dorg.sqlite.tmpdir=" + folder,
                "-Dcretula.root=" + World.ROOT,
                StoringProgram.class.getName(),
                folder.resolve(store).toString(),
                name,
                String.valueOf(THREADS),
                String.valueOf(bytes),
                String.valueOf(count)));
        return Program.start(folder.resolve(name + ".log"), System.getProperty("java.class.path"), command);
    }

    private static Set<String> ids(String word, List<List<String>> lines) {
        return lines.stream()
                .filter(line -> line.size() == 3
                        && line.get(0).equals(word)
                        && line.get(2).equals("."))
                .map(line -> line.get(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertKept(String folderName, Set<String> promised) {
        try (GatewayStore store = GatewayStore.embedded(folder.resolve(folderName), World.CLOCK)) {
            Map<String, StoredMessage> kept =
                    store.messages().stream().collect(Collectors.toMap(StoredMessage::messageId, Function.identity()));
            assertThat(kept.keySet()).containsAll(promised);
            for (StoredMessage message : kept.values()) {
                assertThat(message.receipt().toArray()).isEqualTo(Messages.receipt(message.messageId()));
                assertThat(message.payloads()).hasSize(2);
                for (StoredMessage.StoredPayload payload : message.payloads()) {
                    assertThat(Messages.sha256Of(store.payload(payload.sha256())
                                    .orElseThrow()
                                    .toArray()))
                            .isEqualTo(payload.sha256());
                }
            }
        }
    }
}
