package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.List;
import org.cretula.signing.internal.creation.SoftwareKey;
import org.cretula.trust.SignatureSuite;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** An enveloped signature is put into bytes that are written once: the same comes out as when all is read again. */
class WrittenOnceTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";

    private static byte[] value(Prepared prepared) throws Exception {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(Fixture.EC.key());
        signature.update(prepared.toBeSigned());
        return signature.sign();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<d><slot/></d>",
                "<d xmlns=\"urn:1\"><slot>text &amp; &#13;<e a=\"&#9;&lt;\"/></slot><!-- c --></d>",
                "<!-- c --><?p i?><d><slot xmlns:ds=\"" + DS + "\" ds:a=\"1\"/></d><!-- c --><?p i?>",
                "<d xmlns:ds=\"" + DS
                        + "\" xmlns:xades=\"http://uri.etsi.org/01903/v1.3.2#\"><slot><ds:Object/></slot></d>",
                "<d xmlns:ds=\"urn:other\"><slot ds:x=\"\"/><![CDATA[<&>]]>\u00e4\ud83d\ude00</d>",
                "<ds:d xmlns:ds=\"" + DS + "\"><slot xmlns:ds=\"urn:other\"/></ds:d>",
                "<d xml:lang=\"en\" xmlns:filter=\"http://www.w3.org/2002/06/xmldsig-filter2\"><a xmlns=\"urn:1\"><slot xmlns=\"\"/></a></d>"
            })
    void it_is_what_a_whole_reading_finds_right_and_canonical(String xml) throws Exception {
        for (boolean beside : List.of(false, true)) {
            XmlParse.Parsed parsed = Fixture.parsed(xml.getBytes(StandardCharsets.UTF_8));
            byte[] before = Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(parsed.document());
            XmlElement slot = parsed.root().descendantsAndSelf().stream()
                    .filter(e -> e.dom().getNodeName().equals("slot"))
                    .findFirst()
                    .orElseThrow();
            SignatureRequest request = beside
                    ? SignatureRequest.envelopedBesideOthers(parsed.document(), slot, "application/xml")
                    : SignatureRequest.enveloped(parsed.document(), slot, "application/xml");
            Prepared prepared = request.prepare(Fixture.EC.chain(), Fixture.SIGNED);
            byte[] value = value(prepared);
            byte[] signed = prepared.complete(value, Fixture.PROVIDERS);
            // What was kept as bytes is not believed: each digest is taken again from a tree.
            assertThat(Prepared.read(prepared.toBytes()).complete(value, Fixture.PROVIDERS))
                    .isEqualTo(signed);
            byte[] canonical = Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(
                    Fixture.parsed(signed).document());
            assertThat(new String(signed, StandardCharsets.UTF_8))
                    .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            + new String(canonical, StandardCharsets.UTF_8) + "\n");
            assertThat(Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(parsed.document()))
                    .isEqualTo(before);
        }
    }

    @Test
    void a_tree_that_could_not_be_read_again_is_not_signed() {
        for (String name : List.of("p:undeclared", "comment", "character", "instruction")) {
            XmlParse.Parsed parsed = Fixture.parsed("<d/>".getBytes(StandardCharsets.UTF_8));
            Document document = parsed.document();
            Element root = document.getDocumentElement();
            switch (name) {
                case "comment" -> root.appendChild(document.createComment("a--b"));
                case "character" -> root.appendChild(document.createTextNode("\u0001"));
                case "instruction" -> root.appendChild(document.createProcessingInstruction("p", "?>"));
                default -> root.appendChild(document.createElementNS("urn:1", name));
            }
            assertThatThrownBy(() -> SignatureRequest.enveloped(document, parsed.root(), "application/xml")
                            .prepare(Fixture.EC.chain(), Fixture.SIGNED))
                    .as(name)
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("can be read again");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ECDSA_SHA256", "ECDSA_SHA384", "ECDSA_SHA512", "ECDSA_SHA3_256", "ECDSA_SHA3_512"})
    void the_quick_way_of_a_curve_gives_what_the_provider_gives(String name) throws Exception {
        SignatureSuite suite = SignatureSuite.valueOf(name);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        byte[] slow = SoftwareKey.sign(suite, Fixture.EC.key(), bytes, Fixture.PROVIDERS);
        byte[] quick = SoftwareKey.sign(suite, SoftwareKey.quick(Fixture.EC.key()), bytes, Fixture.PROVIDERS);
        assertThat(SoftwareKey.quick(Fixture.EC.key())).isNotSameAs(Fixture.EC.key());
        assertThat(quick).isEqualTo(slow);
    }
}
