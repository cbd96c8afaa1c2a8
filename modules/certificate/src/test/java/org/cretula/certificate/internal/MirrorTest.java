package org.cretula.certificate.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MirrorTest {

    private static final String EXPECTED = "<a xmlns='urn:a'><b c='1'>t</b><d>u</d></a>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a xmlns='urn:a'><b c='2'>t</b><d>u</d></a>",
                "<a xmlns='urn:a'><b>t</b><d>u</d></a>",
                "<a xmlns='urn:a' e='1'><b c='1'>t</b><d>u</d></a>",
                "<a xmlns='urn:a' xmlns:x='urn:x'><b x:c='1'>t</b><d>u</d></a>",
                "<a xmlns='urn:a'><b c='1'>t </b><d>u</d></a>",
                "<a xmlns='urn:a'><d>u</d><b c='1'>t</b></a>",
                "<a xmlns='urn:a'><b c='1'>t</b></a>",
                "<a xmlns='urn:a'><b c='1'>t</b><d>u</d><d>u</d></a>",
                "<a xmlns='urn:a'><b c='1'>t</b>text<d>u</d></a>",
                "<a xmlns='urn:a'><b c='1'>t</b><d>u<e/></d></a>",
                "<a xmlns='urn:b'><b c='1'>t</b><d>u</d></a>"
            })
    void a_difference_that_means_something_is_found(String found) {
        assertThat(difference(found)).isPresent();
    }

    @Test
    void prefixes_comments_and_white_space_between_elements_make_no_difference() {
        assertThat(difference("<x:a xmlns:x='urn:a'> <x:b c='1'>t<!-- --></x:b>\n<x:d>u</x:d> </x:a>"))
                .isEmpty();
    }

    private static Optional<String> difference(String found) {
        return Mirror.difference(root(found), root(EXPECTED));
    }

    private static XmlElement root(String xml) {
        return ((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml.getBytes(StandardCharsets.UTF_8)))
                .root();
    }
}
