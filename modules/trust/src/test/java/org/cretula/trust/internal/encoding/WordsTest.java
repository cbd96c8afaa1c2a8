package org.cretula.trust.internal.encoding;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
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
    void a_date_is_written_as_the_jdk_writes_it() {
        for (String date : List.of(
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "2024-02-29T23:59:59Z",
                "2026-11-05T06:07:08Z",
                "2026-11-05T06:07:08.090Z",
                "9999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z")) {
            assertThat(Words.date(Instant.parse(date))).isEqualTo(date);
        }
        assertThat(Words.date(Instant.MIN)).isEqualTo(Instant.MIN.toString());
    }

    @Test
    void spaces_are_never_doubled_nor_at_an_end() {
        assertThat(Words.line(" good  name ")).isEqualTo("good name");
        assertThat(Words.line("good ")).isEqualTo("good");
        assertThat(Words.line(" good")).isEqualTo("good");
        assertThat(Words.line("Große Kammer")).isEqualTo("Große Kammer");
        assertThat(Words.line("")).isEmpty();
    }

    @Test
    void C21_a_very_long_name_is_cut() {
        X509Certificate holder = TestCa.root("Root")
                .issue(Subject.named("CN=Chamber" + ",OU=of trade".repeat(500)))
                .certificate();
        assertThat(Words.name(holder)).hasSizeLessThan(250);
    }
}
