package org.cretula.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page of the documentation, parts of which come from elsewhere: what a test made, between {@code <!-- NAME: made by
 * TEST -->} and {@code <!-- end of NAME -->}; and Java that a test compiles and runs, in a code block behind {@code <!--
 * snippet: NAME -->}, which is the region between {@code // snippet: NAME} and {@code // end of snippet} of its source.
 *
 * <p>{@code -Dcretula.update=true} writes these parts anew.
 */
public final class Page {

    private static final Path ROOT = Path.of(System.getProperty("cretula.root", "../.."));
    private static final Pattern REGION = Pattern.compile(
            "^ *// snippet: ([a-z0-9-]+)\\n(.*?)^ *// end of snippet\\n", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern BLOCK = Pattern.compile(
            "^<!-- snippet: ([a-z0-9-]+) -->\\n```java\\n(.*?)^```\\n", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern ANY_BLOCK = Pattern.compile("^```java$", Pattern.MULTILINE);

    private final Path file;

    private Page(Path file) {
        this.file = file;
    }

    /** A page by its path from the root of the project. */
    public static Page of(String path) {
        return new Page(ROOT.resolve(path));
    }

    /** The page holds what was made, under this name. */
    public void holds(String name, Class<?> maker, String made) throws IOException {
        String text = Files.readString(file);
        String begin = "<!-- " + name + ": made by " + maker.getSimpleName() + " -->\n";
        String end = "<!-- end of " + name + " -->";
        assertThat(text).contains(begin, end);
        is(text.substring(0, text.indexOf(begin) + begin.length()) + made + text.substring(text.indexOf(end)));
    }

    /** Each block of Java on the page is a region of this test, and each region is on the page. */
    public void showsSnippetsOf(Class<?> test) throws IOException {
        Map<String, String> regions = regions(Files.readString(
                ROOT.resolve("modules/cli/src/test/java").resolve(test.getName().replace('.', '/') + ".java")));
        String text = Files.readString(file);
        assertThat(BLOCK.matcher(text).results().map(block -> block.group(1)))
                .as("snippets of " + file + " and regions of " + test)
                .containsExactlyInAnyOrderElementsOf(regions.keySet());
        assertThat(ANY_BLOCK.matcher(text).results())
                .as("blocks of Java, each with a name")
                .hasSameSizeAs(regions.keySet());
        is(BLOCK.matcher(text)
                .replaceAll(block -> Matcher.quoteReplacement("<!-- snippet: " + block.group(1) + " -->\n```java\n"
                        + regions.get(block.group(1)) + "```\n")));
    }

    private void is(String wanted) throws IOException {
        if (Boolean.getBoolean("cretula.update")) {
            Files.writeString(file, wanted);
        }
        assertThat(Files.readString(file))
                .as(file + ": if the change is wanted, run the test with -Dcretula.update=true")
                .isEqualTo(wanted);
    }

    private static Map<String, String> regions(String source) {
        Map<String, String> regions = new LinkedHashMap<>();
        for (MatchResult region : REGION.matcher(source).results().toList()) {
            int indent =
                    region.group(2).length() - region.group(2).stripLeading().length();
            String before = regions.put(
                    region.group(1),
                    region.group(2)
                            .lines()
                            .map(line -> line.isBlank() ? "" : line.substring(indent))
                            .collect(Collectors.joining("\n", "", "\n")));
            assertThat(before).as("regions by the name " + region.group(1)).isNull();
        }
        return regions;
    }
}
