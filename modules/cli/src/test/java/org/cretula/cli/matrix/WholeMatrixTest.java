package org.cretula.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.cretula.cli.docs.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every level in every packaging by every algorithm, and the table of it in {@code docs/signing.md}. */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
class WholeMatrixTest implements MatrixFacts {

    private Matrix matrix;

    @Override
    public Matrix matrix() {
        return matrix;
    }

    @BeforeAll
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void make_and_ask(@TempDir Path folder) throws Exception {
        matrix = Matrix.of(Combination.whole(), folder);
        Files.writeString(Path.of("target", "signature-matrix.md"), Table.of(matrix));
    }

    @Test
    void all_of_it_is_there() {
        int ofEach = Method.all().size() + 2;
        assertThat(matrix.files()).hasSize(Packaging.values().length * ofEach * 4);
    }

    /** ECDSA with SHA-3 is known to DSS alone, ML-DSA to nobody. */
    @Test
    void two_judges_confirm_each_but_what_only_one_of_them_knows() {
        Set<Method> fewer = matrix.said().entrySet().stream()
                .filter(one -> one.getKey().kind() == Combination.Kind.PLAIN)
                .filter(one -> one.getValue().yes().entrySet().stream()
                                .filter(e -> e.getValue()
                                        && e.getKey().knows(one.getKey().method()))
                                .count()
                        < 2)
                .map(one -> one.getKey().method())
                .collect(Collectors.toSet());
        assertThat(fewer).allMatch(m -> m.isExperiment() || m.algorithm().name().startsWith("ECDSA_SHA3_"));
    }

    @Test
    void the_documentation_shows_this_table() throws Exception {
        assumeThat(matrix.said().values()).allMatch(said -> said.yes().size() == Judge.values().length);
        Page.of("docs/signing.md").holds("matrix", WholeMatrixTest.class, Table.of(matrix));
    }
}
