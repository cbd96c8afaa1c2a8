package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x509.CRLReason;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.internal.Points;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

class DeltaListTest {

    private static final Instant AT = Scene.AT;
    private static final Instant OLD = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant NEW = Instant.parse("2026-05-31T00:00:00Z");
    private static final Instant SOON = Instant.parse("2026-06-02T00:00:00Z");

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();

    @Test
    void C08_a_delta_list_alone_is_not_good() {
        RevocationAssessment assessment = assess(delta(5, 7));
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("no complete list that it continues");
    }

    @Test
    void a_current_delta_list_keeps_the_complete_one_speaking() {
        assertThat(assess(base(5)).fact().status()).isEqualTo(Status.UNKNOWN);
        RevocationAssessment both = assess(base(5), delta(5, 7));
        assertThat(both.fact().status()).isEqualTo(Status.GOOD);
        assertThat(both.fact().sources().lists()).hasSize(2);
        assertThat(both.source()).contains("delta list of 2026-05-31");
    }

    @Test
    void C08_a_delta_list_that_is_stale_itself_says_nothing() {
        assertThat(status(base(5), ca.crl().delta(5).number(7).current(NEW, AT.minusSeconds(1))))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_delta_list_that_continues_a_later_list_leaves_a_gap() {
        assertThat(status(base(4), delta(5, 7))).isEqualTo(Status.UNKNOWN);
        assertThat(status(base(6), delta(5, 7))).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_complete_list_with_a_higher_number_is_not_continued() {
        assertThat(status(base(8), delta(5, 7))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_delta_list_without_a_number_says_nothing() {
        RevocationAssessment assessment =
                assess(base(5), ca.crl().delta(5).unnumbered().current(NEW, SOON));
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).anyMatch(why -> why.contains("a delta list without a number"));
    }

    @Test
    void C08_a_delta_list_does_not_continue_a_complete_one_that_was_issued_after_it() {
        TestCrl newer = ca.crl().number(5).current(NEW, NEW.plusSeconds(60));
        assertThat(status(newer, ca.crl().delta(5).number(7).current(OLD, SOON)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_delta_list_of_another_scope_does_not_continue() {
        assertThat(status(base(5), delta(5, 7).scope(Points.usersOnly()))).isEqualTo(Status.UNKNOWN);
        assertThat(status(base(5).scope(Points.usersOnly()), delta(5, 7).scope(Points.usersOnly())))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_revocation_in_a_delta_list_counts_with_and_without_its_complete_list() {
        assertThat(status(base(5), delta(5, 7).revoke(holder, NEW, CRLReason.keyCompromise)))
                .isEqualTo(Status.REVOKED);
        assertThat(status(delta(5, 7).revoke(holder, NEW, CRLReason.keyCompromise)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void a_hold_that_a_later_delta_list_takes_back_is_over() {
        TestCrl held = ca.crl().number(5).revoke(holder, OLD, CRLReason.certificateHold);
        assertThat(status(held)).isEqualTo(Status.REVOKED);
        RevocationAssessment released = assess(
                ca.crl().number(5).revoke(holder, OLD, CRLReason.certificateHold),
                delta(5, 7).revoke(holder, NEW, CRLReason.removeFromCRL));
        assertThat(released.fact().status()).isEqualTo(Status.GOOD);
        assertThat(released.fact().revokedAt()).isEmpty();
    }

    @Test
    void C08_a_hold_taken_back_only_later_still_holds() {
        assertThat(status(
                        ca.crl().number(5).revoke(holder, OLD, CRLReason.certificateHold),
                        ca.crl()
                                .delta(5)
                                .number(7)
                                .current(SOON, SOON.plusSeconds(60))
                                .revoke(holder, SOON, CRLReason.removeFromCRL)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_hold_is_not_taken_back_by_a_delta_list_that_does_not_continue() {
        assertThat(status(
                        ca.crl().number(4).revoke(holder, OLD, CRLReason.certificateHold),
                        delta(5, 7).revoke(holder, NEW, CRLReason.removeFromCRL)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_hold_lives_on_in_a_complete_list_that_a_delta_list_continues() {
        assertThat(status(base(5).revoke(holder, OLD, CRLReason.certificateHold), delta(5, 7)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_revocation_other_than_a_hold_is_never_taken_back() {
        assertThat(status(
                        base(5).revoke(holder, OLD, CRLReason.keyCompromise),
                        delta(5, 7).revoke(holder, NEW, CRLReason.removeFromCRL)))
                .isEqualTo(Status.REVOKED);
    }

    /** A complete list that has run out. */
    private TestCrl base(long number) {
        return ca.crl().number(number).current(OLD, OLD.plusSeconds(3600));
    }

    private TestCrl delta(long base, long number) {
        return ca.crl().delta(base).number(number).current(NEW, SOON);
    }

    private Status status(TestCrl... lists) {
        return assess(lists).fact().status();
    }

    private RevocationAssessment assess(TestCrl... lists) {
        CertificateRevocationList[] read = new CertificateRevocationList[lists.length];
        for (int i = 0; i < lists.length; i++) {
            read[i] = Scene.crl(lists[i]);
        }
        return Scene.assess(Scene.store(read), AT, holder, ca.certificate());
    }
}
