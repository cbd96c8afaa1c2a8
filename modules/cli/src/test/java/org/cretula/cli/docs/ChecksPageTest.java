package org.cretula.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cretula.cli.Shown;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every check that is on the class path, with what its outcomes mean: docs/checks.md is made of them. */
class ChecksPageTest {

    /** The questions of EN 319 102-1 in the order in which they are asked, by what an id begins with. */
    private static final Map<String, List<String>> BLOCKS = blocks();

    private static final Set<String> SAID = Set.of("passed", "failed", "unknown");

    @TempDir
    Path folder;

    private record Described(String id, String clause, Explained words) {}

    private static Map<String, List<String>> blocks() {
        Map<String, List<String>> blocks = new LinkedHashMap<>();
        blocks.put(
                "The document",
                List.of(
                        "document",
                        "closed-profile",
                        "signature-slot",
                        "certificate-profile",
                        "container-readable",
                        "container-coverage",
                        "xml-readable",
                        "signature-present",
                        "signatures-limit",
                        "judging-completed"));
        blocks.put(
                "Form of the signature",
                List.of(
                        "signature-structure",
                        "xades-form",
                        "signature-limits",
                        "signed-properties",
                        "signed-properties-belong",
                        "coverage",
                        "signed-data",
                        "counter-signed-value",
                        "counter-signed-bearer",
                        "data-object-format",
                        "described-objects"));
        blocks.put("Who signed", List.of("signing-certificate", "issuer-and-serial", "key-info"));
        blocks.put(
                "Cryptographic verification",
                List.of(
                        "reference-digest",
                        "manifest-entries",
                        "signature-value",
                        "signature-algorithms",
                        "signed-scope"));
        blocks.put(
                "The signer's certificate",
                List.of(
                        "certificate-path",
                        "anchor-constraints",
                        "anchor-limits",
                        "certificate-purpose",
                        "certificate-validity",
                        "key-strength",
                        "revocation",
                        "example-trust"));
        blocks.put("Acceptance", List.of("signature-policy", "signer-claims", "signing-time", "signing-time-order"));
        blocks.put("Time-stamps", List.of("time-stamp-", "content-time-stamp-"));
        return blocks;
    }

    private static List<Class<?>> checks() {
        List<Class<?>> checks = new ArrayList<>();
        for (JavaClass type : Shown.classes()) {
            if (type.isAssignableTo(Check.class)
                    && !type.isInterface()
                    && !type.getModifiers().contains(JavaModifier.ABSTRACT)) {
                checks.add(type.reflect());
            }
        }
        checks.sort(Comparator.comparing(Class::getName));
        return checks;
    }

    private static Described described(Class<?> type) throws ReflectiveOperationException {
        Check<?> check = bare(type);
        Explained words = type.getAnnotation(Explained.class);
        assertThat(words).as(type + " needs @Explained").isNotNull();
        return new Described(check.id(), words.clause().isEmpty() ? check.clause() : words.clause(), words);
    }

    /** One that was given nothing: what it is called depends on none of that. */
    private static Check<?> bare(Class<?> type) throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Method newConstructor = factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class);
        Constructor<?> constructor = (Constructor<?>) newConstructor.invoke(
                factory.getMethod("getReflectionFactory").invoke(null), type, Object.class.getDeclaredConstructor());
        return (Check<?>) constructor.newInstance();
    }

    private static List<Described> all() throws ReflectiveOperationException {
        List<Described> all = new ArrayList<>();
        for (Class<?> type : checks()) {
            all.add(described(type));
        }
        return all;
    }

    @Test
    void every_check_is_found() {
        assertThat(checks()).hasSizeGreaterThanOrEqualTo(49);
    }

    @Test
    void every_check_says_in_whole_sentences_what_each_outcome_means_and_what_settles_an_open_one()
            throws ReflectiveOperationException {
        for (Described check : all()) {
            Explained words = check.words();
            List<String> sentences = Stream.of(words.passed(), words.failed(), words.unknown(), words.settledBy())
                    .filter(s -> !s.isEmpty())
                    .toList();
            assertThat(sentences).as(check.id()).isNotEmpty().allMatch(s -> s.matches("[A-Z].*\\."));
            assertThat(words.settledBy().isEmpty())
                    .as(check.id())
                    .isEqualTo(words.unknown().isEmpty());
        }
    }

    /** A check that calls what makes a finding of an outcome says what that outcome means, and no other. */
    @Test
    void no_check_has_an_outcome_that_it_does_not_explain() {
        for (JavaClass type : Shown.classes()) {
            if (type.isAssignableTo(Check.class) && !type.isInterface()) {
                Set<String> made = new TreeSet<>();
                type.getMethodCallsFromSelf().stream()
                        .filter(call -> SAID.contains(call.getName())
                                && call.getTarget().getRawReturnType().getName().equals("org.cretula.verdict.Finding")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .allMatch(p -> p.getName().equals("java.lang.String")
                                                || p.getName().equals("org.cretula.verdict.SubIndication")))
                        .forEach(call -> made.add(call.getName()));
                type.getMethodReferencesFromSelf().stream()
                        .filter(reference -> SAID.contains(reference.getName()))
                        .forEach(reference -> made.add(reference.getName()));
                // Some are asked for a finding by who owns them.
                Explained words = type.reflect().getAnnotation(Explained.class);
                assertThat(words).as(type.getName() + " needs @Explained").isNotNull();
                Set<String> said = new TreeSet<>();
                if (!words.passed().isEmpty()) {
                    said.add("passed");
                }
                if (!words.failed().isEmpty()) {
                    said.add("failed");
                }
                if (!words.unknown().isEmpty()) {
                    said.add("unknown");
                }
                assertThat(said).as(type.getName()).containsAll(made);
            }
        }
    }

    @Test
    void no_two_checks_go_by_one_id() throws ReflectiveOperationException {
        assertThat(all().stream().map(Described::id)).doesNotHaveDuplicates();
    }

    @Test
    void the_page_has_every_check_as_it_is() throws IOException, ReflectiveOperationException {
        StringBuilder page = new StringBuilder();
        List<Described> left = new ArrayList<>(all());
        for (Map.Entry<String, List<String>> block : BLOCKS.entrySet()) {
            page.append("\n## ").append(block.getKey()).append("\n");
            for (String begin : block.getValue()) {
                List<Described> here = left.stream()
                        .filter(c -> begin.endsWith("-") ? c.id().startsWith(begin) : c.id().equals(begin))
                        .sorted(Comparator.comparing(Described::id))
                        .toList();
                assertThat(here).as("checks called " + begin).isNotEmpty();
                here.forEach(check -> append(page, check));
                left.removeAll(here);
            }
        }
        left.sort(Comparator.comparing(Described::id));
        if (!left.isEmpty()) {
            page.append("\n## Others\n");
            left.forEach(check -> append(page, check));
        }
        Page.of("docs/checks.md").holds("checks", ChecksPageTest.class, page + "\n");
    }

    private static void append(StringBuilder page, Described check) {
        Explained words = check.words();
        page.append("\n### `")
                .append(check.id())
                .append("`\n\n")
                .append(check.clause())
                .append("\n\n");
        line(page, "passed", words.passed());
        line(page, "failed", words.failed());
        line(page, "cannot tell", words.unknown());
        line(page, "settled by", words.settledBy());
    }

    private static void line(StringBuilder page, String outcome, String sentence) {
        if (!sentence.isEmpty()) {
            page.append("- *").append(outcome).append("*: ").append(sentence).append('\n');
        }
    }

    /** Found in what the command says of seals that are good, broken and without trust, at the lowest and the highest level. */
    @Test
    void whatever_is_found_of_seals_stands_on_the_page_with_its_clause_and_its_outcome() throws Exception {
        Map<String, Described> known = new LinkedHashMap<>();
        all().forEach(check -> known.put(check.id(), check));
        Path nobody = Files.createDirectories(folder.resolve("nobody"));
        Set<String> seen = new TreeSet<>();
        for (String line : Shown.judgements(folder, nobody)) {
            for (JsonNode finding : new ObjectMapper().readTree(line).get("findings")) {
                Described check =
                        Objects.requireNonNull(known.get(finding.get("check").asText()), finding.toString());
                seen.add(check.id());
                String sentence = switch (finding.get("outcome").asText()) {
                    case "PASSED" -> check.words().passed();
                    case "FAILED" -> check.words().failed();
                    default -> check.words().unknown();
                };
                assertThat(sentence).as(finding.toString()).isNotEmpty();
                if (check.words().clause().isEmpty()) {
                    assertThat(finding.get("clause").asText()).isEqualTo(check.clause());
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(15);
    }
}
