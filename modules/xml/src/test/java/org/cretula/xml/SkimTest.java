package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.namespace.QName;
import org.apache.xml.security.Init;
import org.apache.xml.security.c14n.Canonicalizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** What is skimmed from a document, held against its tree and against what Santuario makes of that. */
class SkimTest {

    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);
    private static final QName WANTED = new QName("urn:1", "Signature");
    private static final List<Canonicalization> FORMS = List.of(Canonicalization.values());

    @BeforeAll
    static void santuario() {
        Init.init();
    }

    @Test
    void fifteen_hundred_documents_are_skimmed_as_they_are_parsed() throws Exception {
        int signed = 0;
        for (long seed = 0; seed < 1_500; seed++) {
            signed += compare(seed);
        }
        assertThat(signed).isGreaterThan(1_500);
    }

    @Tag("long")
    @Timeout(1_800)
    @Test
    void a_hundred_thousand_documents_are_skimmed_as_they_are_parsed() throws Exception {
        for (long seed = 1_500; seed < 101_500; seed++) {
            compare(seed);
        }
    }

    @Test
    void an_element_behind_a_wanted_one_is_known_though_it_is_not_in_the_tree() {
        for (String open : List.of("<d>S</d>", "<d><a/>S</d>", "<d><a>S</a><b/></d>", "<d>S<!-- --> text</d>")) {
            XmlParse.Skimmed skimmed =
                    skimmed(bytes(open.replace("S", "<Signature xmlns='urn:1'><c/><c/></Signature>")));
            assertThat(skimmed.isFollowed(skimmed.wanted().get(0))).as(open).isFalse();
        }
        XmlParse.Skimmed skimmed = skimmed(bytes("<d><a><s:Signature/> <b><c/></b></a><s:Signature/><s:Signature/></d>"
                .replace("<d>", "<d xmlns:s='urn:1'>")));
        assertThat(skimmed.wanted().stream().map(skimmed::isFollowed)).containsExactly(true, true, false);
    }

    private static byte[] bytes(String xml) {
        return xml.getBytes(StandardCharsets.UTF_8);
    }

    private static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) DOOR.parse(xml);
    }

    private static XmlParse.Skimmed skimmed(byte[] xml) {
        return skimmed(xml, WANTED);
    }

    private static XmlParse.Skimmed skimmed(byte[] xml, QName wanted) {
        XmlParse parse = DOOR.skim(xml, wanted);
        assertThat(parse).isInstanceOf(XmlParse.Skimmed.class);
        return (XmlParse.Skimmed) parse;
    }

    private static int compare(long seed) throws Exception {
        byte[] xml = bytes(RandomXml.of(seed));
        Random random = new Random(seed);
        if (RandomXml.isOfType(seed)) {
            // Nobody's attributes by default: the door lets no DOCTYPE in, skimming or not.
            assertThat(DOOR.skim(xml, WANTED))
                    .isInstanceOf(XmlParse.Refused.class)
                    .isEqualTo(DOOR.parse(xml));
            return 0;
        }
        XmlParse.Parsed parsed = parsed(xml);
        List<XmlElement> all = parsed.root().descendantsAndSelf();
        QName name = random.nextInt(4) == 0
                ? WANTED
                : all.get(random.nextInt(all.size())).name();
        XmlParse.Skimmed skimmed = skimmed(xml, name);
        assertThat(skimmed.peculiarities()).as("seed %d", seed).isEqualTo(parsed.peculiarities());
        List<Element> wanted = wanted(parsed, name);
        assertThat(skimmed.wanted()).as("seed %d", seed).hasSameSizeAs(wanted);
        identifiers(seed, skimmed, parsed);
        skeleton(seed, random, skimmed, wanted, name);
        Map<Extraction, ByteArrayOutputStream> some = extractions(seed, random, skimmed, parsed);
        Map<Extraction, ByteSink> sinks = new LinkedHashMap<>();
        some.forEach((extraction, out) -> sinks.put(extraction, out::write));
        skimmed.write(sinks);
        for (Map.Entry<Extraction, ByteArrayOutputStream> one : some.entrySet()) {
            byte[] ours = one.getValue().toByteArray();
            if (seed % 4 == 1) {
                same(seed, skimmed.bytes(one.getKey()), ours);
            }
            extracted(seed, xml, name, one.getKey(), ours);
        }
        return skimmed.wanted().size();
    }

    private static List<Element> wanted(XmlParse.Parsed parsed, QName name) {
        return parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.is(name))
                .map(XmlElement::dom)
                .toList();
    }

    /** Of the whole document and of elements: without any wanted element, without one, without all. */
    private static Map<Extraction, ByteArrayOutputStream> extractions(
            long seed, Random random, XmlParse.Skimmed skimmed, XmlParse.Parsed parsed) {
        Map<Extraction, ByteArrayOutputStream> some = new LinkedHashMap<>();
        List<Extraction> first = new ArrayList<>();
        first.add(Extraction.ofDocument(Canonicalization.EXCLUSIVE).withoutWanted());
        first.add(Extraction.ofDocument(FORMS.get((int) (seed % FORMS.size()))));
        List<String> once = skimmed.identifiers().stream()
                .filter(i -> skimmed.occurrences(i) == 1)
                .sorted()
                .toList();
        if (!once.isEmpty()) {
            first.add(Extraction.ofElement(
                    once.get(random.nextInt(once.size())), FORMS.get(random.nextInt(FORMS.size()))));
        }
        for (Extraction extraction : first) {
            boolean resolved = extraction
                    .identifier()
                    .map(i -> isResolved(identified(parsed, i).orElseThrow(), extraction.form()))
                    .orElse(true);
            if (resolved) {
                some.put(extraction, new ByteArrayOutputStream());
                some.put(extraction.withoutWanted(), new ByteArrayOutputStream());
                if (!skimmed.wanted().isEmpty()) {
                    some.put(extraction.without(random.nextInt(skimmed.wanted().size())), new ByteArrayOutputStream());
                }
            }
        }
        return some;
    }

    private static java.util.Optional<Element> identified(XmlParse.Parsed parsed, String identifier) {
        return parsed.root().descendantsAndSelf().stream()
                .map(XmlElement::dom)
                .filter(e -> identifiers(e).contains(identifier))
                .findFirst();
    }

    private static List<String> identifiers(Element element) {
        List<String> identifiers = new ArrayList<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean declares = XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (!declares && List.of("Id", "ID", "id", "iD").contains(attribute.getLocalName())) {
                identifiers.add(attribute.getValue());
            }
        }
        return identifiers;
    }

    private static void identifiers(long seed, XmlParse.Skimmed skimmed, XmlParse.Parsed parsed) {
        Map<String, Integer> all = new LinkedHashMap<>();
        parsed.root().descendantsAndSelf().stream()
                .flatMap(e -> identifiers(e.dom()).stream())
                .forEach(i -> all.merge(i, 1, Integer::sum));
        assertThat(skimmed.identifiers()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(all.keySet());
        all.forEach((i, count) ->
                assertThat(skimmed.occurrences(i)).as("seed %d", seed).isEqualTo(count));
        assertThat(skimmed.occurrences("nowhere")).isZero();
    }

    /** What an element of the tree gives with the wanted ones taken out, by Santuario. */
    private static void extracted(long seed, byte[] xml, QName name, Extraction extraction, byte[] ours)
            throws Exception {
        XmlParse.Parsed parsed = parsed(xml);
        Node apex = extraction
                .identifier()
                .<Node>map(i -> identified(parsed, i).orElseThrow())
                .orElse(parsed.document());
        List<Element> wanted = wanted(parsed, name);
        List<Element> gone = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            if (extraction.leavesOut(i)) {
                gone.add(wanted.get(i));
            }
        }
        if (gone.contains(parsed.document().getDocumentElement())) {
            // Santuario forgets what stands behind an element that is not there.
            same(seed, ours, ours(extraction, parsed, gone));
            return;
        }
        for (Element element : gone) {
            if (apex == element || isBelow(apex, element)) {
                assertThat(ours).as("seed %d", seed).isEmpty();
                return;
            }
            element.getParentNode().removeChild(element);
        }
        boolean ambiguous = apex instanceof Element e
                && isAmbiguous(e)
                && !extraction.form().isExclusive();
        same(seed, ours, ambiguous ? extraction.form().bytes(apex) : santuario(extraction.form(), apex));
    }

    private static byte[] ours(Extraction extraction, XmlParse.Parsed parsed, List<Element> gone) {
        if (extraction.identifier().isPresent()) {
            return new byte[0];
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        extraction.form().write(parsed.document(), gone::contains, out::write);
        return out.toByteArray();
    }

    private static boolean isBelow(Node node, Element element) {
        for (Node n = node.getParentNode(); n != null; n = n.getParentNode()) {
            if (n == element) {
                return true;
            }
        }
        return false;
    }

    /** The wanted elements have everything in them and the same above them, and nothing else is there. */
    private static void skeleton(long seed, Random random, XmlParse.Skimmed skimmed, List<Element> wanted, QName name)
            throws Exception {
        for (int i = 0; i < wanted.size(); i++) {
            List<XmlElement> theirs = new XmlElement(wanted.get(i)).descendantsAndSelf();
            List<XmlElement> ours = skimmed.wanted().get(i).descendantsAndSelf();
            assertThat(ours).hasSameSizeAs(theirs);
            int inner = random.nextInt(ours.size());
            for (Canonicalization form :
                    List.of(FORMS.get(random.nextInt(FORMS.size())), Canonicalization.INCLUSIVE_WITH_COMMENTS)) {
                Element element = theirs.get(inner).dom();
                if (isResolved(element, form)) {
                    same(seed, form.bytes(ours.get(inner).dom()), form.bytes(element));
                    same(seed, santuario(form, ours.get(inner).dom()), santuario(form, element));
                }
            }
        }
        bare(seed, skimmed.root().dom(), name);
        assertThat(skimmed.root().dom().getPreviousSibling()).isNull();
        assertThat(skimmed.root().dom().getNextSibling()).isNull();
    }

    private static void bare(long seed, Element above, QName name) {
        if (new XmlElement(above).is(name)) {
            return;
        }
        for (Node n = above.getFirstChild(); n != null; n = n.getNextSibling()) {
            assertThat(n).as("seed %d", seed).isInstanceOf(Element.class);
            assertThat(new XmlElement((Element) n).descendantsAndSelf())
                    .as("seed %d", seed)
                    .anyMatch(e -> e.is(name));
            bare(seed, (Element) n, name);
        }
    }

    private static boolean isResolved(Element element, Canonicalization form) {
        return !form.isOfVersion11() || hasAbove(element, "base") == 0;
    }

    /** Of several values above, Santuario takes the outermost; the Recommendation says the nearest. */
    private static boolean isAmbiguous(Element element) {
        return Stream.of("lang", "space", "base", "id").anyMatch(name -> hasAbove(element, name) > 1);
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

    private static byte[] santuario(Canonicalization form, Node node) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Canonicalizer.getInstance(form.uri()).canonicalizeSubtree(node, out);
        return out.toByteArray();
    }

    private static void same(long seed, byte[] ours, byte[] theirs) {
        if (!Arrays.equals(ours, theirs)) {
            assertThat(new String(ours, StandardCharsets.UTF_8))
                    .as("seed %d", seed)
                    .isEqualTo(new String(theirs, StandardCharsets.UTF_8));
        }
    }

    @Test
    void a_reference_to_an_identifier_that_occurs_twice_is_refused() {
        XmlParse.Skimmed skimmed = skimmed(bytes("<e><f Id='x'/><g xml:id='x'/><h Id='y'>t</h></e>"));
        assertThat(skimmed.occurrences("x")).isEqualTo(2);
        for (String identifier : List.of("x", "z")) {
            assertThatThrownBy(() -> skimmed.bytes(Extraction.ofElement(identifier, Canonicalization.EXCLUSIVE)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'" + identifier + "'");
        }
        assertThat(skimmed.bytes(Extraction.ofElement("y", Canonicalization.EXCLUSIVE)))
                .asString()
                .isEqualTo("<h Id=\"y\">t</h>");
    }

    @Test
    void what_was_expected_is_at_hand_and_what_comes_to_the_same() {
        Extraction all = Extraction.ofDocument(Canonicalization.EXCLUSIVE).withoutWanted();
        Extraction one = Extraction.ofDocument(Canonicalization.EXCLUSIVE).without(0);
        Extraction none = Extraction.ofDocument(Canonicalization.EXCLUSIVE);
        XmlParse.Skimmed with = skimmed(bytes("<e><Signature xmlns='urn:1'><Signature/></Signature></e>"));
        assertThat(List.of(with.isAtHand(all), with.isAtHand(one), with.isAtHand(none)))
                .containsExactly(true, true, false);
        assertThat(with.isAtHand(none.without(1))).isFalse();
        XmlParse.Skimmed twice = skimmed(bytes("<e xmlns='urn:1'><Signature/><Signature/></e>"));
        assertThat(List.of(twice.isAtHand(all), twice.isAtHand(one))).containsExactly(true, false);
        XmlParse.Skimmed without = skimmed(bytes("<e/>"));
        assertThat(List.of(without.isAtHand(all), without.isAtHand(one), without.isAtHand(none)))
                .containsExactly(true, true, true);
        assertThatThrownBy(() -> DOOR.skim(bytes("<e/>"), WANTED, Extraction.ofElement("x", none.form())))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_document_with_much_text_is_extracted_byte_for_byte() throws Exception {
        String text = "x\u00e4\ud83d\ude00&amp;\r\n".repeat(60_000);
        byte[] xml = bytes("<e xmlns='urn:1'>" + ("<f>" + text + "</f>").repeat(6) + "<Signature/></e>");
        byte[] ours = skimmed(xml)
                .bytes(Extraction.ofDocument(Canonicalization.EXCLUSIVE).withoutWanted());
        assertThat(ours.length).isGreaterThan(4 << 20);
        XmlParse.Parsed parsed = parsed(xml);
        wanted(parsed, WANTED).forEach(e -> e.getParentNode().removeChild(e));
        same(0, ours, santuario(Canonicalization.EXCLUSIVE, parsed.document()));
    }
}
