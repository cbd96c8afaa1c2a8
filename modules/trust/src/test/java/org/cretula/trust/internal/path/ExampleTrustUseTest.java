package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.junit.jupiter.api.Test;

class ExampleTrustUseTest {

    @Test
    void an_example_root_at_the_end_is_named() {
        TestCa example = TestCa.root("CN=Example Root,O=Cretula Example - do not trust");
        Finding finding = new ExampleTrustUse().examine(Optional.of(example.certificate()));
        Scene.assertPassed(finding);
        assertThat(finding.check()).isEqualTo("example-trust");
        assertThat(finding.explanation()).contains("CN=Example Root").contains("proves nothing about a real issuer");
    }

    @Test
    void another_root_at_the_end_is_not_called_an_example() {
        Finding finding = new ExampleTrustUse()
                .examine(Optional.of(TestCa.root("Real Root").certificate()));
        assertThat(finding.explanation()).doesNotContain("Real Root").contains("are admitted");
    }
}
