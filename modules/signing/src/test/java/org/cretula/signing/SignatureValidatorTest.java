package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cretula.signing.internal.AllowedAlgorithms;
import org.cretula.signing.internal.SignatureReader;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SignatureValidatorTest {

    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static byte[] signed = new byte[0];

    @BeforeAll
    static void sign() throws SigningRefusedException {
        signed = Fixture.sign(Fixture.EC);
    }

    /** Judges a forgery whose digests and value are all right again: only the check under test can see it. */
    private static SignatureJudgement resigned(Consumer<Document> change) {
        return Fixture.judge(Forger.resigned(signed, Fixture.EC.key(), change));
    }

    private static SignatureJudgement replaced(String from, String to) {
        String xml = new String(signed, StandardCharsets.UTF_8);
        assertThat(xml).contains(from);
        return Fixture.judge(
                xml.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
    }

    private static void refusedBy(SignatureJudgement judgement, String check) {
        assertThat(Fixture.outcome(judgement, check))
                .as(() -> judgement.verdict().findings().toString())
                .contains(Outcome.FAILED);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(judgement.content()).isEmpty();
    }

    private static Element xades(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(XADES, local).item(0);
    }

    private static Element reference(Document document, int index) {
        return (Element) document.getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Reference")
                .item(index);
    }

    @Test
    void the_forger_changes_nothing_that_it_was_not_told_to() {
        SignatureJudgement judgement = resigned(document -> {});
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(new String(judgement.content().orElseThrow().bytes(), StandardCharsets.UTF_8))
                .isEqualTo("<doc xmlns=\"urn:test\"><slot></slot><weight unit=\"KGM\">2400</weight></doc>");
    }

    @Test
    void a_document_changed_after_signing_is_invalid() {
        refusedBy(replaced("2400", "2500"), "reference-digest");
        refusedBy(replaced("unit=\"KGM\"", "unit=\"TNE\""), "reference-digest");
        refusedBy(replaced("<slot>", "<slot/><slot>"), "reference-digest");
    }

    @Test
    void E03_a_back_dated_signing_time_breaks_the_digest() {
        refusedBy(replaced("2026-11-24T08:00:00Z", "2020-11-24T08:00:00Z"), "reference-digest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#x", "#xpointer(/)", "http://127.0.0.1:1/x", "file:///etc/passwd", "other.xml"})
    void X15_X19_X20_a_reference_to_anything_but_the_whole_document_is_refused_and_not_fetched(String uri) {
        refusedBy(replaced("URI=\"\"", "URI=\"" + uri + "\""), "coverage");
    }

    @Test
    void X15_a_signature_over_a_fragment_is_refused_even_if_it_verifies() {
        refusedBy(
                resigned(document -> {
                    Element weight =
                            (Element) document.getElementsByTagName("weight").item(0);
                    weight.setAttribute("Id", "w");
                    reference(document, 0).setAttribute("URI", "#w");
                }),
                "coverage");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/TR/1999/REC-xslt-19991116",
                "http://www.w3.org/TR/1999/REC-xpath-19991116",
                "http://www.w3.org/2002/06/xmldsig-filter2",
                "http://www.w3.org/2000/09/xmldsig#base64"
            })
    void X17_X21_X22_X23_a_transform_outside_the_list_is_refused_and_not_run(String transform) {
        refusedBy(replaced("http://www.w3.org/2000/09/xmldsig#enveloped-signature", transform), "coverage");
    }

    @Test
    void X23_more_references_than_two_are_refused_before_anything_is_digested() {
        Consumer<Document> third = d -> {
            Element again = (Element) Forger.element(d, "Reference").cloneNode(true);
            again.removeAttribute("Id");
            Forger.element(d, "SignedInfo").appendChild(again);
        };
        SignatureJudgement judgement = resigned(third);
        refusedBy(judgement, "signature-structure");
        assertThat(judgement.verdict().findings()).hasSize(1);
    }

    @Test
    void X27_canonicalising_twice_would_need_a_second_parser_and_is_not_done() {
        SignatureJudgement judgement = resigned(d -> {
            Element last = (Element) reference(d, 0).getFirstChild().getLastChild();
            last.getParentNode().appendChild(last.cloneNode(true));
        });
        refusedBy(judgement, "coverage");
        assertThat(judgement.verdict().findings())
                .filteredOn(f -> f.check().equals("reference-digest"))
                .extracting(Finding::subIndication)
                .containsExactly(Optional.of(SubIndication.SIGNED_DATA_NOT_FOUND));
    }

    @Test
    void X23_the_document_is_not_digested_twice() {
        Consumer<Document> twice = d -> {
            Element first = Forger.element(d, "Reference");
            Element second = (Element) d.getElementsByTagNameNS(first.getNamespaceURI(), "Reference")
                    .item(1);
            second.setAttribute("URI", first.getAttribute("URI"));
        };
        refusedBy(resigned(twice), "signature-structure");
    }

    @Test
    void X23_transforms_of_another_order_or_number_are_not_run() {
        String c14n = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>";
        String enveloped = c14n.replace("2001/10/xml-exc-c14n#", "2000/09/xmldsig#enveloped-signature");
        for (String other : List.of(c14n, c14n + enveloped, enveloped + c14n + c14n)) {
            SignatureJudgement judgement = replaced(enveloped + c14n, other);
            refusedBy(judgement, "coverage");
            assertThat(judgement.verdict().findings().toString()).contains("leads nowhere");
        }
    }

    @Test
    void X18_a_reference_without_uri_is_refused() {
        refusedBy(replaced(" URI=\"\"", ""), "signature-structure");
    }

    @Test
    void X25_canonicalisation_outside_the_list_is_refused() {
        refusedBy(
                resigned(d -> Forger.element(d, "CanonicalizationMethod")
                        .setAttribute("Algorithm", "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments")),
                "signature-structure");
    }

    @Test
    void X12_signed_properties_of_another_signature_are_refused() {
        refusedBy(
                resigned(d -> xades(d, "QualifyingProperties").setAttribute("Target", "#other")), "signed-properties");
    }

    @Test
    void X13_signed_properties_that_no_reference_covers_are_refused() {
        refusedBy(resigned(d -> reference(d, 1).removeAttribute("Type")), "signed-properties");
        refusedBy(
                resigned(d -> {
                    Element second = reference(d, 1);
                    second.getParentNode().removeChild(second);
                }),
                "signed-properties");
    }

    @Test
    void X09_E11_M02_X30_what_no_digest_covers_has_no_room_for_additions() {
        Consumer<Consumer<Document>> refused = change -> {
            refusedBy(Fixture.judge(Forger.changed(signed, change)), "signature-structure");
            refusedBy(resigned(change), "signature-structure");
        };
        refused.accept(d -> Forger.element(d, "Signature")
                .appendChild(Forger.element(d, "Object").cloneNode(true)));
        refused.accept(d -> Forger.element(d, "Object").appendChild(d.createElementNS("urn:x", "hidden")));
        refused.accept(d -> Forger.element(d, "Object").appendChild(d.createTextNode("hidden")));
        refused.accept(d -> Forger.element(d, "Object").setAttribute("Id", "o"));
        refused.accept(d -> Forger.element(d, "KeyInfo").appendChild(d.createTextNode(" ")));
        refused.accept(d -> Forger.element(d, "KeyInfo")
                .appendChild(d.createElementNS("http://www.w3.org/2000/09/xmldsig#", "ds:KeyName")));
        refused.accept(d -> Forger.element(d, "Signature").appendChild(d.createComment("hidden")));
        refused.accept(d -> xades(d, "QualifyingProperties")
                .appendChild(xades(d, "SignedProperties").cloneNode(true)));
        refusedBy(
                Fixture.judge(Forger.changed(
                        signed,
                        d -> Forger.element(d, "Signature")
                                .appendChild(Forger.element(d, "SignedInfo").cloneNode(true)))),
                "signature-structure");
        refusedBy(
                Fixture.judge(Forger.changed(
                        signed, d -> Forger.element(d, "DigestValue").appendChild(d.createComment("x")))),
                "signature-structure");
    }

    @Test
    void K10_base64_has_one_spelling_only() {
        for (String element : new String[] {"SignatureValue", "X509Certificate"}) {
            refusedBy(
                    Fixture.judge(Forger.changed(
                            signed,
                            d -> Forger.element(d, element)
                                    .setTextContent(Forger.element(d, element).getTextContent() + "\n"))),
                    "signature-structure");
        }
    }

    @Test
    void a_level_that_this_version_does_not_judge_is_indeterminate_not_invalid() {
        SignatureJudgement judgement = Fixture.judge(Forger.changed(
                signed,
                d -> xades(d, "QualifyingProperties")
                        .appendChild(d.createElementNS(XADES, "xades:UnsignedProperties"))
                        .appendChild(d.createElementNS(XADES, "xades:UnsignedSignatureProperties"))
                        .appendChild(d.createElementNS(XADES, "xades:CompleteRevocationRefs"))));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.content()).isEmpty();
    }

    @Test
    void E08_room_for_unsigned_properties_without_one_is_refused() {
        refusedBy(
                Fixture.judge(Forger.changed(
                        signed,
                        d -> xades(d, "QualifyingProperties")
                                .appendChild(d.createElementNS(XADES, "xades:UnsignedProperties"))
                                .appendChild(d.createElementNS(XADES, "xades:UnsignedSignatureProperties")))),
                "signature-structure");
    }

    @Test
    void K01_a_signature_made_with_another_key_is_refused_whatever_certificate_it_brings() {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("Signer EC"));
        SignatureJudgement swapped = Fixture.judge(Forger.resigned(
                signed,
                stranger.key(),
                d -> Forger.element(d, "X509Certificate")
                        .setTextContent(Base64.getEncoder().encodeToString(encoded(stranger)))));
        assertThat(Fixture.outcome(swapped, "signing-certificate")).contains(Outcome.UNKNOWN);
        assertThat(swapped.verdict().subIndication()).contains(SubIndication.NO_SIGNING_CERTIFICATE_FOUND);
        assertThat(swapped.content()).isEmpty();

        refusedBy(Fixture.judge(Forger.resigned(signed, stranger.key(), d -> {})), "signature-value");
    }

    private static byte[] encoded(Credential credential) {
        try {
            return credential.certificate().getEncoded();
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha1",
                "urn:unknown"
            })
    void K03_K06_a_signature_algorithm_outside_the_list_is_refused(String algorithm) {
        refusedBy(replaced("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", algorithm), "signature-algorithms");
    }

    @Test
    void K06_a_weak_digest_is_refused_although_it_matches() {
        refusedBy(
                resigned(d -> Forger.element(d, "DigestMethod")
                        .setAttribute("Algorithm", "http://www.w3.org/2000/09/xmldsig#sha1")),
                "signature-algorithms");
    }

    @Test
    void K09_K10_a_signature_value_of_zeros_or_of_another_length_is_refused() {
        byte[] value = Base64.getDecoder()
                .decode(Fixture.parsed(signed)
                        .document()
                        .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "SignatureValue")
                        .item(0)
                        .getTextContent());
        byte[] padded = new byte[66];
        System.arraycopy(value, 0, padded, 1, 32);
        System.arraycopy(value, 32, padded, 34, 32);
        for (byte[] bad : new byte[][] {
            new byte[64], new byte[0], java.util.Arrays.copyOf(value, 65), java.util.Arrays.copyOf(value, 63), padded
        }) {
            refusedBy(
                    Fixture.judge(Forger.changed(
                            signed,
                            d -> Forger.element(d, "SignatureValue")
                                    .setTextContent(Base64.getEncoder().encodeToString(bad)))),
                    "signature-value");
        }
    }

    @Test
    void E04_a_signing_time_after_the_moment_of_judgement_is_not_believed() {
        SignatureJudgement early = Fixture.judge(signed, Instant.parse("2026-11-24T07:00:00Z"));
        assertThat(Fixture.outcome(early, "signing-time")).contains(Outcome.UNKNOWN);
        assertThat(early.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void E07_a_data_object_format_that_describes_something_else_is_refused() {
        refusedBy(
                resigned(d -> xades(d, "DataObjectFormat").setAttribute("ObjectReference", "#elsewhere")),
                "data-object-format");
        refusedBy(
                resigned(d -> {
                    Element format = xades(d, "DataObjectFormat");
                    format.getParentNode().removeChild(format);
                }),
                "data-object-format");
    }

    @Test
    void K06_an_algorithm_that_has_ended_since_is_indeterminate_and_the_content_is_still_shown() throws Exception {
        byte[] rsa = Fixture.sign(Fixture.RSA);
        SignatureJudgement before = Fixture.judge(rsa, Instant.parse("2028-12-31T23:59:59Z"));
        assertThat(Fixture.outcome(before, "signature-algorithms")).contains(Outcome.PASSED);
        SignatureJudgement after = Fixture.judge(rsa, Instant.parse("2029-01-01T00:00:00Z"));
        assertThat(Fixture.outcome(after, "signature-algorithms")).contains(Outcome.UNKNOWN);
        assertThat(after.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(after.content()).isPresent();
        Finding finding = after.verdict().findings().stream()
                .filter(f -> f.check().equals("signature-algorithms"))
                .findFirst()
                .orElseThrow();
        assertThat(finding.explanation()).contains("RSA PKCS#1 v1.5", "2029-01-01");
        assertThat(finding.subIndication()).contains(SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE);
    }

    @Test
    void K06_a_digest_that_the_catalogue_does_not_name_is_indeterminate() throws Exception {
        AlgorithmCatalogue own = AlgorithmCatalogue.load("""
                version;1
                source;own
                kind;name;from;to;end;clause;dates;note
                digest;SHA-384;;;;1;own;
                signature;ECDSA;;;;1;own;
                """.getBytes(StandardCharsets.UTF_8));
        AllowedAlgorithms check = new AllowedAlgorithms(own, Fixture.NOW);
        XmlElement signature = new XmlElement((Element) Fixture.parsed(Fixture.sign(Fixture.EC))
                .document()
                .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0));
        Finding finding = check.examine(SignatureReader.read(signature, 2));
        assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.explanation()).contains("SHA-256");
        assertThat(finding.remedy()).isPresent();
    }

    @Test
    void an_unknown_root_is_indeterminate_and_the_content_is_still_shown() throws Exception {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("Stranger's signer"));
        SignatureJudgement judgement = Fixture.judge(Fixture.sign(stranger));
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(judgement.verdict().subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        assertThat(judgement.content()).isPresent();
    }

    @Test
    void a_single_byte_changed_in_the_document_never_changes_what_a_valid_verdict_shows() {
        // A step that has no divisor in common with 8, so that each bit has its turn.
        changed(11);
    }

    @Tag("long")
    @Test
    void any_single_byte_changed_in_the_document_never_changes_what_a_valid_verdict_shows() {
        changed(1);
    }

    private void changed(int step) {
        String expected = content(Fixture.judge(signed)).orElseThrow();
        for (int i = 0; i < signed.length; i += step) {
            byte[] mutant = signed.clone();
            mutant[i] ^= (byte) (1 << (i % 8));
            if (new XmlDoor(XmlLimits.CERTIFICATE).parse(mutant) instanceof XmlParse.Parsed parsed
                    && parsed.document()
                                    .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                                    .getLength()
                            == 1) {
                SignatureJudgement judgement = Fixture.judge(mutant);
                if (judgement.verdict().indication() == Indication.VALID) {
                    assertThat(content(judgement)).contains(expected);
                    assertThat(judgement.claimedTime()).contains(Fixture.SIGNED);
                    assertThat(judgement.signer()).contains(Fixture.EC.certificate());
                }
            }
        }
    }

    private static Optional<String> content(SignatureJudgement judgement) {
        return judgement.content().map(c -> new String(c.bytes(), StandardCharsets.UTF_8));
    }
}
