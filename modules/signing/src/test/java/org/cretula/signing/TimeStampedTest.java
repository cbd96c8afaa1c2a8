package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Consumer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a signature time-stamp proves to the validator, and what it does not. */
class TimeStampedTest {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));
    private static byte[] stamped = new byte[0];

    @BeforeAll
    static void stamp() throws SigningRefusedException {
        stamped = Levelled.at(SignatureLevel.B_T);
    }

    private static SignatureJudgement judge(byte[] signed) {
        return Levelled.judge(signed, Levelled.trust(), LATER);
    }

    private static Element xades(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(XADES, local).item(0);
    }

    /** With another token in place of the one that is there. */
    private static byte[] with(byte[] token) {
        return changed(d -> xades(d, "EncapsulatedTimeStamp")
                .setTextContent(Base64.getEncoder().encodeToString(token)));
    }

    private static byte[] changed(Consumer<Document> change) {
        return Forger.changed(stamped, change);
    }

    /** What the time-stamp must be over, computed by another hand. */
    private static byte[] imprint() {
        try {
            Element value = (Element) Fixture.parsed(stamped)
                    .document()
                    .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "SignatureValue")
                    .item(0);
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            org.apache.xml.security.c14n.Canonicalizer.getInstance("http://www.w3.org/2001/10/xml-exc-c14n#")
                    .canonicalizeSubtree(value, out);
            return out.toByteArray();
        } catch (org.apache.xml.security.exceptions.XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void provesNothing(SignatureJudgement judgement, String check, Outcome outcome) {
        assertThat(judgement.bestTime()).isEmpty();
        assertThat(Fixture.outcome(judgement, check))
                .as(() -> judgement.verdict().findings().toString())
                .contains(outcome);
        assertThat(judgement.verdict().indication()).isNotEqualTo(Indication.VALID);
        assertThat(judgement.level()).contains(SignatureLevel.B_T);
    }

    @Test
    void a_trusted_time_stamp_is_told_as_the_best_time_and_the_level_is_B_T() {
        SignatureJudgement judgement = judge(stamped);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.bestTime()).contains(Levelled.STAMPED);
        assertThat(judgement.level()).contains(SignatureLevel.B_T);
        assertThat(judgement.content()).isPresent();
    }

    @Test
    void without_a_time_stamp_there_is_no_best_time_and_the_level_is_B_B() throws SigningRefusedException {
        SignatureJudgement judgement = judge(Levelled.at(SignatureLevel.B_B));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(judgement.bestTime()).isEmpty();
        assertThat(judgement.level()).contains(SignatureLevel.B_B);
    }

    @Test
    void C01_a_signer_who_expired_after_the_time_stamp_is_valid_and_without_one_it_is_not()
            throws SigningRefusedException {
        Credential signer = Levelled.CA.issue(Subject.named("Short")
                .valid(Levelled.SIGNED.minusSeconds(60), Levelled.STAMPED.plus(Duration.ofDays(10))));
        byte[] bare = Fixture.sign(signer);
        byte[] kept = Levelled.augmenter(Levelled.STAMPED).augment(bare, SignatureLevel.B_T);
        assertThat(judge(bare).verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judge(kept).verdict().indication())
                .as(() -> judge(kept).verdict().findings().toString())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void C02_a_signer_who_was_revoked_after_the_time_stamp_is_valid_and_before_it_is_not() {
        assertThat(Levelled.judge(stamped, revoked(Levelled.STAMPED.plusSeconds(3600)), LATER)
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
        SignatureJudgement before = Levelled.judge(stamped, revoked(Levelled.STAMPED.minusSeconds(3600)), LATER);
        assertThat(before.verdict().indication()).isNotEqualTo(Indication.VALID);
        assertThat(before.verdict().subIndication()).contains(SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C02_a_signer_who_was_revoked_is_not_valid_without_a_time_stamp() throws SigningRefusedException {
        TrustMaterial trust = revoked(Levelled.STAMPED.plusSeconds(3600));
        SignatureJudgement bare = Levelled.judge(Levelled.at(SignatureLevel.B_B), trust, LATER);
        assertThat(bare.verdict().subIndication()).contains(SubIndication.REVOKED_NO_POE);
    }

    private static TrustMaterial revoked(Instant when) {
        TrustMaterial.Builder trust = Levelled.known();
        for (TestCa ca : java.util.List.of(Levelled.ROOT, Levelled.TSA_ROOT, Levelled.TSA_CA)) {
            trust.crl(Levelled.list(ca.crl().der()));
        }
        return trust.crl(Levelled.list(Levelled.CA
                        .crl()
                        .current(LATER.minusSeconds(60), LATER.plusSeconds(60))
                        .revoke(Levelled.SIGNER.certificate(), when, 1)
                        .der()))
                .build();
    }

    @Test
    void T01_a_token_over_another_signature_is_a_contradiction() {
        byte[] other = TestTsa.by(Levelled.TSA).stamp("another signature".getBytes(StandardCharsets.UTF_8));
        provesNothing(judge(with(other)), "time-stamp-imprint", Outcome.FAILED);
    }

    @Test
    void T01_the_forger_of_tokens_makes_good_ones_too() {
        assertThat(judge(with(TestTsa.by(Levelled.TSA).at(Levelled.STAMPED).stamp(imprint())))
                        .bestTime())
                .contains(Levelled.STAMPED);
    }

    @Test
    void T02_a_token_of_somebody_who_is_no_authority_gives_no_time() {
        byte[] token = TestTsa.by(Levelled.TSA_CA.issue(Subject.named("Signer of mail")))
                .stamp(imprint());
        provesNothing(judge(with(token)), "time-stamp-authority", Outcome.UNKNOWN);
    }

    @Test
    void T03_a_token_of_an_authority_that_nobody_trusts_gives_no_time() {
        Credential stranger = TestCa.root("Stranger").issue(TestTsa.subject("TSA"));
        provesNothing(judge(with(TestTsa.by(stranger).stamp(imprint()))), "time-stamp-authority", Outcome.UNKNOWN);
        // Who may certify signers may not certify time.
        Credential issuers = Levelled.CA.issue(TestTsa.subject("TSA"));
        provesNothing(judge(with(TestTsa.by(issuers).stamp(imprint()))), "time-stamp-authority", Outcome.UNKNOWN);
    }

    @Test
    void T04_of_several_tokens_each_is_judged_and_the_earliest_trusted_one_counts() {
        byte[] earlier =
                TestTsa.by(Levelled.TSA).at(Levelled.STAMPED.minusSeconds(10)).stamp(imprint());
        SignatureJudgement two = judge(changed(d -> also(d, earlier)));
        assertThat(two.bestTime()).contains(Levelled.STAMPED.minusSeconds(10));
        assertThat(two.timeStamps()).hasSize(2);
        assertThat(two.verdict().indication()).isEqualTo(Indication.VALID);

        Credential stranger = TestCa.root("Stranger").issue(TestTsa.subject("TSA"));
        byte[] untrusted =
                TestTsa.by(stranger).at(Levelled.STAMPED.minusSeconds(20)).stamp(imprint());
        SignatureJudgement mixed = judge(changed(d -> also(d, untrusted)));
        assertThat(mixed.bestTime()).contains(Levelled.STAMPED);
        assertThat(mixed.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    private static void also(Document document, byte[] token) {
        Element first = xades(document, "EncapsulatedTimeStamp");
        Element second = (Element) first.cloneNode(true);
        second.setTextContent(Base64.getEncoder().encodeToString(token));
        first.getParentNode().appendChild(second);
    }

    @Test
    void T05_without_the_authoritys_status_from_after_the_token_there_is_no_time() {
        TrustMaterial.Builder trust = Levelled.known();
        for (TestCa ca : java.util.List.of(Levelled.ROOT, Levelled.CA, Levelled.TSA_ROOT)) {
            trust.crl(Levelled.list(ca.crl().der()));
        }
        trust.crl(Levelled.list(Levelled.TSA_CA
                .crl()
                .current(Levelled.STAMPED.minusSeconds(7200), Levelled.STAMPED.minusSeconds(3600))
                .der()));
        SignatureJudgement judgement = Levelled.judge(stamped, trust.build(), LATER);
        provesNothing(judgement, "time-stamp-authority", Outcome.UNKNOWN);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.TRY_LATER);
    }

    @Test
    void T09_a_time_stamp_from_before_the_claimed_signing_time_is_a_contradiction_beyond_a_tolerance() {
        Instant early = Levelled.SIGNED.minus(Duration.ofMinutes(6));
        SignatureJudgement judgement =
                judge(with(TestTsa.by(Levelled.TSA).at(early).stamp(imprint())));
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.TIMESTAMP_ORDER_FAILURE);
        Instant nearly = Levelled.SIGNED.minus(Duration.ofMinutes(4));
        assertThat(judge(with(TestTsa.by(Levelled.TSA).at(nearly).stamp(imprint())))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void T09_a_time_stamp_from_after_the_moment_of_judgement_gives_no_time() {
        Instant before = Levelled.STAMPED.minus(Duration.ofMinutes(6));
        SignatureJudgement judgement = Levelled.judge(stamped, Levelled.trust(), before);
        provesNothing(judgement, "time-stamp-time", Outcome.UNKNOWN);
    }

    @Test
    void bytes_that_are_no_token_are_refused() {
        provesNothing(judge(with(new byte[] {0x30, 0x00})), "time-stamp-form", Outcome.FAILED);
    }

    @Test
    void E08_a_property_that_is_not_of_the_grammar_is_refused_wherever_it_stands() {
        for (Consumer<Document> change : java.util.List.<Consumer<Document>>of(
                d -> xades(d, "SignatureTimeStamp").setAttribute("x", "y"),
                d -> xades(d, "SignatureTimeStamp").setTextContent("text"),
                d -> xades(d, "SignatureTimeStamp").appendChild(d.createElementNS(XADES, "xades:XMLTimeStamp")),
                d -> xades(d, "UnsignedProperties").appendChild(d.createElementNS(XADES, "xades:Other")),
                d -> xades(d, "EncapsulatedTimeStamp")
                        .setTextContent(xades(d, "EncapsulatedTimeStamp").getTextContent() + "\n"),
                d -> xades(d, "UnsignedSignatureProperties").appendChild(d.createTextNode(" ")),
                d -> Forger.element(d, "CanonicalizationMethod")
                        .getOwnerDocument()
                        .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "CanonicalizationMethod")
                        .item(1)
                        .getAttributes()
                        .getNamedItem("Algorithm")
                        .setNodeValue("urn:none"))) {
            SignatureJudgement judgement = judge(changed(change));
            assertThat(Fixture.outcome(judgement, "signature-structure")).contains(Outcome.FAILED);
            assertThat(judgement.content()).isEmpty();
            assertThat(judgement.level()).isEqualTo(Optional.empty());
        }
    }
}
