package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathResult;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTest {

    private static final TestCa ROOT = TestCa.root("Root");
    private static final KeyPair EC = TestCa.newKeys("EC:secp256r1");
    private static final KeyPair RSA = TestCa.newKeys("RSA:2048");

    @Test
    void K07_an_rsa_key_of_1024_bits_is_too_weak() {
        refused(ROOT.issue(Subject.named("Chamber").rsa(1024)).certificate());
    }

    @Test
    void K07_a_weak_anchor_is_too_weak() {
        TestCa weak = TestCa.root(Subject.named("Weak root").rsa(1024));
        X509Certificate holder = weak.issue(Subject.named("Chamber")).certificate();
        refused(holder, weak.certificate());
        Scene.assertUnknown(
                Scene.finding(Scene.examine(Scene.trusting(weak), holder), "key-strength"),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256k1", "secp224r1"})
    void K07_a_curve_that_is_not_allowed_is_refused(String curve) {
        refused(Cross.holder("Chamber", Cross.curve(curve), "CA", EC));
    }

    @Test
    void K07_a_key_of_another_algorithm_is_refused() {
        refused(Cross.holder("Chamber", TestCa.newKeys("Ed25519"), "CA", EC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"})
    void an_allowed_curve_passes_here_and_in_both_engines(String curve) {
        TestCa root = TestCa.root("Root");
        KeyPair ca = Cross.curve(curve);
        X509Certificate issuing = Cross.ca("Issuing CA", ca, "Root", Cross.keys(root));
        X509Certificate holder = Cross.holder("Chamber", Cross.curve(curve), "Issuing CA", ca);
        PathResult result = Scene.examine(
                Scene.trusting(root).crl(Cross.emptyList("Issuing CA", ca)), holder, List.of(issuing), Scene.AT);
        assertThat(result.verdict().indication())
                .as("%s", result.verdict().decisive())
                .isEqualTo(Indication.VALID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA224withECDSA"})
    void K06_a_certificate_signed_with_a_weak_digest_is_refused(String algorithm) {
        refused(Cross.signedBy(algorithm, EC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withRSA", "MD5withRSA", "SHA1withRSAandMGF1"})
    void K06_a_certificate_signed_with_rsa_and_a_weak_digest_is_refused(String algorithm) {
        refused(Cross.signedBy(algorithm, RSA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withRSA", "SHA384withRSA", "SHA512withRSA", "SHA256withRSAandMGF1"})
    void a_certificate_signed_with_rsa_and_sha_2_passes(String algorithm) {
        Scene.assertPassed(new KeyStrength().examine(List.of(Cross.signedBy(algorithm, RSA))));
    }

    @Test
    void an_rsa_key_of_2048_bits_passes() {
        Scene.assertPassed(new KeyStrength()
                .examine(List.of(ROOT.issue(Subject.named("Chamber").rsa(2048)).certificate(), ROOT.certificate())));
    }

    private static void refused(X509Certificate... certificates) {
        Scene.assertUnknown(
                new KeyStrength().examine(List.of(certificates)), SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }
}
