package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class XmlDoorTest {

    private static final XmlDoor DOOR = new XmlDoor(new XmlLimits(20_000, 10, 100, 8, 1_000));

    private static XmlParse parse(String xml) {
        return DOOR.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    private static XmlParse.Parsed parsed(String xml) {
        assertThat(parse(xml)).isInstanceOf(XmlParse.Parsed.class);
        return (XmlParse.Parsed) parse(xml);
    }

    private static void refused(XmlParse parse, SubIndication reason) {
        assertThat(parse).isInstanceOf(XmlParse.Refused.class);
        assertThat(((XmlParse.Refused) parse).reason()).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a>",
                "<a></b>",
                "<a/><b/>",
                "",
                "text",
                "<a>&unknown;</a>",
                "<a b='1' b='2'/>",
                "<p:a/>",
                "<a xmlns:p='urn:x' xmlns:q='urn:x' p:b='1' q:b='2'/>",
                "<a>\u0001</a>",
                "<?xml version='1.0' encoding='klingon'?><a/>"
            })
    void what_is_not_well_formed_is_a_format_failure(String xml) {
        refused(parse(xml), SubIndication.FORMAT_FAILURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE a><a/>",
                "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
                "<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1:1/x'> %x;]><a/>",
                "<!DOCTYPE a [<!ATTLIST a b CDATA 'default'>]><a/>"
            })
    void P01_P02_M05_a_doctype_is_refused_and_nothing_is_read_or_fetched(String xml) {
        refused(parse(xml), SubIndication.FORMAT_FAILURE);
        assertThat(((XmlParse.Refused) parse(xml)).explanation()).contains("DOCTYPE");
    }

    @Test
    void P03_a_billion_laughs_is_refused_before_any_entity_is_declared() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 30; i++) {
            dtd.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        refused(parse(dtd + "]><l>&l29;</l>"), SubIndication.FORMAT_FAILURE);
    }

    @Test
    void P05_depth_beyond_the_limit_is_a_resource_limit_not_a_crash() {
        refused(parse("<a>".repeat(5_000)), SubIndication.RESOURCE_LIMIT);
        parsed("<a>".repeat(10) + "</a>".repeat(10));
    }

    @Test
    void P06_each_limit_refuses_one_more_than_it_allows() {
        refused(parse("<a>" + "<b/>".repeat(100) + "</a>"), SubIndication.RESOURCE_LIMIT);
        parsed("<a>" + "<b/>".repeat(99) + "</a>");
        refused(parse("<a>" + "x".repeat(2_000) + "</a>"), SubIndication.RESOURCE_LIMIT);
        parsed("<a>" + "x".repeat(900) + "</a>");
        refused(parse("<a b='" + "x".repeat(2_000) + "'/>"), SubIndication.RESOURCE_LIMIT);
        refused(DOOR.parse(new byte[20_001]), SubIndication.RESOURCE_LIMIT);
        StringBuilder many = new StringBuilder("<a");
        for (int i = 0; i < 9; i++) {
            many.append(" a").append(i).append("='1'");
        }
        refused(parse(many + "/>"), SubIndication.RESOURCE_LIMIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b c='' d='' e='' f='' g=''/>", "<b xmlns:c='u:c' c:d='' c:e='' f='' g=''/>"})
    void P06_attributes_that_each_element_may_have_are_too_many_in_all(String five) {
        refused(parse("<a>" + five.repeat(41) + "</a>"), SubIndication.RESOURCE_LIMIT);
        parsed("<a>" + five.repeat(40) + "</a>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!---->", "<?b?>"})
    void P06_what_is_no_element_is_counted_too(String node) {
        refused(parse("<a>" + node.repeat(201) + "</a>"), SubIndication.RESOURCE_LIMIT);
        parsed("<a>" + node.repeat(200) + "</a>");
    }

    /** Names that the parser's table puts into one list: 65,536 took eleven seconds, twice as many forty. */
    private static String colliding(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 16; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }

    private static Stream<Function<String, String>> places() {
        return Stream.of(
                name -> "<" + name + "/>",
                name -> "<b " + name + "=''/>",
                name -> "<b xmlns:" + name + "='urn:b'/>",
                name -> "<" + name + ":b xmlns:" + name + "='urn:b'/>",
                name -> "<?" + name + "?>");
    }

    @ParameterizedTest
    @MethodSource("places")
    void P07_names_that_collide_are_too_many_before_they_cost_seconds(Function<String, String> place) {
        XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);
        StringBuilder within = new StringBuilder("<a>");
        for (int i = 0; i < XmlLimits.NAMES - 10; i++) {
            within.append(place.apply(colliding(i)));
        }
        assertThat(door.parse((within + "</a>").getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(XmlParse.Parsed.class);
        for (int i = XmlLimits.NAMES - 10; i < 65_536; i++) {
            within.append(place.apply(colliding(i)));
        }
        byte[] flood = (within + "</a>").getBytes(StandardCharsets.UTF_8);
        assertTimeout(Duration.ofSeconds(3), () -> refused(door.parse(flood), SubIndication.RESOURCE_LIMIT));
    }

    @Test
    void P10_a_truncated_document_is_refused_at_every_length() {
        String whole = "<?xml version='1.0'?><a b='c'><d>e</d></a>";
        for (int i = 0; i < whole.length(); i++) {
            refused(parse(whole.substring(0, i)), SubIndication.FORMAT_FAILURE);
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "COMMENT,`<a><!-- c --></a>`",
                "COMMENT,`<!-- c --><a/>`",
                "COMMENT,`<a/><!-- c -->`",
                "PROCESSING_INSTRUCTION,`<?xml-stylesheet href='x'?><a/>`",
                "NOT_XML_1_0,`<?xml version='1.1'?><a/>`",
                "NOT_UTF_8,`<?xml version='1.0' encoding='ISO-8859-1'?><a/>`",
                "DUPLICATE_ID,`<a Id='x'><b Id='x'/></a>`",
                "DUPLICATE_ID,`<a Id='x'><b xml:id='x'/></a>`",
                "DUPLICATE_ID,`<a ID='x'><b xmlns:w='urn:w' w:Id='x'/></a>`",
                "RELATIVE_NAMESPACE,`<a xmlns='relative'/>`",
            })
    void M03_M12_X10_X11_X26_what_a_closed_profile_refuses_is_named_with_its_place(Peculiarity.Kind kind, String xml) {
        assertThat(parsed(xml).first(kind)).isPresent();
        assertThat(parsed("<a Id='x'><b Id='y'>&lt;!-- --></b></a>").peculiarities())
                .isEmpty();
    }

    @Test
    void M11_a_byte_order_mark_and_utf_16_are_named() {
        assertThat(parsed("\uFEFF<a/>").first(Peculiarity.Kind.BYTE_ORDER_MARK)).isPresent();
        XmlParse utf16 = DOOR.parse("<a/>".getBytes(Charset.forName("UTF-16")));
        assertThat(((XmlParse.Parsed) utf16).first(Peculiarity.Kind.NOT_UTF_8)).isPresent();
    }

    @Test
    void M11_bytes_that_are_not_utf_8_are_refused() {
        refused(
                DOOR.parse(new byte[] {'<', 'a', '>', (byte) 0xC0, (byte) 0x80, '<', '/', 'a', '>'}),
                SubIndication.FORMAT_FAILURE);
    }

    @Test
    void M01_text_is_the_whole_text_whatever_stands_between() {
        XmlElement a = parsed("<a>one<!-- c --> <![CDATA[two]]>&#32;three</a>").root();
        assertThat(a.text()).isEqualTo("one two three");
    }

    @Test
    void M07_elements_are_found_by_namespace_and_local_name_only() {
        XmlElement root = parsed("<a xmlns='urn:x' xmlns:p='urn:y'><b>1</b><p:b>2</p:b><c xmlns=''/></a>")
                .root();
        assertThat(root.is(new QName("urn:x", "a"))).isTrue();
        assertThat(root.child(new QName("urn:y", "b")).orElseThrow().text()).isEqualTo("2");
        assertThat(root.child(new QName("", "c"))).isPresent();
        assertThat(root.child(new QName("urn:x", "c"))).isEmpty();
        assertThat(root.descendantsAndSelf()).hasSize(4);
    }
}
