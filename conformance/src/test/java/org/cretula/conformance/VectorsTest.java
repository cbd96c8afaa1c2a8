package org.cretula.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.trust.Providers;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VectorsTest {

    private static final Providers PROVIDERS = new Providers();

    @BeforeAll
    static void update() {
        if (Root.UPDATE) {
            VectorKeys.makeIfAbsent();
            for (VectorGenerators.Generator g : VectorGenerators.all()) {
                Root.write(
                        VectorKeys.VECTORS.resolve(g.name() + ".xml"), g.make().get());
                Root.write(
                        VectorKeys.VECTORS.resolve(g.name() + ".yaml"),
                        g.header().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static List<VectorGenerators.Generator> generators() {
        return VectorGenerators.all();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void a_vector_is_what_its_generator_makes(VectorGenerators.Generator generator) {
        assertThat(Root.read(VectorKeys.VECTORS.resolve(generator.name() + ".xml")))
                .isEqualTo(generator.make().get());
        assertThat(Root.read(VectorKeys.VECTORS.resolve(generator.name() + ".yaml")))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(generator.header());
    }

    @Test
    void every_vector_has_a_generator() throws IOException {
        try (Stream<Path> files = Files.list(VectorKeys.VECTORS)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".xml")))
                    .containsExactlyInAnyOrderElementsOf(
                            generators().stream().map(g -> g.name() + ".xml").toList());
        }
    }

    static List<Vector> vectors() throws InputException {
        return Vector.in(VectorKeys.VECTORS);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_vector_is_judged_as_its_header_says(Vector vector) throws InputException {
        Vector.Outcome outcome = vector.judge(PROVIDERS);
        assertThat(outcome.agrees()).as(outcome.explanation()).isTrue();
    }

    @Test
    void at_least_five_vectors_are_invalid_and_all_three_verdicts_occur() throws InputException {
        assertThat(vectors().stream().filter(v -> v.expect() == Indication.INVALID))
                .hasSizeGreaterThan(5);
        assertThat(vectors().stream().map(Vector::expect).distinct()).hasSize(3);
    }

    @Test
    void an_unknown_header_key_a_missing_document_and_a_missing_header_end_the_run(@TempDir Path folder)
            throws IOException {
        Path source = VectorKeys.VECTORS;
        Files.copy(source.resolve("doctype.xml"), folder.resolve("doctype.xml"));
        refused(folder, "doctype.yaml");
        String header = Files.readString(source.resolve("doctype.yaml"));
        Files.writeString(folder.resolve("doctype.yaml"), header + "expected: VALID\n");
        refused(folder, "doctype.yaml, line 8");
        Files.writeString(folder.resolve("doctype.yaml"), header.replace("check: document\n", ""));
        refused(folder, "check");
        Files.writeString(folder.resolve("doctype.yaml"), header);
        Files.writeString(folder.resolve("other.yaml"), header);
        refused(folder, "other.xml");
    }

    private static void refused(Path folder, String said) {
        assertThatThrownBy(() -> Vector.in(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void a_vector_that_is_judged_otherwise_is_told(@TempDir Path folder) throws IOException, InputException {
        Files.copy(VectorKeys.VECTORS.resolve("doctype.xml"), folder.resolve("doctype.xml"));
        String header = Files.readString(VectorKeys.VECTORS.resolve("doctype.yaml"))
                .replace("trust: trust", "trust: " + VectorKeys.VECTORS.resolve("trust"));
        Files.writeString(folder.resolve("doctype.yaml"), header.replace("check: document", "check: coverage"));
        assertThat(Vector.in(folder).get(0).judge(PROVIDERS).agrees()).isFalse();
        Files.writeString(
                folder.resolve("doctype.yaml"),
                header.replace("check: document\n", "").replace("INVALID", "VALID"));
        assertThat(Vector.in(folder).get(0).judge(PROVIDERS).agrees()).isFalse();
        Files.writeString(folder.resolve("doctype.yaml"), header);
        assertThat(Vector.in(folder).get(0).judge(PROVIDERS).agrees()).isTrue();
    }
}
