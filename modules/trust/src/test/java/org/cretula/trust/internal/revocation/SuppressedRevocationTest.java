package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Origin;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathQuestion;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whoever holds a revoked certificate would like its revocation not to be looked at. */
class SuppressedRevocationTest {

    private static final Instant AT = Scene.AT;
    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2027-03-01T00:00:00Z");
    private static final Instant END = Instant.parse("2046-01-01T00:00:00Z");
    private static final Origin DOCUMENT = Origin.document("the document");

    private final TestCa root = TestCa.root("Root");
    private final X509Certificate anchor = root.certificate();
    private final X509Certificate holder = root.issue(Subject.named("Chamber")).certificate();

    @Test
    void C08_an_answer_that_says_revoked_is_not_drowned_in_signatures_that_are_dear_to_verify()
            throws GeneralSecurityException {
        TrustMaterial material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, anchor)
                .crl(Scene.crl(root.crl()))
                .answer(Scene.answer(TestOcsp.by(root.credential())
                        .revoked(holder, anchor, BEFORE, 1)
                        .der()))
                .build();
        PathQuestion question = new PathQuestion(holder, Purpose.ISSUER, AT);
        Scene.assertUnknown(revocation(material, question.with(EvidenceStore.empty())), SubIndication.REVOKED_NO_POE);

        // Certificates of the issuer's name with keys of all prices, so that next to nothing is left in the end.
        EvidenceStore.Builder farm = EvidenceStore.builder();
        KeyPair forger = TestCa.newKeys("EC:secp256r1");
        for (int i = 0; i < 15; i++) {
            KeyPair own = i < 10 ? dear(i) : TestCa.newKeys("EC:secp256r1");
            farm.certificate(Cross.ca("Root", own, "Nobody", forger), DOCUMENT);
        }
        for (int i = 0; i < 64; i++) {
            farm.list(Cross.endlessList("Root", forger, BEFORE.plusSeconds(i)), DOCUMENT);
        }
        Finding finding = revocation(material, question.with(farm.build()));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("what was left out might say that it is revoked");
    }

    private static KeyPair dear(int seed) throws GeneralSecurityException {
        Random random = new Random(seed);
        BigInteger modulus = new BigInteger(3072, random).setBit(3071).setBit(0);
        BigInteger exponent = new BigInteger(3000, random).setBit(2999).setBit(0);
        KeyPair any = TestCa.newKeys("EC:secp256r1");
        return new KeyPair(
                KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)),
                any.getPrivate());
    }

    @Test
    void C08_silence_means_nothing_where_more_answers_were_given_than_are_looked_at() {
        EvidenceStore.Builder many = EvidenceStore.builder().list(Scene.crl(root.crl()), Origin.caller());
        assertThat(Scene.assess(many.build(), AT, holder, anchor).fact().status())
                .isEqualTo(Status.GOOD);
        Credential stranger = TestCa.root("Root").credential();
        for (int i = 0; i < 64; i++) {
            byte[] der = TestOcsp.by(stranger)
                    .current(AT.plusSeconds(i), END)
                    .good(holder, anchor)
                    .der();
            many.answer(Scene.answer(der), Origin.caller());
        }
        assertThat(Scene.assess(many.build(), AT, holder, anchor).fact().status())
                .isEqualTo(Status.GOOD);
        byte[] revoked = TestOcsp.by(root.credential())
                .current(BEFORE, END)
                .revoked(holder, anchor, BEFORE, 1)
                .der();
        many.answer(Scene.answer(revoked), Origin.caller());
        assertThat(Scene.assess(many.build(), AT, holder, anchor).fact().status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_silence_means_nothing_where_more_certificates_may_be_the_signers_than_are_looked_at() {
        KeyPair forger = TestCa.newKeys("EC:secp256r1");
        CertificateRevocationList unsettled = Cross.emptyList("Root", forger);
        TrustMaterial material = Scene.trusting(root).crl(unsettled).build();
        EvidenceStore.Builder farm = EvidenceStore.builder();
        for (int i = 0; i < 16; i++) {
            farm.certificate(Cross.ca("Root", TestCa.newKeys("EC:secp256r1"), "Nobody", forger), DOCUMENT);
        }
        PathQuestion question = new PathQuestion(holder, Purpose.ISSUER, AT);
        Scene.assertPassed(revocation(material, question.with(farm.build())));
        farm.certificate(Cross.ca("Root", forger, "Nobody", forger), DOCUMENT);
        Scene.assertUnknown(revocation(material, question.with(farm.build())), SubIndication.TRY_LATER);
        // What was brought along could as well have been left at home.
        farm.list(unsettled, DOCUMENT);
        Scene.assertPassed(revocation(Scene.trusting(root).build(), question.with(farm.build())));
    }

    private static Finding revocation(TrustMaterial material, PathQuestion question) {
        return Scene.finding(new PathExaminer(material, Scene.PROVIDERS).examine(question), "revocation");
    }

    @Test
    void C08_silence_in_what_a_CA_signed_after_it_was_revoked_means_nothing() {
        TestCa ca = root.intermediate("CA");
        X509Certificate chamber = ca.issue(Subject.named("Chamber")).certificate();
        byte[] earlier = ca.crl().current(AT.plusSeconds(60), END).der();
        byte[] afterwards = ca.crl().current(LATER.plusSeconds(60), END).der();
        byte[] answer = TestOcsp.by(ca.credential())
                .current(LATER.plusSeconds(60), END)
                .good(chamber, ca.certificate())
                .der();
        EvidenceStore rootSays = Scene.store(
                Scene.crl(root.crl().current(LATER.plusSeconds(9), END).revoke(ca.certificate(), LATER, 1)));
        X509Certificate[] path = {chamber, ca.certificate(), anchor};
        assertThat(Scene.assess(rootSays.plus(Scene.store(Scene.crl(earlier))), AT, path)
                        .fact()
                        .status())
                .isEqualTo(Status.GOOD);
        RevocationAssessment late = Scene.assess(rootSays.plus(Scene.store(Scene.crl(afterwards))), AT, path);
        assertThat(late.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(late.unusable()).anyMatch(why -> why.contains("made after 'CN=CA' was revoked"));
        EvidenceStore answered = EvidenceStore.builder()
                .answer(Scene.answer(answer), Origin.caller())
                .build();
        assertThat(Scene.assess(answered, AT, path).fact().status()).isEqualTo(Status.GOOD);
        assertThat(Scene.assess(rootSays.plus(answered), AT, path).fact().status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void C08_silence_in_what_a_CA_signed_after_it_had_expired_means_nothing() {
        TestCa ca = root.intermediate(Subject.named("CA").valid(TestCa.start(), LATER));
        X509Certificate chamber = ca.issue(Subject.named("Chamber")).certificate();
        X509Certificate[] path = {chamber, ca.certificate(), anchor};
        EvidenceStore intime = Scene.store(Scene.crl(ca.crl().current(LATER, END)));
        assertThat(Scene.assess(intime, AT, path).fact().status()).isEqualTo(Status.GOOD);
        EvidenceStore late = Scene.store(Scene.crl(ca.crl().current(LATER.plusSeconds(1), END)));
        assertThat(Scene.assess(late, AT, path).fact().status()).isEqualTo(Status.UNKNOWN);
        EvidenceStore named = Scene.store(
                Scene.crl(ca.crl().current(LATER.plusSeconds(1), END).revoke(chamber, BEFORE, 1)));
        assertThat(Scene.assess(named, AT, path).fact().status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void C04_a_responder_whom_nobody_revokes_is_not_believed_after_its_certificate_expired() {
        Instant expiry = AT.minusSeconds(60);
        Credential responder = root.issue(Subject.named("Responder")
                .valid(TestCa.start(), expiry)
                .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
                .forged(Cross.add(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)));
        EvidenceStore answer =
                Scene.store(TestOcsp.by(responder).current(BEFORE, END).good(holder, anchor));
        assertThat(Scene.assess(answer, expiry, holder, anchor).fact().status()).isEqualTo(Status.GOOD);
        RevocationAssessment late = Scene.assess(answer, AT, holder, anchor);
        assertThat(late.fact().status()).isEqualTo(Status.UNKNOWN);
        assertThat(late.unusable()).anyMatch(why -> why.contains("nobody revokes"));
    }

    @Test
    void C12_a_farm_of_lists_and_of_signers_on_the_slowest_curve_ends_in_time() {
        EvidenceStore.Builder farm = EvidenceStore.builder();
        for (int i = 0; i < 15; i++) {
            KeyPair slow = Cross.curve("brainpoolP512r1");
            farm.certificate(Cross.ca("Root", slow, "Nobody", slow), DOCUMENT);
            for (int k = 0; k < 4; k++) {
                farm.list(Cross.endlessList("Root", slow, BEFORE.plusSeconds(64L * i + k)), DOCUMENT);
            }
        }
        PathExaminer examiner = new PathExaminer(Scene.trusting(root).build(), Scene.PROVIDERS);
        PathResult result = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> examiner.examine(new PathQuestion(holder, Purpose.ISSUER, AT).with(farm.build())));
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
    }
}
