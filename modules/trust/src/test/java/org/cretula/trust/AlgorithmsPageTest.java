package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/algorithms.md shows the data file; {@code -Dcretula.update=true} makes its table anew. */
class AlgorithmsPageTest {

    private static final Path PAGE = Path.of(System.getProperty("cretula.root", "../.."), "docs", "algorithms.md");
    private static final String BEGIN = "<!-- algorithms: made by AlgorithmsPageTest -->\n";
    private static final String END = "<!-- end of algorithms -->";

    @Test
    void the_page_shows_every_line_of_the_catalogue() throws IOException {
        String text = Files.readString(PAGE);
        assertThat(text).contains(BEGIN, END);
        String made =
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table() + text.substring(text.indexOf(END));
        if (Boolean.getBoolean("cretula.update")) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("if the change is wanted, run the tests with -Dcretula.update=true")
                .isEqualTo(made);
    }

    private static String table() throws IOException {
        AlgorithmCatalogue usual = AlgorithmCatalogue.usual();
        String csv;
        try (InputStream in = AlgorithmCatalogue.class.getResourceAsStream("algorithms.csv")) {
            assertThat(in).isNotNull();
            csv = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String head = "Catalogue " + usual.version() + " of " + usual.source() + ", SHA-256 `" + usual.sha256()
                + "`.\n\n| kind | name | bits | not reliable from | clause | date from | note |\n"
                + "|---|---|---|---|---|---|---|\n";
        return csv.lines()
                .filter(line -> line.matches("(digest|signature|key);.*"))
                .map(line -> line.split(";", -1))
                .map(c -> "| " + c[0] + " | " + c[1] + " | " + (c[2].isEmpty() ? "" : c[2] + " to " + c[3]) + " | "
                        + (c[4].isEmpty() ? "no end" : c[4]) + " | " + c[5] + " | " + c[6] + " | " + c[7] + " |\n")
                .collect(Collectors.joining("", head, ""));
    }
}
