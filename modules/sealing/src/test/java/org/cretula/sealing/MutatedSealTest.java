package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.cretula.signing.SignatureJudgement;
import org.cretula.testkit.Forger;
import org.cretula.verdict.Indication;
import org.cretula.xml.Canonicalization;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Changes of every kind to a sealed certificate: what is still valid shows the same certificate, signer, time and signed
 * bytes, and is the same document in another spelling: other order or quotes of attributes, references to characters,
 * CDATA, white space in tags and around the document, line ends. Two things are covered by no digest and judged for what they
 * are: the Id of the signature value, which may be missing, and certificates besides the signer's, which are hints on the
 * way to an anchor and believed only by the signatures on them.
 */
class MutatedSealTest {

    private static final byte[] SEALED = Fixture.sealed("co-chamber-non-preferential.xml", Fixture.EC);
    private static final Judgement ORIGINAL = Fixture.JUDGE.judge(SEALED, Fixture.NOW);
    private static final byte[] SPELLED = spelled(SEALED);
    private static final int KINDS = 513;

    /** The document in the one spelling that is the same for all harmless ones. */
    private static byte[] spelled(byte[] file) {
        XmlParse.Parsed parsed = (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(file);
        Forger.element(parsed.document(), "SignatureValue").removeAttribute("Id");
        NodeList certificates = parsed.document().getElementsByTagNameNS(Attack.DS, "X509Certificate");
        while (certificates.getLength() > 0) {
            Attack.remove(certificates.item(0));
        }
        return Canonicalization.INCLUSIVE_WITH_COMMENTS.bytes(parsed.document());
    }

    private static byte[] content(Judgement judgement) {
        return judgement
                .seal()
                .flatMap(SignatureJudgement::content)
                .orElseThrow()
                .bytes();
    }

    /** Whether it was accepted; after it was seen that nothing is wrong with that. */
    private static boolean accepted(byte[] mutant, String what) {
        Judgement judgement = Fixture.JUDGE.judge(mutant, Fixture.NOW);
        judgement
                .certificate()
                .ifPresent(shown -> assertThat(shown)
                        .as(what)
                        .isEqualTo(ORIGINAL.certificate().orElseThrow()));
        if (judgement.verdict().indication() != Indication.VALID) {
            assertThat(judgement.verified()).as(what).isEmpty();
            return false;
        }
        assertThat(judgement.verified().orElseThrow().certificate())
                .as(what)
                .isEqualTo(ORIGINAL.certificate().orElseThrow());
        SignatureJudgement seal = judgement.seal().orElseThrow();
        assertThat(seal.signer())
                .as(what)
                .isEqualTo(ORIGINAL.seal().orElseThrow().signer());
        assertThat(seal.claimedTime())
                .as(what)
                .isEqualTo(ORIGINAL.seal().orElseThrow().claimedTime());
        assertThat(seal.bestTime()).as(what).isEmpty();
        assertThat(Arrays.equals(content(judgement), content(ORIGINAL)))
                .as(what)
                .isTrue();
        assertThat(Arrays.equals(spelled(mutant), SPELLED)).as(what).isTrue();
        return true;
    }

    private static String at(int position, int kind) {
        int from = Math.max(0, position - 60);
        return "kind " + kind + " at the end of '" + new String(SEALED, from, position - from, StandardCharsets.UTF_8)
                + "'";
    }

    /** The mutant of this kind at this position; the file itself where it is none. */
    private static byte[] mutant(int position, int kind) {
        if (kind < 256) {
            byte[] mutant = SEALED.clone();
            mutant[position] = (byte) kind;
            return mutant;
        }
        int length = kind < 512 ? SEALED.length + 1 : kind == 512 ? SEALED.length - 1 : position;
        byte[] mutant = Arrays.copyOf(SEALED, length);
        if (kind < 512) {
            mutant[position] = (byte) kind;
            System.arraycopy(SEALED, position, mutant, position + 1, SEALED.length - position);
        } else if (kind == 512) {
            System.arraycopy(SEALED, position + 1, mutant, position, SEALED.length - position - 1);
        }
        return mutant;
    }

    @Test
    void a_byte_changed_added_or_left_out_never_changes_what_is_valid() {
        Random random = new Random(20261124);
        for (int n = 0; n < 500; n++) {
            int position = random.nextInt(SEALED.length);
            // Mostly bytes that can stand there, for the others are refused at the door.
            int kind = n % 4 == 0 ? random.nextInt(KINDS + 1) : ' ' + random.nextInt(95) + 256 * (n % 2);
            accepted(mutant(position, kind), at(position, kind));
        }
    }

    /** All kinds take hours: {@code -Dcretula.mutants=513}; else so many at each position, others at each. */
    @Tag("soak")
    @Test
    @Timeout(value = 12 * 3_600)
    void any_byte_changed_added_or_left_out_never_changes_what_is_valid() {
        int each = Integer.getInteger("cretula.mutants", 8);
        AtomicLong valid = new AtomicLong();
        AtomicLong all = new AtomicLong();
        IntStream.range(0, SEALED.length).parallel().forEach(position -> {
            Random random = new Random(position);
            for (int n = 0; n < (each >= KINDS ? KINDS + 1 : each); n++) {
                int kind = each >= KINDS
                        ? n
                        : n % 2 == 0 ? (SEALED[position] & 0xFF) ^ (1 << random.nextInt(8)) : random.nextInt(KINDS + 1);
                byte[] mutant = mutant(position, kind);
                all.incrementAndGet();
                if (!Arrays.equals(mutant, SEALED) && accepted(mutant, at(position, kind))) {
                    valid.incrementAndGet();
                }
            }
        });
        System.out.println("mutants of a byte: " + all + ", valid in another spelling: " + valid);
    }

    /** Ways to change the structure at one element; {@code false} where it cannot be changed so. */
    private interface Change {
        boolean of(Element element, List<Element> all, Random random);
    }

    private static final List<Change> CHANGES = List.of(
            (e, all, random) -> { // delete
                e.getParentNode().removeChild(e);
                return true;
            },
            (e, all, random) -> { // duplicate
                e.getParentNode().insertBefore(e.cloneNode(true), e);
                return e.getParentNode() instanceof Element;
            },
            (e, all, random) -> { // move
                Element to = all.get(random.nextInt(all.size()));
                boolean possible = !isWithin(to, e) && e.getParentNode() != to;
                if (possible) {
                    to.insertBefore(e, to.getFirstChild());
                }
                return possible;
            },
            (e, all, random) -> { // copy
                Element to = all.get(random.nextInt(all.size()));
                to.insertBefore(e.cloneNode(true), random.nextBoolean() ? to.getFirstChild() : null);
                return true;
            },
            (e, all, random) -> { // swap with the next one
                Optional<Element> next = next(e).filter(n -> !n.isEqualNode(e));
                next.ifPresent(n -> e.getParentNode().insertBefore(n, e));
                return next.isPresent();
            },
            (e, all, random) -> { // rename
                e.getOwnerDocument().renameNode(e, e.getNamespaceURI(), e.getNodeName() + "x");
                return true;
            },
            (e, all, random) -> { // another namespace
                boolean prefixed = e.getPrefix() != null && !e.hasAttribute("xmlns:" + e.getPrefix());
                if (prefixed) {
                    e.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:" + e.getPrefix(), "urn:other");
                }
                return prefixed;
            },
            (e, all, random) -> { // wrap
                Element around = (Element) e.cloneNode(false);
                boolean possible = e.getParentNode() instanceof Element;
                if (possible) {
                    e.getParentNode().replaceChild(around, e);
                    around.appendChild(e);
                }
                return possible;
            },
            (e, all, random) -> { // unwrap
                boolean possible = e.getParentNode() instanceof Element && e.getFirstChild() != null;
                while (possible && e.getFirstChild() != null) {
                    e.getParentNode().insertBefore(e.getFirstChild(), e);
                }
                if (possible) {
                    e.getParentNode().removeChild(e);
                }
                return possible;
            },
            (e, all, random) -> { // an attribute more
                e.setAttribute("added", "");
                return true;
            },
            (e, all, random) -> { // of the attributes one less
                Optional<Attr> attribute = attribute(e, random);
                attribute.ifPresent(e::removeAttributeNode);
                return attribute.isPresent();
            },
            (e, all, random) -> { // of the attributes one of another value
                Optional<Attr> attribute = attribute(e, random);
                attribute.ifPresent(a -> a.setValue(a.getValue() + "x"));
                return attribute.isPresent();
            },
            (e, all, random) -> { // text between elements or in a text
                e.insertBefore(e.getOwnerDocument().createTextNode("x"), e.getFirstChild());
                return true;
            },
            (e, all, random) -> { // a comment
                e.appendChild(e.getOwnerDocument().createComment("x"));
                return true;
            });

    private static Optional<Element> next(Element e) {
        for (Node next = e.getNextSibling(); next != null; next = next.getNextSibling()) {
            if (next instanceof Element found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private static boolean isWithin(Node node, Element above) {
        for (Node at = node; at != null; at = at.getParentNode()) {
            if (at == above) {
                return true;
            }
        }
        return false;
    }

    private static Optional<Attr> attribute(Element e, Random random) {
        List<Attr> own = new ArrayList<>();
        for (int i = 0; i < e.getAttributes().getLength(); i++) {
            Attr attribute = (Attr) e.getAttributes().item(i);
            if (!attribute.getName().startsWith("xmlns")) {
                own.add(attribute);
            }
        }
        return own.isEmpty() ? Optional.empty() : Optional.of(own.get(random.nextInt(own.size())));
    }

    private static List<Element> elements(Document document) {
        NodeList found = document.getElementsByTagName("*");
        List<Element> all = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            all.add((Element) found.item(i));
        }
        return all;
    }

    /** Judges one; nothing of this kind is harmless. */
    private static void structure(int element, int change, long seed) {
        boolean[] changed = {false};
        String[] name = {""};
        byte[] mutant = Forger.changed(SEALED, d -> {
            List<Element> all = elements(d);
            Element e = all.get(element % all.size());
            name[0] = e.getNodeName();
            if (e != d.getDocumentElement() || change > 8) {
                changed[0] = CHANGES.get(change).of(e, all, new Random(seed));
            }
        });
        if (changed[0]) {
            String what = "change " + change + " of " + name[0] + ", seed " + seed;
            boolean accepted = accepted(mutant, what);
            assertThat(accepted
                            && !List.of("ds:SignatureValue", "ds:X509Certificate")
                                    .contains(name[0]))
                    .as(what)
                    .isFalse();
        }
    }

    @Test
    void an_element_or_attribute_changed_in_whatever_way_is_never_valid() {
        Random random = new Random(20261124);
        for (int n = 0; n < 140; n++) {
            structure(random.nextInt(10_000), n % CHANGES.size(), n);
        }
    }

    @Tag("soak")
    @Test
    @Timeout(value = 3_600)
    void every_element_and_attribute_changed_in_every_way_is_never_valid() {
        int[] count = {0};
        Forger.changed(SEALED, d -> count[0] = elements(d).size());
        IntStream.range(0, count[0]).parallel().forEach(element -> {
            for (int change = 0; change < CHANGES.size(); change++) {
                for (int seed = 0; seed < (change == 2 || change == 3 ? 40 : 3); seed++) {
                    structure(element, change, seed);
                }
            }
        });
    }
}
