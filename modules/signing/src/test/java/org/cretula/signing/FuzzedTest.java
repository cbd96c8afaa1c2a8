package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;

/** What fuzzing found worth keeping, without the fuzzer: its agent would slow down every other test. */
class FuzzedTest {

    private static List<Path> kept(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept).isNotEmpty();
            return kept;
        }
    }

    @Test
    void what_is_valid_is_what_was_signed() throws IOException {
        for (Path file : kept(JudgingFuzz.KEPT)) {
            byte[] bytes = Files.readAllBytes(file);
            new JudgingFuzz().what_is_valid_is_what_was_signed(bytes);
            if (file.toString().endsWith(".signed.xml")) {
                assertThat(JudgingFuzz.VALIDATOR
                                .judge(bytes, JudgingFuzz.DATA, JudgingFuzz.AT)
                                .verdict()
                                .indication())
                        .as(file.toString())
                        .isEqualTo(Indication.VALID);
            }
        }
    }

    @Test
    void the_strict_grammar_is_part_of_the_other() throws IOException {
        for (Path file : kept(SignatureReaderFuzz.KEPT)) {
            new SignatureReaderFuzz().the_strict_grammar_is_part_of_the_other(Files.readAllBytes(file));
        }
    }
}
