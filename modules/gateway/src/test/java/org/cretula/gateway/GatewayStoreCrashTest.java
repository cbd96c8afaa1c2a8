package org.cretula.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store promises when the process or the disk goes away in the middle. */
class GatewayStoreCrashTest {

    private static final int THREADS = 4;

    @TempDir
    Path folder;

    @Test
    void S29_nothing_that_was_stored_is_lost_when_the_process_is_killed() throws IOException {
        killed(2, 20, 20_000);
    }

    @Tag("long")
    @Test
    void S29_nothing_that_was_stored_is_lost_over_many_kills_of_one_store() throws IOException {
        killed(40, 200, 5_000);
        killed(10, 60, 400_000);
    }

    /** Kills as many processes on the same folder, each after some messages, the more the rarer. */
    private void killed(int rounds, int atMost, int bytes) throws IOException {
        Random random = new Random(bytes);
        Set<String> promised = new TreeSet<>();
        for (int round = 0; round < rounds; round++) {
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
    void S30_when_the_disk_is_full_a_message_is_refused_and_none_is_kept_in_part()
            throws IOException, InterruptedException {
        full("full");
    }

    @Tag("long")
    @Test
    void S30_whenever_the_disk_is_full_a_message_is_refused_and_none_is_kept_in_part()
            throws IOException, InterruptedException {
        for (int round = 0; round < 12; round++) {
            full("full-" + round);
        }
    }

    private void full(String name) throws IOException, InterruptedException {
        int bytes = 100_000;
        // No file larger than 3 MiB: the operating system itself then fails the writes.
        try (Program program = storing("ulimit -f 3072; ", name, name, bytes, 200)) {
            List<List<String>> lines = program.rest();
            program.exitCode();
            Set<String> stored = ids("STORED", lines);
            assertThat(stored).isNotEmpty();
            assertThat(ids("REFUSED", lines)).as(program.log()).hasSize(THREADS);
            assertKept(name, stored);
        }
        // With room again, the folder serves as before.
        try (Program program = storing("", name, "room-" + name, bytes, 2)) {
            assertThat(ids("STORED", program.rest())).hasSize(2 * THREADS);
        }
    }

    private Program storing(String first, String store, String name, int bytes, int count) throws IOException {
        List<String> command = new ArrayList<>(List.of("bash", "-c", first + "exec \"$@\"", "bash"));
        command.addAll(Program.java());
        command.addAll(List.of(
                "-Xmx256m",
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
                    assertThat(Messages.sha256Of(payload.content().toArray())).isEqualTo(payload.sha256());
                }
            }
        }
    }
}
