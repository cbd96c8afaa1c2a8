package org.cretula.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalWriterTest {

    @Test
    void a_character_that_xml_does_not_allow_is_refused() {
        CanonicalWriter writer = CanonicalWriter.compact().root("a", Map.of());
        assertThatThrownBy(() -> writer.text("\u0000")).isInstanceOf(IllegalArgumentException.class);
        for (String bad : new String[] {"\uD800", "\uDC00", "a\uD800b", "\uFFFE", "<\uFFFF"}) {
            assertThatThrownBy(() -> writer.text(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void an_open_element_is_not_a_document() {
        assertThatThrownBy(() -> CanonicalWriter.compact().root("a", Map.of()).text())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void namespaces_and_attributes_come_out_sorted_and_escaped() {
        String xml = CanonicalWriter.compact()
                .root("p:a", Map.of("q", "urn:q", "p", "urn:p", "", "urn:d"))
                .start("b", "z", "1\t\"<", "a", "2>\n")
                .end()
                .element("c", "x & <y> \" \r")
                .end()
                .text();
        assertThat(xml)
                .isEqualTo("<p:a xmlns=\"urn:d\" xmlns:p=\"urn:p\" xmlns:q=\"urn:q\">"
                        + "<b a=\"2>&#xA;\" z=\"1&#x9;&quot;&lt;\"></b>"
                        + "<c>x &amp; &lt;y&gt; \" &#xD;</c></p:a>");
    }

    @Test
    void what_was_written_is_read_back_as_it_was() {
        String odd = "a\u00E9\uD83C\uDF77\n<&>\"' \t end\r";
        byte[] xml = CanonicalWriter.indented()
                .root("a", Map.of())
                .start("b", "v", odd)
                .element("c", odd)
                .end()
                .end()
                .toDocument();
        XmlElement a = ((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml)).root();
        XmlElement b = a.children().get(0);
        assertThat(b.attribute("v")).contains(odd);
        assertThat(b.children().get(0).text()).isEqualTo(odd);
        assertThat(new String(xml, StandardCharsets.UTF_8)).contains("\n    <c>");
    }
}
