package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/divergences.md} names tests that there are. */
class DivergencesTest {

    private static final Pattern CITED = Pattern.compile("`([A-Za-z]+Test)\\.([A-Za-z0-9_]+)`");
    private static final Path ROOT = Path.of(System.getProperty("cretula.root", "."));

    @Test
    void each_test_that_the_page_names_exists() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/divergences.md"));
        List<String> missing = new ArrayList<>();
        int cited = 0;
        Matcher matcher = CITED.matcher(page);
        while (matcher.find()) {
            cited++;
            if (!source(matcher.group(1)).contains("void " + matcher.group(2) + "(")) {
                missing.add(matcher.group());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(cited).isGreaterThan(20);
    }

    private static String source(String name) throws IOException {
        List<Path> folders;
        try (Stream<Path> modules = Files.list(ROOT.resolve("modules"))) {
            folders = modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path folder : folders) {
            try (Stream<Path> files = Files.walk(folder)) {
                List<Path> found = files.filter(
                                file -> file.getFileName().toString().equals(name + ".java"))
                        .toList();
                if (!found.isEmpty()) {
                    return Files.readString(found.get(0));
                }
            }
        }
        return "";
    }
}
