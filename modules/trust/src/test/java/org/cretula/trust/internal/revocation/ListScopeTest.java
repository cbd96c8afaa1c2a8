package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.internal.Points;
import org.cretula.trust.internal.RawList;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

class ListScopeTest {

    private static final Instant AT = Scene.AT;
    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final String URL = "http://crl.example.invalid/ca.crl";
    private static final int KEY = ReasonFlags.keyCompromise | ReasonFlags.cACompromise;
    private static final int REST = ReasonFlags.affiliationChanged
            | ReasonFlags.superseded
            | ReasonFlags.cessationOfOperation
            | ReasonFlags.certificateHold
            | ReasonFlags.privilegeWithdrawn
            | ReasonFlags.aACompromise;

    private final TestCa root = TestCa.root("Root");
    private final TestCa ca = root.intermediate("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();

    @Test
    void C08_a_list_for_CAs_is_silent_on_users_and_the_other_way_round() {
        assertThat(ofHolder(ca.crl().scope(Points.authoritiesOnly()))).isEqualTo(Status.UNKNOWN);
        assertThat(ofHolder(ca.crl().scope(Points.usersOnly()))).isEqualTo(Status.GOOD);
        assertThat(ofCa(root.crl().scope(Points.usersOnly()))).isEqualTo(Status.UNKNOWN);
        assertThat(ofCa(root.crl().scope(Points.authoritiesOnly()))).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_list_for_attribute_certificates_is_silent_on_all_others() {
        assertThat(ofHolder(ca.crl().scope(Points.attributesOnly()))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_list_of_narrower_scope_still_names_the_revoked_within_it() {
        assertThat(ofHolder(ca.crl().scope(Points.usersOnly()).revoke(holder, BEFORE, CRLReason.superseded)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_scope_counts_whether_critical_or_not() {
        assertThat(ofHolder(ca.crl().extension(Extension.issuingDistributionPoint, false, Points.authoritiesOnly())))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_scope_that_cannot_be_read_is_none() {
        CertificateRevocationList list = Scene.crl(new RawList(ca)
                .extension("0603551d1c", true, RawList.hex("0500"))
                .der());
        RevocationAssessment assessment = Scene.assess(Scene.store(list), AT, holder, ca.certificate());
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("cannot be read");
    }

    @Test
    void C08_a_list_of_another_distribution_point_says_nothing() {
        RevocationAssessment assessment = Scene.assess(
                Scene.store(Scene.crl(ca.crl().scope(Points.scope(Points.url("http://other.invalid"))))),
                AT,
                holder,
                ca.certificate());
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("other distribution points");
        assertThat(ofHolder(ca.crl().scope(Points.scope(Points.url(URL))))).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_list_of_a_point_is_silent_on_certificates_without_one() {
        X509Certificate bare = ca.issue(
                        Subject.named("Chamber").forged(b -> b.removeExtension(Extension.cRLDistributionPoints)))
                .certificate();
        assertThat(status(bare, ca.crl().scope(Points.scope(Points.url(URL))))).isEqualTo(Status.UNKNOWN);
        assertThat(status(bare, ca.crl())).isEqualTo(Status.GOOD);
        assertThat(status(bare, ca.crl().scope(Points.scope(Points.directory("CN=CA")))))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_relative_name_is_completed_with_the_list_issuers() {
        X509Certificate relative = ca.issue(
                        Subject.named("Chamber").forged(Points.at(Points.point(Points.relative("CN=Part 1")))))
                .certificate();
        assertThat(status(relative, ca.crl().scope(Points.scope(Points.relative("CN=Part 2")))))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(relative, ca.crl().scope(Points.scope(Points.relative("CN=Part 1")))))
                .isEqualTo(Status.GOOD);
        assertThat(status(relative, ca.crl().scope(Points.scope(Points.directory("CN=CA,CN=Part 1")))))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C08_lists_for_some_reasons_are_good_only_together() {
        TestCrl key = ca.crl().scope(Points.reasons(KEY));
        TestCrl rest = ca.crl().number(2).scope(Points.reasons(REST));
        RevocationAssessment one = Scene.assess(Scene.store(Scene.crl(key)), AT, holder, ca.certificate());
        assertThat(one.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(one.unusable()).singleElement().asString().contains("superseded");
        RevocationAssessment both = Scene.assess(
                Scene.store(Scene.crl(ca.crl().scope(Points.reasons(KEY))), Scene.crl(rest)),
                AT,
                holder,
                ca.certificate());
        assertThat(both.fact().status()).isEqualTo(Status.GOOD);
        assertThat(both.fact().sources().lists()).hasSize(2);
    }

    @Test
    void C08_a_revocation_in_a_list_for_some_reasons_counts() {
        assertThat(ofHolder(
                        ca.crl().scope(Points.reasons(KEY)).revoke(holder, BEFORE, CRLReason.keyCompromise), ca.crl()))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_stale_list_leaves_its_reasons_open() {
        assertThat(ofHolder(
                        ca.crl().scope(Points.reasons(KEY)).current(BEFORE, AT.minusSeconds(1)),
                        ca.crl().scope(Points.reasons(REST))))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_the_reasons_of_a_point_narrow_those_of_its_list() {
        X509Certificate parted = ca.issue(Subject.named("Chamber")
                        .forged(Points.at(
                                new DistributionPoint(Points.url("http://key.invalid"), Points.flags(KEY), null))))
                .certificate();
        assertThat(status(parted, ca.crl().scope(Points.scope(Points.url("http://key.invalid")))))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(parted, ca.crl())).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_list_for_all_reasons_but_one_is_not_enough() {
        assertThat(ofHolder(ca.crl().scope(Points.reasons(KEY | (REST & ~ReasonFlags.aACompromise)))))
                .isEqualTo(Status.UNKNOWN);
        assertThat(ofHolder(ca.crl().scope(Points.reasons(KEY | REST)))).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_scope_with_nothing_in_it_is_the_whole() {
        IssuingDistributionPoint nothing = new IssuingDistributionPoint(null, false, false, null, false, false);
        assertThat(ofHolder(ca.crl().scope(nothing))).isEqualTo(Status.GOOD);
    }

    private Status ofHolder(TestCrl... lists) {
        return status(holder, lists);
    }

    private Status ofCa(TestCrl list) {
        return Scene.assess(Scene.store(Scene.crl(list)), AT, ca.certificate(), root.certificate())
                .fact()
                .status();
    }

    private Status status(X509Certificate certificate, TestCrl... lists) {
        CertificateRevocationList[] read = new CertificateRevocationList[lists.length];
        for (int i = 0; i < lists.length; i++) {
            read[i] = Scene.crl(lists[i]);
        }
        return Scene.assess(Scene.store(read), AT, certificate, ca.certificate())
                .fact()
                .status();
    }
}
