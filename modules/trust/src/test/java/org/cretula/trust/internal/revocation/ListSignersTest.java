package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.trust.Anchor;
import org.cretula.trust.AnchorLimits;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Origin;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Points;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

/** Lists that another key than that of the certificate's issuer signed: rollover, separate keys, indirect lists. */
class ListSignersTest {

    private static final Instant AT = Scene.AT;
    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final String LISTER = "CN=Lister";

    private final TestCa root = TestCa.root("Root");
    private final TestCa ca = root.intermediate("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();
    private final Credential lister = root.issue(Subject.named(LISTER).keyUsage(KeyUsage.cRLSign));
    private final X509Certificate delegated = ca.issue(
                    Subject.named("Chamber").forged(Points.at(new DistributionPoint(null, null, Points.names(LISTER)))))
            .certificate();

    @Test
    void a_list_of_the_issuers_second_key_is_used_once_that_key_has_a_path_of_its_own() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        byte[] list = ca.crl().signedBy(second);
        assertThat(status(holder, evidence(list))).isEqualTo(Status.UNKNOWN);
        RevocationFact fact = fact(holder, evidence(list, second.certificate()));
        assertThat(fact.status()).isEqualTo(Status.GOOD);
        assertThat(fact.sources().certificates())
                .containsExactly(Evidence.of(second.certificate(), Origin.document("a document")));
    }

    @Test
    void C08_a_revocation_by_the_issuers_second_key_counts() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        byte[] list = ca.crl().revoke(holder, BEFORE, CRLReason.superseded).signedBy(second);
        assertThat(status(holder, evidence(list, second.certificate()))).isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_a_second_key_under_another_anchor_says_nothing() {
        TestCa other = TestCa.root("Other");
        Credential second = other.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        TrustMaterial.Builder both = Scene.trusting(root, ca)
                .anchor(Purpose.ISSUER, other.certificate())
                .crl(Scene.crl(other.crl()));
        EvidenceStore evidence = evidence(ca.crl().revoke(holder, BEFORE, 1).signedBy(second), second.certificate());
        assertThat(first(examine(both, holder, evidence)).status()).isEqualTo(Status.GOOD);
    }

    @Test
    void C09_a_second_key_without_cRLSign_says_nothing() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.digitalSignature));
        assertThat(status(holder, evidence(ca.crl().signedBy(second), second.certificate())))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_second_key_that_was_revoked_says_nothing() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .intermediate(ca.certificate())
                .crl(Scene.crl(root.crl().revoke(second.certificate(), BEFORE, CRLReason.keyCompromise)));
        PathResult result = examine(material, holder, evidence(ca.crl().signedBy(second), second.certificate()));
        assertThat(first(result).status()).isEqualTo(Status.UNKNOWN);
        assertThat(Scene.finding(result, "revocation").explanation()).contains("its signer 'CN=CA' was revoked");
    }

    @Test
    void C08_a_second_key_that_was_revoked_before_it_signed_says_nothing_of_an_earlier_instant() {
        Instant signed = AT.plusSeconds(7200);
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        byte[] list = ca.crl().current(signed, signed.plusSeconds(60)).signedBy(second);
        TestCrl revoking = root.crl()
                .current(signed, signed.plusSeconds(60))
                .revoke(second.certificate(), AT.plusSeconds(3600), CRLReason.keyCompromise);
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .intermediate(ca.certificate())
                .crl(Scene.crl(revoking));
        assertThat(first(examine(material, holder, evidence(list, second.certificate())))
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_delta_list_by_another_key_does_not_continue() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        TrustMaterial.Builder stale =
                withoutCaList().crl(Scene.crl(ca.crl().number(5).current(BEFORE, BEFORE.plusSeconds(60))));
        TestCrl delta = ca.crl().delta(5).number(7).current(AT.minusSeconds(60), AT.plusSeconds(60));
        byte[] byAnother = delta.signedBy(second);
        assertThat(first(examine(stale, holder, evidence(byAnother, second.certificate())))
                        .status())
                .isEqualTo(Status.UNKNOWN);
        byte[] bySame = ca.crl()
                .delta(5)
                .number(7)
                .current(AT.minusSeconds(60), AT.plusSeconds(60))
                .der();
        assertThat(first(examine(stale, holder, evidence(bySame))).status()).isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_list_that_names_another_key_than_its_signers_is_left_aside() {
        Credential misnamed = new Credential(
                ca.credential().key(), TestCa.root("CA").credential().chain());
        assertThat(status(holder, evidence(ca.crl().signedBy(misnamed)))).isEqualTo(Status.UNKNOWN);
        assertThat(status(holder, evidence(ca.crl()))).isEqualTo(Status.GOOD);
    }

    @Test
    void C11_a_second_key_is_held_to_the_limits_of_the_anchor() {
        Credential second =
                root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign).forged(host()));
        EvidenceStore evidence = evidence(ca.crl().signedBy(second), second.certificate());
        assertThat(status(AnchorLimits.NONE, evidence)).isEqualTo(Status.GOOD);
        assertThat(status(limits(Set.of("dns:evil.example"), Optional.empty(), Optional.empty()), evidence))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C11_a_second_key_is_held_to_the_constraints_in_the_anchors_certificate() {
        TestCa constrained = TestCa.root(Subject.named("Root")
                .forged(Cross.add(Extension.nameConstraints, true, new NameConstraints(null, new GeneralSubtree[] {
                    new GeneralSubtree(new GeneralName(GeneralName.dNSName, "evil.example"))
                }))));
        TestCa below = constrained.intermediate("CA");
        X509Certificate sealer = below.issue(Subject.named("Chamber")).certificate();
        TrustMaterial.Builder material = Scene.trusting(constrained).intermediate(below.certificate());
        Subject named = Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign);
        Credential honest = constrained.issue(named);
        Credential outside = constrained.issue(named.forged(host()));
        assertThat(first(examine(material, sealer, evidence(below.crl().signedBy(honest), honest.certificate())))
                        .status())
                .isEqualTo(Status.GOOD);
        assertThat(first(examine(material, sealer, evidence(below.crl().signedBy(outside), outside.certificate())))
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C11_a_second_key_that_signed_when_the_anchor_was_not_trusted_says_nothing() {
        Credential second = root.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        EvidenceStore early =
                evidence(ca.crl().current(BEFORE, AT.plusSeconds(60)).signedBy(second), second.certificate());
        assertThat(status(AnchorLimits.NONE, early)).isEqualTo(Status.GOOD);
        assertThat(status(limits(Set.of(), Optional.of(AT), Optional.empty()), early))
                .isEqualTo(Status.UNKNOWN);
        EvidenceStore late = evidence(
                ca.crl().current(AT.plusSeconds(60), AT.plusSeconds(120)).signedBy(second), second.certificate());
        TestCrl ofRoot = root.crl().current(AT.plusSeconds(60), AT.plusSeconds(120));
        EvidenceStore both = late.plus(Scene.store(Scene.crl(ofRoot)));
        assertThat(status(AnchorLimits.NONE, both)).isEqualTo(Status.GOOD);
        assertThat(status(limits(Set.of(), Optional.empty(), Optional.of(AT)), both))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void K06_a_second_key_certified_with_a_weak_digest_says_nothing() {
        KeyPair keys = TestCa.newKeys("EC:secp256r1");
        for (String algorithm : List.of("SHA1withECDSA", "SHA256withECDSA")) {
            X509Certificate second = Cross.signedBy(algorithm, "CA", keys, "Root", Cross.keys(root));
            byte[] list = ca.crl().signedBy(new Credential(keys.getPrivate(), List.of(second)));
            assertThat(status(holder, evidence(list, second)))
                    .as(algorithm)
                    .isEqualTo(algorithm.startsWith("SHA1") ? Status.UNKNOWN : Status.GOOD);
        }
    }

    @Test
    void C08_a_second_key_that_only_its_own_list_vouches_for_says_nothing() {
        Credential second = ca.issue(Subject.named("CN=CA").keyUsage(KeyUsage.cRLSign));
        assertThat(status(holder, evidence(ca.crl().signedBy(second), second.certificate())))
                .isEqualTo(Status.UNKNOWN);
        TrustMaterial.Builder vouched = withoutCaList().crl(Scene.crl(ca.crl().scope(Points.usersOnly())));
        assertThat(first(examine(vouched, holder, evidence(ca.crl().signedBy(second), second.certificate())))
                        .status())
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C08_a_second_key_whose_certificate_had_run_out_when_it_signed_says_nothing() {
        Credential second = root.issue(Subject.named("CN=CA")
                .keyUsage(KeyUsage.cRLSign)
                .valid(TestCa.start(), Instant.parse("2025-12-31T00:00:00Z")));
        assertThat(status(holder, evidence(ca.crl().signedBy(second), second.certificate())))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_indirect_list_speaks_for_a_certificate_that_names_its_issuer() {
        assertThat(status(delegated, evidence(indirect(), lister.certificate())))
                .isEqualTo(Status.GOOD);
        assertThat(status(
                        delegated, evidence(indirect().revokeNamingIssuer(delegated, BEFORE, 1), lister.certificate())))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C08_an_indirect_list_that_the_certificate_does_not_name_says_nothing() {
        assertThat(status(holder, evidence(indirect(), lister.certificate()))).isEqualTo(Status.UNKNOWN);
        assertThat(status(holder, evidence(indirect().revokeNamingIssuer(holder, BEFORE, 1), lister.certificate())))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_a_list_that_does_not_say_that_it_is_indirect_speaks_for_no_other_issuer() {
        assertThat(status(delegated, evidence(TestCrl.of(lister), lister.certificate())))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_an_entry_of_an_indirect_list_is_for_the_issuer_named_last() {
        TestCa other = root.intermediate("Other CA");
        X509Certificate stranger = other.issue(Subject.named("Stranger")).certificate();
        TestCrl own = indirect()
                .revokeNamingIssuer(ca.issue(Subject.named("X")).certificate(), BEFORE, 1)
                .revoke(delegated, BEFORE, 1);
        assertThat(status(delegated, evidence(own, lister.certificate()))).isEqualTo(Status.REVOKED);
        TestCrl others = indirect().revokeNamingIssuer(stranger, BEFORE, 1).revoke(delegated, BEFORE, 1);
        assertThat(status(delegated, evidence(others, lister.certificate()))).isEqualTo(Status.GOOD);
        TestCrl unnamed = indirect().revoke(delegated, BEFORE, 1);
        assertThat(status(delegated, evidence(unnamed, lister.certificate()))).isEqualTo(Status.GOOD);
    }

    @Test
    void C12_a_farm_of_lists_under_the_issuers_name_ends_in_seconds() {
        EvidenceStore.Builder farm = EvidenceStore.builder();
        for (int i = 0; i < 80; i++) {
            TestCa forger = TestCa.root("CA");
            farm.certificate(forger.certificate(), Origin.document("farm"));
            farm.list(Scene.crl(forger.crl()), Origin.document("farm"));
        }
        long start = System.nanoTime();
        assertThat(status(holder, farm.build())).isEqualTo(Status.UNKNOWN);
        assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(10_000);
        assertThat(first(examine(Scene.trusting(root, ca), holder, farm.build()))
                        .status())
                .isEqualTo(Status.GOOD);
    }

    private TestCrl indirect() {
        return TestCrl.of(lister).scope(Points.indirect());
    }

    private static Consumer<X509v3CertificateBuilder> host() {
        return Cross.add(
                Extension.subjectAlternativeName,
                false,
                new GeneralNames(new GeneralName(GeneralName.dNSName, "evil.example")));
    }

    private static AnchorLimits limits(Set<String> excluded, Optional<Instant> from, Optional<Instant> until) {
        return new AnchorLimits(Set.of(), excluded, from, until, Set.of());
    }

    /** The holder's, where the root is trusted so far. */
    private Status status(AnchorLimits limits, EvidenceStore document) {
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, new Anchor(root.certificate(), limits))
                .intermediate(ca.certificate())
                .crl(Scene.crl(root.crl()));
        return first(examine(material, holder, document)).status();
    }

    private static EvidenceStore evidence(TestCrl list, X509Certificate... certificates) {
        return evidence(list.der(), certificates);
    }

    private static EvidenceStore evidence(byte[] list, X509Certificate... certificates) {
        return EvidenceStore.ofCertificates(List.of(certificates), Origin.document("a document"))
                .plus(EvidenceStore.builder()
                        .list(Scene.crl(list), Origin.document("a document"))
                        .build());
    }

    private TrustMaterial.Builder withoutCaList() {
        return Scene.trusting(root).intermediate(ca.certificate());
    }

    private Status status(X509Certificate certificate, EvidenceStore document) {
        return fact(certificate, document).status();
    }

    private RevocationFact fact(X509Certificate certificate, EvidenceStore document) {
        return first(examine(withoutCaList(), certificate, document));
    }

    private static RevocationFact first(PathResult result) {
        return result.revocation().get(0);
    }

    private static PathResult examine(
            TrustMaterial.Builder material, X509Certificate certificate, EvidenceStore document) {
        return new PathExaminer(material.build(), Scene.PROVIDERS).examine(certificate, document, Purpose.ISSUER, AT);
    }
}
