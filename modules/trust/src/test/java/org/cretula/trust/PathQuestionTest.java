package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.trust.internal.Cross.add;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class PathQuestionTest {

    private static final String POLICY = "1.3.6.1.4.1.99999.1.2";
    private static final String OTHER = "1.3.6.1.4.1.99999.1.3";

    private final TestCa root = TestCa.root("Root");

    @Test
    void a_path_that_is_not_for_a_policy_asked_for_is_refused() {
        X509Certificate holder = under(POLICY);
        PathResult refused = ask(holder, PathPolicy.oneOf(Set.of(OTHER)));
        Scene.assertUnknown(
                Scene.finding(refused, "certificate-path"), SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
        assertThat(refused.policies()).isEmpty();
        PathResult accepted = ask(holder, PathPolicy.oneOf(Set.of(OTHER, POLICY)));
        assertThat(accepted.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(accepted.policies()).containsExactly(POLICY);
    }

    @Test
    void any_policy_in_a_certificate_is_every_policy_unless_that_is_inhibited() {
        X509Certificate holder = under(PathPolicy.ANY_POLICY);
        assertThat(ask(holder, PathPolicy.oneOf(Set.of(POLICY))).policies()).containsExactly(POLICY);
        PathResult inhibited = ask(holder, new PathPolicy(Set.of(POLICY), true, false, true));
        assertThat(inhibited.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void a_certificate_without_policies_does_where_none_are_asked_for_only() {
        X509Certificate holder = root.issue(Subject.named("Chamber")).certificate();
        assertThat(ask(holder, PathPolicy.ANY).verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(ask(holder, PathPolicy.oneOf(Set.of())).verdict().indication())
                .isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void any_policy_among_those_asked_for_is_no_restriction() {
        assertThat(PathPolicy.oneOf(Set.of(PathPolicy.ANY_POLICY, POLICY)).acceptable())
                .isEmpty();
    }

    @Test
    void what_is_no_object_identifier_is_no_policy() {
        assertThatThrownBy(() -> PathPolicy.oneOf(Set.of("serious")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serious");
    }

    @Test
    void C12_when_the_time_is_over_the_answer_says_so() {
        X509Certificate holder = root.issue(Subject.named("Chamber")).certificate();
        AtomicLong clock = new AtomicLong();
        PathExaminer slow = new PathExaminer(
                Scene.trusting(root).build(),
                Scene.PROVIDERS,
                AlgorithmCatalogue.usual(),
                PathLimits.USUAL,
                () -> clock.getAndAdd(Duration.ofSeconds(6).toNanos()));
        PathResult result = slow.examine(new PathQuestion(holder, Purpose.ISSUER, Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
        assertThat(Scene.finding(result, "certificate-path").explanation()).contains("8 seconds");
        PathExaminer fast = new PathExaminer(
                Scene.trusting(root).build(),
                Scene.PROVIDERS,
                AlgorithmCatalogue.usual(),
                PathLimits.USUAL,
                () -> clock.getAndAdd(Duration.ofSeconds(1).toNanos()));
        assertThat(fast.examine(new PathQuestion(holder, Purpose.ISSUER, Scene.AT))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void C17_every_chain_that_was_tried_is_told_and_why_it_failed() {
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        X509Certificate expired = Cross.ca(
                "Issuing CA", ca, "Root", Cross.keys(root), TestCa.start(), Instant.parse("2025-01-01T00:00:00Z"));
        TestCa other = TestCa.root("Other root");
        X509Certificate holderOfCa = Cross.holder("Issuing CA", ca, "Other root", Cross.keys(other));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Issuing CA", ca);
        TrustMaterial.Builder material = Scene.trusting(root)
                .anchor(Purpose.ISSUER, other.certificate())
                .crl(Cross.emptyList("Issuing CA", ca))
                .crl(Scene.crl(other.crl()));
        PathResult result = Scene.examine(material, holder, List.of(expired, holderOfCa), Scene.AT);
        assertThat(result.tried()).hasSize(2);
        assertThat(result.tried())
                .filteredOn(t -> t.certificates().contains(holderOfCa))
                .singleElement()
                .satisfies(t -> assertThat(t.refusals()).hasSize(2));
        assertThat(result.tried())
                .filteredOn(t -> t.certificates().contains(expired))
                .singleElement()
                .satisfies(t -> assertThat(t.open())
                        .extracting(f -> f.check() + " " + f.remedy().isPresent())
                        .containsExactly("certificate-validity true"));
        assertThat(Scene.finding(result, "certificate-path").explanation()).contains("also tried", "Other root");
        Scene.assertUnknown(Scene.finding(result, "certificate-validity"), SubIndication.OUT_OF_BOUNDS_NO_POE);
    }

    @Test
    void C17_a_good_chain_found_after_a_bad_one_tells_of_the_bad_one() {
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        X509Certificate notCa = Cross.holder("Issuing CA", ca, "Root", Cross.keys(root));
        X509Certificate good = Cross.ca("Issuing CA", ca, "Root", Cross.keys(root));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Issuing CA", ca);
        TrustMaterial.Builder material = Scene.trusting(root).crl(Cross.emptyList("Issuing CA", ca));
        PathResult result = Scene.examine(material, holder, List.of(notCa, good), Scene.AT);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(result.path()).contains(good);
        assertThat(result.tried()).hasSize(2);
        assertThat(result.tried().get(0).holds()).isFalse();
        assertThat(result.tried().get(1).holds()).isTrue();
    }

    @Test
    void what_is_remembered_of_a_chain_holds_for_every_instant() {
        X509Certificate holder = root.issue(Subject.named("Chamber")
                        .valid(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")))
                .certificate();
        PathExaminer examiner = new PathExaminer(Scene.trusting(root).build(), Scene.PROVIDERS);
        PathQuestion within = new PathQuestion(holder, Purpose.ISSUER, Scene.AT);
        PathQuestion after = new PathQuestion(holder, Purpose.ISSUER, Instant.parse("2027-01-01T00:00:01Z"));
        PathQuestion before = new PathQuestion(holder, Purpose.ISSUER, Instant.parse("2025-12-31T23:59:59Z"));
        for (int i = 0; i < 2; i++) {
            assertThat(examiner.examine(within).verdict().indication()).isEqualTo(Indication.VALID);
            for (PathQuestion outside : List.of(before, after)) {
                PathResult result = examiner.examine(outside);
                Scene.assertPassed(Scene.finding(result, "certificate-path"));
                Scene.assertUnknown(Scene.finding(result, "certificate-validity"), SubIndication.OUT_OF_BOUNDS_NO_POE);
            }
            // The same chain for another purpose, and for a policy that it is not for.
            assertThat(examiner.examine(new PathQuestion(holder, Purpose.TSA, Scene.AT))
                            .verdict()
                            .indication())
                    .isEqualTo(Indication.INDETERMINATE);
            assertThat(examiner.examine(within.under(PathPolicy.oneOf(Set.of(POLICY))))
                            .verdict()
                            .indication())
                    .isEqualTo(Indication.INDETERMINATE);
        }
    }

    private X509Certificate under(String policy) {
        return root.issue(Subject.named("Chamber")
                        .forged(add(
                                Extension.certificatePolicies,
                                false,
                                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy))))))
                .certificate();
    }

    private PathResult ask(X509Certificate holder, PathPolicy policy) {
        return new PathExaminer(Scene.trusting(root).build(), Scene.PROVIDERS)
                .examine(new PathQuestion(holder, Purpose.ISSUER, Scene.AT).under(policy));
    }
}
