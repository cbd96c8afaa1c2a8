package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.Purpose;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What counter-signatures are to the one who judges: told each for itself, and no part of what is said of the seal. */
class CounterSignedTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));
    private static final Credential EMBASSY = Levelled.CA.issue(Subject.named("Embassy"));
    private static byte[] countersigned = new byte[0];

    @BeforeAll
    static void countersign() throws SigningRefusedException {
        countersigned = by(EMBASSY, Fixture.sign(Levelled.SIGNER), 0);
    }

    /** With a counter-signature of the signature of this number. */
    static byte[] by(Credential credential, byte[] signed, int number) throws SigningRefusedException {
        return by(credential, signed, number, Fixture.SIGNED.plusSeconds(5));
    }

    static byte[] by(Credential credential, byte[] signed, int number, Instant time) throws SigningRefusedException {
        XmlParse.Parsed parsed = Fixture.parsed(signed);
        return new XadesSigner(Fixture.entry(credential), Fixture.PROVIDERS)
                .sign(
                        SignatureRequest.counterSignature(parsed.document(), SignedFormsTest.signature(parsed, number)),
                        time);
    }

    private static SignatureJudgement judge(byte[] signed) {
        return Levelled.judge(signed, Levelled.trust(), LATER);
    }

    /** The judgement of the only counter-signature, after it was seen that the seal is as valid as ever. */
    private static SignatureJudgement only(byte[] signed) {
        SignatureJudgement judgement = judge(signed);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.content()).isPresent();
        assertThat(judgement.bestTime()).isEmpty();
        assertThat(judgement.counterSignatures()).hasSize(1);
        return judgement.counterSignatures().get(0);
    }

    private static SignatureJudgement changed(Consumer<Document> change) {
        return only(Forger.changed(countersigned, change));
    }

    private static Element ds(Document document, String local, int number) {
        return (Element) document.getElementsByTagNameNS(DS, local).item(number);
    }

    private static Element counter(Document document) {
        return (Element)
                document.getElementsByTagNameNS(XADES, "CounterSignature").item(0);
    }

    @Test
    void a_counter_signature_by_a_trusted_signer_is_valid_and_names_him() {
        SignatureJudgement counter = only(countersigned);
        assertThat(counter.verdict().indication())
                .as(() -> counter.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(counter.signer()).contains(EMBASSY.certificate());
        assertThat(counter.content()).isEmpty();
        assertThat(counter.claimedTime()).contains(Fixture.SIGNED.plusSeconds(5));
    }

    @Test
    void one_that_was_changed_is_invalid_and_the_seal_is_not() {
        assertThat(changed(d -> ds(d, "DigestValue", 4).setTextContent("AAAA"))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.INVALID);
        assertThat(changed(d -> d.getElementsByTagNameNS(XADES, "SigningTime")
                                .item(1)
                                .setTextContent("2020-01-01T00:00:00Z"))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.INVALID);
    }

    @Test
    void one_by_a_stranger_is_indeterminate_and_the_seal_is_not() throws SigningRefusedException {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("No embassy"));
        SignatureJudgement counter = only(by(stranger, Fixture.sign(Levelled.SIGNER), 0));
        assertThat(counter.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(counter.verdict().subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void a_trusted_counter_signer_does_not_make_a_strangers_seal_valid() throws SigningRefusedException {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("No chamber"));
        SignatureJudgement judgement = judge(by(EMBASSY, Fixture.sign(stranger), 0));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.counterSignatures().get(0).verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void E06_one_that_was_copied_from_another_seal_is_invalid() throws SigningRefusedException {
        byte[] other = by(EMBASSY, Fixture.sign(Levelled.CA.issue(Subject.named("Other"))), 0);
        Element copied = counter(Fixture.parsed(other).document());
        SignatureJudgement judgement = judge(
                Forger.changed(countersigned, d -> counter(d).getParentNode().appendChild(d.importNode(copied, true))));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(judgement.counterSignatures())
                .extracting(c -> c.verdict().indication())
                .containsExactly(Indication.VALID, Indication.INVALID);
    }

    @Test
    void E06_one_that_signs_something_else_of_the_document_is_invalid() throws SigningRefusedException {
        // A signature over the signed properties, put where a counter-signature belongs.
        byte[] forged = Forger.changed(countersigned, d -> {
            String properties = ((Element)
                            d.getElementsByTagNameNS(XADES, "SignedProperties").item(0))
                    .getAttribute("Id");
            ds(d, "Reference", 2).setAttribute("URI", "#" + properties);
            // Else nothing refers to it any more.
            ds(d, "SignatureValue", 0).removeAttribute("Id");
        });
        SignatureJudgement counter = only(forged);
        assertThat(Fixture.outcome(counter, "counter-signed-value")).contains(Outcome.FAILED);
        assertThat(counter.verdict().indication()).isEqualTo(Indication.INVALID);
    }

    /** With this token as the counter-signature's own signature time-stamp. */
    private static byte[] stamped(byte[] token) {
        return Forger.changed(countersigned, d -> {
            Element properties = (Element) ds(d, "Signature", 1)
                    .getElementsByTagNameNS(XADES, "QualifyingProperties")
                    .item(0);
            properties
                    .appendChild(d.createElementNS(XADES, "xades:UnsignedProperties"))
                    .appendChild(d.createElementNS(XADES, "xades:UnsignedSignatureProperties"))
                    .appendChild(d.createElementNS(XADES, "xades:SignatureTimeStamp"))
                    .appendChild(d.createElementNS(XADES, "xades:EncapsulatedTimeStamp"))
                    .setTextContent(java.util.Base64.getEncoder().encodeToString(token));
        });
    }

    private static byte[] stamp(int value) {
        return TestTsa.by(Levelled.TSA)
                .at(Levelled.STAMPED)
                .stamp(canonical(ds(Fixture.parsed(countersigned).document(), "SignatureValue", value)));
    }

    private static byte[] canonical(Element element) {
        try {
            java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
            org.apache.xml.security.c14n.Canonicalizer.getInstance("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")
                    .canonicalizeSubtree(element, out);
            return out.toByteArray();
        } catch (org.apache.xml.security.exceptions.XMLSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void E06_a_time_stamp_of_the_counter_signer_dates_him_and_not_the_seal() {
        SignatureJudgement counter = only(stamped(stamp(1)));
        assertThat(counter.verdict().indication())
                .as(() -> counter.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(counter.bestTime()).contains(Levelled.STAMPED);
        assertThat(counter.level()).contains(SignatureLevel.B_T);
    }

    @Test
    void E06_the_seals_own_time_stamp_moved_to_the_counter_signer_is_over_something_else() {
        SignatureJudgement counter = only(stamped(stamp(0)));
        assertThat(Fixture.outcome(counter, "time-stamp-imprint")).contains(Outcome.FAILED);
        assertThat(counter.bestTime()).isEmpty();
    }

    @Test
    void more_tokens_than_are_examined_are_said_to_be_so_by_the_counter_signature() {
        byte[] many = Forger.changed(stamped(stamp(1)), d -> {
            Element stamp = (Element)
                    d.getElementsByTagNameNS(XADES, "SignatureTimeStamp").item(0);
            for (int i = 0; i < 31; i++) {
                stamp.getParentNode().appendChild(stamp.cloneNode(true));
            }
            counter(d).getParentNode().appendChild(counter(d).cloneNode(true));
        });
        SignatureJudgement judgement = judge(many);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(judgement.counterSignatures().get(0).timeStamps()).hasSize(32);
        assertThat(judgement.counterSignatures().get(1).verdict().subIndication())
                .contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void one_whose_form_is_unknown_is_told_and_the_seal_is_valid() {
        SignatureJudgement counter =
                changed(d -> ds(d, "Signature", 1).appendChild(d.createElementNS(DS, "ds:Object")));
        assertThat(counter.verdict().subIndication()).contains(SubIndication.FORMAT_FAILURE);
        assertThat(counter.signer()).isEmpty();
    }

    @Test
    void what_is_no_counter_signature_has_no_place_among_them() {
        for (Consumer<Document> change : java.util.List.<Consumer<Document>>of(
                d -> counter(d).appendChild(ds(d, "Signature", 1).cloneNode(true)),
                d -> counter(d).setAttribute("Target", "x"),
                d -> counter(d).removeChild(ds(d, "Signature", 1)),
                d -> counter(d).appendChild(d.createTextNode("hello")))) {
            SignatureJudgement judgement = judge(Forger.changed(countersigned, change));
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
            assertThat(Fixture.outcome(judgement, "signature-structure")).contains(Outcome.FAILED);
        }
    }

    @Test
    void an_Id_of_the_value_to_which_nothing_refers_is_refused() {
        for (byte[] signed : java.util.List.of(
                countersigned,
                Forger.changed(
                        countersigned,
                        d -> counter(d)
                                .getParentNode()
                                .getParentNode()
                                .getParentNode()
                                .removeChild(counter(d).getParentNode().getParentNode())))) {
            SignatureJudgement judgement =
                    judge(Forger.changed(signed, d -> ds(d, "SignatureValue", 0).setAttribute("Id", "other")));
            assertThat(Fixture.outcome(judgement, "signature-structure")).contains(Outcome.FAILED);
        }
    }

    @Test
    void counter_signatures_of_counter_signatures_are_told_below_them_and_not_without_end()
            throws SigningRefusedException {
        byte[] signed = countersigned;
        for (int depth = 1; depth <= 4; depth++) {
            signed = by(EMBASSY, signed, depth, Fixture.SIGNED.plusSeconds(10L + depth));
        }
        SignatureJudgement at = only(signed);
        for (int depth = 2; depth <= 4; depth++) {
            assertThat(at.verdict().indication()).isEqualTo(Indication.VALID);
            assertThat(at.counterSignatures()).hasSize(1);
            at = at.counterSignatures().get(0);
        }
        assertThat(at.counterSignatures().get(0).verdict().subIndication()).contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void more_counter_signatures_than_are_examined_are_said_to_be_so_once() {
        byte[] many = Forger.changed(countersigned, d -> {
            for (int i = 0; i < 40; i++) {
                counter(d).getParentNode().appendChild(counter(d).cloneNode(true));
            }
        });
        SignatureJudgement judgement = judge(many);
        assertThat(judgement.counterSignatures()).hasSize(17);
        assertThat(judgement.counterSignatures().get(16).verdict().subIndication())
                .contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void the_anchor_of_the_counter_signer_is_enough_for_him() throws SigningRefusedException {
        TestCa other = TestCa.root("Foreign ministry");
        Credential legaliser = other.issue(Subject.named("Legaliser"));
        byte[] signed = by(legaliser, Fixture.sign(Levelled.SIGNER), 0);
        SignatureJudgement judgement = Levelled.judge(
                signed,
                Levelled.known()
                        .anchor(Purpose.ISSUER, other.certificate())
                        .crl(Levelled.list(other.crl().der()))
                        .build(),
                LATER);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.counterSignatures())
                .extracting(c -> c.verdict().indication(), SignatureJudgement::level)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(Indication.VALID, Optional.of(SignatureLevel.B_B)));
    }
}
