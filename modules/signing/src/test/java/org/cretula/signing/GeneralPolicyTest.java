package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.testkit.Forger;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signatures of every form, judged in whatever document they stand. */
class GeneralPolicyTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final byte[] BYTES = {0, 1, 2, (byte) 0xff, '\r', '\n'};
    private static final List<DataObject> DATA = List.of(
            new DataObject("a%20b.bin", BYTES, "application/octet-stream"),
            new DataObject("urn:x:y", BYTES, "text/plain"));
    private static final Map<String, List<SignedContent.Kind>> SCOPES = Map.of(
            "enveloped", List.of(SignedContent.Kind.WHOLE_DOCUMENT),
            "enveloped beside others", List.of(SignedContent.Kind.WHOLE_DOCUMENT),
            "internally detached", List.of(SignedContent.Kind.ELEMENT, SignedContent.Kind.ELEMENT),
            "enveloping", List.of(SignedContent.Kind.OBJECT, SignedContent.Kind.OBJECT),
            "enveloping XML", List.of(SignedContent.Kind.OBJECT),
            "detached", List.of(SignedContent.Kind.DETACHED, SignedContent.Kind.DETACHED),
            "counter-signature", List.of(SignedContent.Kind.WHOLE_DOCUMENT));

    private static DocumentJudgement judge(byte[] document, DataObject... data) {
        return Fixture.VALIDATOR.judge(document, List.of(data), Fixture.NOW);
    }

    private static DocumentJudgement judge(String document, DataObject... data) {
        return judge(document.getBytes(StandardCharsets.UTF_8), data);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] form(String packaging) {
        return SignedFormsTest.signed(
                Optional.ofNullable(SignedFormsTest.requests().get(packaging))
                        .orElseThrow()
                        .get());
    }

    private static Optional<Finding> finding(DocumentJudgement judgement, String check) {
        return judgement.verdict().findings().stream()
                .filter(f -> f.check().equals(check))
                .findFirst();
    }

    private static List<Finding> open(DocumentJudgement judgement) {
        return judgement.verdict().findings().stream()
                .filter(f -> f.outcome() != Outcome.PASSED)
                .toList();
    }

    static List<String> packagings() {
        return SignedFormsTest.packagings();
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void every_form_that_we_write_is_valid_for_what_it_is_over(String packaging) {
        DocumentJudgement judgement = judge(form(packaging), DATA.toArray(DataObject[]::new));
        assertThat(open(judgement)).isEmpty();
        assertThat(judgement.signatures()).hasSize(1);
        assertThat(judgement.signatures().get(0).scope())
                .extracting(SignedContent::kind)
                .isEqualTo(SCOPES.get(packaging));
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void a_change_of_what_is_signed_is_invalid_in_every_form(String packaging) {
        String signed = text(form(packaging));
        String changed = signed.replace(">2400<", ">2401<")
                .replace(">1</p:part>", ">3</p:part>")
                .replace(">AAEC", ">ABEC")
                .replace("-->2<", "-->3<");
        DataObject[] data = DATA.stream()
                .map(d -> new DataObject(d.uri(), new byte[] {9}, d.mimeType()))
                .toArray(DataObject[]::new);
        DocumentJudgement judgement = judge(changed, data);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.HASH_FAILURE);
        assertThat(judgement.signatures().get(0).scope()).isEmpty();
    }

    @Test
    void X15_a_signature_over_a_part_says_that_it_is_over_a_part_and_shows_its_bytes() {
        DocumentJudgement judgement = judge(form("internally detached"));
        SignedContent first = judgement.signatures().get(0).scope().get(0);
        assertThat(first.part()).isTrue();
        assertThat(text(first.bytes())).isEqualTo("<p:part xmlns:p=\"urn:p\" Id=\"b\">2</p:part>");
        assertThat(finding(judgement, "signed-scope").orElseThrow().explanation())
                .startsWith("only a part")
                .contains("'b'");
    }

    @Test
    void the_bytes_of_a_whole_document_are_without_the_signature() {
        SignedContent content =
                judge(form("enveloped")).signatures().get(0).content().orElseThrow();
        assertThat(text(content.bytes()))
                .isEqualTo("<doc xmlns=\"urn:test\"><slot></slot><weight unit=\"KGM\">2400</weight></doc>");
        assertThat(content.part()).isFalse();
    }

    @Test
    void what_is_said_to_be_covered_says_what_was_taken_out() {
        assertThat(judge(form("enveloped")).signatures().get(0).scope().get(0).words())
                .isEqualTo("the whole document but the signature itself");
        assertThat(judge(form("enveloped beside others"))
                        .signatures()
                        .get(0)
                        .scope()
                        .get(0)
                        .words())
                .isEqualTo("the whole document but all signatures in it");
    }

    @ParameterizedTest
    @EnumSource(SignatureLevel.class)
    void every_level_is_valid_and_told(SignatureLevel level) throws Exception {
        SignatureValidator validator = new SignatureValidator(
                new org.cretula.trust.PathExaminer(Levelled.trust(), Fixture.PROVIDERS), Fixture.PROVIDERS);
        DocumentJudgement judgement = validator.judge(Levelled.at(level), List.of(), Fixture.NOW);
        assertThat(open(judgement)).isEmpty();
        assertThat(judgement.signatures().get(0).level()).contains(level);
    }

    @Test
    void a_counter_signature_is_told_with_the_one_that_bears_it() {
        DocumentJudgement judgement = judge(form("counter-signature"));
        List<SignatureJudgement> counters = judgement.signatures().get(0).counterSignatures();
        assertThat(counters).hasSize(1);
        assertThat(counters.get(0).verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(counters.get(0).scope())
                .extracting(SignedContent::kind)
                .containsExactly(SignedContent.Kind.SIGNATURE_PART);
    }

    @Test
    void E10_a_second_signature_that_is_broken_is_not_hidden_by_a_good_one() throws Exception {
        XmlParse.Parsed parsed = Fixture.parsed(form("enveloped beside others"));
        byte[] both = SignedFormsTest.signed(
                SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml"));
        DocumentJudgement good = judge(both);
        assertThat(open(good)).isEmpty();
        assertThat(good.signatures()).hasSize(2);
        String text = text(both);
        int last = text.lastIndexOf("<ds:SignatureValue");
        int at = text.indexOf('>', last) + 1;
        String broken = text.substring(0, at) + (text.charAt(at) == 'A' ? 'B' : 'A') + text.substring(at + 1);
        DocumentJudgement bad = judge(broken);
        assertThat(bad.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(bad.signatures())
                .extracting(s -> s.verdict().indication())
                .containsExactly(Indication.VALID, Indication.INVALID);
    }

    @Test
    void X16_a_document_without_signature_is_invalid() {
        DocumentJudgement judgement = judge(Fixture.DOCUMENT);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(finding(judgement, "signature-present").orElseThrow().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void P01_a_doctype_is_refused() {
        String signed = text(form("enveloped"));
        int at = signed.indexOf("<doc");
        DocumentJudgement judgement = judge(signed.substring(0, at) + "<!DOCTYPE doc>" + signed.substring(at));
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.FORMAT_FAILURE);
        assertThat(judgement.signatures()).isEmpty();
    }

    @Test
    void X20_data_outside_that_were_not_given_are_not_found_and_not_fetched() {
        DocumentJudgement judgement = judge(form("detached"));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.SIGNED_DATA_NOT_FOUND);
    }

    @Test
    void X29_data_by_another_name_are_not_what_was_signed() {
        DocumentJudgement judgement =
                judge(form("detached"), DATA.get(0), new DataObject("urn:x:z", BYTES, "text/plain"));
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.SIGNED_DATA_NOT_FOUND);
    }

    @Test
    void X29_the_same_name_in_another_spelling_is_the_same_name() {
        DocumentJudgement judgement =
                judge(form("detached"), new DataObject("%61%20b.bin", BYTES, "text/plain"), DATA.get(1));
        assertThat(open(judgement)).isEmpty();
    }

    @Test
    void X14_a_manifest_is_followed_and_its_files_are_wanted() throws Exception {
        byte[] signed = SignedFormsTest.signed(manifest());
        DocumentJudgement all = judge(signed, DATA.toArray(DataObject[]::new));
        assertThat(open(all)).isEmpty();
        assertThat(all.signatures().get(0).scope())
                .extracting(SignedContent::kind)
                .containsExactly(
                        SignedContent.Kind.MANIFEST,
                        SignedContent.Kind.MANIFEST_ENTRY,
                        SignedContent.Kind.MANIFEST_ENTRY);
        DocumentJudgement without = judge(signed, DATA.get(0));
        assertThat(without.verdict().subIndication()).contains(SubIndication.SIGNED_DATA_NOT_FOUND);
        DocumentJudgement changed = judge(signed, DATA.get(0), new DataObject("urn:x:y", new byte[] {1}, "text/plain"));
        assertThat(changed.verdict().indication()).isEqualTo(Indication.INVALID);
    }

    private static SignatureRequest manifest() {
        XmlParse.Parsed parsed = SignedFormsTest.parsed("<host/>");
        return SignatureRequest.manifest(parsed.document(), parsed.root(), DATA.toArray(DataObject[]::new));
    }

    @Test
    void X10_an_identifier_that_two_elements_have_leads_nowhere() {
        String signed = text(form("internally detached"));
        for (String twin : List.of("Id", "ID", "xml:id", "e:Id")) {
            String forged = signed.replace("<p:slot", "<p:part xmlns:e=\"urn:e\" " + twin + "=\"a\">1</p:part><p:slot");
            DocumentJudgement judgement = judge(forged);
            assertThat(judgement.verdict().indication()).as(twin).isEqualTo(Indication.INVALID);
            assertThat(finding(judgement, "reference-digest").orElseThrow().subIndication())
                    .as(twin)
                    .contains(SubIndication.FORMAT_FAILURE);
        }
    }

    @Test
    void X09_E11_two_of_what_there_can_be_one_only_are_refused() {
        for (String name : List.of("ds:SignedInfo", "ds:SignatureValue", "xades:SignedProperties", "ds:KeyInfo")) {
            String signed = text(form("enveloped"));
            int from = signed.indexOf("<" + name);
            int to = signed.indexOf("</" + name + ">") + name.length() + 3;
            String twice = signed.substring(0, to) + signed.substring(from, to) + signed.substring(to);
            DocumentJudgement judgement = judge(twice);
            assertThat(judgement.verdict().subIndication()).as(name).contains(SubIndication.FORMAT_FAILURE);
        }
        String signed = text(form("enveloped"));
        int from = signed.indexOf("<ds:Object");
        int to = signed.indexOf("</ds:Object>") + "</ds:Object>".length();
        DocumentJudgement judgement =
                judge(signed.substring(0, to) + signed.substring(from, to) + signed.substring(to));
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.FORMAT_FAILURE);
        assertThat(judge(signed.replaceFirst("Target=\"#", "Target=\"#x"))
                        .verdict()
                        .subIndication())
                .contains(SubIndication.FORMAT_FAILURE);
    }

    @Test
    void X21_X22_a_transform_that_is_a_program_is_named_and_not_run() {
        for (String algorithm : List.of(
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/2002/06/xmldsig-filter2",
                "http://www.w3.org/2002/07/decrypt#XML",
                "urn:unknown")) {
            String forged = text(form("enveloped"))
                    .replaceFirst("Transform Algorithm=\"[^\"]*\"", "Transform Algorithm=\"" + algorithm + "\"");
            DocumentJudgement judgement = judge(forged);
            assertThat(judgement.verdict().indication()).as(algorithm).isNotEqualTo(Indication.VALID);
            assertThat(finding(judgement, "reference-digest").orElseThrow().explanation())
                    .contains("not run");
        }
    }

    @Test
    void X19_a_pointer_is_followed_where_it_is_harmless() {
        for (String uri : List.of("#xpointer(id('a'))", "#xpointer(id(\"a\"))", "#a")) {
            byte[] signed =
                    resigned("internally detached", d -> reference(d, "#a").setAttribute("URI", uri));
            assertThat(open(judge(signed))).as(uri).isEmpty();
        }
        String other = text(form("internally detached")).replace("URI=\"#a\"", "URI=\"#xpointer(//p[1])\"");
        assertThat(finding(judge(other.replace("URI=\"#b\"", "URI=\"#xpointer(//p[2])\"")), "reference-digest")
                        .orElseThrow()
                        .outcome())
                .isEqualTo(Outcome.UNKNOWN);
        assertThat(judge(other).signatures().get(0).scope()).isEmpty();
    }

    private static Element reference(Document document, String uri) {
        return new XmlElement(document.getDocumentElement())
                .descendantsAndSelf().stream()
                        .filter(e -> e.attribute("URI").equals(Optional.of(uri)))
                        .findFirst()
                        .orElseThrow()
                        .dom();
    }

    private static byte[] resigned(String packaging, java.util.function.Consumer<Document> change) {
        return Forger.resigned(form(packaging), Fixture.EC.key(), change);
    }

    @Test
    void X13_signed_properties_that_nobody_signed_name_nobody() {
        byte[] forged = resigned("enveloped", d -> {
            Element reference = new XmlElement(d.getDocumentElement())
                    .descendantsAndSelf().stream()
                            .filter(e -> e.attribute("Type").orElse("").endsWith("#SignedProperties"))
                            .findFirst()
                            .orElseThrow()
                            .dom();
            reference.getParentNode().removeChild(reference);
        });
        assertThat(judge(forged).verdict().indication()).isEqualTo(Indication.INVALID);
    }

    @Test
    void K02_a_hint_at_another_key_is_refused_and_one_at_the_signers_is_not() throws Exception {
        String signed = text(form("enveloped"));
        String subject = Fixture.EC.chain().get(0).getSubjectX500Principal().getName();
        String issuer = Fixture.EC.chain().get(0).getIssuerX500Principal().getName();
        String serial = Fixture.EC.chain().get(0).getSerialNumber().toString();
        String right = "<ds:X509IssuerSerial><ds:X509IssuerName>" + issuer + "</ds:X509IssuerName><ds:X509SerialNumber>"
                + serial + "</ds:X509SerialNumber></ds:X509IssuerSerial><ds:X509SubjectName>" + subject
                + "</ds:X509SubjectName>";
        assertThat(open(judge(signed.replace("<ds:X509Data>", "<ds:X509Data>" + right))))
                .isEmpty();
        String key = "<ds:KeyValue><ds:RSAKeyValue><ds:Modulus>AQAB</ds:Modulus><ds:Exponent>AQAB</ds:Exponent>"
                + "</ds:RSAKeyValue></ds:KeyValue>";
        for (String forged : List.of(
                signed.replace("<ds:X509Data>", "<ds:X509Data>" + right.replace(serial, serial + "1")),
                signed.replace("<ds:X509Data>", "<ds:X509Data>" + right.replace(subject, "CN=Other")),
                signed.replace("<ds:X509Data>", "<ds:X509Data><ds:X509SKI>AAAA</ds:X509SKI>"),
                signed.replace("<ds:KeyInfo>", "<ds:KeyInfo>" + key))) {
            DocumentJudgement judgement = judge(forged);
            assertThat(finding(judgement, "key-info").orElseThrow().outcome()).isEqualTo(Outcome.FAILED);
        }
        DocumentJudgement elsewhere =
                judge(signed.replace("<ds:KeyInfo>", "<ds:KeyInfo><ds:RetrievalMethod URI=\"file:///etc/passwd\"/>"));
        assertThat(elsewhere.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void E07_a_description_of_what_is_not_signed_is_refused() {
        byte[] forged = resigned("enveloped", d -> {
            Element format =
                    (Element) d.getElementsByTagNameNS("*", "DataObjectFormat").item(0);
            format.setAttribute("ObjectReference", "#elsewhere");
        });
        DocumentJudgement judgement = judge(forged);
        assertThat(finding(judgement, "described-objects").orElseThrow().outcome())
                .isEqualTo(Outcome.FAILED);
    }

    @Test
    void T07_what_is_added_and_not_known_is_named_and_proves_nothing() {
        String records = "<xades:UnsignedProperties><xades:UnsignedSignatureProperties><r:SealingEvidenceRecords"
                + " xmlns:r=\"http://uri.etsi.org/19132/v1.1.1#\"/></xades:UnsignedSignatureProperties>"
                + "</xades:UnsignedProperties></xades:QualifyingProperties>";
        DocumentJudgement judgement = judge(text(form("enveloped")).replace("</xades:QualifyingProperties>", records));
        assertThat(open(judgement)).isEmpty();
        assertThat(finding(judgement, "xades-form").orElseThrow().explanation())
                .contains("SealingEvidenceRecords")
                .contains("not yet supported");
        assertThat(judgement.signatures().get(0).bestTime()).isEmpty();
    }

    @Test
    void white_space_in_what_no_digest_is_over_is_anothers_to_choose() {
        String signed = text(form("enveloped"));
        String wrapped = signed.replaceAll("(<ds:X509Certificate>.{64})", "$1\r\n ")
                .replaceAll("(<ds:SignatureValue[^>]*>.{20})", "$1\n")
                .replace("<ds:KeyInfo>", "\n  <ds:KeyInfo>\n");
        assertThat(open(judge(wrapped))).isEmpty();
    }

    @Test
    void more_signatures_than_are_judged_are_told() {
        StringBuilder all = new StringBuilder("<all>");
        String signed = text(form("enveloped"));
        String one = signed.substring(signed.indexOf("<doc"));
        for (int i = 0; i < 12; i++) {
            all.append(one);
        }
        DocumentJudgement judgement = judge(all.append("</all>").toString());
        assertThat(judgement.signatures()).hasSize(10);
        assertThat(finding(judgement, "signatures-limit").orElseThrow().subIndication())
                .contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void X23_more_references_than_are_followed_leave_the_answer_open() {
        String reference =
                "<ds:Reference URI=\"#a\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/>"
                        + "<ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>";
        String forged = text(form("enveloped")).replace("</ds:SignedInfo>", reference.repeat(40) + "</ds:SignedInfo>");
        assertThat(judge(forged).verdict().subIndication()).contains(SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void nothing_in_the_place_of_a_document_is_judged_without_throwing() {
        List<String> nasty = new ArrayList<>(List.of(
                "",
                "x",
                "<a>",
                "<ds:Signature xmlns:ds=\"" + DS + "\"/>",
                "<ds:Signature xmlns:ds=\"" + DS + "\" Id=\"s\"><ds:SignedInfo/></ds:Signature>"));
        String signed = text(form("enveloped"));
        for (String name : List.of("ds:", "xades:", "xmlns:xades", "Id=", "Algorithm=", "URI=", "Type=")) {
            for (int at = signed.indexOf(name); at >= 0; at = signed.indexOf(name, at + 1)) {
                nasty.add(signed.substring(0, at) + "x" + signed.substring(at + 1));
            }
        }
        for (int at = signed.indexOf("Algorithm=\""); at >= 0; at = signed.indexOf("Algorithm=\"", at + 1)) {
            nasty.add(signed.substring(0, at) + "Algorithm=\"urn:x\" a=\"" + signed.substring(at + 11));
        }
        for (String document : nasty) {
            DocumentJudgement judgement = judge(document);
            assertThat(finding(judgement, "judging-completed")).isEmpty();
        }
    }
}
