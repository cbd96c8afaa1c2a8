package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class CertificateValidityTest {

    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-31T23:59:59Z");

    private final TestCa root = TestCa.root(Subject.named("Root").valid(FROM, TO));
    private final X509Certificate holder = root.issue(Subject.named("Chamber")).certificate();

    @Test
    void C01_one_second_outside_is_outside() {
        Scene.assertUnknown(at(TO.plusSeconds(1)), SubIndication.OUT_OF_BOUNDS_NO_POE);
        Scene.assertUnknown(at(FROM.minusSeconds(1)), SubIndication.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void C01_both_ends_are_inside() {
        Scene.assertPassed(at(FROM));
        Scene.assertPassed(at(TO));
    }

    @Test
    void the_dates_and_what_would_settle_it_are_told() {
        assertThat(at(TO.plusSeconds(1)).explanation()).contains("'CN=Root' expired on 2026-12-31T23:59:59Z");
        assertThat(at(TO.plusSeconds(1)).remedy().orElseThrow()).contains("time-stamp");
        assertThat(at(FROM.minusSeconds(1)).explanation()).contains("valid only from 2026-01-01T00:00:00Z");
    }

    private Finding at(Instant at) {
        return new CertificateValidity()
                .examine(new CertificateValidity.Subject(List.of(holder, root.certificate()), at));
    }
}
