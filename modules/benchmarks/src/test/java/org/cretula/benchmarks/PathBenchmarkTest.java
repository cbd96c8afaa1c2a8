package org.cretula.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PathBenchmarkTest {

    @Tag("long")
    @Test
    void ten_thousand_checks_take_at_most_half_as_long_again_as_the_jdks() throws GeneralSecurityException {
        for (PathBenchmark benchmark : PathBenchmark.all()) {
            PathBenchmark.Result result = benchmark.run();
            assertThat(result.checks()).isEqualTo(10_000);
            assertThat(result.ratio()).as("%s", result).isLessThan(1.5);
        }
    }
}
