package org.cretula.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Check<String> CHECK = new Check<>() {
        @Override
        public String id() {
            return "some-check";
        }

        @Override
        public String clause() {
            return "Some standard V1, 1.2";
        }

        @Override
        public Finding examine(String subject) {
            return passed(subject);
        }
    };

    private static final Finding PASSED = CHECK.examine("it holds");
    private static final Finding FAILED = CHECK.failed(SubIndication.HASH_FAILURE, "it does not hold");
    private static final Finding UNKNOWN = CHECK.unknown(SubIndication.TRY_LATER, "not known", "a newer CRL");

    @Test
    void a_verdict_without_findings_cannot_be_made() {
        assertThatThrownBy(() -> new Verdict(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_failed_check_makes_it_invalid_whatever_else_is_unknown() {
        Verdict verdict = new Verdict(List.of(PASSED, UNKNOWN, FAILED));
        assertThat(verdict.indication()).isEqualTo(Indication.INVALID);
        assertThat(verdict.decisive()).contains(FAILED);
        assertThat(verdict.subIndication()).contains(SubIndication.HASH_FAILURE);
    }

    @Test
    void one_unknown_check_makes_it_indeterminate() {
        Verdict verdict = Verdict.of(PASSED).and(List.of(UNKNOWN));
        assertThat(verdict.indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(verdict.decisive()).contains(UNKNOWN);
    }

    @Test
    void only_passed_checks_make_it_valid() {
        Verdict verdict = Verdict.of(PASSED);
        assertThat(verdict.indication()).isEqualTo(Indication.VALID);
        assertThat(verdict.decisive()).isEmpty();
        assertThat(verdict.subIndication()).isEmpty();
    }

    @Test
    void a_finding_that_did_not_pass_must_say_why_in_the_standards_words() {
        assertThatThrownBy(() ->
                        new Finding("some-check", Outcome.FAILED, "c", "text", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(
                        () -> new Finding("Some Check", Outcome.PASSED, "c", "x", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Finding("check", Outcome.PASSED, "c", " ", Optional.empty(), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_checks_id_is_lower_case_words_with_single_hyphens_between() {
        for (String id : List.of("c", "some-check", "check-2", "c14n-1-1")) {
            assertThat(finding(id).check()).isEqualTo(id);
        }
        for (String id :
                List.of("", "-", "-check", "check-", "some--check", "2-check", "Check", "some_check", "prüfung")) {
            assertThatThrownBy(() -> finding(id)).as(id).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Finding finding(String id) {
        return new Finding(id, Outcome.PASSED, "c", "it holds", Optional.empty(), Optional.empty());
    }

    @Test
    void P06_an_explanation_does_not_quote_a_megabyte() {
        Finding finding =
                CHECK.unknown(SubIndication.TRY_LATER, "a" + "\uD83D\uDE00".repeat(1_000_000), "b".repeat(1_000_000));
        assertThat(finding.explanation()).hasSize(2_000).startsWith("a\uD83D").endsWith("\uDE00…");
        assertThat(finding.remedy().orElseThrow()).hasSize(2_001);
        assertThat(CHECK.passed("c".repeat(2_000)).explanation()).hasSize(2_000).endsWith("c");
    }
}
