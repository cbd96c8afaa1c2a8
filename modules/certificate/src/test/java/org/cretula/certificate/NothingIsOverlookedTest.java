package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cretula.certificate.CertificateReading.Read;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Changes every element of every example in turn: a change is refused, or the certificate that is read shows it. */
class NothingIsOverlookedTest {

    static Stream<Map.Entry<String, CertificateOfOrigin>> examples() {
        return Examples.all().entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_removed_element_is_missed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(
                example.getValue(), e -> e.getParentNode() instanceof Element parent && parent.removeChild(e) != null);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_element_given_twice_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(
                example.getValue(),
                e -> e.getParentNode() instanceof Element parent && parent.insertBefore(e.cloneNode(true), e) != null);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_element_in_another_namespace_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(example.getValue(), e -> e.getOwnerDocument().renameNode(e, "urn:x", e.getNodeName()) != null);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_attribute_more_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(example.getValue(), e -> {
            e.setAttributeNS(null, "Id", "x");
            return true;
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_text_with_a_letter_more_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(example.getValue(), e -> e.appendChild(e.getOwnerDocument().createTextNode("x")) != null);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void a_child_more_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(
                example.getValue(),
                e -> e.appendChild(e.getOwnerDocument().createElementNS("urn:cretula:co:1", "co:More")) != null);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_element_behind_its_neighbour_is_noticed(Map.Entry<String, CertificateOfOrigin> example) {
        everyElement(example.getValue(), e -> {
            Node next = e.getNextSibling();
            while (next != null && !(next instanceof Element)) {
                next = next.getNextSibling();
            }
            return next != null && !next.isEqualNode(e) && e.getParentNode().insertBefore(next, e) != null;
        });
    }

    private static void everyElement(CertificateOfOrigin c, Predicate<Element> change) {
        byte[] written = new CertificateWriter().write(c);
        int count = parsed(written).descendantsAndSelf().size();
        int changed = 0;
        for (int i = 0; i < count; i++) {
            XmlElement root = parsed(written);
            List<XmlElement> all = root.descendantsAndSelf();
            if (change.test(all.get(i).dom())) {
                changed++;
                assertThat(new CertificateReader().read(root))
                        .as("%s, element %d", all.get(i).name(), i)
                        .isNotEqualTo(new Read(c));
            }
        }
        assertThat(changed).as("changes made").isGreaterThan(count / 3);
    }

    private static XmlElement parsed(byte[] document) {
        return ((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(document)).root();
    }
}
