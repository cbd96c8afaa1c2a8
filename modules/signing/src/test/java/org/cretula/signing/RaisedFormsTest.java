package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.cretula.testkit.Forger;
import org.cretula.testkit.XadesSchema;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Signatures of every packaging are raised, those in a document with others too; and what must not be is refused. */
class RaisedFormsTest {

    private static final XadesSchema SCHEMA = new XadesSchema();
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final DataObject FIRST =
            new DataObject("a%20b.bin", new byte[] {0, 1, 2, (byte) 0xff}, "application/octet-stream");
    private static final DataObject SECOND =
            new DataObject("http://data.example.invalid/x", "<x> 1 </x>".getBytes(StandardCharsets.UTF_8), "text/xml");

    private static final Augmenter AUGMENTER = Levelled.augmenter(Levelled.STAMPED);

    static Map<String, Supplier<SignatureRequest>> requests() {
        Map<String, Supplier<SignatureRequest>> requests = new LinkedHashMap<>();
        requests.put("enveloped beside others", () -> {
            XmlParse.Parsed parsed = SignedFormsTest.parsed(SignedFormsTest.PARTS);
            return SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml");
        });
        requests.put("internally detached", () -> {
            XmlParse.Parsed parsed = SignedFormsTest.parsed(SignedFormsTest.PARTS);
            return SignatureRequest.internallyDetached(
                    parsed.document(), SignedFormsTest.last(parsed), Map.of("a", "text/xml"));
        });
        requests.put("enveloping", () -> SignatureRequest.enveloping(FIRST, SECOND));
        requests.put(
                "enveloping XML",
                () -> SignatureRequest.enveloping(
                        SignedFormsTest.parsed(SignedFormsTest.PARTS)
                                .root()
                                .children()
                                .get(1),
                        "application/xml"));
        requests.put("detached", () -> SignatureRequest.detached(FIRST, SECOND));
        return requests;
    }

    static List<String> packagings() {
        return List.copyOf(requests().keySet());
    }

    private static byte[] signed(SignatureRequest request) throws SigningRefusedException {
        return new XadesSigner(Fixture.entry(Levelled.SIGNER), Fixture.PROVIDERS).sign(request, Levelled.SIGNED);
    }

    private static byte[] signed(String packaging) throws SigningRefusedException {
        return signed(
                Optional.ofNullable(requests().get(packaging)).orElseThrow().get());
    }

    @ParameterizedTest
    @MethodSource("packagings")
    void each_packaging_is_raised_to_the_highest_level_and_renewed(String packaging) throws SigningRefusedException {
        byte[] at = AUGMENTER.withData(FIRST, SECOND).augment(signed(packaging), SignatureLevel.B_LTA);
        assertThat(SCHEMA.faults(at)).isEmpty();
        byte[] renewed = Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(1)))
                .withData(FIRST, SECOND)
                .augment(at, SignatureLevel.B_LTA);
        assertThat(SCHEMA.faults(renewed)).isEmpty();
        assertThat(Fixture.parsed(renewed)
                        .document()
                        .getElementsByTagNameNS("http://uri.etsi.org/01903/v1.4.1#", "ArchiveTimeStamp")
                        .getLength())
                .isEqualTo(2);
    }

    @Test
    void X19_data_outside_of_the_document_are_given_and_not_fetched() throws SigningRefusedException {
        byte[] detached = signed("detached");
        for (Augmenter augmenter : List.of(AUGMENTER, AUGMENTER.withData(FIRST))) {
            assertThatThrownBy(() -> augmenter.augment(detached, SignatureLevel.B_T))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("nothing is fetched; give the data");
        }
    }

    @Test
    void data_that_were_changed_are_refused_and_so_are_two_of_one_name() throws SigningRefusedException {
        byte[] detached = signed("detached");
        DataObject other = new DataObject(FIRST.uri(), new byte[] {0, 1, 2}, FIRST.mimeType());
        assertThatThrownBy(() -> AUGMENTER.withData(other, SECOND).augment(detached, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("changed after it was signed");
        assertThatThrownBy(() -> AUGMENTER.withData(FIRST, other, SECOND).augment(detached, SignatureLevel.B_T))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void X21_transforms_that_are_programs_are_not_run() throws SigningRefusedException {
        String signed = new String(signed("enveloped beside others"), StandardCharsets.UTF_8);
        for (String expression : List.of("//*[count(//*) &gt; 0]", "here()")) {
            byte[] strange = signed.replace(">/descendant::ds:Signature<", ">" + expression + "<")
                    .getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> AUGMENTER.augment(strange, SignatureLevel.B_T))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("does not run");
        }
    }

    private static String id(byte[] signed, int number) {
        return SignedFormsTest.signature(Fixture.parsed(signed), number)
                .attribute("Id")
                .orElseThrow();
    }

    @Test
    void of_parallel_signatures_the_named_one_is_raised() throws SigningRefusedException {
        byte[] first = signed("enveloped beside others");
        XmlParse.Parsed parsed = Fixture.parsed(first);
        byte[] both =
                signed(SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml"));
        assertThatThrownBy(() -> AUGMENTER.augment(both, SignatureLevel.B_T))
                .hasMessageContaining("name one by its Id");
        byte[] raised = AUGMENTER.augment(both, Optional.of(id(both, 1)), SignatureLevel.B_LTA);
        assertThat(stamps(raised, 0)).isZero();
        assertThat(stamps(raised, 1)).isEqualTo(1);
        // What was not raised is as it was, and can be raised too.
        assertThat(stamps(AUGMENTER.augment(raised, Optional.of(id(both, 0)), SignatureLevel.B_T), 0))
                .isEqualTo(1);
    }

    private static int stamps(byte[] signed, int number) {
        return SignedFormsTest.signature(Fixture.parsed(signed), number)
                .dom()
                .getElementsByTagNameNS(XADES, "SignatureTimeStamp")
                .getLength();
    }

    @Test
    void one_that_another_signature_covers_is_not_raised_unless_told() throws SigningRefusedException {
        byte[] first = signed("enveloped beside others");
        XmlParse.Parsed parsed = Fixture.parsed(first);
        byte[] both = signed(SignatureRequest.enveloped(parsed.document(), parsed.root(), "application/xml"));
        Optional<String> covered = Optional.of(id(both, 0));
        assertThatThrownBy(() -> AUGMENTER.augment(both, covered, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("raising '" + id(both, 0) + "' would break " + id(both, 1))
                .hasMessageContaining("breakingOtherSignatures");
        assertThat(stamps(AUGMENTER.augment(both, Optional.of(id(both, 1)), SignatureLevel.B_T), 1))
                .isEqualTo(1);
        assertThat(stamps(AUGMENTER.breakingOtherSignatures().augment(both, covered, SignatureLevel.B_T), 0))
                .isEqualTo(1);
    }

    @Test
    void time_stamps_that_are_over_nobody_here_knows_what_are_refused_by_name() throws SigningRefusedException {
        byte[] stamped = Levelled.at(SignatureLevel.B_T);
        for (String name : List.of(
                "{http://uri.etsi.org/01903/v1.4.1#}SigAndRefsTimeStampV2",
                "{http://uri.etsi.org/01903/v1.4.1#}RefsOnlyTimeStampV2",
                "{" + XADES + "}SigAndRefsTimeStamp",
                "{" + XADES + "}RefsOnlyTimeStamp",
                "{" + XADES + "}ArchiveTimeStamp")) {
            javax.xml.namespace.QName wanted = javax.xml.namespace.QName.valueOf(name);
            byte[] strange = Forger.changed(stamped, d -> {
                Element copy = (Element) stamp(d).cloneNode(true);
                stamp(d).getParentNode().appendChild(copy);
                Element renamed =
                        (Element) d.renameNode(copy, wanted.getNamespaceURI(), "other:" + wanted.getLocalPart());
                renamed.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:other", wanted.getNamespaceURI());
            });
            refused(strange, "found " + wanted.getLocalPart());
        }
    }

    @Test
    void time_stamps_with_Include_elements_or_without_a_token_are_refused() throws SigningRefusedException {
        byte[] stamped = Levelled.at(SignatureLevel.B_T);
        refused(
                Forger.changed(stamped, d -> {
                    Element include = d.createElementNS(XADES, "xades:Include");
                    include.setAttribute("URI", "#x");
                    stamp(d).insertBefore(include, stamp(d).getFirstChild());
                }),
                "with Include elements");
        refused(
                Forger.changed(stamped, d -> {
                    Element token = (Element) stamp(d).getLastChild();
                    stamp(d).replaceChild(d.createElementNS(XADES, "xades:XMLTimeStamp"), token);
                }),
                "another kind of time-stamp");
    }

    private static Element stamp(Document document) {
        return (Element)
                document.getElementsByTagNameNS(XADES, "SignatureTimeStamp").item(0);
    }

    private static void refused(byte[] signed, String words) {
        assertThatThrownBy(() -> AUGMENTER.augment(signed, SignatureLevel.B_LT))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(words);
    }

    @Test
    void X01_a_document_with_an_identifier_on_two_elements_is_not_raised() throws SigningRefusedException {
        XmlParse.Parsed parsed = Fixture.parsed("<d><p Id=\"a\"/><p ID=\"a\"/></d>".getBytes(StandardCharsets.UTF_8));
        byte[] signed = signed(SignatureRequest.detached(parsed.document(), parsed.root(), FIRST));
        assertThatThrownBy(() -> AUGMENTER.withData(FIRST).augment(signed, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("'a' twice");
    }

    @Test
    void a_document_beyond_the_limits_is_refused_and_wider_ones_can_be_said() throws SigningRefusedException {
        byte[] large =
                signed(SignatureRequest.enveloping(new DataObject("a", new byte[1 << 20], "application/octet-stream")));
        assertThatThrownBy(() -> AUGMENTER.augment(large, SignatureLevel.B_T))
                .isInstanceOf(SigningRefusedException.class);
        XmlLimits wide = new XmlLimits(10 << 20, 64, 100_000, 64, 10 << 20);
        byte[] raised = AUGMENTER.within(wide).augment(large, SignatureLevel.B_T);
        assertThat(new String(raised, StandardCharsets.UTF_8)).contains("<xades:SignatureTimeStamp");
    }
}
