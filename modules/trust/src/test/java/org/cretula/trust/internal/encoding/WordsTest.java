package org.cretula.trust.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void a_name_cannot_start_a_new_line_or_turn_the_text_around() {
        assertThat(Words.line("good\n\u202Evalid\u0000")).isEqualTo("good valid");
        assertThat(Words.line("good\u009B2J\u2028valid")).isEqualTo("good 2J valid");
    }

    @Test
    void C21_a_very_long_name_is_cut() {
        X509Certificate holder = TestCa.root("Root")
                .issue(Subject.named("CN=Chamber" + ",OU=of trade".repeat(500)))
                .certificate();
        assertThat(Words.name(holder)).hasSizeLessThan(250);
    }
}
