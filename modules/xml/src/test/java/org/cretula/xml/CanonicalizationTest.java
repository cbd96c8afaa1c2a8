package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Our canonical forms, from a tree and from bytes, held against Santuario's. */
class CanonicalizationTest {

    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);
    private static final QName SIGNATURE = new QName("urn:1", "Signature");

    @BeforeAll
    static void santuario() {
        Init.init();
    }

    @Test
    void three_thousand_documents_give_what_santuario_gives() throws Exception {
        for (long seed = 0; seed < 3_000; seed++) {
            // Two of the six forms of each document, so that each form meets a thousand.
            compare(seed, (int) (seed % 3), 3);
        }
    }

    @Tag("long")
    @Timeout(1_200)
    @Test
    void a_hundred_thousand_documents_give_what_santuario_gives() throws Exception {
        for (long seed = 3_000; seed < 103_000; seed++) {
            compare(seed, 0, 1);
        }
    }

    private static void compare(long seed, int first, int step) throws Exception {
        String xml = RandomXml.of(seed);
        Document document = parsed(seed, xml.getBytes(StandardCharsets.UTF_8));
        List<XmlElement> elements = new XmlElement(document.getDocumentElement()).descendantsAndSelf();
        Element some = elements.get(new Random(seed).nextInt(elements.size())).dom();
        List<Canonicalization> forms = List.of(Canonicalization.values());
        for (int i = first; i < forms.size(); i += step) {
            Canonicalization form = forms.get(i);
            same(seed, form.bytes(document), santuario(form, document));
            boolean unresolved = form.isOfVersion11() && hasAbove(some, "base") > 0;
            // Of several values above, Santuario takes the outermost; the Recommendation says the nearest.
            boolean ambiguous = Stream.of("lang", "space", "base", "id").anyMatch(name -> hasAbove(some, name) > 1);
            if (!unresolved && (form.isExclusive() || !ambiguous)) {
                same(seed, form.bytes(some), santuario(form, some));
            }
        }
        byte[] canonical = Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(document);
        same(seed, CanonicalizationTest.fromBytes(canonical), Canonicalization.EXCLUSIVE.bytes(document));
        same(seed, Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(parsed(1, canonical)), canonical);
        Canonicalization.Opened opened = Canonicalization.INCLUSIVE_WITH_COMMENTS.opened(document, some);
        same(seed, opened.bytes(), canonical);
        some.appendChild(document.createElementNS(null, "here"));
        String with = new String(Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(document), StandardCharsets.UTF_8);
        int at = new String(canonical, 0, opened.at(), StandardCharsets.UTF_8).length();
        assertThat(with.startsWith("<here", at)).as("seed %d", seed).isTrue();
        some.removeChild(some.getLastChild());
        withoutSome(seed, document, canonical, elements);
    }

    /** Elements left out, and the form of one element from the bytes. */
    private static void withoutSome(long seed, Document document, byte[] canonical, List<XmlElement> elements)
            throws Exception {
        ByteArrayOutputStream left = new ByteArrayOutputStream();
        Canonicalization.EXCLUSIVE.write(document, CanonicalizationTest::isSignature, left::write);
        ByteArrayOutputStream fromBytes = new ByteArrayOutputStream();
        CanonicalText.exclusiveWithout(SIGNATURE, canonical, fromBytes::write);
        same(seed, fromBytes.toByteArray(), left.toByteArray());
        int number = elements.size() / 2;
        int at = -1;
        String latin = new String(canonical, StandardCharsets.ISO_8859_1);
        String tag = new String(
                ("<" + elements.get(number).dom().getNodeName()).getBytes(StandardCharsets.UTF_8),
                StandardCharsets.ISO_8859_1);
        long before = elements.subList(0, number).stream()
                .filter(e -> ("<" + e.dom().getNodeName())
                        .startsWith("<" + elements.get(number).dom().getNodeName()))
                .count();
        if (!latin.contains("<!--") && !latin.contains("<?")) {
            for (long i = 0; i <= before; i++) {
                at = latin.indexOf(tag, at + 1);
            }
            same(
                    seed,
                    CanonicalText.exclusive(canonical, at),
                    Canonicalization.EXCLUSIVE.bytes(elements.get(number).dom()));
        }
        if (isSignature(document.getDocumentElement())) {
            // Nothing is left to stand before or behind.
            return;
        }
        for (XmlElement element : elements) {
            Node parent = element.dom().getParentNode();
            if (isSignature(element.dom()) && parent != null) {
                parent.removeChild(element.dom());
            }
        }
        same(seed, left.toByteArray(), santuario(Canonicalization.EXCLUSIVE, document));
    }

    private static boolean isSignature(Element element) {
        return new XmlElement(element).is(SIGNATURE);
    }

    private static byte[] fromBytes(byte[] canonical) throws NotCanonicalException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CanonicalText.exclusive(canonical, out::write);
        return out.toByteArray();
    }

    private static int hasAbove(Element element, String local) {
        int count = 0;
        for (Node n = element.getParentNode(); n instanceof Element e; n = n.getParentNode()) {
            if (e.hasAttributeNS(XMLConstants.XML_NS_URI, local)) {
                count++;
            }
        }
        return count;
    }

    private static void same(long seed, byte[] ours, byte[] theirs) {
        if (!java.util.Arrays.equals(ours, theirs)) {
            assertThat(new String(ours, StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(new String(theirs, StandardCharsets.UTF_8));
        }
    }

    private static byte[] santuario(Canonicalization form, Node node) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(form.uri()).canonicalizeSubtree(node, out);
        return out.toByteArray();
    }

    private static Document parsed(long seed, byte[] xml) throws Exception {
        if (RandomXml.isOfType(seed)) {
            // The door takes no DOCTYPE.
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        }
        XmlParse parse = DOOR.parse(xml);
        assertThat(parse).as("seed %d", seed).isInstanceOf(XmlParse.Parsed.class);
        return ((XmlParse.Parsed) parse).document();
    }

    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void P02_no_depth_of_elements_overflows_the_stack(Canonicalization form) throws Exception {
        Document document = XmlDoor.newDocument();
        // Or it would look at all elements above at each step.
        document.setStrictErrorChecking(false);
        Node at = document;
        int depth = 50_000;
        for (int i = 0; i < depth; i++) {
            at = at.appendChild(document.createElementNS("urn:1", "e"));
        }
        String canonical = "<e>".repeat(depth) + "</e>".repeat(depth);
        assertThat(form.bytes(document)).asString().isEqualTo(canonical);
        assertThat(fromBytes(canonical.getBytes(StandardCharsets.UTF_8)))
                .asString()
                .isEqualTo(canonical);
    }

    @Test
    void half_of_a_surrogate_pair_is_refused_not_replaced() {
        Document document = XmlDoor.newDocument();
        Node root = document.appendChild(document.createElementNS(null, "e"));
        root.appendChild(document.createTextNode("\ud83d"));
        assertThatThrownBy(() -> Canonicalization.EXCLUSIVE.bytes(document))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    @Test
    void of_attributes_of_xml_above_an_element_the_nearest_holds() throws Exception {
        Document document = parsed(
                1, "<e xml:lang=\"en\"><f xml:lang=\"tr\" xml:id=\"i\"><g/></f></e>".getBytes(StandardCharsets.UTF_8));
        Element inner = (Element) document.getDocumentElement().getFirstChild().getFirstChild();
        assertThat(Canonicalization.INCLUSIVE.bytes(inner))
                .asString()
                .isEqualTo("<g xml:id=\"i\" xml:lang=\"tr\"></g>");
        assertThat(Canonicalization.INCLUSIVE_1_1.bytes(inner)).asString().isEqualTo("<g xml:lang=\"tr\"></g>");
        assertThat(Canonicalization.EXCLUSIVE.bytes(inner)).asString().isEqualTo("<g></g>");
    }

    @Test
    void a_base_that_canonical_xml_1_1_would_resolve_is_refused() throws Exception {
        Document document = parsed(1, "<e xml:base=\"http://x/\"><f/></e>".getBytes(StandardCharsets.UTF_8));
        Element inner = (Element) document.getDocumentElement().getFirstChild();
        assertThatThrownBy(() -> Canonicalization.INCLUSIVE_1_1.bytes(inner))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xml:base");
        assertThat(Canonicalization.INCLUSIVE.bytes(inner)).asString().isEqualTo("<f xml:base=\"http://x/\"></f>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<e></f>",
                "<e>",
                "<e/>",
                "<e></e><f></f>",
                "<e></e> ",
                "",
                "text",
                "<e>></e>",
                "<e>&apos;</e>",
                "<e>&#10;</e>",
                "<e>&nbsp;</e>",
                "<e><![CDATA[x]]></e>",
                "<!DOCTYPE e><e></e>",
                "<p:e></p:e>",
                "<e p:a=\"1\"></e>",
                "<e xmlns:p=\"\"></e>",
                "<e xmlns=\"\"></e>",
                "<e xmlns:p=\"urn:1\"><f xmlns:p=\"urn:1\"></f></e>",
                "<e xmlns=\"urn:1\"><f xmlns=\"urn:1\"></f></e>",
                "<e xmlns:xml=\"http://www.w3.org/XML/1998/namespace\"></e>",
                "<e xmlns:p=\"http://www.w3.org/XML/1998/namespace\"></e>",
                "<e xmlns:xmlns=\"urn:1\"></e>",
                "<e xmlns=\"urn:1\" xmlns=\"urn:2\"></e>",
                "<e a=\"1\" a=\"2\"></e>",
                "<e xmlns:p=\"urn:1\" xmlns:q=\"urn:1\" p:a=\"1\" q:a=\"2\"></e>",
                "<e a=\"1\" xmlns=\"urn:1\"></e>",
                "<e a='1'></e>",
                "<e a=1></e>",
                "<e a></e>",
                "<e  a=\"1\"></e>",
                "<e ></e>",
                "<e a=\"<\"></e>",
                "<e a=\"&gt;\"></e>",
                "<1e></1e>",
                "<a:b:c></a:b:c>",
                "<:a></:a>",
                "<a:></a:>",
                "<e><!-- -- --></e>",
                "<e><!-- x</e>",
                "<e><?xml x?></e>",
                "<e><?p x</e>",
                "<e><?p  x?></e>",
                "<!-- x --><e></e>",
                "<e b=\"1\" a=\"2\"></e>",
                "<e xmlns:b=\"urn:1\" xmlns:a=\"urn:1\"></e>"
            })
    void what_canonical_form_does_not_write_is_refused(String xml) {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> fromBytes(bytes)).as(xml).isInstanceOf(NotCanonicalException.class);
    }

    @Test
    void characters_that_xml_has_not_and_encodings_that_are_not_the_right_one_are_refused() {
        List<byte[]> wrong = new ArrayList<>();
        for (int[] bytes : new int[][] {
            {0x00},
            {0x08},
            {0x0D},
            {0x1F},
            {0x80},
            {0xC0, 0x80},
            {0xC3},
            {0xE0, 0x80, 0x80},
            {0xED, 0xA0, 0x80},
            {0xEF, 0xBF, 0xBE},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF8, 0x88, 0x80, 0x80, 0x80},
            {0xF0, 0x80, 0x80, 0x80}
        }) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes("<e>".getBytes(StandardCharsets.UTF_8));
            for (int b : bytes) {
                out.write(b);
            }
            out.writeBytes("</e>".getBytes(StandardCharsets.UTF_8));
            wrong.add(out.toByteArray());
        }
        for (byte[] bytes : wrong) {
            assertThatThrownBy(() -> fromBytes(bytes)).isInstanceOf(NotCanonicalException.class);
        }
    }

    @Test
    void bytes_damaged_in_one_place_are_refused_or_mean_what_a_parser_reads() throws Exception {
        Random random = new Random(7);
        int refused = 0;
        for (long seed = 1; seed < 2_000; seed += 4) {
            byte[] canonical = Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(
                    parsed(seed, RandomXml.of(seed).getBytes(StandardCharsets.UTF_8)));
            byte[] damaged = RandomXml.damaged(canonical, random);
            try {
                byte[] form = fromBytes(damaged);
                same(seed, form, Canonicalization.EXCLUSIVE.bytes(parsed(1, damaged)));
            } catch (NotCanonicalException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(150, 495);
    }
}
