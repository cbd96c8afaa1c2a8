package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cretula.certificate.CertificateReader;
import org.cretula.certificate.CertificateReading;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

class SealJudgeTest {

    private static final String WINE = "co-wine-timber-textiles.xml";
    private static final byte[] SEALED = Fixture.sealed(WINE, Fixture.EC);
    private static final String UBL = "urn:oasis:names:specification:ubl:schema:xsd:";

    private static Judgement judge(byte[] file) {
        return Fixture.JUDGE.judge(file, Fixture.NOW);
    }

    private static Judgement replaced(String from, String to) {
        String xml = new String(SEALED, StandardCharsets.UTF_8);
        assertThat(xml).contains(from);
        return judge(xml.replaceFirst(Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
    }

    private static void refusedBy(Judgement judgement, String check) {
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.INVALID);
        assertThat(Fixture.outcome(judgement, check))
                .as(() -> judgement.verdict().findings().toString())
                .contains(Outcome.FAILED);
        assertThat(judgement.verified()).isEmpty();
    }

    /** A forgery that the signer's own key was misused for: digests and value are right, only its shape is not. */
    private static Judgement forged(Consumer<Document> change) {
        return judge(Forger.resigned(SEALED, Fixture.EC.key(), change));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "co-wine-timber-textiles.xml",
                "co-regional-value-third-party-invoice.xml",
                "co-retroactive-replacement.xml",
                "co-chamber-non-preferential.xml",
                "co-back-to-back-cumulation.xml"
            })
    void a_sealed_certificate_is_valid_and_says_what_was_sealed(String example) {
        for (Credential signer : new Credential[] {Fixture.EC, Fixture.RSA}) {
            Judgement judgement = judge(Fixture.sealed(example, signer));
            assertThat(judgement.verdict().indication())
                    .as(() -> judgement.verdict().findings().toString())
                    .isEqualTo(Indication.VALID);
            CertificateReading before = new CertificateReader().read(Fixture.example(example));
            assertThat(judgement.verified().orElseThrow().certificate())
                    .isEqualTo(((CertificateReading.Read) before).certificate());
            assertThat(judgement.content()).isNotEmpty().noneMatch(f -> f.outcome() == Outcome.FAILED);
            assertThat(judgement.level()).contains("B-B");
        }
    }

    @Test
    void a_weight_changed_after_sealing_is_invalid_and_the_check_is_named() {
        String xml = new String(SEALED, StandardCharsets.UTF_8);
        int at = xml.indexOf("GrossWeightMeasure");
        int digit = xml.indexOf('>', at) + 1;
        byte[] changed = SEALED.clone();
        changed[xml.substring(0, digit).getBytes(StandardCharsets.UTF_8).length] ^= 1;
        Judgement judgement = judge(changed);
        refusedBy(judgement, "reference-digest");
        assertThat(judgement.certificate()).isEmpty();
    }

    @Test
    void X16_a_certificate_without_any_signature_is_refused() {
        refusedBy(judge(Fixture.example(WINE)), "signature-slot");
    }

    private static Element signature(Document document) {
        return Forger.element(document, "Signature");
    }

    /** The original, signed, document element as a child to be hidden somewhere. */
    private static Element original(Document document) {
        return (Element) document.getDocumentElement().cloneNode(true);
    }

    private static Element slot(Document document) {
        return (Element) signature(document).getParentNode();
    }

    @Test
    void X01_to_X08_a_wrapped_original_is_refused_wherever_it_is_hidden() {
        Consumer<Document> alter =
                d -> ((Element) d.getElementsByTagNameNS(UBL + "CommonBasicComponents-2", "GrossWeightMeasure")
                                .item(0))
                        .setTextContent("9");
        java.util.List<Consumer<Document>> hidings = java.util.List.of(
                d -> signature(d).appendChild(original(d)), // XSW1
                d -> slot(d).appendChild(original(d)), // XSW2
                d -> d.getDocumentElement()
                        .insertBefore(original(d), d.getDocumentElement().getFirstChild()), // XSW3
                d -> d.getDocumentElement().appendChild(original(d)), // XSW4
                d -> { // XSW5
                    Element copy = original(d);
                    Element inner =
                            (Element) copy.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                                    .item(0);
                    inner.getParentNode().removeChild(inner);
                    d.getDocumentElement().appendChild(copy);
                },
                d -> Forger.element(d, "KeyInfo").appendChild(original(d)), // XSW6
                d -> { // XSW7
                    Node extensions = d.getElementsByTagNameNS(UBL + "CommonExtensionComponents-2", "UBLExtensions")
                            .item(0);
                    extensions.appendChild(original(d));
                },
                d -> Forger.element(d, "Object").appendChild(original(d))); // XSW8
        for (Consumer<Document> hide : hidings) {
            Judgement judgement = judge(Forger.changed(SEALED, hide.andThen(alter)));
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
            assertThat(judgement.certificate()).isEmpty();
        }
    }

    @Test
    void X10_two_elements_with_one_identifier_are_refused() {
        refusedBy(forged(d -> slot(d).setAttribute("Id", signature(d).getAttribute("Id"))), "closed-profile");
    }

    @Test
    void E10_a_second_signature_is_refused() {
        refusedBy(
                judge(Forger.changed(SEALED, d -> {
                    Element second = (Element) signature(d).cloneNode(true);
                    second.setAttribute("Id", "second");
                    slot(d).appendChild(second);
                })),
                "signature-slot");
    }

    @Test
    void a_signature_outside_its_slot_is_refused() {
        refusedBy(forged(d -> d.getDocumentElement().appendChild(signature(d))), "signature-slot");
        refusedBy(forged(d -> slot(d).getParentNode().appendChild(signature(d))), "signature-slot");
    }

    @Test
    void M01_M03_M12_X30_comments_instructions_and_xml_1_1_are_refused_although_core_validation_ignores_them() {
        String xml = new String(SEALED, StandardCharsets.UTF_8);
        refusedBy(judge((xml + "<!-- epilog -->").getBytes(StandardCharsets.UTF_8)), "closed-profile");
        refusedBy(replaced("<cbc:ID>", "<cbc:ID><!-- -->"), "closed-profile");
        refusedBy(
                replaced("<CertificateOfOrigin", "<?xml-stylesheet href='x.css'?><CertificateOfOrigin"),
                "closed-profile");
        refusedBy(replaced("version=\"1.0\"", "version=\"1.1\""), "closed-profile");
        refusedBy(judge(("\uFEFF" + xml).getBytes(StandardCharsets.UTF_8)), "closed-profile");
        refusedBy(judge(xml.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16)), "closed-profile");
    }

    @Test
    void M13_character_references_and_cdata_change_nothing() {
        Judgement plain = judge(SEALED);
        Judgement odd = replaced("<cbc:ID>", "<cbc:ID><![CDATA[]]>");
        assertThat(odd.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(odd.verified().orElseThrow().certificate())
                .isEqualTo(plain.verified().orElseThrow().certificate());
    }

    @Test
    void a_sealed_document_that_is_no_certificate_of_the_profile_is_refused() {
        refusedBy(
                forged(d -> {
                    Element extra = d.createElementNS(UBL + "CommonBasicComponents-2", "cbc:Note");
                    extra.setTextContent("nobody reads me");
                    Element id = (Element) d.getElementsByTagNameNS(UBL + "CommonBasicComponents-2", "UUID")
                            .item(0);
                    id.getParentNode().insertBefore(extra, id);
                }),
                "certificate-profile");
        Judgement renamed = judge("<a/>".getBytes(StandardCharsets.UTF_8));
        refusedBy(renamed, "closed-profile");
    }

    @Test
    void C02_a_revoked_signer_is_indeterminate_now_and_was_valid_before() {
        Instant revoked = Instant.parse("2026-11-24T08:30:00Z");
        SealJudge judge = Fixture.judge(Fixture.CA
                .crl()
                .current(Instant.parse("2026-11-24T08:45:00Z"), Instant.parse("2026-12-24T00:00:00Z"))
                .revoke(Fixture.EC.certificate(), revoked, 1));
        Judgement now = judge.judge(SEALED, Fixture.NOW);
        assertThat(now.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(now.verdict().subIndication()).contains(SubIndication.REVOKED_NO_POE);
        assertThat(now.verdict().decisive().orElseThrow().explanation()).contains("2026-11-24");
        assertThat(now.certificate()).isPresent();
        assertThat(now.verified()).isEmpty();
        Judgement before = judge.judge(SEALED, revoked.minusSeconds(60));
        assertThat(before.verdict().indication())
                .as(() -> before.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void C01_an_expired_signer_is_indeterminate_for_want_of_a_proof_of_existence() {
        Credential shortLived = Fixture.CA.issue(Subject.named("Short-lived")
                .valid(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-01T00:00:00Z")));
        byte[] sealed = Fixture.sealed(WINE, shortLived);
        Judgement later = Fixture.JUDGE.judge(sealed, Instant.parse("2027-01-01T00:00:00Z"));
        assertThat(later.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(later.verdict().subIndication()).contains(SubIndication.OUT_OF_BOUNDS_NO_POE);
        assertThat(judge(sealed).verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void an_unknown_root_is_indeterminate_and_the_remedy_names_what_is_missing() {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("Strange chamber"));
        Judgement judgement = judge(Fixture.sealed(WINE, stranger));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.verdict().decisive().orElseThrow().remedy()).isPresent();
    }

    @Test
    void no_input_at_all_makes_it_throw() {
        byte[][] inputs = {
            {},
            new byte[1000],
            "no xml".getBytes(StandardCharsets.UTF_8),
            Arrays.copyOf(SEALED, SEALED.length / 2),
            "<a>".repeat(1_000_000).getBytes(StandardCharsets.UTF_8),
            "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".getBytes(StandardCharsets.UTF_8)
        };
        for (byte[] input : inputs) {
            Judgement judgement = judge(input);
            assertThat(judgement.verdict().indication()).isNotEqualTo(Indication.VALID);
            assertThat(judgement.verified()).isEmpty();
        }
        assertThat(judge(new byte[SealJudge.MAX_BYTES + 1]).verdict().subIndication())
                .contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void a_thousand_random_mutants_never_throw_and_never_show_another_certificate_as_valid() {
        Random random = new Random(20261124);
        var expected = judge(SEALED).verified().orElseThrow().certificate();
        for (int n = 0; n < 1000; n++) {
            byte[] mutant = SEALED.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            }
            assertThatCode(() -> judge(mutant)
                            .verified()
                            .ifPresent(v -> assertThat(v.certificate()).isEqualTo(expected)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void a_file_that_was_not_read_to_its_end_is_given_no_digest() {
        byte[] read = new byte[SealJudge.MAX_BYTES + 1];
        Judgement judgement = judge(read);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.RESOURCE_LIMIT);
        assertThat(judgement.sha256()).isEmpty();
        assertThat(JsonReport.render("large.xml", judgement)).contains("\"sha256\":null");
        assertThat(TextReport.render("large.xml", judgement)).contains("not read to its end");
        assertThat(judge(new byte[0]).sha256())
                .contains("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void the_reports_give_the_answer_first_and_the_same_bytes_again() {
        Judgement valid = judge(SEALED);
        assertThat(TextReport.render("co.xml", valid))
                .startsWith("co.xml\n  VALID")
                .contains("authority", "not checked");
        assertThat(JsonReport.render("co.xml", valid))
                .isEqualTo(JsonReport.render("co.xml", judge(SEALED)))
                .contains("\"verdict\":\"VALID\"", "\"authority\":\"NOT_CHECKED\"", "\"bestSignatureTime\":null")
                .doesNotContain("\n");
        Judgement unsealed = judge(Fixture.example(WINE));
        assertThat(TextReport.render("a\nb\u001B[31m.xml", unsealed)).startsWith("a\uFFFDb\uFFFD[31m.xml\n  INVALID");
    }

    @Test
    void X30_nothing_but_the_signature_has_room_in_the_extension_of_the_seal() {
        java.util.List<Consumer<Document>> additions = java.util.List.of(
                d -> slot(d).appendChild(unsealed(d)),
                d -> slot(d).insertBefore(unsealed(d), signature(d)),
                d -> slot(d).getParentNode().appendChild(slot(d).cloneNode(false)),
                d -> slot(d).getParentNode().insertBefore(slot(d).cloneNode(false), slot(d)),
                d -> slot(d).appendChild(d.createTextNode("for 900 cases")),
                d -> slot(d).getParentNode().appendChild(d.createTextNode("for 900 cases")),
                d -> slot(d).setAttributeNS(null, "cases", "900"),
                d -> ((Element) slot(d).getParentNode()).setAttributeNS(null, "cases", "900"),
                d -> slot(d).getFirstChild().setTextContent("for 900 cases"),
                d -> ((Element) slot(d).getFirstChild()).setAttributeNS(null, "schemeID", "for 900 cases"),
                d -> slot(d).removeChild(slot(d).getFirstChild()));
        for (Consumer<Document> addition : additions) {
            refusedBy(forged(addition), "certificate-profile");
        }
        assertThat(forged(d -> slot(d).appendChild(d.createTextNode("\n")))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
    }

    private static Element unsealed(Document document) {
        Element copy = original(document);
        Node inside = copy.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0);
        inside.getParentNode().removeChild(inside);
        return copy;
    }

    @Test
    void P06_words_of_the_document_do_not_fill_the_report() {
        String loud = "a".repeat(1_000_000);
        Judgement judgement = replaced("http://www.w3.org/2001/04/xmlenc#sha256", loud);
        refusedBy(judgement, "signature-algorithms");
        assertThat(TextReport.render("file", judgement)).hasSizeLessThan(10_000);
        assertThat(JsonReport.render("file", judgement)).hasSizeLessThan(10_000);
    }
}
