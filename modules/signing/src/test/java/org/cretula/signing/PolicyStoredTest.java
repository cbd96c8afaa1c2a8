package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;
import org.cretula.testkit.Forger;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A signature policy in a seal, and its document beside it. */
class PolicyStoredTest {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final byte[] POLICY = "seal what you have checked".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SEALED = SignedFormsTest.signed(Fixture.enveloped()
            .policy(SignaturePolicy.of("urn:oid:1.3.6.1.4.1.99999.1", POLICY)
                    .travelling(POLICY, "urn:example:plain-text")));

    private static Element any(Document document, String local) {
        return (Element) document.getElementsByTagNameNS("*", local).item(0);
    }

    private static SignatureJudgement changed(Consumer<Document> change) {
        return Fixture.judge(Forger.changed(SEALED, change));
    }

    private static Element store(Document document) {
        return any(document, "SignaturePolicyStore");
    }

    @Test
    void E05_another_document_than_the_signer_meant_makes_it_indeterminate() {
        SignatureJudgement judgement = changed(d -> any(d, "SignaturePolicyDocument")
                .setTextContent(Base64.getEncoder().encodeToString(new byte[] {1, 2, 3})));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.POLICY_PROCESSING_ERROR);
        assertThat(judgement.content()).isPresent();
    }

    @Test
    void the_document_that_the_signer_meant_is_found_right() {
        SignatureJudgement judgement = Fixture.judge(SEALED);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.verdict().findings())
                .anyMatch(f -> f.check().equals("signature-policy")
                        && f.outcome() == Outcome.PASSED
                        && f.explanation().contains("is the one that the signer meant"));
    }

    @Test
    void a_document_that_is_elsewhere_or_missing_is_looked_up_nowhere() {
        for (SignatureJudgement judgement : java.util.List.of(
                changed(d -> d.renameNode(
                                any(d, "SignaturePolicyDocument"),
                                store(d).getNamespaceURI(),
                                "xades141:SigPolDocLocalURI")
                        .setTextContent("http://policy.example.invalid/")),
                changed(d -> {
                    Element unsigned = any(d, "UnsignedProperties");
                    unsigned.getParentNode().removeChild(unsigned);
                }))) {
            assertThat(judgement.verdict().indication())
                    .as(() -> judgement.verdict().findings().toString())
                    .isEqualTo(Indication.VALID);
            assertThat(judgement.verdict().findings())
                    .anyMatch(f -> f.check().equals("signature-policy")
                            && f.explanation().contains("did not come along"));
        }
    }

    @Test
    void a_document_without_a_policy_or_two_for_one_are_refused() throws SigningRefusedException {
        Element stranger = store(Fixture.parsed(SEALED).document());
        stranger.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xades141", stranger.getNamespaceURI());
        byte[] plain = Forger.changed(
                Fixture.sign(Fixture.EC),
                d -> any(d, "QualifyingProperties")
                        .appendChild(d.createElementNS(XADES, "xades:UnsignedProperties"))
                        .appendChild(d.createElementNS(XADES, "xades:UnsignedSignatureProperties"))
                        .appendChild(d.importNode(stranger, true)));
        for (SignatureJudgement judgement : java.util.List.of(
                Fixture.judge(plain), changed(d -> store(d).getParentNode().appendChild(store(d).cloneNode(true))))) {
            assertThat(Fixture.outcome(judgement, "signature-policy"))
                    .as(() -> judgement.verdict().findings().toString())
                    .contains(Outcome.FAILED);
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        }
    }

    @Test
    void what_does_not_belong_into_the_store_is_refused() {
        for (Consumer<Document> change : java.util.List.<Consumer<Document>>of(
                d -> store(d).appendChild(d.createTextNode(" ")),
                d -> store(d).removeChild(store(d).getFirstChild()),
                d -> store(d).getFirstChild().appendChild(d.createElementNS(XADES, "xades:More")),
                d -> store(d).setAttribute("more", "x"))) {
            assertThat(Fixture.outcome(changed(change), "signature-structure")).contains(Outcome.FAILED);
        }
    }

    @Test
    void a_policy_that_is_implied_is_told_and_two_are_refused() {
        byte[] implied = Forger.resigned(SEALED, Fixture.EC.key(), d -> {
            Element id = any(d, "SignaturePolicyId");
            id.getParentNode().replaceChild(d.createElementNS(XADES, "xades:SignaturePolicyImplied"), id);
            Element unsigned = any(d, "UnsignedProperties");
            unsigned.getParentNode().removeChild(unsigned);
        });
        SignatureJudgement judgement = Fixture.judge(implied);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        byte[] two = Forger.resigned(SEALED, Fixture.EC.key(), d -> {
            Element policy = any(d, "SignaturePolicyIdentifier");
            policy.getParentNode().appendChild(policy.cloneNode(true));
        });
        assertThat(Fixture.outcome(Fixture.judge(two), "signature-structure")).contains(Outcome.FAILED);
    }
}
