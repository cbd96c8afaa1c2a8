package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.testkit.XadesSchema;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;

/** What a signer says of single data objects; EN 319 132-1 V1.3.1 clauses 5.2.3 and 5.2.4. */
class SaidOfDataTest {

    private static final XadesSchema SCHEMA = new XadesSchema();
    private static final DataObject A = new DataObject("a.txt", new byte[] {1}, "text/plain");
    private static final DataObject B = new DataObject("b.txt", new byte[] {2}, "text/plain");
    private static final DataObjectFormat FULL = DataObjectFormat.of("text/csv")
            .described("a <list>")
            .identified("urn:oid:1.2.3")
            .encoded("http://www.w3.org/2000/09/xmldsig#base64");
    private static final Commitment QUALIFIED =
            Commitment.PROOF_OF_APPROVAL.described("seen").qualified("by two").qualified("<people>");

    private static String signed(SignatureRequest request) {
        byte[] signed = SignedFormsTest.signed(request);
        assertThat(SCHEMA.faults(signed)).isEmpty();
        return new String(signed, StandardCharsets.UTF_8);
    }

    private static String id(String signed) {
        int at = signed.indexOf("<ds:Signature Id=\"");
        int from = signed.indexOf(" Id=\"", at) + 5;
        return signed.substring(from, signed.indexOf('"', from));
    }

    @Test
    void of_an_object_that_is_not_signed_nothing_is_said() {
        for (SignatureRequest request : List.of(
                SignatureRequest.detached(A).describing("c.txt", FULL),
                SignatureRequest.detached(A).commitment(QUALIFIED, List.of("")),
                SignatureRequest.enveloping(A, A).commitment(QUALIFIED, List.of("a.txt")),
                SignatureRequest.manifest(A).commitment(QUALIFIED, List.of("b.txt")),
                Fixture.enveloped().describing("a.txt", FULL))) {
            assertThatThrownBy(() -> request.prepare(Fixture.EC.chain(), Fixture.SIGNED))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("expected one signed data object");
        }
        assertThatThrownBy(() -> SignatureRequest.detached(A).commitment(QUALIFIED, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_no_format_or_qualifier_cannot_be_made() {
        assertThatThrownBy(() -> DataObjectFormat.of(" ")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FULL.identified("list")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FULL.encoded("base64")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QUALIFIED.qualified(" ")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_object_is_described_in_the_order_of_the_schema() {
        String signed = signed(SignatureRequest.detached(A, B).describing("b.txt", FULL));
        assertThat(signed)
                .contains("<xades:DataObjectFormat ObjectReference=\"#" + id(signed) + "-data-2\">"
                        + "<xades:Description>a &lt;list&gt;</xades:Description><xades:ObjectIdentifier>"
                        + "<xades:Identifier Qualifier=\"OIDAsURN\">urn:oid:1.2.3</xades:Identifier>"
                        + "</xades:ObjectIdentifier><xades:MimeType>text/csv</xades:MimeType>"
                        + "<xades:Encoding>http://www.w3.org/2000/09/xmldsig#base64</xades:Encoding>")
                .contains("-data-1\"><xades:MimeType>text/plain</xades:MimeType></xades:DataObjectFormat>");
    }

    @Test
    void a_commitment_may_be_to_some_objects_in_every_packaging() {
        XmlParse.Parsed parsed = Fixture.parsed("<d><p Id=\"x\"/><s/></d>".getBytes(StandardCharsets.UTF_8));
        Map<SignatureRequest, String> requests = Map.of(
                SignatureRequest.detached(A, B), "b.txt",
                SignatureRequest.enveloping(A, B), "b.txt",
                SignatureRequest.manifest(A, B), "b.txt",
                SignatureRequest.enveloping(parsed.root().children().get(0), "text/xml"), "",
                SignatureRequest.internallyDetached(
                                parsed.document(), parsed.root().children().get(1), Map.of("x", "text/xml")),
                        "x",
                Fixture.enveloped(), "");
        requests.forEach((request, name) -> {
            String signed = signed(request.commitment(Commitment.PROOF_OF_ORIGIN)
                    .commitment(QUALIFIED, List.of(name))
                    .describing(name, FULL));
            int at = signed.indexOf("<xades:ObjectReference>#") + "<xades:ObjectReference>#".length();
            String reference = signed.substring(at, signed.indexOf('<', at));
            assertThat(signed)
                    .contains("ObjectReference=\"#" + reference + "\"><xades:Description>")
                    .containsOnlyOnce("<ds:Reference Id=\"" + reference + "\"")
                    .containsOnlyOnce("<xades:AllSignedDataObjects>")
                    .contains("#ProofOfApproval</xades:Identifier><xades:Description>seen</xades:Description>")
                    .contains("<xades:CommitmentTypeQualifiers><xades:CommitmentTypeQualifier>by two<")
                    .contains("<xades:CommitmentTypeQualifier>&lt;people&gt;<");
        });
    }

    @Test
    void a_seal_that_says_more_of_its_document_is_judged_as_any_other() throws Exception {
        byte[] signed =
                SignedFormsTest.signed(Fixture.enveloped().describing("", FULL).commitment(QUALIFIED, List.of("")));
        SignatureJudgement judgement = Fixture.judge(signed);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(Fixture.outcome(judgement, "data-object-format")).isNotEqualTo(Optional.empty());
    }
}
