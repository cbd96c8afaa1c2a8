package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

class EvidenceStoreTest {

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();
    private final byte[] list = ca.crl().der();
    private final byte[] answer =
            TestOcsp.by(ca.credential()).good(holder, ca.certificate()).der();

    @Test
    void evidence_tells_its_origin_its_digest_and_the_time_for_which_it_speaks() {
        Evidence<CertificateRevocationList> crl =
                Evidence.of(Scene.crl(list), Origin.network("http://crl.example.invalid/ca.crl"));
        assertThat(crl.origin().kind()).isEqualTo(Origin.Kind.NETWORK);
        assertThat(crl.sha256()).hasSize(64).isEqualTo(Scene.crl(list).sha256());
        assertThat(crl.from()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(crl.until()).contains(Instant.parse("2046-01-01T00:00:00Z"));
        Evidence<OcspAnswer> ocsp = Evidence.of(Scene.answer(answer), Origin.document("seal.xml"));
        assertThat(ocsp.from()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(ocsp.until()).contains(Instant.parse("2026-06-02T00:00:00Z"));
        assertThat(Evidence.of(holder, Origin.caller()).from()).isEqualTo(TestCa.start());
    }

    @Test
    void an_answer_without_an_end_speaks_for_its_own_instant() {
        byte[] endless = TestOcsp.by(ca.credential())
                .endless(Scene.AT)
                .good(holder, ca.certificate())
                .der();
        assertThat(Evidence.of(Scene.answer(endless), Origin.caller()).until()).contains(Scene.AT);
    }

    @Test
    void each_piece_counts_once_with_its_first_origin() {
        EvidenceStore store = EvidenceStore.builder()
                .list(Scene.crl(list), Origin.file("ca.crl"))
                .list(Scene.crl(list), Origin.file("copy.crl"))
                .answer(Scene.answer(answer), Origin.file("a.ocsp"))
                .answer(Scene.answer(answer), Origin.file("b.ocsp"))
                .certificate(holder, Origin.document("a"))
                .certificate(holder, Origin.document("b"))
                .build();
        assertThat(store.lists()).extracting(e -> e.origin().name()).containsExactly("ca.crl");
        assertThat(store.answers()).extracting(e -> e.origin().name()).containsExactly("a.ocsp");
        assertThat(store.certificates()).extracting(e -> e.origin().name()).containsExactly("a");
    }

    @Test
    void two_stores_become_one_and_stay_as_they_were() {
        EvidenceStore one = Scene.store(Scene.crl(list));
        EvidenceStore other = EvidenceStore.ofCertificates(List.of(holder), Origin.document("seal.xml"));
        EvidenceStore both = one.plus(other);
        assertThat(both.lists()).hasSize(1);
        assertThat(both.certificates()).hasSize(1);
        assertThat(one.certificates()).isEmpty();
        assertThat(both).isEqualTo(one.plus(other)).isNotEqualTo(one);
        assertThat(EvidenceStore.empty().isEmpty()).isTrue();
        assertThat(both.isEmpty()).isFalse();
    }
}
