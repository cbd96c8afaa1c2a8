package org.cretula.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import org.cretula.benchmarks.VerifyBenchmark.Keys;
import org.cretula.benchmarks.VerifyBenchmark.Result;
import org.cretula.benchmarks.VerifyBenchmark.Size;
import org.cretula.benchmarks.VerifyBenchmark.Way;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What verification keeps of what docs/performance.md aims at. Whoever makes it faster moves the bounds. */
class VerifyBenchmarkTest {

    @Tag("soak")
    @Timeout(900)
    @ParameterizedTest
    @EnumSource(Keys.class)
    void verification_keeps_its_distances(Keys keys) throws GeneralSecurityException {
        VerifyBenchmark benchmark = new VerifyBenchmark(keys);
        Result small = benchmark.run(Size.SMALL, 0.25);
        Result large = benchmark.run(Size.LARGE, 0.25);
        assertThat(small.ratio(Way.DSS, Way.OURS))
                .as("of DSS, small: %s", small)
                .isGreaterThan(4);
        assertThat(small.ratio(Way.DSS_LTA, Way.OURS_LTA))
                .as("of DSS, B-LTA: %s", small)
                .isGreaterThan(1.5);
        assertThat(large.ratio(Way.DSS, Way.OURS))
                .as("of DSS, large: %s", large)
                .isGreaterThan(4);
    }
}
