package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.KeyEntry;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/** A legalised certificate: whatever is to be said of the counter-signature, the verdict is that of the seal. */
class CounterSignedSealTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final byte[] SEALED = Fixture.sealed("co-wine-timber-textiles.xml", Fixture.EC);

    private static byte[] by(Credential credential, byte[] sealed) {
        XmlParse.Parsed parsed = (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(sealed);
        XmlElement seal = new XmlElement((Element)
                parsed.document().getElementsByTagNameNS(DS, "Signature").item(0));
        try {
            return new XadesSigner(new KeyEntry(credential.key(), credential.chain()), Fixture.PROVIDERS)
                    .sign(SignatureRequest.counterSignature(parsed.document(), seal), Fixture.SEALED.plusSeconds(60));
        } catch (SigningRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Judgement judge(byte[] file) {
        return Fixture.JUDGE.judge(file, Fixture.NOW);
    }

    @Test
    void the_reports_name_the_counter_signer_and_what_is_to_be_said_of_him() {
        Judgement judgement = judge(by(Fixture.RSA, SEALED));
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.verified()).isPresent();
        assertThat(TextReport.render("f", judgement))
                .contains("  counter-signed by", "CN=Ministry of Trade,", "which is VALID\n");
        assertThat(JsonReport.render("f", judgement))
                .contains("\"counterSignatures\":[{\"verdict\":\"VALID\",\"subIndication\":null,\"level\":\"B-B\"");
    }

    @Test
    void a_certificate_without_one_says_so() {
        Judgement judgement = judge(SEALED);
        assertThat(TextReport.render("f", judgement)).doesNotContain("counter-signed");
        assertThat(JsonReport.render("f", judgement)).contains("\"counterSignatures\":[]");
    }

    @Test
    void a_bad_legalisation_leaves_a_good_seal_valid_and_a_good_one_saves_no_bad_seal() {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("No ministry"));
        Judgement strange = judge(by(stranger, SEALED));
        assertThat(strange.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(TextReport.render("f", strange)).contains("which is INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND): ");
        Judgement foreign = judge(by(Fixture.RSA, Fixture.sealed("co-wine-timber-textiles.xml", stranger)));
        assertThat(foreign.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(foreign.seal().orElseThrow().counterSignatures())
                .singleElement()
                .matches(c -> c.verdict().indication() == Indication.VALID);
    }

    @Test
    void X16_a_signature_that_only_looks_like_a_counter_signature_is_a_second_one() {
        byte[] signed = by(Fixture.RSA, SEALED);
        Judgement beside = judge(Forger.changed(signed, d -> {
            Element counter =
                    (Element) d.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.3.2#", "CounterSignature")
                            .item(0);
            counter.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xades", "http://uri.etsi.org/01903/v1.3.2#");
            counter.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:ds", DS);
            d.getElementsByTagNameNS(DS, "Signature").item(0).getParentNode().appendChild(counter);
        }));
        assertThat(beside.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(Fixture.outcome(beside, "signature-slot")).contains(Outcome.FAILED);
    }

    @Test
    void an_identifier_used_twice_is_a_fault_of_the_document_in_a_counter_signature_too() {
        Judgement judgement = judge(Forger.changed(by(Fixture.RSA, SEALED), d -> {
            Element seal = (Element) d.getElementsByTagNameNS(DS, "Signature").item(0);
            ((Element) d.getElementsByTagNameNS(DS, "Signature").item(1)).setAttribute("Id", seal.getAttribute("Id"));
        }));
        assertThat(Fixture.outcome(judgement, "closed-profile")).contains(Outcome.FAILED);
    }
}
