package org.cretula.cli.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignatureLevel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A sample of the matrix, by which each packaging, each algorithm and each level is judged; the whole takes minutes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // made before the tests
class SignatureMatrixTest implements MatrixFacts {

    private Matrix matrix;

    @Override
    public Matrix matrix() {
        return matrix;
    }

    @BeforeAll
    void make_and_ask(@TempDir Path folder) throws Exception {
        matrix = Matrix.of(Combination.sample(), folder);
    }

    @Test
    void every_algorithm_and_every_packaging_at_every_level_is_in_the_sample() {
        List<Combination> sample = Combination.sample();
        assertThat(sample).doesNotHaveDuplicates();
        assertThat(sample.stream().map(Combination::method).distinct()).containsAll(Method.all());
        assertThat(Method.all().stream().map(Method::algorithm)).contains(SignatureAlgorithm.values());
        for (Packaging packaging : Packaging.values()) {
            assertThat(sample.stream().filter(c -> c.packaging() == packaging).map(Combination::level))
                    .contains(SignatureLevel.values());
        }
    }
}
