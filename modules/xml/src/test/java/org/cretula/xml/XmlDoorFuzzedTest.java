package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What fuzzing found worth keeping, without the fuzzer: its agent would slow down every other test. */
class XmlDoorFuzzedTest {

    private static final Path KEPT = Path.of("src/test/resources/org/cretula/xml/XmlDoorFuzzInputs");

    @Test
    void skimming_agrees_with_parsing() throws IOException {
        try (Stream<Path> files = Files.list(KEPT.resolve("skimming_agrees_with_parsing"))) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept).isNotEmpty();
            for (Path file : kept) {
                new XmlDoorFuzz().skimming_agrees_with_parsing(Files.readAllBytes(file));
            }
        }
    }
}
