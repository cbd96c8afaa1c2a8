package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.cretula.testkit.Forger;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Attacks on signatures of every packaging, judged by the general policy. Much may be added around what is signed there;
 * but what a valid judgement says is signed are always bytes that somebody signed, by the one who did and at his time.
 */
class GeneralPolicyAttacksTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static final DataObject FILE =
            new DataObject("invoice.txt", "2400 kg".getBytes(StandardCharsets.UTF_8), "text/plain");
    private static final DataObject OTHER =
            new DataObject("list.txt", "3 cases".getBytes(StandardCharsets.UTF_8), "text/plain");
    private static final List<DataObject> FILES = List.of(FILE, OTHER);
    private static final String PARTS =
            "<doc xmlns=\"urn:test\"><part Id=\"a\"><weight>2400</weight></part><part Id=\"b\">two</part><slot/></doc>";
    private static final Map<String, byte[]> SIGNED = signed();
    private static final Set<String> KNOWN = known();

    private static byte[] file(String name) {
        return Objects.requireNonNull(SIGNED.get(name), name);
    }

    private static Map<String, byte[]> signed() {
        Map<String, byte[]> all = new LinkedHashMap<>();
        XmlParse.Parsed parts = Fixture.parsed(PARTS.getBytes(StandardCharsets.UTF_8));
        XmlElement slot = parts.root().children().get(2);
        XmlParse.Parsed document = Fixture.parsed(Fixture.DOCUMENT.getBytes(StandardCharsets.UTF_8));
        Map<String, SignatureRequest> requests = new LinkedHashMap<>();
        requests.put("enveloped", Fixture.enveloped());
        requests.put(
                "beside others",
                SignatureRequest.envelopedBesideOthers(
                        document.document(), document.root().children().get(0), "application/xml"));
        Map<String, String> types = new LinkedHashMap<>();
        types.put("a", "application/xml");
        types.put("b", "application/xml");
        requests.put("internally detached", SignatureRequest.internallyDetached(parts.document(), slot, types));
        requests.put("enveloping", SignatureRequest.enveloping(FILE, OTHER));
        requests.put(
                "enveloping an element",
                SignatureRequest.enveloping(parts.root().children().get(0), "application/xml"));
        requests.put("detached", SignatureRequest.detached(FILE, OTHER));
        requests.put("manifest", SignatureRequest.manifest(FILE, OTHER));
        requests.forEach((name, request) -> all.put(name, sign(request)));
        return all;
    }

    private static byte[] sign(SignatureRequest request) {
        try {
            return new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS).sign(request, Fixture.SIGNED);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DocumentJudgement judge(byte[] file, List<DataObject> data) {
        return Fixture.VALIDATOR.judge(file, data, Fixture.NOW);
    }

    private static String bytes(SignedContent content) {
        return new String(content.bytes(), StandardCharsets.ISO_8859_1);
    }

    private static Set<String> known() {
        Set<String> known = new HashSet<>();
        SIGNED.forEach((name, file) -> {
            DocumentJudgement judgement = judge(file, FILES);
            assertThat(judgement.verdict().indication())
                    .as(() -> name + judgement.verdict().findings())
                    .isEqualTo(Indication.VALID);
            judgement.signatures().forEach(s -> s.scope().forEach(content -> known.add(bytes(content))));
        });
        return known;
    }

    /** What is valid is what was signed; whether it is, all of it. */
    private static boolean valid(byte[] file, List<DataObject> data, String what) {
        DocumentJudgement judgement = judge(file, data);
        for (SignatureJudgement signature : judgement.signatures()) {
            // What is shown as signed was signed, whatever else is wrong with the signature.
            signature.scope().forEach(content -> assertThat(KNOWN).as(what).contains(bytes(content)));
            if (signature.verdict().indication() == Indication.VALID) {
                assertThat(signature.scope()).as(what).isNotEmpty();
                assertThat(signature.signer()).as(what).contains(Fixture.EC.certificate());
                assertThat(signature.claimedTime()).as(what).contains(Fixture.SIGNED);
                assertThat(signature.bestTime()).as(what).isEmpty();
            }
        }
        boolean valid = judgement.verdict().indication() == Indication.VALID;
        assertThat(valid && judgement.signatures().isEmpty()).as(what).isFalse();
        return valid;
    }

    private static final List<List<String>> DISGUISES =
            List.of(List.of(), List.of("Object"), List.of("Object", "Manifest"), List.of("Signature", "Object"));

    /** Copies an element to another place, gives one of the two another identifier or none, and lies in one of them. */
    private static byte[] wrapped(byte[] file, int node, int place, int variant) {
        return Forger.changed(file, d -> {
            List<Element> all = elements(d);
            Element original = all.get(node % all.size());
            Element at = all.get(place % all.size());
            Element copy = (Element) original.cloneNode(true);
            Element lying = (variant & 1) == 0 ? original : copy;
            switch (variant >> 1 & 3) {
                case 1 -> copy.removeAttribute("Id");
                case 2 -> copy.setAttribute("Id", "copy");
                case 3 -> original.setAttribute("Id", "left");
                default -> {}
            }
            lie(lying);
            Element outer = copy;
            for (String name : DISGUISES.get(variant >> 3 & 3)) {
                Element around = d.createElementNS(DS, "ds:" + name);
                around.appendChild(outer);
                outer = around;
            }
            outer.setAttributeNS(XMLNS, "xmlns:ds", DS);
            outer.setAttributeNS(XMLNS, "xmlns:xades", XADES);
            at.insertBefore(outer, (variant >> 5 & 1) == 0 ? at.getFirstChild() : null);
        });
    }

    private static void lie(Element element) {
        for (Node n = element; n != null; n = n.getFirstChild()) {
            if (n.getFirstChild() == null) {
                n.setTextContent("2020-01-01T00:00:00Z");
                return;
            }
        }
    }

    private static List<Element> elements(Document document) {
        NodeList found = document.getElementsByTagName("*");
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    private static void wrap(String name, int node, int place, int variant) {
        byte[] mutant = wrapped(file(name), node, place, variant);
        valid(mutant, FILES, name + ", node " + node + ", place " + place + ", variant " + variant);
    }

    @Test
    void X01_to_X12_whatever_is_wrapped_in_what_nothing_is_shown_as_signed_that_was_not() {
        Random random = new Random(20261124);
        List<String> names = List.copyOf(SIGNED.keySet());
        for (int n = 0; n < 70; n++) {
            wrap(names.get(n % names.size()), random.nextInt(1_000), random.nextInt(1_000), random.nextInt(64));
        }
    }

    @Tag("soak")
    @Test
    @Timeout(3_600)
    void X01_to_X12_every_wrapping_of_every_packaging_shows_nothing_as_signed_that_was_not() {
        SIGNED.forEach((name, file) -> {
            int count = elements(Fixture.parsed(file).document()).size();
            IntStream.range(0, count * count).parallel().forEach(pair -> {
                for (int variant = pair % 4; variant < 64; variant += 4) {
                    wrap(name, pair / count, pair % count, variant);
                }
            });
        });
    }

    private static void mutate(String name, Random random) {
        byte[] mutant = file(name).clone();
        int at = random.nextInt(mutant.length);
        mutant[at] =
                random.nextBoolean() ? (byte) (mutant[at] ^ 1 << random.nextInt(8)) : (byte) (' ' + random.nextInt(95));
        valid(mutant, FILES, name + ", byte " + at + " is " + mutant[at]);
    }

    @Test
    void a_byte_changed_in_any_packaging_shows_nothing_as_signed_that_was_not() {
        Random random = new Random(20261124);
        List<String> names = List.copyOf(SIGNED.keySet());
        IntStream.range(0, 105).forEach(n -> mutate(names.get(n % names.size()), random));
    }

    @Tag("soak")
    @Test
    @Timeout(3_600)
    void many_bytes_changed_in_any_packaging_show_nothing_as_signed_that_was_not() {
        SIGNED.keySet()
                .forEach(name -> IntStream.range(0, 20_000).parallel().forEach(n -> mutate(name, new Random(n))));
    }

    @Test
    void X13_signed_properties_that_no_reference_covers_make_nothing_valid() {
        byte[] stripped = Forger.resigned(file("enveloped"), Fixture.EC.key(), d -> {
            Node second = d.getElementsByTagNameNS(DS, "Reference").item(1);
            second.getParentNode().removeChild(second);
        });
        assertThat(valid(stripped, FILES, "stripped")).isFalse();
    }

    @Test
    void X14_a_manifest_whose_entries_are_others_or_not_there_is_not_valid() {
        byte[] manifest = file("manifest");
        DataObject swapped = new DataObject("invoice.txt", new byte[] {1}, "text/plain");
        assertThat(judge(manifest, List.of(swapped, OTHER)).verdict().indication())
                .isEqualTo(Indication.INVALID);
        assertThat(judge(manifest, List.of(OTHER)).verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void X15_what_is_not_signed_of_a_document_is_not_in_the_scope() {
        byte[] file = Forger.changed(
                file("internally detached"),
                d -> d.getDocumentElement()
                        .appendChild(d.createElementNS("urn:test", "weight"))
                        .setTextContent("9"));
        DocumentJudgement judgement = judge(file, List.of());
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(judgement.signatures().get(0).scope())
                .hasSize(2)
                .allMatch(SignedContent::part)
                .noneMatch(content -> bytes(content).contains("9"));
    }

    @Test
    void X16_where_nothing_is_signed_nothing_is_valid() {
        for (String nothing : List.of("<a/>", PARTS, "<ds:Signature xmlns:ds=\"" + DS + "\"/>", "")) {
            assertThat(judge(nothing.getBytes(StandardCharsets.UTF_8), FILES)
                            .verdict()
                            .indication())
                    .isEqualTo(Indication.INVALID);
        }
    }

    @Test
    void X29_other_data_under_the_name_of_what_was_signed_are_not_valid() {
        byte[] detached = file("detached");
        for (String other : List.of("2400 kg ", "9 kg", "")) {
            DataObject swapped = new DataObject("invoice.txt", other.getBytes(StandardCharsets.UTF_8), "text/plain");
            assertThat(judge(detached, List.of(swapped, OTHER)).verdict().indication())
                    .isEqualTo(Indication.INVALID);
        }
        for (String name : List.of("Invoice.txt", "./invoice.txt", "x/invoice.txt")) {
            DataObject renamed = new DataObject(name, FILE.bytes(), "text/plain");
            assertThat(judge(detached, List.of(renamed, OTHER)).verdict().indication())
                    .isEqualTo(Indication.INDETERMINATE);
        }
    }

    @Test
    void E10_a_bad_signature_is_not_hidden_by_a_good_one() {
        byte[] file = Forger.changed(file("beside others"), d -> {
            Element good = Forger.element(d, "Signature");
            Element bad = (Element) good.cloneNode(true);
            NodeList inside = bad.getElementsByTagName("*");
            for (int i = 0; i < inside.getLength(); i++) {
                ((Element) inside.item(i)).removeAttribute("Id");
            }
            bad.setAttribute("Id", "bad");
            good.getParentNode().appendChild(bad);
        });
        DocumentJudgement judgement = judge(file, List.of());
        assertThat(judgement.signatures()).hasSize(2);
        assertThat(judgement.verdict().indication()).isNotEqualTo(Indication.VALID);
    }

    @Test
    void what_happened_to_data_is_told_here_too() {
        DataObject dos = new DataObject("list.txt", "3 cases\n".getBytes(StandardCharsets.UTF_8), "text/plain");
        assertThat(judge(file("detached"), List.of(FILE, dos))
                        .verdict()
                        .findings()
                        .toString())
                .contains("an editor put a line end behind its last line");
        String file = new String(file("enveloped"), StandardCharsets.UTF_8);
        assertThat(Arrays.asList(judge(file.replace("2400", "9").getBytes(StandardCharsets.UTF_8), List.of())))
                .allMatch(j -> j.verdict().findings().toString().contains("none of the known accidents"));
    }
}
