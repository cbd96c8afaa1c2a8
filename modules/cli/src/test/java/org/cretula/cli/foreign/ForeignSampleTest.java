package org.cretula.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.TrustFolderException;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dozen of the files of {@link ForeignCorpusTest}, written down with what DSS said of them when it wrote them. */
class ForeignSampleTest {

    private static final Path CORPUS = Path.of(
            System.getProperty("cretula.root", "../.."),
            "modules/cli/src/test/resources/org/cretula/cli/foreign/corpus");

    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init") // before all tests
    private static OurJudge judge;

    private static List<Foreign> all = List.of();

    @BeforeAll
    static void read() throws IOException, TrustFolderException {
        judge = new OurJudge(CORPUS.resolve("trust"));
        all = Foreign.in(CORPUS);
    }

    @Test
    void each_is_judged_as_DSS_does_or_for_a_written_reason() throws IOException {
        Comparison comparison = new Comparison(judge);
        for (Foreign foreign : all) {
            comparison.add(foreign);
        }
        assertThat(all).hasSize(12);
        assertThat(comparison.unexplained()).isEmpty();
    }

    @Test
    void none_passes_once_it_was_broken() throws IOException {
        List<String> passed = new ArrayList<>();
        int broken = 0;
        for (Foreign foreign : all) {
            for (Breaking way : Breaking.values()) {
                Optional<Foreign> changed = way.of(foreign, folder);
                if (changed.isPresent()) {
                    broken++;
                    if (judge.judge(changed.get()).verdict().indication() == Indication.VALID) {
                        passed.add(way + " " + foreign);
                    }
                }
            }
        }
        assertThat(broken).isGreaterThan(50);
        assertThat(passed).isEmpty();
    }
}
