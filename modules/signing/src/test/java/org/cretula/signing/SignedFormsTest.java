package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cretula.testkit.XadesSchema;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every packaging, with everything that a signer can say: by the schemas, the same each time, and as asked for. */
class SignedFormsTest {

    private static final XadesSchema SCHEMA = new XadesSchema();
    private static final byte[] BYTES = {0, 1, 2, (byte) 0xff, '\r', '\n'};
    private static final byte[] POLICY = "seal what you have checked".getBytes(StandardCharsets.UTF_8);
    static final String PARTS =
            "<p:doc xmlns:p=\"urn:p\"><p:part Id=\"a\">1</p:part><p:part Id=\"b\"><!-- c -->2</p:part><p:slot/></p:doc>";

    static XmlParse.Parsed parsed(String xml) {
        return Fixture.parsed(xml.getBytes(StandardCharsets.UTF_8));
    }

    static XmlElement last(XmlParse.Parsed parsed) {
        List<XmlElement> children = parsed.root().children();
        return children.get(children.size() - 1);
    }

    private static Map<String, String> two() {
        Map<String, String> signed = new LinkedHashMap<>();
        signed.put("b", "application/xml");
        signed.put("a", "text/xml");
        return signed;
    }

    static Map<String, Supplier<SignatureRequest>> requests() {
        Map<String, Supplier<SignatureRequest>> requests = new LinkedHashMap<>();
        requests.put("enveloped", Fixture::enveloped);
        requests.put("enveloped beside others", () -> {
            XmlParse.Parsed parsed = parsed(PARTS);
            return SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml");
        });
        requests.put("internally detached", () -> {
            XmlParse.Parsed parsed = parsed(PARTS);
            return SignatureRequest.internallyDetached(parsed.document(), last(parsed), two());
        });
        requests.put(
                "enveloping",
                () -> SignatureRequest.enveloping(
                        new DataObject("a", BYTES, "application/octet-stream"),
                        new DataObject("b", new byte[0], "text/plain")));
        requests.put(
                "enveloping XML",
                () -> SignatureRequest.enveloping(
                        parsed(PARTS).root().children().get(1), "application/xml"));
        requests.put(
                "detached",
                () -> SignatureRequest.detached(
                        new DataObject("a%20b.bin", BYTES, "application/octet-stream"),
                        new DataObject("urn:x:y", BYTES, "text/plain")));
        requests.put("counter-signature", () -> {
            XmlParse.Parsed parsed = Fixture.parsed(signed(Fixture.enveloped()));
            return SignatureRequest.counterSignature(parsed.document(), signature(parsed, 0));
        });
        return requests;
    }

    static List<String> packagings() {
        return List.copyOf(requests().keySet());
    }

    private static SignatureRequest request(String packaging) {
        return Optional.ofNullable(requests().get(packaging)).orElseThrow().get();
    }

    private static SignatureRequest withAll(SignatureRequest request) {
        return request.policy(SignaturePolicy.of("urn:oid:1.3.6.1.4.1.99999.1", POLICY)
                        .described("of the tests")
                        .at("http://policy.example.invalid/p.txt")
                        .notice("read it")
                        .travelling(POLICY, "urn:example:plain-text"))
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .commitment(Commitment.PROOF_OF_APPROVAL)
                .claimedRole("issuing body")
                .claimedRole("<chamber> & \"ministry\"")
                .place(new ProductionPlace(
                        Optional.of("Wellington"),
                        Optional.of("1 Quay"),
                        Optional.empty(),
                        Optional.of("6011"),
                        Optional.of("NZ")))
                .digest(DigestAlgorithm.SHA512);
    }

    static byte[] signed(SignatureRequest request) {
        try {
            return new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS).sign(request, Fixture.SIGNED);
        } catch (SigningRefusedException e) {
            throw new AssertionError(e);
        }
    }

    static XmlElement signature(XmlParse.Parsed parsed, int index) {
        return parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.name().getLocalPart().equals("Signature"))
                .toList()
                .get(index);
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void a_signature_is_valid_against_the_schemas_and_the_same_each_time(String packaging) {
        byte[] signed = signed(request(packaging));
        assertThat(SCHEMA.faults(signed)).isEmpty();
        assertThat(signed(request(packaging))).isEqualTo(signed);
        String text = new String(signed, StandardCharsets.UTF_8);
        assertThat(text.substring(text.indexOf("<ds:Signature"))).doesNotContain("&#xD;");
        assertThat(text).doesNotContain("-here<");
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void everything_that_a_signer_can_say_is_valid_against_the_schemas(String packaging) {
        byte[] signed = signed(withAll(request(packaging)));
        assertThat(SCHEMA.faults(signed)).isEmpty();
        assertThat(new String(signed, StandardCharsets.UTF_8))
                .contains("<xades:Identifier Qualifier=\"OIDAsURN\">urn:oid:1.3.6.1.4.1.99999.1</xades:Identifier>")
                .contains("<xades:SPURI>http://policy.example.invalid/p.txt</xades:SPURI>")
                .contains("<xades:ExplicitText>read it</xades:ExplicitText>")
                .contains("<ds:DigestValue>" + DigestAlgorithm.SHA256.base64(POLICY) + "</ds:DigestValue>")
                .contains(Base64.getEncoder().encodeToString(POLICY) + "</xades141:SignaturePolicyDocument>")
                .contains("<xades:ClaimedRole>&lt;chamber&gt; &amp; \"ministry\"</xades:ClaimedRole>")
                .contains("#ProofOfOrigin</xades:Identifier>")
                .contains("<xades:PostalCode>6011</xades:PostalCode>")
                .doesNotContain("SignerRole>")
                .doesNotContain("SignatureProductionPlace>");
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void the_schemas_see_what_is_missing(String packaging) {
        String text = new String(signed(request(packaging)), StandardCharsets.UTF_8);
        assertThat(SCHEMA.faults(text.replace("xades:CertDigest>", "xades:CertDigestNot>")
                        .getBytes(StandardCharsets.UTF_8)))
                .isNotEmpty();
    }

    @Test
    void a_document_is_after_preparing_as_it_was_before() throws Exception {
        XmlParse.Parsed parsed = Fixture.parsed(signed(Fixture.enveloped()));
        String before = text(parsed);
        SignatureRequest.counterSignature(parsed.document(), signature(parsed, 0))
                .prepare(Fixture.EC.chain(), Fixture.SIGNED);
        assertThat(text(parsed)).isEqualTo(before);
        SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml")
                .breakingEarlierSignatures()
                .prepare(Fixture.EC.chain(), Fixture.SIGNED);
        assertThat(text(parsed)).isEqualTo(before);
    }

    private static String text(XmlParse.Parsed parsed) throws Exception {
        return new String(org.cretula.signing.internal.Core.canonical(parsed.document()), StandardCharsets.UTF_8);
    }

    @Test
    void an_enveloped_element_keeps_the_namespaces_of_where_it_stood() {
        assertThat(new String(signed(request("enveloping XML")), StandardCharsets.UTF_8))
                .contains("<p:part xmlns:p=\"urn:p\" Id=\"b\"><!-- c -->2</p:part></ds:Object>");
    }

    @Test
    void an_element_that_is_not_there_or_there_twice_or_around_the_place_is_not_signed() {
        for (String xml : List.of(
                "<d><p Id=\"x\"/><s/></d>",
                "<d><p Id=\"a\"/><p id=\"a\"/><s/></d>",
                "<d><p ID=\"a\"/><s/></d>",
                "<d Id=\"a\"><p/><s/></d>",
                "<d><p/><s Id=\"a\"/></d>")) {
            XmlParse.Parsed parsed = parsed(xml);
            SignatureRequest request =
                    SignatureRequest.internallyDetached(parsed.document(), last(parsed), Map.of("a", "text/xml"));
            assertThatThrownBy(() -> request.prepare(Fixture.EC.chain(), Fixture.SIGNED))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("'a'");
        }
    }

    @Test
    void a_place_in_another_document_receives_no_signature() {
        XmlParse.Parsed one = parsed("<d/>");
        XmlParse.Parsed other = parsed("<d/>");
        SignatureRequest request = SignatureRequest.enveloped(one.document(), other.root(), "application/xml");
        assertThatThrownBy(() -> request.prepare(Fixture.EC.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("outside");
    }

    @Test
    void more_objects_than_verifiers_follow_are_not_signed() {
        DataObject[] many = new DataObject[30];
        for (int i = 0; i < many.length; i++) {
            many[i] = new DataObject("o" + i, BYTES, "text/plain");
        }
        assertThatThrownBy(() -> SignatureRequest.detached(many).prepare(Fixture.EC.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("29");
    }

    @Test
    void what_is_no_data_object_commitment_or_policy_cannot_be_made() {
        for (String uri : List.of("", "a b", "a#b", "ä.xml", ":")) {
            assertThatThrownBy(() -> new DataObject(uri, BYTES, "text/plain"))
                    .as(uri)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new Commitment("approval")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignaturePolicy.of("p", POLICY)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignaturePolicy.of("urn:p", POLICY).travelling(BYTES, "urn:x"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(SignatureRequest::detached).isInstanceOf(IllegalArgumentException.class);
        DataObject twice = new DataObject("a", BYTES, "text/plain");
        assertThatThrownBy(() -> SignatureRequest.detached(twice, twice)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_identifier_that_the_document_says_already_is_not_given_again() {
        String first = new String(signed(Fixture.enveloped()), StandardCharsets.UTF_8);
        String id = first.substring(first.indexOf("Id=\"xades-") + 4, first.indexOf("Id=\"xades-") + 42);
        XmlParse.Parsed parsed = parsed("<doc><slot/><note>" + id + "-here</note></doc>");
        byte[] second = signed(SignatureRequest.enveloped(
                parsed.document(), parsed.root().children().get(0), "application/xml"));
        assertThat(new String(second, StandardCharsets.UTF_8))
                .contains("<note>" + id + "-here</note>")
                .doesNotContain("Id=\"" + id + "\"");
        assertThat(Fixture.judge(second).verdict().indication()).isEqualTo(org.cretula.verdict.Indication.VALID);
    }
}
