package org.cretula.trust.limbo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.StrictParse;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Scene;
import org.cretula.trust.internal.Vectors;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The chains of x509-limbo, which TLS libraries are tested with, asked our question.
 *
 * <p>Limbo's leaves are TLS servers, so what we say of a certificate's use is left out of account, and so is what we
 * say of revocation where a case brings no list. Names are not asked for: {@code limbo-not-asked.csv} lists what is
 * about TLS only. {@code limbo-differences.csv} lists every other case in which we differ; a line that no longer
 * differs fails, so neither list can grow old.
 */
class LimboTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // In these the leaf is for no use of ours where limbo says so, and for any use where it has no such extension.
    private static final String ABOUT_USE = "rfc5280::eku::";
    // Each takes seconds.
    private static final String SLOW = "pathological::nc-dos";
    private static final Instant USUAL = Instant.parse("2026-06-01T00:00:00Z");

    /** What we say of a case: whether we accept it, and the finding or fault that decided. */
    private record Answer(boolean accepted, String why, Duration took) {}

    @Test
    void no_chain_is_judged_otherwise_than_limbo_says_but_for_a_written_reason() throws IOException {
        compare(id -> !id.startsWith(SLOW));
    }

    @Test
    @Tag("long")
    void C12_thousands_of_names_under_thousands_of_constraints_are_judged_in_time() throws IOException {
        compare(id -> id.startsWith(SLOW));
    }

    private static void compare(Predicate<String> chosen) throws IOException {
        List<LimboCase> cases = LimboCase.read(Vectors.file("limbo/limbo.json")).stream()
                .filter(limbo -> chosen.test(limbo.id()))
                .toList();
        assertThat(cases).as("the cases of limbo").isNotEmpty();
        Map<String, String> notAsked = table("limbo-not-asked.csv");
        Map<String, String> differences = table("limbo-differences.csv");
        differences.keySet().removeIf(key -> !chosen.test(key));
        List<String> wrong = new ArrayList<>();
        List<String> slow = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, String> unusedDifferences = new LinkedHashMap<>(differences);
        Map<String, String> unusedNotAsked = new LinkedHashMap<>(chosen.test("") ? notAsked : Map.of());
        for (LimboCase limbo : cases) {
            Answer answer = Assertions.assertTimeoutPreemptively(PATIENCE, () -> answer(limbo), limbo::id);
            if (limbo.id().startsWith("pathological::")) {
                slow.add(limbo.id().substring("pathological::".length()) + " "
                        + answer.took().toMillis() + " ms");
            }
            Optional<String> line = notAsked.keySet().stream()
                    .filter(key ->
                            limbo.id().startsWith(key) || limbo.features().contains(key))
                    .findFirst();
            if (line.isPresent()) {
                unusedNotAsked.remove(line.get());
                counts.merge("not asked", 1, Integer::sum);
                continue;
            }
            String direction = answer.accepted() ? "accepted" : "refused";
            boolean differs = answer.accepted() != limbo.success();
            counts.merge(direction + (differs ? ", limbo says otherwise" : ", as limbo says"), 1, Integer::sum);
            String key = limbo.id() + "," + direction;
            if (differs && unusedDifferences.remove(key) == null) {
                wrong.add(key + "," + answer.why());
            }
        }
        System.out.println("limbo: " + counts + "; " + String.join(", ", slow));
        assertThat(wrong).as("differences without a reason").isEmpty();
        assertThat(unusedDifferences).as("lines that no longer differ").isEmpty();
        assertThat(unusedNotAsked).as("lines that no case uses").isEmpty();
    }

    private static Answer answer(LimboCase limbo) {
        long start = System.nanoTime();
        if (limbo.peer() instanceof StrictParse.Refused<X509Certificate> refused) {
            return new Answer(false, "encoding: " + refused.explanation(), since(start));
        }
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED);
        certificates(limbo.anchors()).forEach(anchor -> material.anchor(Purpose.ISSUER, anchor));
        for (byte[] der : limbo.lists()) {
            StrictCertificates.parseCrl(der).value().ifPresent(material::crl);
        }
        PathResult result = new PathExaminer(material.build(), Scene.PROVIDERS)
                .examine(
                        limbo.peer().value().orElseThrow(),
                        certificates(limbo.intermediates()),
                        Purpose.ISSUER,
                        limbo.at().orElse(USUAL));
        Optional<Finding> against = result.findings().stream()
                .filter(finding -> finding.outcome() != Outcome.PASSED)
                .filter(finding ->
                        limbo.id().startsWith(ABOUT_USE) || !finding.check().equals("certificate-purpose"))
                .filter(finding -> !limbo.lists().isEmpty() || !finding.check().startsWith("revocation"))
                .findFirst();
        return new Answer(
                against.isEmpty(),
                against.map(f -> f.check() + ": " + f.explanation()).orElse("nothing found against it"),
                since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static List<X509Certificate> certificates(List<byte[]> ders) {
        return ders.stream()
                .map(StrictCertificates::parse)
                .flatMap(parse -> parse.value().stream())
                .toList();
    }

    /** Lines of a table: all but the last field is the key, the last is the reason. */
    private static Map<String, String> table(String name) throws IOException {
        Map<String, String> table = new LinkedHashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LimboTest.class.getResourceAsStream(name)), StandardCharsets.UTF_8))) {
            for (String line : lines.lines().skip(1).toList()) {
                int comma = line.indexOf(
                        ',', line.contains(",accepted,") || line.contains(",refused,") ? line.indexOf(',') + 1 : 0);
                assertThat(line.substring(comma + 1).strip()).as(line).hasSizeGreaterThan(20);
                assertThat(table.put(line.substring(0, comma), line.substring(comma + 1)))
                        .as(line)
                        .isNull();
            }
        }
        return table;
    }
}
