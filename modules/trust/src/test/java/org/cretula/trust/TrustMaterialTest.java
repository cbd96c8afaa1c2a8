package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
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
