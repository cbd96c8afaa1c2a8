package org.cretula.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RoutingBenchmarkTest {

    private static List<Contest> contests = List.of();

    @BeforeAll
    static void prepare() throws GeneralSecurityException {
        contests = new RoutingBenchmark().contests();
    }

    @Test
    void every_contender_gives_the_right_result() throws GeneralSecurityException {
        assertThat(contests).hasSizeGreaterThan(9);
        for (Contest contest : contests) {
            assertThat(contest.contenders().get(0).name()).startsWith("routed");
            for (Contender contender : contest.contenders()) {
                assertThat(contender.action().run())
                        .as(contest.operation() + " by " + contender.name())
                        .isTrue();
            }
        }
    }

    @Test
    void K11_a_provider_that_forgives_a_missing_null_may_not_take_the_place_of_our_comparison()
            throws GeneralSecurityException {
        Contest rsa = contests.stream()
                .filter(c -> c.operation().equals("RSA-3072 verify"))
                .findFirst()
                .orElseThrow();
        // docs/algorithms.md says so of both; one that has become strict is to be told there.
        assertThat(rsa.contenders())
                .filteredOn(c -> !c.allowed())
                .extracting(Contender::name)
                .containsExactly("SunRsaSign (forgives a missing NULL)", "BC (forgives a missing NULL)");
    }

    @Test
    void a_wrong_result_ends_the_contest() {
        Contest contest = new Contest("nothing", List.of(new Contender("nobody", true, () -> false)));
        assertThatThrownBy(contest::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobody");
    }

    @Tag("long")
    @Test
    void no_allowed_provider_is_much_faster_than_the_routed_one() throws GeneralSecurityException {
        List<String> slow = new ArrayList<>();
        for (Contest contest : contests) {
            for (Contest.Time time : contest.run()) {
                if (time.contender().allowed() && time.slower() * RoutingBenchmark.TOLERANCE < 1) {
                    slow.add(RoutingBenchmark.line(contest, time));
                }
            }
        }
        assertThat(slow).as("faster than the routed one; route better").isEmpty();
    }
}
