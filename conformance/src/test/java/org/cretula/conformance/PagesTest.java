package org.cretula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Tables in pages that are made from data; {@code -Dcretula.update=true} makes them anew. */
class PagesTest {

    private static void holds(Path page, String name, Supplier<String> table) {
        String text = new String(Root.read(page), StandardCharsets.UTF_8);
        String begin = "<!-- " + name + ": made by PagesTest -->\n";
        String end = "<!-- end of " + name + " -->";
        assertThat(text).contains(begin, end);
        String made = text.substring(0, text.indexOf(begin) + begin.length())
                + table.get()
                + text.substring(text.indexOf(end));
        if (Root.UPDATE) {
            Root.write(page, made.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(new String(Root.read(page), StandardCharsets.UTF_8)).isEqualTo(made);
    }

    @Test
    void the_page_lists_the_assertions() {
        holds(
                Root.path("docs", "conformance.md"),
                "assertions",
                () -> Catalogue.all().stream()
                        .map(a -> "| `" + a.id() + "` | " + a.role().name().toLowerCase(Locale.ROOT) + " | "
                                + a.level().name().toLowerCase(Locale.ROOT) + " | " + a.sentence() + " | " + a.clause()
                                + " |\n")
                        .collect(Collectors.joining(
                                "", "| id | role | level | what holds | source |\n|---|---|---|---|---|\n", "")));
    }

    @Test
    void the_page_lists_the_defects() {
        holds(
                Root.path("docs", "conformance.md"),
                "defects",
                () -> Arrays.stream(Defect.values())
                        .map(d -> "| `" + d.id() + "` | " + d.description() + " |\n")
                        .collect(Collectors.joining("", "| defect | what such a node does |\n|---|---|\n", "")));
    }

    @Test
    void the_page_lists_the_vectors() {
        holds(
                Root.path("conformance", "README.md"),
                "vectors",
                () -> VectorGenerators.all().stream()
                        .map(g -> "| `" + g.name() + "` | " + g.expect() + " | "
                                + (g.check().isEmpty() ? "" : "`" + g.check() + "`") + " | " + g.comment() + " |\n")
                        .collect(Collectors.joining(
                                "", "| vector | verdict | decided by | why |\n|---|---|---|---|\n", "")));
    }

    @Test
    void every_assertion_has_a_source_with_its_edition_and_a_hint() {
        assertThat(Catalogue.all()).extracting(Assertion::id).doesNotHaveDuplicates();
        assertThat(Catalogue.all()).allSatisfy(a -> {
            assertThat(a.id()).matches("[a-z][a-z0-9]*(-[a-z0-9]+)*");
            assertThat(a.sentence()).endsWith(".");
            assertThat(a.clause()).matches(".*[0-9].*");
            assertThat(a.hint()).isNotBlank();
        });
    }
}
