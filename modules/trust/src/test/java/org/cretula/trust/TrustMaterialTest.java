package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustMaterialTest {

    private final X509Certificate one = TestCa.root("One").certificate();
    private final X509Certificate two = TestCa.root("Two").certificate();

    @Test
    void the_fingerprint_tells_roles_apart() {
        String issuer = refusing().anchor(Purpose.ISSUER, one).build().fingerprint();
        assertThat(issuer).matches("[0-9a-f]{64}");
        assertThat(refusing().anchor(Purpose.TSA, one).build().fingerprint()).isNotEqualTo(issuer);
        assertThat(refusing().intermediate(one).build().fingerprint()).isNotEqualTo(issuer);
        assertThat(refusing().anchor(Purpose.ISSUER, two).build().fingerprint()).isNotEqualTo(issuer);
    }

    @Test
    void the_fingerprint_does_not_depend_on_order_or_repetition() {
        String forth = refusing()
                .anchor(Purpose.ISSUER, one)
                .anchor(Purpose.ISSUER, two)
                .build()
                .fingerprint();
        String back = refusing()
                .anchor(Purpose.ISSUER, two)
                .anchor(Purpose.ISSUER, one)
                .anchor(Purpose.ISSUER, two)
                .build()
                .fingerprint();
        assertThat(back).isEqualTo(forth);
    }

    @Test
    void a_list_changes_the_fingerprint() {
        TestCa ca = TestCa.root("CA");
        assertThat(refusing().crl(Scene.crl(ca.crl())).build().fingerprint())
                .isNotEqualTo(refusing().build().fingerprint());
    }

    @Test
    void an_answer_changes_the_fingerprint_and_its_origin_does_not() {
        TestCa ca = TestCa.root("CA");
        OcspAnswer answer = Scene.answer(
                TestOcsp.by(ca.credential()).good(one, ca.certificate()).der());
        String with = refusing().answer(answer).build().fingerprint();
        assertThat(with).isNotEqualTo(refusing().build().fingerprint());
        EvidenceStore fromFile =
                EvidenceStore.builder().answer(answer, Origin.file("a.ocsp")).build();
        assertThat(refusing().evidence(fromFile).build().fingerprint()).isEqualTo(with);
    }

    @Test
    void what_was_built_does_not_change_with_its_builder() {
        TrustMaterial.Builder builder = refusing().anchor(Purpose.ISSUER, one);
        TrustMaterial before = builder.build();
        builder.anchor(Purpose.ISSUER, two).note("later");
        assertThat(before.anchors(Purpose.ISSUER)).containsExactly(one);
        assertThat(before.notes()).isEmpty();
    }

    @Test
    void more_evidence_changes_nothing_of_what_is_trusted_and_how_far() {
        TestCa ca = TestCa.root("CA");
        AnchorLimits limits = new AnchorLimits(
                Set.of("dn:C=XA"),
                Set.of("dns:example.org"),
                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                Optional.of(Instant.parse("2030-01-01T00:00:00Z")),
                Set.of("1.3.6.1.4.1.99999.1.2"));
        TrustMaterial before = refusing()
                .anchor(Purpose.ISSUER, new Anchor(one, limits))
                .anchor(Purpose.TSA, one)
                .anchor(
                        Purpose.REGISTER,
                        TestCa.root("CN=R,O=" + TrustMaterial.EXAMPLE_ORGANISATION)
                                .certificate())
                .note("a remark")
                .build();
        TrustMaterial after = before.plus(EvidenceStore.builder()
                .certificate(two, Origin.network("http://example.org/two.crt"))
                .list(Scene.crl(ca.crl()), Origin.network("http://example.org/ca.crl"))
                .build());
        assertThat(after.trusted(Purpose.ISSUER)).containsExactly(new Anchor(one, limits));
        assertThat(after.trusted(Purpose.TSA)).containsExactly(new Anchor(one));
        assertThat(after.trusted(Purpose.REGISTER)).isEmpty();
        assertThat(after.refusedExampleRoots())
                .isEqualTo(before.refusedExampleRoots())
                .hasSize(1);
        assertThat(after.notes()).containsExactly("a remark");
        assertThat(after.exampleTrust()).isEqualTo(ExampleTrust.REFUSED);
        assertThat(after.intermediates()).containsExactly(two);
        assertThat(after.crls()).hasSize(1);
        assertThat(before.intermediates()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CN=R,O=Cretula Example - do not trust",
                "O=Cretula Example - do not trust,CN=R,C=NZ",
                "CN=R,O=CRETULA example - DO NOT TRUST",
                "CN=R+O=Cretula Example - do not trust",
                "O=Other,O=Cretula Example - do not trust,CN=R"
            })
    void an_example_root_is_known_by_its_organisation(String name) {
        assertThat(TrustMaterial.isExampleRoot(TestCa.root(name).certificate())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CN=Cretula Example - do not trust", "CN=R,O=Cretula"})
    void another_name_is_no_example_root(String name) {
        assertThat(TrustMaterial.isExampleRoot(TestCa.root(name).certificate())).isFalse();
    }

    private static TrustMaterial.Builder refusing() {
        return TrustMaterial.of(ExampleTrust.REFUSED);
    }
}
