package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

class AugmenterTest {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String XADES_141 = "http://uri.etsi.org/01903/v1.4.1#";
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));

    /** Judged with the anchors alone: what else it takes must stand in the document. */
    private static SignatureJudgement alone(byte[] signed, Instant at) {
        return Levelled.judge(signed, Levelled.anchors().build(), at);
    }

    private static NodeList all(byte[] signed, String namespace, String local) {
        return Fixture.parsed(signed).document().getElementsByTagNameNS(namespace, local);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureLevel.class,
            names = {"B_T", "B_LT", "B_LTA"})
    void each_level_is_reached_from_each_one_below(SignatureLevel level) throws SigningRefusedException {
        for (SignatureLevel from : SignatureLevel.values()) {
            if (from.compareTo(level) < 0) {
                byte[] raised =
                        Levelled.augmenter(Levelled.STAMPED.plusSeconds(60)).augment(Levelled.at(from), level);
                SignatureJudgement judgement = Levelled.judge(raised, Levelled.trust(), LATER);
                assertThat(judgement.verdict().indication())
                        .as(() -> judgement.verdict().findings().toString())
                        .isEqualTo(Indication.VALID);
                assertThat(judgement.level()).contains(level);
            }
        }
    }

    @Test
    void at_B_LT_the_anchors_are_enough_and_at_B_T_they_are_not() throws SigningRefusedException {
        SignatureJudgement kept = alone(Levelled.at(SignatureLevel.B_LT), LATER);
        assertThat(kept.verdict().indication())
                .as(() -> kept.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(kept.level()).contains(SignatureLevel.B_LT);
        assertThat(alone(Levelled.at(SignatureLevel.B_T), LATER).verdict().indication())
                .isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void nothing_is_embedded_twice() throws SigningRefusedException {
        byte[] once = Levelled.at(SignatureLevel.B_LTA);
        byte[] again =
                Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(1))).augment(once, SignatureLevel.B_LTA);
        for (byte[] signed : List.of(once, again)) {
            Set<String> seen = new HashSet<>();
            for (String name : List.of("EncapsulatedX509Certificate", "EncapsulatedCRLValue")) {
                NodeList values = all(signed, XADES, name);
                for (int i = 0; i < values.getLength(); i++) {
                    assertThat(seen.add(values.item(i).getTextContent())).isTrue();
                }
            }
            NodeList inKeyInfo = all(signed, "http://www.w3.org/2000/09/xmldsig#", "X509Certificate");
            for (int i = 0; i < inKeyInfo.getLength(); i++) {
                assertThat(seen.add(inKeyInfo.item(i).getTextContent())).isTrue();
            }
        }
    }

    @Test
    void what_was_signed_is_not_touched() throws SigningRefusedException {
        byte[] before = Levelled.at(SignatureLevel.B_B);
        byte[] after = Levelled.augmenter(Levelled.STAMPED).augment(before, SignatureLevel.B_LTA);
        String text = new String(after, StandardCharsets.UTF_8);
        int from = text.indexOf("<xades:UnsignedProperties>");
        int to = text.indexOf("</xades:UnsignedProperties>") + "</xades:UnsignedProperties>".length();
        assertThat(text.substring(0, from) + text.substring(to)).isEqualTo(new String(before, StandardCharsets.UTF_8));
        assertThat(text.substring(from, to)).doesNotContain("&#xD;").doesNotContain("\n");
    }

    @Test
    void a_further_archive_time_stamp_keeps_a_signature_whose_first_authority_has_expired()
            throws SigningRefusedException {
        Instant end = Levelled.STAMPED.plus(Duration.ofDays(30));
        Credential shortLived =
                Levelled.TSA_CA.issue(TestTsa.subject("Short TSA").valid(TestCa.start(), end));
        byte[] first = Levelled.augmenter(Levelled.trust(), TestTsa.by(shortLived), Levelled.STAMPED)
                .augment(Levelled.at(SignatureLevel.B_B), SignatureLevel.B_LTA);
        assertThat(Levelled.judge(first, Levelled.trust(), end.minusSeconds(10))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
        SignatureJudgement late = Levelled.judge(first, Levelled.trust(), end.plusSeconds(10));
        assertThat(late.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(late.bestTime()).isEmpty();

        byte[] renewed = Levelled.augmenter(end.minusSeconds(100)).augment(first, SignatureLevel.B_LTA);
        SignatureJudgement kept = Levelled.judge(renewed, Levelled.trust(), end.plusSeconds(10));
        assertThat(kept.verdict().indication())
                .as(() -> kept.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(kept.bestTime()).contains(Levelled.STAMPED);
        assertThat(kept.level()).contains(SignatureLevel.B_LTA);
    }

    @Test
    void T06_whatever_changes_below_an_archive_time_stamp_breaks_it() throws SigningRefusedException {
        byte[] kept = Levelled.at(SignatureLevel.B_LTA);
        for (Consumer<Document> change : List.<Consumer<Document>>of(
                d -> swap(first(d, XADES, "SignatureTimeStamp")),
                d -> remove(first(d, XADES_141, "TimeStampValidationData")),
                d -> remove(first(d, XADES, "EncapsulatedCRLValue")),
                d -> first(d, XADES, "SignatureTimeStamp").setAttribute("Id", "x"))) {
            SignatureJudgement judgement = Levelled.judge(Forger.changed(kept, change), Levelled.trust(), LATER);
            assertThat(judgement.verdict().findings())
                    .anyMatch(f -> f.check().equals("time-stamp-imprint") && f.outcome() == Outcome.FAILED);
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        }
    }

    @Test
    void T06_an_archive_time_stamp_from_before_the_signature_time_stamp_is_out_of_order()
            throws SigningRefusedException {
        byte[] stamped = Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(1)))
                .augment(Levelled.at(SignatureLevel.B_B), SignatureLevel.B_LT);
        // The clocks of client and authority agree on a day that is past.
        byte[] early = Levelled.augmenter(Levelled.STAMPED).augment(stamped, SignatureLevel.B_LTA);
        SignatureJudgement judgement = Levelled.judge(early, Levelled.trust(), LATER);
        assertThat(judgement.verdict().findings())
                .anyMatch(f -> f.check().equals("time-stamp-time") && f.outcome() == Outcome.UNKNOWN);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void E08_evidence_that_was_added_by_a_stranger_convinces_nobody() throws SigningRefusedException {
        TestCa stranger = TestCa.root(Subject.named("Signer CA"));
        byte[] forged = Forger.changed(Levelled.at(SignatureLevel.B_LT), d -> {
            NodeList lists = d.getElementsByTagNameNS(XADES, "EncapsulatedCRLValue");
            for (int i = 0; i < lists.getLength(); i++) {
                lists.item(i)
                        .setTextContent(java.util.Base64.getEncoder()
                                .encodeToString(stranger.crl().der()));
            }
        });
        assertThat(alone(forged, LATER).verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    private static Element first(Document document, String namespace, String... locals) {
        for (String local : locals) {
            if (document.getElementsByTagNameNS(namespace, local).item(0) instanceof Element e) {
                return e;
            }
        }
        throw new IllegalStateException("no " + String.join(", ", locals));
    }

    private static void remove(Element element) {
        element.getParentNode().removeChild(element);
    }

    private static void swap(Element element) {
        Node next = element.getNextSibling();
        element.getParentNode().insertBefore(next, element);
    }

    @ParameterizedTest
    @EnumSource(
            value = SignatureLevel.class,
            names = {"B_T", "B_LT", "B_LTA"})
    void without_an_authority_to_ask_no_level_is_reached(SignatureLevel level) throws SigningRefusedException {
        Augmenter augmenter = new Augmenter(Levelled.trust(), Levelled.PROVIDERS, Levelled.clock(Levelled.STAMPED));
        byte[] signed = Levelled.at(SignatureLevel.B_B);
        assertThatThrownBy(() -> augmenter.augment(signed, level))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("time-stamp");
    }

    @Test
    void an_authority_that_lies_leaves_no_half_written_signature() throws SigningRefusedException {
        byte[] signed = Levelled.at(SignatureLevel.B_B);
        Augmenter augmenter =
                Levelled.augmenter(Levelled.trust(), TestTsa.by(Levelled.TSA).imprint(new byte[32]), Levelled.STAMPED);
        assertThatThrownBy(() -> augmenter.augment(signed, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("is over something else");
    }

    @Test
    void a_status_that_is_unknown_stale_or_bad_refuses_B_LT() throws SigningRefusedException {
        byte[] signed = Levelled.at(SignatureLevel.B_T);
        for (TrustMaterial trust : List.of(
                Levelled.anchors().build(),
                with(Levelled.CA
                        .crl()
                        .current(Levelled.STAMPED.minusSeconds(7200), Levelled.STAMPED.minusSeconds(3600))),
                with(Levelled.CA.crl().revoke(Levelled.SIGNER.certificate(), Levelled.SIGNED.minusSeconds(60), 1)))) {
            assertThatThrownBy(() -> Levelled.augmenter(trust, TestTsa.by(Levelled.TSA), LATER)
                            .augment(signed, SignatureLevel.B_LT))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("evidence is missing");
        }
    }

    private static TrustMaterial with(org.cretula.testkit.TestCrl list) {
        TrustMaterial.Builder trust = Levelled.known();
        for (TestCa ca : List.of(Levelled.ROOT, Levelled.TSA_ROOT, Levelled.TSA_CA)) {
            trust.crl(Levelled.list(ca.crl().der()));
        }
        return trust.crl(Levelled.list(list.der())).build();
    }

    @Test
    void a_signature_that_does_not_verify_is_not_kept() throws SigningRefusedException {
        byte[] changed = new String(Levelled.at(SignatureLevel.B_B), StandardCharsets.UTF_8)
                .replace("2400", "2500")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Levelled.augmenter(Levelled.STAMPED).augment(changed, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("changed after it was signed");
    }

    @Test
    void a_level_that_the_signature_has_is_not_given_twice() throws SigningRefusedException {
        for (SignatureLevel level : List.of(SignatureLevel.B_B, SignatureLevel.B_T, SignatureLevel.B_LT)) {
            byte[] signed = Levelled.at(level);
            assertThatThrownBy(() -> Levelled.augmenter(Levelled.STAMPED).augment(signed, level))
                    .isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void what_is_no_signed_document_is_refused() {
        for (String text : List.of("", "<doc/>", "no xml")) {
            assertThatThrownBy(() -> Levelled.augmenter(Levelled.STAMPED)
                            .augment(text.getBytes(StandardCharsets.UTF_8), SignatureLevel.B_T))
                    .isInstanceOf(SigningRefusedException.class);
        }
    }
}
