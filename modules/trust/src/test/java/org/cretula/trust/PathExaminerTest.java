package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class PathExaminerTest {

    private final TestCa root = TestCa.root("Root");
    private final TestCa issuing = root.intermediate("Issuing CA");
    private final X509Certificate holder =
            issuing.issue(Subject.named("Chamber")).certificate();

    @Test
    void a_certificate_under_an_unknown_root_is_indeterminate() {
        X509Certificate stranger =
                TestCa.root("Other root").issue(Subject.named("Stranger")).certificate();
        PathResult result = Scene.examine(Scene.trusting(root, issuing), stranger);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        assertThat(result.path()).isEmpty();
        assertThat(result.anchor()).isEmpty();
        assertThat(result.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void a_certificate_under_a_root_that_only_bears_the_anchors_name_is_indeterminate() {
        X509Certificate stranger =
                TestCa.root("Root").issue(Subject.named("Stranger")).certificate();
        PathResult result = Scene.examine(Scene.trusting(root), stranger);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void a_certificate_under_a_trusted_root_is_valid_and_its_path_is_told() {
        PathResult result = Scene.examine(Scene.trusting(root, issuing), holder);
        assertThat(result.verdict().indication())
                .as("%s", result.verdict().decisive())
                .isEqualTo(Indication.VALID);
        assertThat(result.path()).containsExactly(holder, issuing.certificate(), root.certificate());
        assertThat(result.anchor()).contains(root.certificate());
        assertThat(result.revocation()).extracting(RevocationFact::status).containsOnly(RevocationFact.Status.GOOD);
        assertThat(result.earliestExpiry()).contains(Instant.parse("2046-01-01T00:00:00Z"));
        assertThat(result.earliestRevocation()).isEmpty();
        assertThat(result.findings())
                .extracting(Finding::check)
                .containsExactly(
                        "certificate-path",
                        "certificate-validity",
                        "anchor-constraints",
                        "certificate-purpose",
                        "key-strength",
                        "revocation",
                        "revocation");
    }

    @Test
    void intermediates_that_came_along_are_used_in_any_order() {
        TestCa lower = issuing.intermediate("Lower CA");
        Credential sealed = lower.issue(Subject.named("Chamber"));
        List<X509Certificate> untrusted = new ArrayList<>(sealed.chain());
        Collections.reverse(untrusted);
        TrustMaterial.Builder material =
                Scene.trusting(root).crl(Scene.crl(issuing.crl())).crl(Scene.crl(lower.crl()));
        PathResult result = Scene.examine(material, sealed.certificate(), untrusted, Scene.AT);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void a_root_that_came_along_is_not_believed() {
        Credential stranger = TestCa.root("Other root").issue(Subject.named("Stranger"));
        PathResult result = Scene.examine(Scene.trusting(root), stranger.certificate(), stranger.chain(), Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void an_anchor_for_issuers_proves_nothing_about_a_time_stamping_authority() {
        X509Certificate tsa = issuing.issue(Subject.named("TSA").extendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
                .certificate();
        PathResult result = new PathExaminer(Scene.trusting(root, issuing).build(), Scene.PROVIDERS)
                .examine(tsa, List.of(), Purpose.TSA, Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void the_missing_issuer_is_named() {
        PathResult result = Scene.examine(
                TrustMaterial.of(ExampleTrust.REFUSED).anchor(Purpose.ISSUER, root.certificate()), holder);
        assertThat(Scene.finding(result, "certificate-path").remedy().orElseThrow())
                .contains("CN=Issuing CA")
                .contains("issuers/");
    }

    @Test
    void a_certificate_that_is_itself_an_anchor_is_no_holder() {
        PathResult result = Scene.examine(Scene.trusting(root), root.certificate());
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void rsa_and_ec_mix_in_one_chain() {
        TestCa rsaRoot = TestCa.root(Subject.named("RSA root").rsa(3072));
        TestCa ec = rsaRoot.intermediate(Subject.named("EC CA").ec("secp384r1"));
        X509Certificate rsaHolder = ec.issue(Subject.named("Chamber").rsa(2048)).certificate();
        PathResult result = Scene.examine(Scene.trusting(rsaRoot, ec), rsaHolder);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void C01_an_expired_certificate_is_expired_and_not_without_chain() {
        X509Certificate expired = issuing.issue(Subject.named("Chamber")
                        .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2024-01-01T00:00:00Z")))
                .certificate();
        PathResult result = Scene.examine(Scene.trusting(root, issuing), expired);
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertUnknown(Scene.finding(result, "certificate-validity"), SubIndication.OUT_OF_BOUNDS_NO_POE);
        assertThat(Scene.finding(result, "certificate-validity").explanation()).contains("2024-01-01T00:00:00Z");
        assertThat(result.path()).hasSize(3);
    }

    @Test
    void C01_the_same_certificate_is_valid_as_at_a_time_before() {
        X509Certificate expired = issuing.issue(Subject.named("Chamber")
                        .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-08-01T00:00:00Z")))
                .certificate();
        assertThat(Scene.examine(Scene.trusting(root, issuing), expired)
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
        assertThat(Scene.examine(
                                Scene.trusting(root, issuing),
                                expired,
                                List.of(),
                                Instant.parse("2026-08-01T00:00:01Z"))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void C01_a_certificate_that_is_not_yet_valid_is_out_of_bounds() {
        X509Certificate future = issuing.issue(Subject.named("Chamber")
                        .valid(Instant.parse("2027-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z")))
                .certificate();
        PathResult result = Scene.examine(Scene.trusting(root, issuing), future);
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertUnknown(Scene.finding(result, "certificate-validity"), SubIndication.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void C01_an_expired_anchor_is_out_of_bounds() {
        TestCa old = TestCa.root(Subject.named("Old root")
                .valid(Instant.parse("2010-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")));
        X509Certificate below = old.issue(Subject.named("Chamber")).certificate();
        PathResult result = Scene.examine(Scene.trusting(old), below);
        Scene.assertUnknown(Scene.finding(result, "certificate-validity"), SubIndication.OUT_OF_BOUNDS_NO_POE);
        assertThat(result.earliestExpiry()).contains(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @Test
    void certificates_that_were_never_valid_together_make_no_path() {
        TestCa early = root.intermediate(Subject.named("Early CA")
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z")));
        X509Certificate late = early.issue(Subject.named("Chamber")
                        .valid(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2030-01-01T00:00:00Z")))
                .certificate();
        PathResult result = Scene.examine(Scene.trusting(root, early), late);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
    }

    @Test
    void C02_a_revoked_holder_is_indeterminate_and_the_path_is_still_told() {
        Instant revoked = Instant.parse("2026-03-01T00:00:00Z");
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .intermediate(issuing.certificate())
                .crl(Scene.crl(root.crl()))
                .crl(Scene.crl(issuing.crl().revoke(holder, revoked, 1)));
        PathResult result = Scene.examine(material, holder);
        Scene.assertUnknown(Scene.finding(result, "revocation"), SubIndication.REVOKED_NO_POE);
        assertThat(result.earliestRevocation()).contains(revoked);
        assertThat(result.path()).hasSize(3);
    }

    @Test
    void an_example_root_is_refused_unless_it_is_asked_for() {
        TestCa example = TestCa.root("CN=Example Root,O=Cretula Example - do not trust");
        X509Certificate sealed = example.issue(Subject.named("Chamber")).certificate();
        PathResult result = Scene.examine(Scene.trusting(example), sealed);
        Finding path = Scene.finding(result, "certificate-path");
        Scene.assertUnknown(path, SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        assertThat(path.explanation()).contains("example root").contains("CN=Example Root");
        assertThat(path.remedy().orElseThrow()).contains("--allow-example-trust");
    }

    @Test
    void an_example_root_that_is_allowed_is_told_in_every_examination() {
        TestCa example = TestCa.root("CN=Example Root,O=Cretula Example - do not trust");
        X509Certificate sealed = example.issue(Subject.named("Chamber")).certificate();
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.ALLOWED)
                .anchor(Purpose.ISSUER, example.certificate())
                .crl(Scene.crl(example.crl()));
        PathResult result = Scene.examine(material, sealed);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(Scene.finding(result, "example-trust").explanation()).contains("proves nothing about a real issuer");
        PathResult stranger = Scene.examine(material, holder);
        Scene.assertPassed(Scene.finding(stranger, "example-trust"));
    }

    @Test
    void the_same_question_gets_the_same_answer() {
        PathExaminer examiner = new PathExaminer(Scene.trusting(root).build(), Scene.PROVIDERS);
        List<X509Certificate> untrusted = List.of(issuing.certificate());
        assertThat(examiner.examine(holder, untrusted, Purpose.ISSUER, Scene.AT))
                .isEqualTo(examiner.examine(holder, untrusted, Purpose.ISSUER, Scene.AT));
    }
}
