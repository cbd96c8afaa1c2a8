package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.trust.internal.Scene;
import org.cretula.trust.internal.Vectors;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * NIST's path validation suite, each test with its own inputs: what is invalid is never found valid, and what is valid
 * is, except where {@code pkits-refusals.csv} says why not.
 *
 * <p>The suite's keys are RSA of 1024 bits, its signatures made with SHA-1, some with DSA: the catalogue of algorithms
 * knows that they could be relied on at its time.
 */
class PkitsTest {

    /** Most of the suite's certificates and lists are valid from April 2001 to April 2011. */
    private static final Instant AT = Instant.parse("2010-01-01T00:00:00Z");

    private static final String ANCHOR = "TrustAnchorRootCertificate";
    private static final String POLICY = "2.16.840.1.101.3.2.1.48.";

    /** One line of {@code pkits.csv}. */
    private record Line(
            String number,
            String part,
            String name,
            String holder,
            List<String> between,
            List<String> lists,
            Set<String> initialPolicies,
            List<String> inputs,
            boolean valid,
            Set<String> policies) {

        static Line of(String line) {
            String[] columns = line.split(";", -1);
            assertThat(columns).as(line).hasSize(10);
            assertThat(columns[8]).as(line).isIn("valid", "invalid");
            return new Line(
                    columns[0],
                    columns[1],
                    columns[2],
                    columns[3],
                    words(columns[4]),
                    words(columns[5]),
                    oids(columns[6]),
                    words(columns[7]),
                    columns[8].equals("valid"),
                    oids(columns[9]));
        }

        PathPolicy policy() {
            assertThat(inputs).isSubsetOf("explicit-policy", "inhibit-mapping", "inhibit-any-policy");
            return new PathPolicy(
                    initialPolicies,
                    inputs.contains("explicit-policy"),
                    inputs.contains("inhibit-mapping"),
                    inputs.contains("inhibit-any-policy"));
        }

        @Override
        public String toString() {
            return number + (part.isEmpty() ? "" : " (" + part + ")") + " " + name;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lines")
    void a_path_of_pkits_is_judged_as_nist_says(Line line) throws IOException {
        PathResult result = judge(line);
        boolean valid = result.verdict().indication() == Indication.VALID;
        if (!line.valid()) {
            assertThat(valid).as("a false accept").isFalse();
            return;
        }
        String refusal = refusals().get(line.number());
        if (refusal == null) {
            assertThat(valid).as("%s", result.findings()).isTrue();
            assertThat(result.policies()).isEqualTo(line.policies());
        } else {
            // A refusal that is no longer needed shall not stay written.
            assertThat(valid).as("written as refused: %s", refusal).isFalse();
            assertThat(result.findings())
                    .filteredOn(f -> f.outcome() != Outcome.PASSED)
                    .extracting(Finding::check)
                    .contains(refusal);
        }
    }

    @Test
    void all_224_tests_are_here() throws IOException {
        List<Line> lines = lines().toList();
        assertThat(lines.stream().map(Line::number).collect(Collectors.toSet())).hasSize(224);
        assertThat(lines).hasSize(247);
        assertThat(lines.stream().map(Line::number)).containsAll(refusals().keySet());
    }

    private static PathResult judge(Line line) throws IOException {
        TrustMaterial.Builder material =
                TrustMaterial.of(ExampleTrust.REFUSED).anchor(Purpose.ISSUER, certificate(ANCHOR));
        for (String list : line.lists()) {
            material.crl(StrictCertificates.parseCrl(bytes("crls/" + list + ".crl"))
                    .value()
                    .orElseThrow());
        }
        List<X509Certificate> between = new ArrayList<>();
        for (String name : line.between()) {
            between.add(certificate(name));
        }
        return new PathExaminer(material.build(), Scene.PROVIDERS)
                .examine(new PathQuestion(certificate(line.holder()), Purpose.ISSUER, AT)
                        .with(between)
                        .under(line.policy()));
    }

    private static X509Certificate certificate(String name) throws IOException {
        return StrictCertificates.parse(bytes("certs/" + name + ".crt")).value().orElseThrow();
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(Vectors.file("pkits/" + file));
    }

    private static Stream<Line> lines() throws IOException {
        return resource("pkits.csv").stream().map(Line::of);
    }

    /** The check that refuses a valid path, by the number of the test. */
    private static Map<String, String> refusals() throws IOException {
        return resource("pkits-refusals.csv").stream()
                .map(line -> line.split(";", -1))
                .peek(columns -> assertThat(columns[2]).as("the reason").isNotBlank())
                .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    }

    private static List<String> resource(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PkitsTest.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            return in.lines().filter(l -> !l.startsWith("#") && !l.isBlank()).toList();
        }
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.split(" ")).filter(w -> !w.isEmpty()).toList();
    }

    private static Set<String> oids(String column) {
        Set<String> oids = new HashSet<>();
        for (String word : words(column)) {
            oids.add(word.equals("any") ? PathPolicy.ANY_POLICY : POLICY + word.substring(1));
        }
        return oids;
    }
}
