package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.cretula.certificate.CertificateReading.Read;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Changes elements of the examples in turn: a change is refused, or the certificate that is read shows it. The usual run
 * takes one element of each path, the long one every element of every example.
 */
class NothingIsOverlookedTest {

    /** What is done to an element. */
    enum Change {
        REMOVED,
        TWICE,
        IN_ANOTHER_NAMESPACE,
        AN_ATTRIBUTE_MORE,
        A_LETTER_MORE,
        A_CHILD_MORE,
        BEHIND_ITS_NEIGHBOUR;

        /** Does it; false where there was nothing to be changed. */
        boolean on(Element e) {
            return switch (this) {
                case REMOVED -> e.getParentNode() instanceof Element parent && parent.removeChild(e) != null;
                case TWICE ->
                    e.getParentNode() instanceof Element parent && parent.insertBefore(e.cloneNode(true), e) != null;
                case IN_ANOTHER_NAMESPACE -> e.getOwnerDocument().renameNode(e, "urn:x", e.getNodeName()) != null;
                case AN_ATTRIBUTE_MORE -> {
                    e.setAttributeNS(null, "Id", "x");
                    yield true;
                }
                case A_LETTER_MORE -> e.appendChild(e.getOwnerDocument().createTextNode("x")) != null;
                case A_CHILD_MORE ->
                    e.appendChild(e.getOwnerDocument().createElementNS("urn:cretula:co:1", "co:More")) != null;
                case BEHIND_ITS_NEIGHBOUR -> behindItsNeighbour(e);
            };
        }

        private static boolean behindItsNeighbour(Element e) {
            Node next = e.getNextSibling();
            while (next != null && !(next instanceof Element)) {
                next = next.getNextSibling();
            }
            return next != null && !next.isEqualNode(e) && e.getParentNode().insertBefore(next, e) != null;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_change_of_an_element_of_each_path_is_noticed(Change change) {
        Set<String> seen = new HashSet<>();
        noticed(change, e -> seen.add(path(e)));
        assertThat(seen).hasSizeGreaterThan(100);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void a_change_of_any_element_is_noticed(Change change) {
        noticed(change, e -> true);
    }

    private static void noticed(Change change, Predicate<Element> chosen) {
        int tried = 0;
        int changed = 0;
        for (CertificateOfOrigin c : Examples.all().values()) {
            byte[] written = new CertificateWriter().write(c);
            XmlElement fresh = parsed(written);
            int count = fresh.descendantsAndSelf().size();
            for (int i = 0; i < count; i++) {
                List<XmlElement> all = fresh.descendantsAndSelf();
                if (!chosen.test(all.get(i).dom())) {
                    continue;
                }
                tried++;
                if (change.on(all.get(i).dom())) {
                    changed++;
                    assertThat(new CertificateReader().read(fresh))
                            .as("%s, element %d", all.get(i).name(), i)
                            .isNotEqualTo(new Read(c));
                    fresh = parsed(written);
                }
            }
        }
        assertThat(changed).as("changes made").isGreaterThan(tried / 3);
    }

    private static String path(Element element) {
        return element.getParentNode() instanceof Element parent
                ? path(parent) + "/" + element.getNodeName()
                : element.getNodeName();
    }

    private static XmlElement parsed(byte[] document) {
        return ((XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(document)).root();
    }
}
