package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Origin;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OcspTest {

    private static final Instant AT = Scene.AT;
    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-09-01T00:00:00Z");

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate issuer = ca.certificate();
    private final Credential holderKey = ca.issue(Subject.named("Chamber"));
    private final X509Certificate holder = holderKey.certificate();
    private final Credential responder = ca.issue(responder());

    @ParameterizedTest
    @ValueSource(strings = {"SHA-1", "SHA-256"})
    void an_answer_of_the_issuer_or_of_its_responder_decides(String digest) {
        assertThat(status(TestOcsp.by(ca.credential()).digest(digest).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
        assertThat(status(TestOcsp.by(responder).digest(digest).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
        assertThat(status(TestOcsp.by(responder).digest(digest).revoked(holder, issuer, BEFORE, 1)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void the_finding_and_the_fact_name_the_answer_and_its_responder() {
        RevocationAssessment assessment = assess(TestOcsp.by(responder).byKey().good(holder, issuer));
        Finding finding = new Revocation().examine(assessment);
        Scene.assertPassed(finding);
        assertThat(finding.explanation()).contains("by the OCSP answer of 2026-06-01T00:00:00Z by 'CN=Responder'");
        assertThat(assessment.fact().sources().answers()).hasSize(1);
        assertThat(assessment.fact().sources().certificates()).hasSize(1);
    }

    @Test
    void C04_a_responder_of_another_CA_is_not_heard() {
        TestCa other = TestCa.root("CA");
        assertThat(status(TestOcsp.by(other.credential()).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(other.issue(responder())).good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_a_responder_without_the_purpose_is_not_heard() {
        Credential bare = ca.issue(Subject.named("Responder").forged(noCheck()));
        assertThat(status(TestOcsp.by(bare).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
        Credential any = ca.issue(Subject.named("Responder")
                .extendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)
                .forged(noCheck()));
        assertThat(status(TestOcsp.by(any).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_a_responder_whose_key_may_not_sign_is_not_heard() {
        Credential deaf = ca.issue(responder().keyUsage(KeyUsage.keyEncipherment));
        assertThat(status(TestOcsp.by(deaf).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_a_responder_below_an_intermediate_of_the_issuer_is_not_heard() {
        Credential below = ca.intermediate("Below").issue(responder());
        assertThat(status(TestOcsp.by(below).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_the_checked_certificate_does_not_answer_for_itself() {
        Credential self = ca.issue(responder());
        RevocationAssessment assessment = Scene.assess(
                Scene.store(TestOcsp.by(self).good(self.certificate(), issuer)), AT, self.certificate(), issuer);
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("the certificate that it is about");
    }

    @Test
    void C04_a_responder_whose_certificate_had_run_out_is_not_heard() {
        Credential old = ca.issue(responder().valid(TestCa.start(), AT.minusSeconds(1)));
        assertThat(status(TestOcsp.by(old).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(ca.issue(responder().valid(TestCa.start(), AT)))
                        .good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C04_a_responder_whose_certificate_began_after_its_answer_is_not_heard() {
        Instant end = AT.plusSeconds(3600);
        assertThat(status(TestOcsp.by(ca.issue(responder().valid(AT.plusSeconds(1), end)))
                        .good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(ca.issue(responder().valid(AT, end))).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C14_a_responder_with_an_unknown_critical_extension_is_not_heard() {
        Credential odd = ca.issue(responder()
                .forged(noCheck()
                        .andThen(Cross.add(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE))));
        assertThat(status(TestOcsp.by(odd).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void K07_an_answer_is_judged_as_at_its_own_date_where_that_is_later_than_the_instant() {
        TestCa weak = TestCa.root(Subject.named("CA").rsa(1024));
        X509Certificate below = weak.issue(Subject.named("Chamber")).certificate();
        // RSA of 1024 bits could be relied on in 2018, and whoever broke it since could make an answer about 2018.
        Instant then = Instant.parse("2018-06-01T00:00:00Z");
        TestOcsp answer = TestOcsp.by(weak.credential()).good(below, weak.certificate());
        assertThat(Scene.assess(Scene.store(answer), then, below, weak.certificate())
                        .fact()
                        .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(Scene.assess(Scene.store(Scene.crl(weak.crl())), then, below, weak.certificate())
                        .fact()
                        .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_a_responder_without_nocheck_needs_a_list_that_says_good() {
        Credential checked = ca.issue(Subject.named("Responder").extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        byte[] answer = TestOcsp.by(checked).good(holder, issuer).der();
        byte[] listForResponders =
                ca.crl().revoke(checked.certificate(), BEFORE, 1).der();
        assertThat(status(answer)).isEqualTo(Status.UNKNOWN);
        assertThat(status(answer, listForResponders)).isEqualTo(Status.GOOD); // By the list, which is silent on him.
        assertThat(assess(answer, listForResponders).unusable())
                .singleElement()
                .asString()
                .contains("was revoked on 2026-03-01");
        assertThat(assess(answer, ca.crl().der()).unusable()).isEmpty();
    }

    @Test
    void C04_a_responder_that_was_revoked_before_it_answered_is_not_heard() {
        Credential checked = ca.issue(Subject.named("Responder").extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        byte[] answer = TestOcsp.by(checked)
                .current(AFTER, AFTER.plusSeconds(60))
                .good(holder, issuer)
                .der();
        byte[] list = ca.crl()
                .current(AFTER, AFTER.plusSeconds(60))
                .revoke(checked.certificate(), AT.plusSeconds(60), CRLReason.keyCompromise)
                .der();
        assertThat(assess(answer, list).unusable()).singleElement().asString().contains("was revoked on");
    }

    @Test
    void C04_a_responder_certified_with_the_issuers_key_under_another_name_is_not_heard() {
        KeyPair keys = TestCa.newKeys("EC:secp256r1");
        X509Certificate elsewhere = Cross.responder("Responder", keys, "Other", Cross.keys(ca));
        assertThat(status(TestOcsp.by(new Credential(keys.getPrivate(), List.of(elsewhere)))
                        .good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        X509Certificate here = Cross.responder("Responder", keys, "CA", Cross.keys(ca));
        assertThat(status(TestOcsp.by(new Credential(keys.getPrivate(), List.of(here)))
                        .good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void K07_a_responder_certified_with_a_weak_key_is_not_heard() {
        TestCa weak = TestCa.root(Subject.named("CA").rsa(1024));
        X509Certificate below = weak.issue(Subject.named("Chamber")).certificate();
        RevocationAssessment assessment = Scene.assess(
                Scene.store(TestOcsp.by(weak.issue(responder())).good(below, weak.certificate())),
                AT,
                below,
                weak.certificate());
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("rests on RSA of 1024 bits");
    }

    @Test
    void C04_a_signature_that_someone_else_made_is_not_heard() {
        Credential thief = new Credential(TestCa.newKeys("EC:secp256r1").getPrivate(), responder.chain());
        assertThat(status(TestOcsp.by(thief).good(holder, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C04_a_responder_whose_certificate_is_missing_is_found_in_the_evidence_or_not_heard() {
        RevocationAssessment assessment = assess(TestOcsp.by(responder).bare().good(holder, issuer));
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable()).singleElement().asString().contains("did not come along");
        var result = Scene.examine(
                Scene.trusting(ca)
                        .intermediate(responder.certificate())
                        .answer(Scene.answer(TestOcsp.by(responder)
                                .bare()
                                .revoked(holder, issuer, BEFORE, 1)
                                .der())),
                holder);
        assertThat(result.revocation().get(0).status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void C05_an_answer_for_another_serial_number_says_nothing() {
        X509Certificate other = ca.issue(Subject.named("Other")).certificate();
        assertThat(status(TestOcsp.by(responder).good(other, issuer))).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C05_an_answer_for_the_serial_number_of_another_issuer_says_nothing() {
        X509Certificate named = TestCa.root("Other").certificate();
        X509Certificate keyed = TestCa.root("CA").certificate();
        assertThat(status(TestOcsp.by(responder).good(holder.getSerialNumber(), named, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder).good(holder.getSerialNumber(), issuer, keyed)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder).good(holder.getSerialNumber(), issuer, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C05_among_several_answers_the_one_for_the_certificate_counts() {
        X509Certificate other = ca.issue(Subject.named("Other")).certificate();
        assertThat(status(TestOcsp.by(responder).good(other, issuer).revoked(holder, issuer, BEFORE, 1)))
                .isEqualTo(Status.REVOKED);
        assertThat(status(
                        TestOcsp.by(responder).revoked(other, issuer, BEFORE, 1).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
        assertThat(status(TestOcsp.by(responder).good(holder, issuer).revoked(holder, issuer, BEFORE, 1)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C06_an_old_answer_is_not_good_now() {
        assertThat(status(TestOcsp.by(responder)
                        .current(BEFORE, AT.minusSeconds(1))
                        .good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder).current(BEFORE, AT).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C06_an_answer_without_an_end_speaks_for_its_own_instant_only() {
        assertThat(status(TestOcsp.by(responder).endless(AT.minusSeconds(1)).good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder).endless(AT).good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C06_an_answer_for_a_time_after_it_was_made_says_nothing() {
        assertThat(status(TestOcsp.by(responder).producedAt(AT.minusSeconds(1)).good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C06_an_answer_whose_time_ends_before_it_begins_says_nothing() {
        assertThat(status(TestOcsp.by(responder).current(AFTER, BEFORE).good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C06_the_nonce_is_there_for_whoever_asked() {
        byte[] asked = {1, 2, 3, 4, 5, 6, 7, 8};
        var answer = Scene.answer(
                TestOcsp.by(responder).nonce(asked).good(holder, issuer).der());
        assertThat(answer.hasNonce(asked)).isTrue();
        assertThat(answer.hasNonce(new byte[] {1, 2, 3, 4, 5, 6, 7, 9})).isFalse();
        assertThat(Scene.answer(TestOcsp.by(responder).good(holder, issuer).der())
                        .hasNonce(asked))
                .isFalse();
    }

    @Test
    void C06_an_answer_from_after_expiry_counts_only_if_the_records_go_back_that_far() {
        X509Certificate brief =
                ca.issue(Subject.named("Chamber").valid(TestCa.start(), AT)).certificate();
        assertThat(status(brief, TestOcsp.by(responder).current(AFTER, AFTER).good(brief, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(
                        brief,
                        TestOcsp.by(responder)
                                .current(AFTER, AFTER)
                                .archiveCutoff(AT.plusSeconds(1))
                                .good(brief, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(
                        brief,
                        TestOcsp.by(responder)
                                .current(AFTER, AFTER)
                                .archiveCutoff(AT)
                                .good(brief, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C07_a_responder_that_does_not_know_the_certificate_leaves_it_open() {
        Finding finding = new Revocation().examine(assess(TestOcsp.by(responder).unknown(holder, issuer)));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("its responder does not know the certificate");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 6})
    void C07_a_response_without_an_answer_leaves_it_open(int refusal) {
        Finding finding = new Revocation().examine(assess(TestOcsp.refusal(refusal)));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("did not answer");
    }

    @Test
    void C07_critical_extensions_that_are_not_understood_leave_it_open() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        assertThat(status(TestOcsp.by(responder)
                        .extension(unknown, true, DERNull.INSTANCE)
                        .good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder)
                        .answerExtension(unknown, true, DERNull.INSTANCE)
                        .good(holder, issuer)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder)
                        .extension(unknown, false, DERNull.INSTANCE)
                        .answerExtension(unknown, false, DERNull.INSTANCE)
                        .good(holder, issuer)))
                .isEqualTo(Status.GOOD);
    }

    @Test
    void C07_no_answer_with_a_changed_byte_is_good() {
        byte[] der = TestOcsp.by(responder).good(holder, issuer).der();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 1;
            int index = i;
            StrictCertificates.parseOcsp(changed).value().ifPresent(answer -> {
                EvidenceStore store =
                        EvidenceStore.builder().answer(answer, Origin.caller()).build();
                assertThat(Scene.assess(store, AT, holder, issuer).fact().status())
                        .as(
                                "changed at %d of %s",
                                index, java.util.HexFormat.of().formatHex(changed))
                        .isEqualTo(Status.UNKNOWN);
            });
        }
    }

    @Test
    void K06_an_answer_signed_with_SHA_1_leaves_it_open() {
        RevocationAssessment assessment =
                assess(TestOcsp.by(responder).algorithm("SHA1withECDSA").good(holder, issuer));
        assertThat(assessment.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(assessment.unusable())
                .singleElement()
                .asString()
                .contains("it rests on SHA-1, not reliable since 2012-08-01");
    }

    @Test
    void C02_revoked_after_the_instant_was_good_and_the_later_date_is_told() {
        RevocationAssessment assessment = assess(
                TestOcsp.by(responder).current(AFTER, AFTER).revoked(holder, issuer, AFTER, CRLReason.superseded));
        assertThat(assessment.fact().status()).isEqualTo(Status.GOOD);
        assertThat(assessment.fact().revokedAt()).contains(AFTER);
    }

    @Test
    void C02_an_old_answer_still_proves_a_revocation_but_no_hold() {
        assertThat(status(TestOcsp.by(responder)
                        .current(BEFORE, BEFORE)
                        .revoked(holder, issuer, BEFORE, CRLReason.keyCompromise)))
                .isEqualTo(Status.REVOKED);
        assertThat(status(TestOcsp.by(responder)
                        .current(BEFORE, BEFORE)
                        .revoked(holder, issuer, BEFORE, CRLReason.certificateHold)))
                .isEqualTo(Status.UNKNOWN);
        assertThat(status(TestOcsp.by(responder).revoked(holder, issuer, BEFORE, CRLReason.certificateHold)))
                .isEqualTo(Status.REVOKED);
    }

    @Test
    void C02_revoked_in_one_source_decides_over_good_in_another() {
        byte[] good = TestOcsp.by(responder).good(holder, issuer).der();
        byte[] revoked =
                TestOcsp.by(responder).revoked(holder, issuer, BEFORE, 1).der();
        assertThat(status(good, revoked)).isEqualTo(Status.REVOKED);
        assertThat(status(good, ca.crl().revoke(holder, BEFORE, 1).der())).isEqualTo(Status.REVOKED);
        assertThat(status(revoked, ca.crl().der())).isEqualTo(Status.REVOKED);
    }

    private static Subject responder() {
        return Subject.named("Responder")
                .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
                .forged(noCheck());
    }

    private static java.util.function.Consumer<org.bouncycastle.cert.X509v3CertificateBuilder> noCheck() {
        return Cross.add(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
    }

    private Status status(TestOcsp answer) {
        return assess(answer).fact().status();
    }

    private Status status(X509Certificate certificate, TestOcsp answer) {
        return Scene.assess(Scene.store(answer), AT, certificate, issuer).fact().status();
    }

    private RevocationAssessment assess(TestOcsp answer) {
        return Scene.assess(Scene.store(answer), AT, holder, issuer);
    }

    private Status status(byte[]... evidence) {
        return assess(evidence).fact().status();
    }

    /** Answers and lists, told apart by trying. */
    private RevocationAssessment assess(byte[]... evidence) {
        EvidenceStore.Builder store = EvidenceStore.builder();
        for (byte[] der : List.of(evidence)) {
            StrictCertificates.parseOcsp(der)
                    .value()
                    .ifPresentOrElse(
                            answer -> store.answer(answer, Origin.caller()),
                            () -> store.list(Scene.crl(der), Origin.caller()));
        }
        return Scene.assess(store.build(), AT, holder, issuer);
    }
}
