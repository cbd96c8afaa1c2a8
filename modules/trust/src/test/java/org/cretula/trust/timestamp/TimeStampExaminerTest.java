package org.cretula.trust.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cretula.trust.timestamp.Stamping.CONTENT;
import static org.cretula.trust.timestamp.Stamping.NOW;
import static org.cretula.trust.timestamp.Stamping.ROOT;
import static org.cretula.trust.timestamp.Stamping.STAMPED;
import static org.cretula.trust.timestamp.Stamping.TSA;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.StrictParse;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampExaminerTest {

    private static void provesNothing(TimeStampResult result, String check, Outcome outcome, SubIndication why) {
        assertThat(result.proven()).isEmpty();
        assertThat(result.findings())
                .filteredOn(f -> f.check().equals(check))
                .extracting(Finding::outcome, f -> f.subIndication().orElseThrow())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(outcome, why));
    }

    private static TimeStampResult examine(Credential tsa, TrustMaterial trust, Instant known) {
        TimeStampToken token = Stamping.read(TestTsa.by(tsa).stamp(CONTENT));
        return Stamping.examiner(trust).examine(token, CONTENT, EvidenceStore.empty(), known);
    }

    private static TrustMaterial trust() {
        return Stamping.trust().crl(Stamping.list(ROOT.crl().der())).build();
    }

    @Test
    void T01_a_token_over_other_bytes_proves_nothing() {
        TimeStampToken token = Stamping.read(TestTsa.by(TSA).stamp("another thing".getBytes(StandardCharsets.UTF_8)));
        TimeStampResult result = Stamping.examiner().examine(token, CONTENT, EvidenceStore.empty(), NOW);
        provesNothing(result, "time-stamp-imprint", Outcome.FAILED, SubIndication.HASH_FAILURE);
    }

    @Test
    void T02_a_certificate_that_is_not_for_time_stamping_alone_proves_nothing() {
        for (Subject subject : new Subject[] {
            Subject.named("No purpose"),
            Subject.named("Not critical").extendedKeyUsage(KeyPurposeId.id_kp_timeStamping),
            Subject.named("Two purposes")
                    .extendedKeyUsage(KeyPurposeId.id_kp_timeStamping)
                    .extendedKeyUsage(KeyPurposeId.id_kp_emailProtection)
        }) {
            provesNothing(
                    examine(ROOT.issue(subject), trust(), NOW),
                    "time-stamp-authority",
                    Outcome.UNKNOWN,
                    SubIndication.CHAIN_CONSTRAINTS_FAILURE);
        }
    }

    @Test
    void T03_an_authority_that_nobody_trusts_for_time_stamps_proves_nothing() {
        Credential stranger = TestCa.root("Stranger").issue(TestTsa.subject("TSA"));
        provesNothing(
                examine(stranger, trust(), NOW),
                "time-stamp-authority",
                Outcome.UNKNOWN,
                SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void T03_an_authority_that_was_not_valid_at_the_time_of_the_token_proves_nothing() {
        Credential expired =
                ROOT.issue(TestTsa.subject("Expired").valid(STAMPED.minusSeconds(1000), STAMPED.minusSeconds(10)));
        provesNothing(
                examine(expired, trust(), NOW),
                "time-stamp-authority",
                Outcome.UNKNOWN,
                SubIndication.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void T03_an_authority_that_was_revoked_at_the_time_of_the_token_proves_nothing() {
        TrustMaterial trust = Stamping.trust()
                .crl(Stamping.list(ROOT.crl()
                        .revoke(TSA.certificate(), STAMPED.minusSeconds(10), 0)
                        .der()))
                .build();
        provesNothing(examine(TSA, trust, NOW), "time-stamp-authority", Outcome.UNKNOWN, SubIndication.REVOKED_NO_POE);
    }

    @Test
    void T03_a_token_known_only_after_its_authority_was_revoked_proves_nothing_and_one_known_before_does() {
        Instant revoked = STAMPED.plus(Duration.ofDays(1));
        TrustMaterial trust = Stamping.trust()
                .crl(Stamping.list(ROOT.crl()
                        .current(revoked.plusSeconds(10), revoked.plus(Duration.ofDays(300)))
                        .revoke(TSA.certificate(), revoked, 1)
                        .der()))
                .build();
        provesNothing(
                examine(TSA, trust, revoked.plusSeconds(20)),
                "time-stamp-authority",
                Outcome.UNKNOWN,
                SubIndication.REVOKED_NO_POE);
        assertThat(examine(TSA, trust, revoked.minusSeconds(20)).proven()).contains(STAMPED);
    }

    @Test
    void T03_a_token_known_only_after_its_authority_expired_proves_nothing_and_one_known_before_does() {
        Instant end = STAMPED.plus(Duration.ofDays(1));
        Credential tsa = ROOT.issue(TestTsa.subject("Short").valid(STAMPED.minusSeconds(1000), end));
        provesNothing(
                examine(tsa, trust(), end.plusSeconds(20)),
                "time-stamp-authority",
                Outcome.UNKNOWN,
                SubIndication.OUT_OF_BOUNDS_NO_POE);
        assertThat(examine(tsa, trust(), end.minusSeconds(20)).proven()).contains(STAMPED);
    }

    @Test
    void T03_a_token_that_names_another_certificate_than_its_signers_proves_nothing() {
        Credential other = ROOT.issue(TestTsa.subject("Other"));
        TimeStampResult absent = Stamping.examine(TestTsa.by(TSA).naming(other.certificate()));
        provesNothing(absent, "time-stamp-signature", Outcome.UNKNOWN, SubIndication.NO_SIGNING_CERTIFICATE_FOUND);
        TimeStampToken token =
                Stamping.read(TestTsa.by(TSA).naming(other.certificate()).stamp(CONTENT));
        EvidenceStore along = EvidenceStore.builder()
                .certificate(other.certificate(), Origin.document("d"))
                .build();
        provesNothing(
                Stamping.examiner().examine(token, CONTENT, along, NOW),
                "time-stamp-signature",
                Outcome.FAILED,
                SubIndication.SIG_CRYPTO_FAILURE);
    }

    @Test
    void T05_an_authority_whose_status_at_the_time_of_the_token_nobody_tells_proves_nothing() {
        TrustMaterial stale = Stamping.trust()
                .crl(Stamping.list(ROOT.crl()
                        .current(STAMPED.minus(Duration.ofDays(9)), STAMPED.minus(Duration.ofDays(1)))
                        .der()))
                .build();
        provesNothing(examine(TSA, stale, NOW), "time-stamp-authority", Outcome.UNKNOWN, SubIndication.TRY_LATER);
        provesNothing(
                examine(TSA, Stamping.trust().build(), NOW),
                "time-stamp-authority",
                Outcome.UNKNOWN,
                SubIndication.TRY_LATER);
    }

    @Test
    void T08_a_token_by_an_algorithm_that_has_fallen_since_needs_a_later_proof() {
        Credential rsa = ROOT.issue(TestTsa.subject("RSA TSA").rsa(3072));
        Instant then = Instant.parse("2011-06-01T00:00:00Z");
        TimeStampToken token =
                Stamping.read(TestTsa.by(rsa).at(then).algorithm("SHA1withRSA").stamp(CONTENT));
        provesNothing(
                Stamping.examiner().examine(token, CONTENT, EvidenceStore.empty(), NOW),
                "time-stamp-algorithms",
                Outcome.UNKNOWN,
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
        assertThat(Stamping.examiner()
                        .examine(token, CONTENT, EvidenceStore.empty(), then.plusSeconds(10))
                        .findings())
                .filteredOn(f -> f.check().equals("time-stamp-algorithms"))
                .extracting(Finding::outcome)
                .containsExactly(Outcome.PASSED);
    }

    @Test
    void T09_a_token_of_a_time_that_has_not_come_proves_nothing() {
        provesNothing(
                Stamping.examine(TestTsa.by(TSA), STAMPED.minus(Duration.ofMinutes(6))),
                "time-stamp-time",
                Outcome.UNKNOWN,
                SubIndication.TIMESTAMP_ORDER_FAILURE);
    }

    @Test
    void T09_the_accuracy_is_told() {
        assertThat(Stamping.examine(TestTsa.by(TSA)).token().accuracy()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256", "SHA-512"})
    void a_token_by_a_trusted_authority_proves_its_time_however_it_names_its_certificate(String ess) {
        TimeStampResult result = Stamping.examine(TestTsa.by(TSA).ess(ess));
        assertThat(result.proven()).as(() -> result.findings().toString()).contains(STAMPED);
    }

    @Test
    void T10_the_digest_may_be_named_with_NULL_or_with_nothing() {
        assertThat(Stamping.examine(TestTsa.by(TSA).nullParameters()).proven()).contains(STAMPED);
    }

    @Test
    void RSA_and_finer_times_are_read() {
        Credential rsa = ROOT.issue(TestTsa.subject("RSA TSA").rsa(3072));
        Instant fine = Instant.parse("2026-11-24T08:00:30.250Z");
        assertThat(Stamping.examine(TestTsa.by(rsa).at(fine)).proven()).contains(fine);
        TestTsa unpadded = TestTsa.by(rsa).algorithm("SHA512withRSA");
        assertThat(Stamping.examine(unpadded).proven()).contains(STAMPED);
    }

    @Test
    void a_token_that_names_no_certificate_or_has_two_signers_is_not_read() {
        StrictParse<TimeStampToken> unnamed =
                TimeStampToken.read(TestTsa.by(TSA).ess("none").stamp(CONTENT));
        assertThat(unnamed.value()).isEmpty();
        Credential second = ROOT.issue(TestTsa.subject("Second"));
        assertThat(TimeStampToken.read(TestTsa.by(TSA).and(second).stamp(CONTENT))
                        .value())
                .isEmpty();
    }

    @Test
    void bytes_that_are_no_token_are_refused_without_throwing() {
        byte[] token = TestTsa.by(TSA).stamp(CONTENT);
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 0x01;
            Optional<TimeStampToken> read = TimeStampToken.read(changed).value();
            if (read.isEmpty()) {
                continue;
            }
            TimeStampResult result = Stamping.examiner().examine(read.get(), CONTENT, EvidenceStore.empty(), NOW);
            assertThat(result.proven().filter(t -> !t.equals(STAMPED)))
                    .as("byte " + i + " of " + Base64.getEncoder().encodeToString(changed))
                    .isEmpty();
        }
        for (int length = 0; length < token.length; length += 7) {
            assertThat(TimeStampToken.read(java.util.Arrays.copyOf(token, length))
                            .value())
                    .isEmpty();
        }
        assertThat(TimeStampToken.read(new byte[TimeStampToken.MAX_BYTES + 1]).value())
                .isEmpty();
    }
}
