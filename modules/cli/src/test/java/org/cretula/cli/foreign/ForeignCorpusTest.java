package org.cretula.cli.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cretula.cli.foreign.Foreign.Opinion;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that DSS and xades4j write of XAdES, written just now, and each of it broken: we judge as DSS does, or for a
 * written reason. {@code -Dcretula.corpus.seed=N} asks for other recipes.
 */
@Tag("soak")
@Timeout(1_800)
class ForeignCorpusTest {

    private static final String SEED = System.getProperty("cretula.corpus.seed", "1");
    private static final int RECIPES = 150;

    @TempDir
    static Path folder;

    private static List<Foreign> all = List.of();
    private static Path trust = Path.of("");

    @BeforeAll
    static void let_others_write() throws Exception {
        Pki pki = new Pki();
        Path keys = pki.keysIn(folder.resolve("keys"));
        trust = pki.trustIn(folder.resolve("trust"));
        List<Path> ours = OurSignatures.in(Files.createDirectories(folder.resolve("ours")), pki);
        List<String> arguments = new ArrayList<>(List.of(
                keys.toString(),
                Pki.PASSWORD,
                trust.toString(),
                Pki.SIGNED.toString(),
                Pki.JUDGED.toString(),
                SEED,
                String.valueOf(RECIPES),
                folder.resolve("dss").toString()));
        ours.forEach(path -> arguments.add(path.toString()));
        Programs.start("dss", "DssCorpusProgram", folder, arguments).lines();
        all = Foreign.in(folder.resolve("dss"));
    }

    @Test
    void each_reason_to_differ_is_written_down() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("cretula.root", "../.."), "docs/divergences.md"));
        for (Difference difference : Difference.values()) {
            assertThat(page).contains("| `" + difference.words() + "` |");
        }
    }

    @Test
    void DSS_writes_most_of_what_it_is_asked_for() throws IOException {
        assertThat(all).hasSizeGreaterThan(RECIPES * 9 / 10);
        assertThat(Files.readAllLines(folder.resolve("dss/unwritten.tsv"), StandardCharsets.UTF_8))
                .as("DSS's own refusals")
                .hasSizeLessThan(RECIPES / 10);
    }

    @Test
    void each_file_is_judged_as_DSS_does_or_for_a_written_reason() throws Exception {
        Comparison comparison = new Comparison(new OurJudge(trust));
        for (Foreign foreign : all) {
            comparison.add(foreign);
        }
        assertThat(comparison.unexplained()).isEmpty();
        assertThat(comparison.explained().keySet())
                .as("a difference that is none any more")
                .containsExactlyInAnyOrder(Difference.values());
    }

    @Test
    void ours_raised_by_DSS_stay_valid() throws Exception {
        OurJudge judge = new OurJudge(trust);
        List<Foreign> raised = all.stream()
                .filter(foreign -> foreign.recipe().startsWith("raised"))
                .toList();
        assertThat(raised).hasSizeGreaterThan(10);
        for (Foreign foreign : raised) {
            assertThat(judge.judge(foreign).verdict())
                    .as(foreign.toString())
                    .extracting(verdict -> verdict.indication() + " " + Comparison.said(verdict))
                    .isEqualTo("VALID ");
        }
    }

    @Test
    void nobody_passes_a_file_that_was_broken() throws Exception {
        OurJudge judge = new OurJudge(trust);
        Path broken = Files.createDirectories(folder.resolve("broken"));
        List<String> arguments =
                new ArrayList<>(List.of("--at", Pki.JUDGED.toString(), "--each", "--trust", trust.toString()));
        List<Foreign> files = new ArrayList<>();
        for (Foreign foreign : all) {
            for (Breaking way : Breaking.values()) {
                Optional<Foreign> changed = way.of(foreign, broken);
                changed.ifPresent(files::add);
            }
        }
        for (Foreign foreign : files) {
            foreign.outside().forEach(path -> arguments.addAll(List.of("--detached", path.toString())));
            arguments.add(foreign.file().toString());
        }
        Map<String, List<Opinion>> dss = Programs.start("dss", "DssJudge", folder, arguments).lines().stream()
                .map(line -> line.split("\t", -1))
                .collect(Collectors.toMap(cells -> cells[0], cells -> Opinion.all(cells[cells.length - 1])));
        List<String> passed = new ArrayList<>();
        for (Foreign foreign : files) {
            if (judge.judge(foreign).verdict().indication() == Indication.VALID) {
                passed.add("we pass " + foreign.file());
            }
            List<Opinion> opinions = dss.getOrDefault(foreign.file().toString(), List.of());
            // DSS sets a broken time-stamp aside and judges as if there were none; see docs/divergences.md.
            boolean aside = foreign.file().toString().contains(Breaking.TIME_STAMP.name());
            if (!aside
                    && !opinions.isEmpty()
                    && opinions.stream().allMatch(opinion -> opinion.indication() == Indication.VALID)) {
                passed.add("DSS passes " + foreign.file());
            }
        }
        assertThat(files).hasSizeGreaterThan(4 * RECIPES);
        assertThat(passed).isEmpty();
    }
}
