package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAKeyGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.util.List;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStrengthTest {

    private static final TestCa ROOT = TestCa.root("Root");
    private static final KeyStrength KEYS_TODAY = new KeyStrength(new KeyFacts(AlgorithmCatalogue.usual()), Scene.AT);
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
        refused(Cross.holder("Chamber", TestCa.newKeys("X25519"), "CA", EC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ed25519", "Ed448"})
    void an_edwards_key_passes_here_and_in_both_engines(String curve) {
        TestCa root = TestCa.root("Root");
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys(curve), "Root", Cross.keys(root));
        PathResult result = Scene.examine(Scene.trusting(root), holder);
        assertThat(result.verdict().indication())
                .as("%s", result.verdict().decisive())
                .isEqualTo(Indication.VALID);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 17, 65535})
    void K07_an_rsa_exponent_that_is_small_is_refused(long exponent) {
        BigInteger modulus = ((RSAPublicKey) RSA.getPublic()).getModulus();
        refused(rsa(modulus, BigInteger.valueOf(exponent)));
    }

    @Test
    void K07_an_rsa_key_of_the_flawed_generator_is_refused() {
        X509Certificate roca = rsa(flawedPrime(7).multiply(flawedPrime(1001)), RSAKeyGenParameterSpec.F4);
        refused(roca);
        assertThat(KEYS_TODAY.examine(List.of(roca)).explanation()).contains("CVE-2017-15361");
    }

    @Test
    void a_key_is_judged_as_at_the_instant_and_the_finding_names_its_end() {
        X509Certificate weak = Cross.holder("Chamber", TestCa.newKeys("RSA:1024"), "CA", EC);
        Scene.assertPassed(strength("2019-09-30T23:59:59Z").examine(List.of(weak)));
        Finding later = strength("2019-10-01T00:00:00Z").examine(List.of(weak));
        Scene.assertUnknown(later, SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
        assertThat(later.explanation()).contains("RSA of 1024 bits", "2019-10-01", "clause 6");
        assertThat(later.clause()).contains("TS 119 312");
    }

    @Test
    void K06_a_signature_is_judged_as_at_the_instant() {
        X509Certificate certificate = Cross.signedBy("SHA1withECDSA", EC);
        Scene.assertPassed(strength("2012-07-31T00:00:00Z").examine(List.of(certificate)));
        Scene.assertUnknown(
                strength("2012-08-01T00:00:00Z").examine(List.of(certificate)),
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }

    @Test
    void the_examiner_judges_by_the_catalogue_that_it_was_given() {
        TestCa root = TestCa.root("Root");
        X509Certificate holder = root.issue(Subject.named("Chamber")).certificate();
        AlgorithmCatalogue nothing = AlgorithmCatalogue.load(
                "version;0\nsource;none\nkind;name;from;to;end;clause;dates;note\n".getBytes(StandardCharsets.UTF_8));
        PathResult result = new PathExaminer(Scene.trusting(root).build(), Scene.PROVIDERS, nothing)
                .examine(holder, List.of(), Purpose.ISSUER, Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "key-strength"), SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }

    private static KeyStrength strength(String at) {
        return new KeyStrength(new KeyFacts(AlgorithmCatalogue.usual()), Instant.parse(at));
    }

    private static X509Certificate rsa(BigInteger modulus, BigInteger exponent) {
        try {
            PublicKey key = KeyFactory.getInstance("RSA", Scene.PROVIDERS.bouncyCastle())
                    .generatePublic(new RSAPublicKeySpec(modulus, exponent));
            return Cross.holder("Chamber", new KeyPair(key, RSA.getPrivate()), "CA", EC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A prime as the generator of CVE-2017-15361 makes it: a power of 65537 modulo the product of 126 primes. */
    private static BigInteger flawedPrime(int power) {
        BigInteger product = BigInteger.ONE;
        BigInteger small = BigInteger.ONE;
        for (int i = 0; i < 126; i++) {
            small = small.nextProbablePrime();
            product = product.multiply(small);
        }
        BigInteger candidate = RSAKeyGenParameterSpec.F4
                .modPow(BigInteger.valueOf(power), product)
                .add(product.multiply(BigInteger.TWO.pow(52)));
        while (!candidate.isProbablePrime(60)) {
            candidate = candidate.add(product);
        }
        return candidate;
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
    @ValueSource(strings = {"SHA1withECDSA", "SHA3-224withECDSA"})
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
        Scene.assertPassed(KEYS_TODAY.examine(List.of(Cross.signedBy(algorithm, RSA))));
    }

    @Test
    void an_rsa_key_of_2048_bits_passes() {
        Scene.assertPassed(KEYS_TODAY.examine(
                List.of(ROOT.issue(Subject.named("Chamber").rsa(2048)).certificate(), ROOT.certificate())));
    }

    private static void refused(X509Certificate... certificates) {
        Scene.assertUnknown(KEYS_TODAY.examine(List.of(certificates)), SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }
}
