package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.DSAPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathLimits;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PathSearchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void C12_a_farm_of_look_alikes_ends_and_says_so() {
        KeyPair top = TestCa.newKeys("EC:secp256r1");
        List<X509Certificate> farm = new ArrayList<>();
        KeyPair upper = top;
        for (int layer = 0; layer < 8; layer++) {
            KeyPair own = TestCa.newKeys("EC:secp256r1");
            for (int twin = 0; twin < 8; twin++) {
                farm.add(Cross.ca("Layer " + layer, own, "Layer " + (layer - 1), upper));
            }
            upper = own;
        }
        X509Certificate holder = Cross.holder("Holder", TestCa.newKeys("EC:secp256r1"), "Layer 7", upper);
        PathResult result = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Scene.examine(Scene.trusting(TestCa.root("Root")), holder, farm, Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void C12_keys_that_are_made_to_be_slow_are_counted_by_what_they_cost() throws GeneralSecurityException {
        KeyPair honest = TestCa.newKeys("RSA:3072");
        BigInteger exponent = BigInteger.ONE.shiftLeft(3071).subtract(BigInteger.ONE);
        List<X509Certificate> farm = new ArrayList<>();
        for (int i = 0; i < PathLimits.USUAL.untrusted(); i++) {
            BigInteger modulus = BigInteger.ONE.shiftLeft(3072).subtract(BigInteger.valueOf(2 * i + 1));
            PublicKey slow = KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent));
            farm.add(Cross.ca("Farm", new KeyPair(slow, honest.getPrivate()), "Nobody", honest));
        }
        X509Certificate holder = Cross.holder("Holder", TestCa.newKeys("EC:secp256r1"), "Farm", honest);
        PathResult result = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Scene.examine(Scene.trusting(TestCa.root("Root")), holder, farm, Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void C12_the_cost_of_a_key_grows_with_its_numbers() throws GeneralSecurityException {
        assertThat(KeyCost.of(TestCa.newKeys("RSA:2048").getPublic())).isBetween(1L, 5L);
        assertThat(KeyCost.of(TestCa.newKeys("RSA:4096").getPublic())).isBetween(2L, 20L);
        assertThat(KeyCost.of(TestCa.newKeys("EC:secp256r1").getPublic())).isEqualTo(10);
        assertThat(KeyCost.of(TestCa.newKeys("Ed25519").getPublic())).isEqualTo(10);
        BigInteger large = BigInteger.ONE.shiftLeft(16_384).subtract(BigInteger.ONE);
        KeyFactory dsa = KeyFactory.getInstance("DSA");
        assertThat(KeyCost.of(dsa.generatePublic(new DSAPublicKeySpec(BigInteger.TWO, large, large, BigInteger.TWO))))
                .isGreaterThan(PathLimits.USUAL.work());
        assertThat(KeyCost.of(dsa.generatePublic(new DSAPublicKeySpec(
                        BigInteger.TWO,
                        BigInteger.ONE.shiftLeft(2047),
                        BigInteger.ONE.shiftLeft(255),
                        BigInteger.TWO))))
                .isLessThan(PathLimits.USUAL.work() / 10);
    }

    @Test
    void C12_certificates_that_certify_each_other_are_no_endless_path() {
        KeyPair one = TestCa.newKeys("EC:secp256r1");
        KeyPair two = TestCa.newKeys("EC:secp256r1");
        List<X509Certificate> loop = List.of(Cross.ca("One", one, "Two", two), Cross.ca("Two", two, "One", one));
        X509Certificate holder = Cross.holder("Holder", TestCa.newKeys("EC:secp256r1"), "One", one);
        PathResult result = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Scene.examine(Scene.trusting(TestCa.root("Root")), holder, loop, Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void C12_more_than_64_certificates_are_not_looked_at() {
        TestCa root = TestCa.root("Root");
        TestCa issuing = root.intermediate("Issuing CA");
        X509Certificate holder = issuing.issue(Subject.named("Chamber")).certificate();
        List<X509Certificate> many = new ArrayList<>();
        for (int i = 0; i < PathLimits.USUAL.untrusted(); i++) {
            many.add(root.issue(Subject.named("Noise " + i)).certificate());
        }
        many.add(issuing.certificate());
        PathResult result = Scene.examine(Scene.trusting(root), holder, many, Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
        many.remove(0);
        Scene.assertPassed(
                Scene.finding(Scene.examine(Scene.trusting(root), holder, many, Scene.AT), "certificate-path"));
    }

    @Test
    void C12_a_chain_longer_than_10_is_not_followed() {
        TestCa root = TestCa.root("Root");
        TestCa lowest = root;
        for (int i = 0; i < PathLimits.USUAL.length(); i++) {
            lowest = lowest.intermediate("CA " + i);
        }
        Credential holder = lowest.issue(Subject.named("Chamber"));
        PathResult tooLong = Scene.examine(Scene.trusting(root), holder.certificate(), holder.chain(), Scene.AT);
        Scene.assertUnknown(Scene.finding(tooLong, "certificate-path"), SubIndication.RESOURCE_LIMIT);
        X509Certificate above = lowest.certificate();
        PathResult fits = Scene.examine(Scene.trusting(root), above, holder.chain(), Scene.AT);
        Scene.assertPassed(Scene.finding(fits, "certificate-path"));
    }

    @Test
    void C16_names_that_differ_in_case_and_spaces_are_one_name() {
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        TestCa root = TestCa.root("Root");
        X509Certificate issuing = Cross.ca("Issuing   CA of  Trade", ca, "Root", Cross.keys(root));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "issuing ca of TRADE", ca);
        PathResult result = Scene.examine(Scene.trusting(root), holder, List.of(issuing), Scene.AT);
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
    }

    @Test
    void C16_names_that_differ_in_a_letter_are_two_names() {
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        TestCa root = TestCa.root("Root");
        X509Certificate issuing = Cross.ca("Issuing CA", ca, "Root", Cross.keys(root));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Issuing CB", ca);
        PathResult result = Scene.examine(Scene.trusting(root), holder, List.of(issuing), Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void C17_of_two_anchors_with_the_same_name_the_one_that_signed_is_found() {
        TestCa first = TestCa.root("Root");
        TestCa second = TestCa.root("Root");
        X509Certificate holder = second.issue(Subject.named("Chamber")).certificate();
        TrustMaterial.Builder material = Scene.trusting(first)
                .anchor(Purpose.ISSUER, second.certificate())
                .crl(Scene.crl(second.crl()));
        PathResult result = Scene.examine(material, holder);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(result.anchor()).contains(second.certificate());
    }

    @Test
    void C17_a_cross_certificate_leads_from_the_new_root_to_the_old_one() {
        TestCa old = TestCa.root("Old root");
        TestCa renewed = TestCa.root("New root");
        X509Certificate cross = Cross.ca("New root", Cross.keys(renewed), "Old root", Cross.keys(old));
        X509Certificate holder = renewed.issue(Subject.named("Chamber")).certificate();
        PathResult result = Scene.examine(
                Scene.trusting(old).crl(Scene.crl(renewed.crl())),
                holder,
                List.of(renewed.certificate(), cross),
                Scene.AT);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(result.path()).containsExactly(holder, cross, old.certificate());
    }

    @Test
    void C17_the_path_that_holds_is_chosen_over_one_that_is_revoked() {
        TestCa first = TestCa.root("First root");
        TestCa second = TestCa.root("Second root");
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        X509Certificate revoked = Cross.ca("Issuing CA", ca, "First root", Cross.keys(first));
        X509Certificate good = Cross.ca("Issuing CA", ca, "Second root", Cross.keys(second));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Issuing CA", ca);
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, first.certificate())
                .anchor(Purpose.ISSUER, second.certificate())
                .crl(Scene.crl(first.crl().revoke(revoked, Instant.parse("2026-02-01T00:00:00Z"), 2)))
                .crl(Scene.crl(second.crl()))
                .crl(Cross.emptyList("Issuing CA", ca));
        PathResult result = Scene.examine(material, holder, List.of(revoked, good), Scene.AT);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(result.path()).containsExactly(holder, good, second.certificate());
        assertThat(Scene.finding(result, "certificate-path").explanation()).contains("one of 2 chains");
    }

    @Test
    void C17_a_ca_that_was_certified_again_with_the_same_key_still_serves() {
        TestCa root = TestCa.root("Root");
        KeyPair ca = TestCa.newKeys("EC:secp256r1");
        X509Certificate old = Cross.ca(
                "Issuing CA", ca, "Root", Cross.keys(root), TestCa.start(), Instant.parse("2025-01-01T00:00:00Z"));
        X509Certificate renewed = Cross.ca("Issuing CA", ca, "Root", Cross.keys(root));
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Issuing CA", ca);
        TrustMaterial.Builder material = Scene.trusting(root).crl(Cross.emptyList("Issuing CA", ca));
        PathResult result = Scene.examine(material, holder, List.of(old, renewed), Scene.AT);
        assertThat(result.path()).contains(renewed);
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void a_path_needs_a_holder_and_an_anchor() {
        X509Certificate one = TestCa.root("Root").certificate();
        assertThatCode(() -> Scene.path(one)).isInstanceOf(IllegalArgumentException.class);
    }
}
