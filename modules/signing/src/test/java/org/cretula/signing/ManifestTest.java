package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.cretula.testkit.XadesSchema;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;

/** More data objects than a signature can refer to, by lists that it holds. */
class ManifestTest {

    private static final int MOST = 29 * 30;

    private static DataObject[] objects(int count) {
        DataObject[] objects = new DataObject[count];
        for (int i = 0; i < count; i++) {
            objects[i] = new DataObject("o" + i, new byte[] {(byte) i}, "text/plain");
        }
        return objects;
    }

    private static int count(String in, String what) {
        return in.split(what, -1).length - 1;
    }

    @Test
    void no_object_or_more_than_verifiers_follow_or_one_twice_makes_no_manifest() {
        assertThatThrownBy(SignatureRequest::manifest).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SignatureRequest.manifest(objects(MOST + 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("870");
        DataObject twice = new DataObject("a", new byte[1], "text/plain");
        assertThatThrownBy(() -> SignatureRequest.manifest(twice, twice)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_list_is_longer_than_a_verifier_follows() {
        String signed =
                new String(SignedFormsTest.signed(SignatureRequest.manifest(objects(MOST))), StandardCharsets.UTF_8);
        assertThat(count(signed, "<ds:Manifest ")).isEqualTo(29);
        assertThat(count(signed, "Type=\"http://www.w3.org/2000/09/xmldsig#Manifest\""))
                .isEqualTo(29);
        String info = signed.substring(0, signed.indexOf("</ds:SignedInfo>"));
        assertThat(count(info, "<ds:Reference ")).isEqualTo(30);
        for (String manifest : signed.split("<ds:Manifest ", -1)) {
            int end = manifest.indexOf("</ds:Manifest>");
            assertThat(end < 0 ? 30 : count(manifest.substring(0, end), "<ds:Reference "))
                    .isEqualTo(30);
        }
    }

    @Test
    void each_listed_object_and_each_list_is_described_once_and_by_the_schemas() {
        byte[] signed = SignedFormsTest.signed(SignatureRequest.manifest(objects(31)));
        assertThat(new XadesSchema().faults(signed)).isEmpty();
        String text = new String(signed, StandardCharsets.UTF_8);
        assertThat(count(text, "<xades:DataObjectFormat ")).isEqualTo(33);
        assertThat(text).contains("<ds:DigestValue>" + DigestAlgorithm.SHA256.base64(new byte[] {30}));
    }

    @Test
    void a_signature_of_data_outside_may_stand_in_a_document_and_leaves_it_as_it_is() {
        byte[] document = "<d><slot/></d>".getBytes(StandardCharsets.UTF_8);
        for (boolean listed : new boolean[] {false, true}) {
            XmlParse.Parsed parsed = Fixture.parsed(document);
            byte[] first = SignedFormsTest.signed(
                    listed
                            ? SignatureRequest.manifest(parsed.document(), parsed.root(), objects(2))
                            : SignatureRequest.detached(parsed.document(), parsed.root(), objects(2)));
            assertThat(new String(first, StandardCharsets.UTF_8)).contains("<d><slot></slot><ds:Signature ");
            // A second one stands beside it, for neither is over the other.
            XmlParse.Parsed again = Fixture.parsed(first);
            byte[] second =
                    SignedFormsTest.signed(SignatureRequest.detached(again.document(), again.root(), objects(1)));
            assertThat(count(new String(second, StandardCharsets.UTF_8), "<ds:Signature "))
                    .isEqualTo(2);
        }
    }
}
