package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;

/** Several signatures in one document: which break which is said before anything is signed. */
class ParallelTest {

    private static final String DOCUMENT = "<doc><part Id=\"a\">1</part><part Id=\"b\">2</part><slot/></doc>";

    private static SignatureRequest beside(byte[] xml) {
        XmlParse.Parsed parsed = Fixture.parsed(xml);
        return SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml");
    }

    private static SignatureRequest whole(byte[] xml) {
        XmlParse.Parsed parsed = Fixture.parsed(xml);
        return SignatureRequest.enveloped(parsed.document(), parsed.root(), "application/xml");
    }

    private static SignatureRequest part(byte[] xml, String id) {
        XmlParse.Parsed parsed = Fixture.parsed(xml);
        return SignatureRequest.internallyDetached(
                parsed.document(), parsed.root().children().get(2), Map.of(id, "application/xml"));
    }

    private static SignatureRequest counter(byte[] xml, int index) {
        XmlParse.Parsed parsed = Fixture.parsed(xml);
        return SignatureRequest.counterSignature(parsed.document(), SignedFormsTest.signature(parsed, index));
    }

    private static String id(byte[] xml, int index) {
        XmlElement signature = SignedFormsTest.signature(Fixture.parsed(xml), index);
        return signature.attribute("Id").orElseThrow();
    }

    private static Prepared prepared(SignatureRequest request) throws SigningRefusedException {
        return request.prepare(Fixture.RSA.chain(), Fixture.SIGNED);
    }

    private static final byte[] UNSIGNED = DOCUMENT.getBytes(StandardCharsets.UTF_8);

    @Test
    void a_second_signature_that_would_break_the_first_is_refused_unless_told() throws Exception {
        byte[] first = SignedFormsTest.signed(whole(UNSIGNED));
        for (SignatureRequest second : List.of(whole(first), beside(first), part(first, "a"))) {
            assertThatThrownBy(() -> prepared(second))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("would break the earlier one " + id(first, 0))
                    .hasMessageContaining("breakingEarlierSignatures");
            assertThat(prepared(second.breakingEarlierSignatures()).broken()).containsExactly(id(first, 0));
        }
    }

    @Test
    void signatures_beside_others_break_nothing_however_many_they_are() throws Exception {
        byte[] signed = UNSIGNED;
        for (int i = 0; i < 3; i++) {
            assertThat(prepared(beside(signed)).broken()).isEmpty();
            signed = SignedFormsTest.signed(beside(signed));
        }
        assertThat(List.of(id(signed, 0), id(signed, 1), id(signed, 2))).doesNotHaveDuplicates();
    }

    @Test
    void a_signature_over_the_whole_comes_last() throws Exception {
        byte[] first = SignedFormsTest.signed(beside(UNSIGNED));
        byte[] both = SignedFormsTest.signed(whole(first));
        assertThatThrownBy(() -> prepared(beside(both)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(id(both, 1))
                .hasMessageNotContaining(id(both, 0));
    }

    @Test
    void parts_are_signed_beside_each_other_but_not_inside_of_one_that_is_signed() throws Exception {
        byte[] first = SignedFormsTest.signed(part(UNSIGNED, "a"));
        byte[] both = SignedFormsTest.signed(part(first, "b"));
        assertThat(prepared(part(both, "a")).broken()).isEmpty();
        XmlParse.Parsed parsed = Fixture.parsed(both);
        SignatureRequest inside = SignatureRequest.internallyDetached(
                parsed.document(), parsed.root().children().get(0), Map.of("b", "application/xml"));
        assertThatThrownBy(() -> prepared(inside))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(id(both, 0));
    }

    @Test
    void a_signature_that_leads_where_nobody_can_follow_counts_as_broken() {
        byte[] first = SignedFormsTest.signed(beside(UNSIGNED));
        for (String transform : List.of("http://www.w3.org/TR/1999/REC-xslt-19991116", "urn:unknown")) {
            byte[] strange = new String(first, StandardCharsets.UTF_8)
                    .replace("http://www.w3.org/2002/06/xmldsig-filter2\"><", transform + "\"><")
                    .getBytes(StandardCharsets.UTF_8);
            assertThat(strange).isNotEqualTo(first);
            assertThatThrownBy(() -> prepared(beside(strange))).isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void a_reference_out_of_the_document_is_not_followed_and_not_broken() throws Exception {
        XmlParse.Parsed parsed = Fixture.parsed(UNSIGNED);
        String first = new String(
                SignedFormsTest.signed(SignatureRequest.detached(
                        parsed.document(),
                        parsed.root().children().get(2),
                        DataObject.named("data", new byte[] {1}, "text/plain"))),
                StandardCharsets.UTF_8);
        String transformed = first.replaceFirst(
                "(URI=\"data\">)", "$1<ds:Transforms><ds:Transform Algorithm=\"urn:unknown\"/></ds:Transforms>");
        String withoutUri = first.replaceFirst(" URI=\"data\"", "");
        for (String strange : List.of(transformed, withoutUri)) {
            assertThat(strange).isNotEqualTo(first);
            assertThat(prepared(part(strange.getBytes(StandardCharsets.UTF_8), "a"))
                            .broken())
                    .isEmpty();
        }
    }

    @Test
    void X21_an_expression_that_is_not_known_to_leave_signatures_out_is_not_run_and_counts_as_broken() {
        String first = new String(SignedFormsTest.signed(beside(UNSIGNED)), StandardCharsets.UTF_8);
        for (String expression : List.of("//*[count(//*) > 0]", "/descendant::ds:Signature | //part", "here()")) {
            byte[] strange = first.replace(">/descendant::ds:Signature<", ">" + expression.replace(">", "&gt;") + "<")
                    .getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> prepared(beside(strange))).isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void a_counter_signature_breaks_neither_what_it_signs_nor_is_it_broken_by_another() throws Exception {
        byte[] first = SignedFormsTest.signed(whole(UNSIGNED));
        byte[] countersigned = SignedFormsTest.signed(counter(first, 0));
        byte[] twice = SignedFormsTest.signed(counter(countersigned, 0));
        assertThat(prepared(counter(twice, 0)).broken()).isEmpty();
        assertThat(prepared(counter(twice, 1)).broken()).isEmpty();
        byte[] ofTheCounterSignature = SignedFormsTest.signed(counter(twice, 1));
        assertThat(SignedFormsTest.signature(Fixture.parsed(ofTheCounterSignature), 3))
                .isNotNull();
    }

    @Test
    void a_counter_signature_inside_of_what_another_signature_covers_is_refused() {
        byte[] both = SignedFormsTest.signed(whole(SignedFormsTest.signed(beside(UNSIGNED))));
        assertThatThrownBy(() -> prepared(counter(both, 0)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(id(both, 1));
    }

    @Test
    void a_seal_that_was_counter_signed_is_as_valid_as_it_was() throws Exception {
        byte[] seal = Fixture.sign(Fixture.EC);
        for (byte[] one : List.of(seal, withoutValueId(seal))) {
            byte[] countersigned = SignedFormsTest.signed(counter(one, 0));
            assertThat(Fixture.judge(countersigned).verdict().indication()).isEqualTo(Indication.VALID);
        }
    }

    private static byte[] withoutValueId(byte[] signed) {
        String xml = new String(signed, StandardCharsets.UTF_8);
        String without = xml.replaceAll("<ds:SignatureValue [^>]*>", "<ds:SignatureValue>");
        assertThat(without).isNotEqualTo(xml);
        return without.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_value_without_Id_is_not_given_one_once_unsigned_properties_may_cover_it() {
        String first = new String(withoutValueId(SignedFormsTest.signed(whole(UNSIGNED))), StandardCharsets.UTF_8);
        String stamped = first.replace(
                "</xades:SignedProperties>",
                "</xades:SignedProperties><xades:UnsignedProperties><xades:UnsignedSignatureProperties>"
                        + "<xades:SignatureTimeStamp></xades:SignatureTimeStamp>"
                        + "</xades:UnsignedSignatureProperties></xades:UnsignedProperties>");
        assertThatThrownBy(() -> prepared(counter(stamped.getBytes(StandardCharsets.UTF_8), 0)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("no Id");
    }

    @Test
    void what_is_no_XAdES_signature_is_not_counter_signed() {
        String first = new String(SignedFormsTest.signed(whole(UNSIGNED)), StandardCharsets.UTF_8);
        byte[] plain = first.replace("QualifyingProperties", "Other").getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> prepared(counter(plain, 0)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("qualifying properties");
    }
}
