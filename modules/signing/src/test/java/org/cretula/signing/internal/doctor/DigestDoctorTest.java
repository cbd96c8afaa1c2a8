package org.cretula.signing.internal.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class DigestDoctorTest {

    private static final DigestAlgorithm SHA = DigestAlgorithm.SHA256;
    private static final String BASE64 =
            "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg".repeat(2) + "QUJD";
    private static final String COMPACT =
            "<co:Certificate xmlns:co=\"urn:co\" xmlns:c=\"urn:c\"><co:Goods c:mark=\"N 1 of 2\"><co:Item"
                    + " xmlns:q=\"urn:q\" q:no=\"1\">H&amp;H wine, 5 &lt; 6 litres, Château</co:Item><co:Item>Timber\nin two lines"
                    + "</co:Item></co:Goods><co:File>" + BASE64
                    + "</co:File><co:Empty></co:Empty><co:Slot><Signature></Signature></co:Slot>"
                    + "</co:Certificate>";
    private static final String LAID_OUT =
            "<co:Certificate xmlns:co=\"urn:co\" xmlns:c=\"urn:c\">\n  <co:Goods>\n    <co:Item>wine"
                    + "</co:Item>\n    <co:Item>wood</co:Item>\n  </co:Goods>\n  <co:Ext>\n    <co:One>1</co:One>\n  <co:Two><co:Slot><co:ID>urn:1</co:ID>"
                    + "<Signature></Signature></co:Slot></co:Two></co:Ext>\n</co:Certificate>";

    private static Document parsed(String xml) {
        return ((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml.getBytes(StandardCharsets.UTF_8)))
                .document();
    }

    private static boolean isSignature(Element element) {
        return "Signature".equals(element.getLocalName());
    }

    private static byte[] digest(String xml, Canonicalization form) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        form.write(parsed(xml), DigestDoctorTest::isSignature, out::write);
        return SHA.digest(out.toByteArray());
    }

    private static Diagnosis diagnosis(String signed, String now, Canonicalization form) {
        assertThat(digest(now, form)).isNotEqualTo(digest(signed, form));
        return new DigestDoctor().xml(parsed(now), DigestDoctorTest::isSignature, form, SHA, digest(signed, form));
    }

    private static void explains(String signed, String now, Accident... accidents) {
        for (Canonicalization form : Canonicalization.values()) {
            assertThat(diagnosis(signed, now, form).accidents()).as(form.name()).containsExactly(accidents);
        }
    }

    private static String indented(String compact, String step) {
        StringBuilder out = new StringBuilder();
        int depth = 0;
        boolean wasEnd = false;
        for (String part : compact.split("(?=<)", -1)) {
            boolean end = part.startsWith("</");
            depth -= end ? 1 : 0;
            if (out.length() > 0 && (!end || wasEnd)) {
                out.append('\n').append(step.repeat(depth));
            }
            out.append(part);
            depth += end ? 0 : 1;
            wasEnd = end;
        }
        return out.toString();
    }

    @Test
    void the_words_of_a_finding_become_more_and_all_else_stays() {
        Finding failed = new Finding(
                "reference-digest",
                Outcome.FAILED,
                "clause",
                "it differs",
                Optional.of(SubIndication.HASH_FAILURE),
                Optional.empty());
        Finding more = diagnosis(COMPACT, indented(COMPACT, "  "), Canonicalization.EXCLUSIVE)
                .addTo(failed);
        assertThat(more.explanation())
                .isEqualTo(
                        "it differs; the digest would match if the white space between its elements were taken out: it seems"
                                + " that somebody pretty-printed it after it was signed");
        assertThat(more.remedy()).contains("the document as it was before it was laid out");
        assertThat(new Finding(
                        more.check(),
                        more.outcome(),
                        more.clause(),
                        "it differs",
                        more.subIndication(),
                        Optional.empty()))
                .isEqualTo(failed);
        assertThat(new Diagnosis.Unexplained().addTo(failed).explanation())
                .isEqualTo("it differs; none of the known accidents explains it");
        Finding passed = new Finding("a", Outcome.PASSED, "b", "c", Optional.empty(), Optional.empty());
        assertThatThrownBy(() -> new Diagnosis.Unexplained().addTo(passed))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "  ", "   ", "    ", "\t"})
    void a_document_that_was_pretty_printed_is_recognised(String step) {
        explains(COMPACT, indented(COMPACT, step), Accident.PRETTY_PRINTED);
    }

    @Test
    void texts_that_were_put_on_lines_of_their_own_are_recognised() {
        explains(
                "<a><b>one</b><c>two</c></a>",
                "<a>\n  <b>\n    one\n  </b>\n  <c>\n    two\n  </c>\n</a>",
                Accident.PRETTY_PRINTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "    ", "\t"})
    void indentation_that_was_removed_or_changed_is_recognised(String step) {
        String plain = "<a><b><c>1</c><d>2</d></b><e>3</e></a>";
        explains(indented(plain, step), plain, Accident.LAID_OUT_ANEW);
        explains(indented(plain, step), indented(plain, "   "), Accident.LAID_OUT_ANEW);
        explains(indented(plain, step), indented(plain, " ").replace("\n", "\n\n"), Accident.LAID_OUT_ANEW);
    }

    @Test
    void the_place_of_the_signature_that_was_not_laid_out_with_the_rest_is_known() {
        String compact = LAID_OUT.replaceAll(">\\s+<", "><");
        explains(LAID_OUT, compact, Accident.LAID_OUT_ANEW);
        explains(LAID_OUT, indented(compact, "    "), Accident.LAID_OUT_ANEW);
        explains(LAID_OUT.replace("  ", "\t"), indented(compact, "  "), Accident.LAID_OUT_ANEW);
    }

    @Test
    void white_space_that_the_document_says_is_to_be_kept_is_not_layout() {
        String kept = "<a><b xml:space=\"preserve\"><c>1</c> <c>2</c></b><d>3</d></a>";
        explains(
                kept,
                kept.replace("<b", "\n  <b").replace("<d", "\n  <d").replace("</a", "\n</a"),
                Accident.PRETTY_PRINTED);
    }

    @Test
    void carriage_returns_that_were_lost_or_added_are_recognised() {
        String lost = COMPACT;
        String had = COMPACT.replace("\n", "&#13;\n");
        explains(had, lost, Accident.LINE_ENDS_LOST);
        explains(lost, had, Accident.LINE_ENDS_ADDED);
    }

    @Test
    void carriage_returns_on_their_own_are_line_ends_too() {
        explains(COMPACT, COMPACT.replace("\n", "&#13;"), Accident.LINE_ENDS_ADDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = Canonicalization.class,
            names = {"INCLUSIVE", "INCLUSIVE_WITH_COMMENTS", "INCLUSIVE_1_1", "INCLUSIVE_1_1_WITH_COMMENTS"})
    void namespace_declarations_that_were_added_lost_or_moved_are_recognised(Canonicalization form) {
        String local = "<a xmlns=\"urn:a\"><b:b xmlns:b=\"urn:b\">1</b:b><b:b xmlns:b=\"urn:b\">2</b:b></a>";
        String top = "<a xmlns=\"urn:a\" xmlns:b=\"urn:b\"><b:b>1</b:b><b:b>2</b:b></a>";
        String xsi = " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";
        String xsd = " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"";
        assertThat(diagnosis(top, top.replace("><b:b>1", xsi + xsd + " xmlns:x=\"urn:x\"><b:b>1"), form)
                        .accidents())
                .containsExactly(Accident.NAMESPACES_ADDED);
        assertThat(diagnosis(top, local, form).accidents()).containsExactly(Accident.NAMESPACES_MOVED);
        assertThat(diagnosis(local, top, form).accidents()).containsExactly(Accident.OTHER_FORM);
        assertThat(diagnosis(local.replaceFirst(">", xsi + ">"), local, form).accidents())
                .containsExactly(Accident.NAMESPACES_LOST);
        assertThat(diagnosis(local.replaceFirst(">", xsi + xsd + ">"), local, form)
                        .accidents())
                .containsExactly(Accident.NAMESPACES_LOST);
    }

    @Test
    void one_prefix_for_two_namespaces_is_not_moved_anywhere() {
        String two = "<a><b:b xmlns:b=\"urn:b\"></b:b><b:b xmlns:b=\"urn:c\"></b:b></a>";
        Diagnosis diagnosis = diagnosis(two.replace("<a>", "<a xmlns:d=\"urn:d\">"), two, Canonicalization.INCLUSIVE);
        assertThat(diagnosis).isEqualTo(new Diagnosis.Unexplained());
    }

    @Test
    void an_element_that_was_put_into_another_document_is_recognised() {
        Document alone = parsed("<a xmlns:x=\"urn:x\"><b>1</b></a>");
        Document around = parsed("<soap xmlns:s=\"urn:s\"><a xmlns:x=\"urn:x\"><b>1</b></a></soap>");
        Canonicalization form = Canonicalization.INCLUSIVE;
        byte[] signed = SHA.digest(form.bytes(alone.getDocumentElement()));
        Diagnosis diagnosis =
                new DigestDoctor().xml(around.getDocumentElement().getFirstChild(), e -> false, form, SHA, signed);
        // Of the prefixes that nothing uses, one was there before; so it is not simply those that nothing uses.
        assertThat(diagnosis).isEqualTo(new Diagnosis.Unexplained());
        byte[] clean = SHA.digest(form.bytes(parsed("<a><b>1</b></a>").getDocumentElement()));
        assertThat(new DigestDoctor()
                        .xml(around.getDocumentElement().getFirstChild(), e -> false, form, SHA, clean)
                        .accidents())
                .containsExactly(Accident.NAMESPACES_ADDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 76})
    void base64_that_was_broken_into_other_lines_is_recognised(int width) {
        String lines = BASE64.replaceAll("(.{" + width + "})(?!$)", "$1\n");
        explains(COMPACT, COMPACT.replace(BASE64, lines), Accident.BASE64_WRAPPED);
        explains(
                COMPACT,
                COMPACT.replace(BASE64, "\n      " + lines.replace("\n", "\n      ") + "\n    "),
                Accident.BASE64_WRAPPED);
        explains(COMPACT, COMPACT.replace(BASE64, lines.replace("\n", "&#13;\n")), Accident.BASE64_WRAPPED);
        explains(COMPACT.replace(BASE64, lines), COMPACT, Accident.BASE64_UNWRAPPED);
        explains(COMPACT.replace(BASE64, lines.replace("\n", "&#13;\n")), COMPACT, Accident.BASE64_UNWRAPPED);
        explains(COMPACT.replace(BASE64, "\n" + lines + "\n"), COMPACT, Accident.BASE64_UNWRAPPED);
    }

    @Test
    void words_are_not_taken_for_base64() {
        Diagnosis diagnosis = diagnosis(
                "<a><b>SouthernPortAuthority</b></a>",
                "<a><b>Southern PortAuthority</b></a>",
                Canonicalization.EXCLUSIVE);
        assertThat(diagnosis).isEqualTo(new Diagnosis.Unexplained());
    }

    @Test
    void attributes_whose_white_space_was_normalised_are_recognised() {
        explains(COMPACT.replace("N 1 of 2", "N&#10;1&#10;of&#10;2"), COMPACT, Accident.ATTRIBUTES_NORMALISED);
        explains(COMPACT.replace("N 1 of 2", "N&#9;1&#9;of&#9;2"), COMPACT, Accident.ATTRIBUTES_NORMALISED);
        explains(COMPACT, COMPACT.replace("N 1 of 2", "N&#10;1&#9;of&#13;2"), Accident.ATTRIBUTES_BROKEN);
    }

    @Test
    void xml_space_that_was_added_is_recognised() {
        explains(
                COMPACT,
                COMPACT.replace("<co:File>", "<co:File xml:space=\"preserve\">"),
                Accident.SPACE_ATTRIBUTE_ADDED);
    }

    @Test
    void comments_that_were_added_are_recognised_where_they_count() {
        String commented = COMPACT.replace("<co:Item", "<!-- checked --><co:Item");
        for (Canonicalization form : Canonicalization.values()) {
            if (form.name().endsWith("COMMENTS")) {
                assertThat(diagnosis(COMPACT, commented, form).accidents()).containsExactly(Accident.COMMENTS_COUNTED);
            } else {
                assertThat(digest(COMPACT, form)).isEqualTo(digest(commented, form));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Canonicalization.class)
    void another_canonical_form_than_the_signature_names_is_recognised(Canonicalization form) {
        String commented = COMPACT.replace("<co:Item", "<!-- checked --><co:Item");
        for (Canonicalization named : Canonicalization.values()) {
            byte[] signed = digest(commented, form);
            if (!java.util.Arrays.equals(signed, digest(commented, named))) {
                assertThat(new DigestDoctor()
                                .xml(parsed(commented), DigestDoctorTest::isSignature, named, SHA, signed)
                                .accidents())
                        .as(form + " for " + named)
                        .hasSize(1)
                        .isSubsetOf(Accident.OTHER_FORM, Accident.COMMENTS_COUNTED);
            }
        }
    }

    @Test
    void characters_that_were_read_in_the_wrong_encoding_are_recognised() {
        Charset latin = StandardCharsets.ISO_8859_1;
        Charset windows = Charset.forName("windows-1252");
        UnaryOperator<String> asLatin = s -> new String(s.getBytes(StandardCharsets.UTF_8), latin);
        UnaryOperator<String> asWindows = s -> new String(s.getBytes(StandardCharsets.UTF_8), windows);
        explains(COMPACT, asLatin.apply(COMPACT), Accident.READ_AS_LATIN_1);
        String euro = COMPACT.replace("wine", "wine for 5 €");
        explains(euro, asWindows.apply(euro), Accident.READ_AS_LATIN_1);
        explains(asLatin.apply(COMPACT), COMPACT, Accident.LATIN_1_LOST);
        explains(asWindows.apply(euro), euro, Accident.LATIN_1_LOST);
    }

    @Test
    void text_that_was_escaped_twice_or_once_too_little_is_recognised() {
        explains(COMPACT, COMPACT.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;"), Accident.ESCAPED_TWICE);
        explains(
                "<a b='1\"2'>3\"4'5&#233;&gt;</a>",
                "<a b='1&amp;quot;2'>3&amp;quot;4&amp;apos;5&amp;#233;&amp;gt;</a>",
                Accident.ESCAPED_TWICE);
        explains("<a>&#x1F600;</a>", "<a>&amp;#x1F600;</a>", Accident.ESCAPED_TWICE);
        explains(COMPACT.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;"), COMPACT, Accident.ESCAPED_LESS);
    }

    @Test
    void references_to_what_is_no_character_resolve_to_nothing() {
        for (String reference : List.of("#0", "#xD800", "#x110000", "#9999999", "nbsp", "", "#", "#x")) {
            String now = "<a>&amp;" + reference + ";</a>";
            assertThat(diagnosis("<a>x</a>", now, Canonicalization.EXCLUSIVE)).isEqualTo(new Diagnosis.Unexplained());
        }
    }

    @Test
    void two_accidents_together_are_recognised() {
        explains(
                COMPACT,
                indented(COMPACT.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;"), "  "),
                Accident.ESCAPED_TWICE,
                Accident.PRETTY_PRINTED);
        explains(
                COMPACT.replace("\n", "&#13;\n"),
                indented(COMPACT, "  "),
                Accident.PRETTY_PRINTED,
                Accident.LINE_ENDS_LOST);
        explains(
                COMPACT,
                indented(COMPACT.replace(BASE64, BASE64.replaceAll("(.{64})", "$1\n")), "\t"),
                Accident.BASE64_WRAPPED,
                Accident.PRETTY_PRINTED);
    }

    @Test
    void three_accidents_together_are_not_looked_for() {
        String now = indented(COMPACT.replace("&amp;", "&amp;amp;").replace("&lt;", "&amp;lt;"), "  ")
                .replace("N 1 of 2", "N&#10;1 of 2");
        assertThat(diagnosis(COMPACT, now, Canonicalization.EXCLUSIVE)).isEqualTo(new Diagnosis.Unexplained());
    }

    @Test
    void no_tampering_is_explained_away() {
        Random random = new Random(20261124);
        List<String> others = List.of("0", "9", "x", " ", "\n", "\t", "&amp;", "é", "<co:Item></co:Item>", "&#13;");
        List<Canonicalization> forms = List.of(Canonicalization.values());
        for (int n = 0; n < 60; n++) {
            int at = COMPACT.indexOf("5 &lt;") + random.nextInt(4) - 3;
            String other = others.get(n % others.size());
            String changed = COMPACT.substring(0, at) + other + COMPACT.substring(at + random.nextInt(2));
            Canonicalization form = forms.get(n % forms.size());
            if (!changed.equals(COMPACT)) {
                String now = n % 3 == 0 && !other.startsWith("<") ? indented(changed, "  ") : changed;
                assertThat(diagnosis(COMPACT, now, form)).as(now).isEqualTo(new Diagnosis.Unexplained());
            }
        }
    }

    private static Diagnosis ofBytes(byte[] signed, byte[] now) {
        return new DigestDoctor().bytes(now, SHA, SHA.digest(signed));
    }

    private static void explainsBytes(String signed, String now, Accident... accidents) {
        assertThat(ofBytes(signed.getBytes(StandardCharsets.UTF_8), now.getBytes(StandardCharsets.UTF_8))
                        .accidents())
                .containsExactly(accidents);
    }

    @Test
    void what_happens_to_a_detached_file_is_recognised() {
        String text = "goods: wine\norigin: Château\nweight: 2400";
        String dos = text.replace("\n", "\r\n");
        explainsBytes(text, dos, Accident.LINE_ENDS_ADDED);
        explainsBytes(dos, text, Accident.LINE_ENDS_LOST);
        explainsBytes(text, "\uFEFF" + text, Accident.MARK_ADDED);
        explainsBytes("\uFEFF" + text, text, Accident.MARK_LOST);
        explainsBytes(text, text + "\n", Accident.LAST_LINE_END_ADDED);
        explainsBytes(text, text + "\r\n", Accident.LAST_LINE_END_ADDED);
        explainsBytes(text + "\n", text, Accident.LAST_LINE_END_LOST);
        explainsBytes(text + "\r\n", text, Accident.LAST_LINE_END_LOST);
        explainsBytes(text, "\uFEFF" + dos, Accident.LINE_ENDS_ADDED, Accident.MARK_ADDED);
        explainsBytes(text, dos + "\r\n", Accident.LAST_LINE_END_ADDED, Accident.LINE_ENDS_ADDED);
    }

    @Test
    void a_detached_file_in_another_encoding_is_recognised() {
        String text = "origin: Château, 5 €\n";
        for (String other : List.of("windows-1252", "UTF-16", "UTF-16LE", "UTF-16BE")) {
            byte[] encoded = text.getBytes(Charset.forName(other));
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            assertThat(ofBytes(encoded, utf8).accidents()).as(other).containsExactly(Accident.ENCODING_CHANGED);
            assertThat(ofBytes(utf8, encoded).accidents()).as(other).containsExactly(Accident.ENCODING_CHANGED);
        }
        byte[] latin = "Château".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf8 = "Château".getBytes(StandardCharsets.UTF_8);
        assertThat(ofBytes(latin, utf8).accidents()).containsExactly(Accident.ENCODING_CHANGED);
        assertThat(ofBytes(utf8, new String(utf8, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8))
                        .accidents())
                .containsExactly(Accident.ENCODING_CHANGED);
    }

    @Test
    void another_file_is_not_explained() {
        for (String other : List.of("", "\n", "\uFEFF", "\r\n\r\n", "weight: 2401\n", "\u0000\u0001")) {
            assertThat(ofBytes("weight: 2400".getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(new Diagnosis.Unexplained());
        }
    }

    @Test
    void what_is_too_large_is_not_looked_at_and_said_so() {
        Diagnosis diagnosis = ofBytes(new byte[1], new byte[DigestDoctor.LARGEST + 1]);
        assertThat(diagnosis).isInstanceOf(Diagnosis.NotTried.class);
        assertThat(diagnosis.accidents()).isEmpty();
        Finding failed = new Finding(
                "reference-digest",
                Outcome.FAILED,
                "clause",
                "it differs",
                Optional.of(SubIndication.HASH_FAILURE),
                Optional.empty());
        assertThat(diagnosis.addTo(failed).explanation()).contains("not all known accidents", "4 MiB");
    }

    @Test
    void a_doctor_does_a_limited_amount_of_work_for_all_references_together() {
        DigestDoctor doctor = new DigestDoctor(4 << 20);
        byte[] large = "a\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        int looked = 0;
        while (doctor.bytes(large, SHA, new byte[32]) instanceof Diagnosis.Unexplained) {
            looked++;
        }
        assertThat(looked).isBetween(0, 4);
        assertThat(doctor.left()).isNotPositive();
        byte[] mended = SHA.digest("a".getBytes(StandardCharsets.UTF_8));
        assertThat(doctor.bytes("a\n".getBytes(StandardCharsets.UTF_8), SHA, mended))
                .isInstanceOf(Diagnosis.NotTried.class);
    }

    @Test
    void a_document_built_to_need_much_work_gets_as_much_as_another() {
        String deep = "<a>".repeat(60) + "\n&amp;amp;é".repeat(8_000) + "</a>".repeat(60);
        String wide = "<r>" + "<b c=\"1 2\"> <c/> </b>".repeat(4_000) + "</r>";
        String indented = "<a>".repeat(60) + "<b/>".repeat(4_000) + "</a>".repeat(60);
        for (String hostile : List.of(deep, wide, indented)) {
            DigestDoctor doctor = new DigestDoctor(1 << 20);
            Diagnosis diagnosis =
                    doctor.xml(parsed(hostile), e -> false, Canonicalization.INCLUSIVE, SHA, new byte[32]);
            assertThat(diagnosis).isInstanceOf(Diagnosis.NotTried.class);
            // The last attempt can be as long as the longest spelling of the document, with indentation 240 each.
            assertThat(doctor.left()).isBetween(-1L << 20, 0L);
        }
    }
}
