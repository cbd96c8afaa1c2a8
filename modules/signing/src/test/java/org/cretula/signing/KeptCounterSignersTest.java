package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.testkit.XadesSchema;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** Before an archive time-stamp comes all that it takes to judge the counter-signers too. */
class KeptCounterSignersTest {

    private static final TestCa MINISTRY = TestCa.root("Foreign ministry");
    private static final TestCa CONSULATES = MINISTRY.intermediate("Consulates");
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));
    private static final Instant END = Levelled.STAMPED.plus(Duration.ofDays(30));
    private static final Credential CONSUL =
            CONSULATES.issue(Subject.named("Consul").valid(TestCa.start(), END));
    private static byte[] countersigned = new byte[0];
    private static byte[] kept = new byte[0];

    @BeforeAll
    static void raise() throws SigningRefusedException {
        byte[] once = CounterSignedTest.by(CONSUL, Fixture.sign(Levelled.SIGNER), 0);
        countersigned = CounterSignedTest.by(Levelled.CA.issue(Subject.named("Witness")), once, 1);
        kept = augmenter(Levelled.STAMPED).augment(countersigned, SignatureLevel.B_LTA);
    }

    private static TrustMaterial.Builder anchors() {
        return Levelled.anchors().anchor(Purpose.ISSUER, MINISTRY.certificate());
    }

    private static Augmenter augmenter(Instant at) {
        TrustMaterial.Builder trust = anchors().intermediate(Levelled.TSA_CA.certificate());
        for (TestCa ca :
                List.of(Levelled.ROOT, Levelled.CA, Levelled.TSA_ROOT, Levelled.TSA_CA, MINISTRY, CONSULATES)) {
            trust.crl(Levelled.list(ca.crl().der()));
        }
        return Levelled.augmenter(trust.build(), TestTsa.by(Levelled.TSA), at);
    }

    @Test
    void by_the_anchors_alone_seal_and_counter_signers_are_valid_after_one_of_them_has_expired()
            throws SigningRefusedException {
        byte[] renewed = augmenter(END.plusSeconds(60)).augment(kept, SignatureLevel.B_LTA);
        for (byte[] signed : List.of(kept, renewed)) {
            assertThat(new XadesSchema().faults(signed)).isEmpty();
            SignatureJudgement judgement = Levelled.judge(signed, anchors().build(), LATER);
            assertThat(judgement.verdict().indication())
                    .as(() -> judgement.verdict().findings().toString())
                    .isEqualTo(Indication.VALID);
            assertThat(judgement.level()).contains(SignatureLevel.B_LTA);
            SignatureJudgement consul = judgement.counterSignatures().get(0);
            SignatureJudgement witness = consul.counterSignatures().get(0);
            for (SignatureJudgement counter : List.of(consul, witness)) {
                assertThat(counter.verdict().indication())
                        .as(() -> counter.verdict().findings().toString())
                        .isEqualTo(Indication.VALID);
                assertThat(counter.bestTime()).contains(Levelled.STAMPED);
            }
            assertThat(consul.signer()).contains(CONSUL.certificate());
        }
    }

    @Test
    void without_the_archive_time_stamp_the_expired_one_is_not_valid() {
        SignatureJudgement judgement = Levelled.judge(countersigned, anchors().build(), LATER);
        assertThat(judgement.counterSignatures().get(0).verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void T06_a_counter_signature_that_was_changed_below_an_archive_time_stamp_breaks_it() {
        SignatureJudgement judgement = Levelled.judge(
                Forger.changed(kept, d -> {
                    Element counter =
                            (Element) d.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "CounterSignature")
                                    .item(0);
                    counter.getParentNode().removeChild(counter);
                }),
                anchors().build(),
                LATER);
        assertThat(Fixture.outcome(judgement, "time-stamp-imprint")).contains(Outcome.PASSED);
        assertThat(judgement.verdict().findings())
                .anyMatch(f -> f.check().equals("time-stamp-imprint") && f.outcome() == Outcome.FAILED);
    }

    @Test
    void one_who_is_not_known_or_does_not_verify_is_not_kept_unless_told() throws SigningRefusedException {
        byte[] spoilt = Forger.changed(
                countersigned,
                d -> d.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "SigningTime")
                        .item(1)
                        .setTextContent("2020-01-01T00:00:00Z"));
        byte[] strange = CounterSignedTest.by(
                TestCa.root("Stranger").issue(Subject.named("Nobody")), Fixture.sign(Levelled.SIGNER), 0);
        for (byte[] signed : List.of(spoilt, strange)) {
            Augmenter augmenter = augmenter(Levelled.STAMPED);
            assertThatThrownBy(() -> augmenter.augment(signed, SignatureLevel.B_LTA))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("a counter-signature cannot be kept")
                    .hasMessageContaining("leavingCounterSignersOut");
            SignatureJudgement judgement = Levelled.judge(
                    augmenter.leavingCounterSignersOut().augment(signed, SignatureLevel.B_LTA),
                    anchors().build(),
                    LATER);
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
            assertThat(judgement.counterSignatures().get(0).verdict().indication())
                    .isNotEqualTo(Indication.VALID);
        }
    }

    @Test
    void one_is_raised_by_its_Id_but_not_once_an_archive_time_stamp_is_over_it() throws SigningRefusedException {
        Optional<String> consul =
                SignedFormsTest.signature(Fixture.parsed(countersigned), 1).attribute("Id");
        SignatureJudgement raised = Levelled.judge(
                augmenter(Levelled.STAMPED).augment(countersigned, consul, SignatureLevel.B_LTA),
                anchors().build(),
                LATER);
        assertThat(raised.level()).contains(SignatureLevel.B_B);
        assertThat(raised.counterSignatures())
                .singleElement()
                .matches(counter -> counter.level().equals(Optional.of(SignatureLevel.B_LTA))
                        && counter.verdict().indication() == Indication.VALID);
        Augmenter augmenter = augmenter(Levelled.STAMPED);
        assertThatThrownBy(() -> augmenter.augment(kept, consul, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("would break the archive time-stamp of");
    }

    @Test
    void E06_one_of_another_signature_is_not_kept() throws SigningRefusedException {
        byte[] other = CounterSignedTest.by(CONSUL, Fixture.sign(Levelled.CA.issue(Subject.named("Other"))), 0);
        Element foreign = (Element) Fixture.parsed(other)
                .document()
                .getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "CounterSignature")
                .item(0);
        byte[] mixed = Forger.changed(CounterSignedTest.by(CONSUL, Fixture.sign(Levelled.SIGNER), 0), d -> {
            Element own = (Element) d.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "CounterSignature")
                    .item(0);
            Element moved = (Element) d.importNode(foreign, true);
            own.getParentNode().replaceChild(moved, own);
        });
        assertThatThrownBy(() -> augmenter(Levelled.STAMPED).augment(mixed, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("a counter-signature cannot be kept");
    }

    @Test
    void E06_one_that_signs_something_else_of_the_document_is_not_kept() throws SigningRefusedException {
        XmlParse.Parsed parsed = Fixture.parsed(Fixture.sign(Levelled.SIGNER));
        String properties = SignedFormsTest.signature(parsed, 0).attribute("Id").orElseThrow() + "-properties";
        byte[] beside = new XadesSigner(Fixture.entry(CONSUL), Fixture.PROVIDERS)
                .sign(
                        SignatureRequest.internallyDetached(
                                        parsed.document(), parsed.root(), Map.of(properties, "application/xml"))
                                .breakingEarlierSignatures(),
                        Fixture.SIGNED);
        String xades = "http://uri.etsi.org/01903/v1.3.2#";
        byte[] moved = Forger.changed(beside, d -> {
            Element signature = (Element) d.getDocumentElement().getLastChild();
            d.getElementsByTagNameNS(xades, "QualifyingProperties")
                    .item(0)
                    .appendChild(d.createElementNS(xades, "xades:UnsignedProperties"))
                    .appendChild(d.createElementNS(xades, "xades:UnsignedSignatureProperties"))
                    .appendChild(d.createElementNS(xades, "xades:CounterSignature"))
                    .appendChild(signature);
        });
        assertThatThrownBy(() -> augmenter(Levelled.STAMPED).augment(moved, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("found one of something else");
    }

    @Test
    void more_of_them_than_are_examined_are_refused_unless_left_out() throws SigningRefusedException {
        byte[] signed = Fixture.sign(Levelled.SIGNER);
        for (int i = 0; i < 17; i++) {
            signed = CounterSignedTest.by(CONSUL, signed, 0);
        }
        byte[] many = signed;
        assertThatThrownBy(() -> augmenter(Levelled.STAMPED).augment(many, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("at most 16");
        assertThat(augmenter(Levelled.STAMPED).leavingCounterSignersOut().augment(many, SignatureLevel.B_LTA))
                .isNotEmpty();
    }

    @Tag("long")
    @Test
    void random_mutants_never_throw_and_never_show_another_content_as_valid() {
        byte[] expected = Levelled.judge(kept, anchors().build(), LATER)
                .content()
                .orElseThrow()
                .bytes();
        TrustMaterial trust = anchors().build();
        Random random = new Random(4);
        for (int i = 0; i < 150; i++) {
            byte[] mutant = kept.clone();
            mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(7));
            if (new XmlDoor(XmlLimits.CERTIFICATE).parse(mutant) instanceof XmlParse.Parsed parsed
                    && parsed.document()
                                    .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                                    .getLength()
                            == 3) {
                SignatureJudgement judgement = Levelled.judge(mutant, trust, LATER);
                if (judgement.verdict().indication() == Indication.VALID) {
                    assertThat(judgement.content().orElseThrow().bytes()).isEqualTo(expected);
                }
            }
        }
    }
}
