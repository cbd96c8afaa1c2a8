package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.cretula.testkit.Forger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Signature wrapping of every kind (attacks X01 to X08, X10, X12, X14): each node that is signed or says what is, in each
 * disguise, with each identifier, at each element of the certificate; and what is left in its place lies.
 */
class WrappingGeneratorTest {

    /** What is copied away. */
    private static final List<String> NODES = List.of(
            "", "SignedProperties", "QualifyingProperties", "Object", "Signature", "SignedInfo", "SignatureValue");

    /** What the copy is put into: nothing, or an element of these names in XML Signature. */
    private static final List<List<String>> DISGUISES = List.of(
            List.of(),
            List.of("Object"),
            List.of("Object", "Manifest"),
            List.of("SignatureProperties"),
            List.of("Signature", "Object"));

    /** The identifier of the copy: as it was, none, another; or the one left in its place has another. */
    private static final int IDENTIFIERS = 4;

    /** Whether the copy has its signature with it, where it has one, and stands first or last. */
    private static final int PLACES = 4;

    private static final byte[] SEALED = Fixture.sealed("co-chamber-non-preferential.xml", Fixture.EC);

    private record Wrapping(int node, int disguise, int identifier, int place, int element) {

        byte[] document(byte[] sealed) {
            return Forger.changed(sealed, this::apply);
        }

        private void apply(Document d) {
            Element original = NODES.get(node).isEmpty()
                    ? d.getDocumentElement()
                    : (Element) d.getElementsByTagNameNS("*", NODES.get(node)).item(0);
            NodeList all = d.getElementsByTagName("*");
            Element at = (Element) all.item(element % all.getLength());
            Element copy = (Element) original.cloneNode(true);
            Node inner = copy.getElementsByTagNameNS(Attack.DS, "Signature").item(0);
            if (place % 2 == 1 && inner != null) {
                inner.getParentNode().removeChild(inner);
            }
            identify(original, copy);
            declare(copy);
            Element outer = copy;
            for (int i = DISGUISES.get(disguise).size() - 1; i >= 0; i--) {
                Element around = d.createElementNS(
                        Attack.DS, "ds:" + DISGUISES.get(disguise).get(i));
                declare(around);
                around.appendChild(outer);
                outer = around;
            }
            lie(d);
            at.insertBefore(outer, place < 2 ? at.getFirstChild() : null);
        }

        private void identify(Element original, Element copy) {
            switch (identifier) {
                case 1 -> copy.removeAttribute("Id");
                case 2 -> copy.setAttribute("Id", "copy");
                case 3 -> original.setAttribute("Id", "left");
                default -> {}
            }
        }

        private static void declare(Element element) {
            String xmlns = "http://www.w3.org/2000/xmlns/";
            element.setAttributeNS(xmlns, "xmlns:ds", Attack.DS);
            element.setAttributeNS(xmlns, "xmlns:xades", Attack.XADES);
        }

        /** What the application would read: another weight, and of the signature another time. */
        private void lie(Document d) {
            Element weight = Attack.first(d, "GrossWeightMeasure");
            Element time = Attack.xades(d, "SigningTime");
            if (node == 0) {
                weight.setTextContent("9");
            } else {
                time.setTextContent("2020-01-01T00:00:00Z");
                weight.setTextContent(node % 2 == 0 ? "9" : weight.getTextContent());
            }
        }
    }

    private static void refused(Wrapping wrapping, byte[] sealed) {
        Judgement judgement = Attack.judge(wrapping.document(sealed));
        assertThat(judgement.verdict().indication())
                .as(wrapping.toString())
                .isNotEqualTo(org.cretula.verdict.Indication.VALID);
        assertThat(judgement.verified()).as(wrapping.toString()).isEmpty();
        assertThat(judgement.certificate()).as(wrapping.toString()).isEmpty();
    }

    /** A signature that verifies and refers to the certificate by its identifier, as others make them. */
    private static byte[] byIdentifier() {
        return Forger.resigned(SEALED, Fixture.EC.key(), d -> {
            d.getDocumentElement().setAttribute("Id", "certificate");
            Attack.reference(d, 0).setAttribute("URI", "#certificate");
        });
    }

    private static List<Wrapping> all() {
        int elements = elements(SEALED);
        List<Wrapping> all = new ArrayList<>();
        for (int node = 0; node < NODES.size(); node++) {
            for (int disguise = 0; disguise < DISGUISES.size(); disguise++) {
                for (int element = 0; element < elements; element++) {
                    // Every place, every identifier: not each with each, but all of them with each node and disguise.
                    all.add(new Wrapping(
                            node, disguise, element % IDENTIFIERS, element / IDENTIFIERS % PLACES, element));
                }
            }
        }
        return all;
    }

    private static int elements(byte[] xml) {
        int[] count = {0};
        Forger.changed(xml, d -> count[0] = d.getElementsByTagName("*").getLength());
        return count[0];
    }

    @Test
    void a_sample_of_all_wrappings_is_refused() {
        List<Wrapping> all = all();
        Random random = new Random(20261124);
        byte[] byIdentifier = byIdentifier();
        for (int n = 0; n < 200; n++) {
            refused(all.get(random.nextInt(all.size())), n % 2 == 0 ? SEALED : byIdentifier);
        }
    }

    @Tag("long")
    @Test
    @Timeout(3_600)
    void all_wrappings_are_refused() {
        List<Wrapping> all = all();
        assertThat(all).hasSizeGreaterThan(5_000);
        byte[] byIdentifier = byIdentifier();
        IntStream.range(0, all.size()).parallel().forEach(n -> {
            refused(all.get(n), SEALED);
            refused(all.get(n), byIdentifier);
        });
        System.out.println("wrappings refused: " + 2 * all.size());
    }
}
