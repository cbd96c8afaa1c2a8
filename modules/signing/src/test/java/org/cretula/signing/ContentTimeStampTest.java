package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Consumer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
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

/** Time-stamps over data: the data are older, and nothing else follows. */
class ContentTimeStampTest {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final Instant BEFORE = Levelled.SIGNED.minusSeconds(600);
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));
    private static byte[] bare = new byte[0];
    private static byte[] content = new byte[0];

    @BeforeAll
    static void sign() throws SigningRefusedException {
        bare = Fixture.sign(Levelled.SIGNER);
        content = judge(bare).content().orElseThrow().bytes();
    }

    private static Element any(Document document, String local) {
        return (Element) document.getElementsByTagNameNS("*", local).item(0);
    }

    private static SignatureJudgement judge(byte[] signed) {
        return Levelled.judge(signed, Levelled.trust(), LATER);
    }

    private static byte[] token(Credential tsa, Instant at, byte[] over) {
        return TestTsa.by(tsa).at(at).stamp(over);
    }

    /** Signed again with a time-stamp of this name. */
    private static byte[] with(String name, byte[] token, Consumer<Element> change) {
        return Forger.resigned(bare, Levelled.SIGNER.key(), d -> {
            Element properties = any(d, "SignedDataObjectProperties");
            Element stamp = (Element) properties.appendChild(d.createElementNS(XADES, "xades:" + name));
            stamp.appendChild(d.createElementNS(XADES, "xades:EncapsulatedTimeStamp"))
                    .setTextContent(Base64.getEncoder().encodeToString(token));
            change.accept(stamp);
        });
    }

    private static byte[] all(byte[] token) {
        return with("AllDataObjectsTimeStamp", token, stamp -> {});
    }

    private static void include(Element stamp, String uri) {
        Document d = stamp.getOwnerDocument();
        Element include = d.createElementNS(XADES, "xades:Include");
        include.setAttribute("URI", uri);
        include.setAttribute("referencedData", "true");
        stamp.insertBefore(include, stamp.getFirstChild());
    }

    private static String reference(Element stamp) {
        return any(stamp.getOwnerDocument(), "Reference").getAttribute("Id");
    }

    @Test
    void T01_one_over_other_data_is_invalid() {
        SignatureJudgement judgement =
                judge(all(token(Levelled.TSA, BEFORE, "other".getBytes(StandardCharsets.UTF_8))));
        assertThat(Fixture.outcome(judgement, "time-stamp-imprint")).contains(Outcome.FAILED);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
    }

    @Test
    void one_over_all_or_over_named_objects_is_valid_and_dates_no_signature() {
        byte[] token = token(Levelled.TSA, BEFORE, content);
        for (byte[] signed : java.util.List.of(
                all(token),
                with("IndividualDataObjectsTimeStamp", token, stamp -> include(stamp, "#" + reference(stamp))))) {
            SignatureJudgement judgement = judge(signed);
            assertThat(judgement.verdict().indication())
                    .as(() -> judgement.verdict().findings().toString())
                    .isEqualTo(Indication.VALID);
            assertThat(Fixture.outcome(judgement, "content-time-stamp-order")).contains(Outcome.PASSED);
            assertThat(judgement.bestTime()).isEmpty();
            assertThat(judgement.level()).contains(SignatureLevel.B_B);
            assertThat(judgement.timeStamps()).hasSize(1);
        }
    }

    @Test
    void one_over_objects_that_are_not_signed_is_refused() {
        byte[] token = token(Levelled.TSA, BEFORE, content);
        for (String uri : java.util.List.of("#elsewhere", "#xades-properties", "")) {
            SignatureJudgement judgement =
                    judge(with("IndividualDataObjectsTimeStamp", token, stamp -> include(stamp, uri)));
            assertThat(Fixture.outcome(judgement, "content-time-stamp-objects")).contains(Outcome.FAILED);
        }
        assertThat(Fixture.outcome(
                        judge(with("IndividualDataObjectsTimeStamp", token, stamp -> {})), "signature-structure"))
                .contains(Outcome.FAILED);
    }

    @Test
    void T06_one_from_after_the_signature_contradicts_it() throws SigningRefusedException {
        byte[] late = all(token(Levelled.TSA, Levelled.SIGNED.plusSeconds(1800), content));
        SignatureJudgement judgement = judge(late);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.TIMESTAMP_ORDER_FAILURE);
    }

    @Test
    void T03_one_by_an_authority_that_nobody_trusts_proves_nothing() {
        Credential stranger = TestCa.root("Stranger").issue(TestTsa.subject("Own TSA"));
        SignatureJudgement judgement = judge(all(token(stranger, BEFORE, content)));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void its_authority_is_kept_like_any_other_when_the_seal_is_raised() throws SigningRefusedException {
        TestCa ca = Levelled.TSA_ROOT.intermediate("Other TSA CA");
        Credential tsa = ca.issue(TestTsa.subject("Other TSA"));
        TrustMaterial.Builder trust = Levelled.known().intermediate(ca.certificate());
        for (TestCa each : java.util.List.of(Levelled.ROOT, Levelled.CA, Levelled.TSA_ROOT, Levelled.TSA_CA, ca)) {
            trust.crl(Levelled.list(each.crl().der()));
        }
        byte[] raised = Levelled.augmenter(trust.build(), TestTsa.by(Levelled.TSA), Levelled.STAMPED)
                .augment(all(token(tsa, BEFORE, content)), SignatureLevel.B_LTA);
        SignatureJudgement alone = Levelled.judge(raised, Levelled.anchors().build(), LATER);
        assertThat(alone.verdict().indication())
                .as(() -> alone.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(alone.bestTime()).contains(Levelled.STAMPED);
        assertThat(alone.level()).contains(SignatureLevel.B_LTA);
    }
}
