package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.testkit.Forger;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A sealed certificate, ways to attack it, and what every attack must come to. */
final class Attack {

    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    static final String CBC = "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2";
    static final String EXT = "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2";
    static final byte[] SEALED = Fixture.sealed("co-wine-timber-textiles.xml", Fixture.EC);
    static final CertificateOfOrigin ORIGINAL =
            judge(SEALED).verified().orElseThrow().certificate();

    private Attack() {}

    static Judgement judge(byte[] file) {
        return Fixture.JUDGE.judge(file, Fixture.NOW);
    }

    static Judgement judge(String file) {
        return judge(file.getBytes(StandardCharsets.UTF_8));
    }

    static String text() {
        return new String(SEALED, StandardCharsets.UTF_8);
    }

    /** With the first occurrence of a text replaced. */
    static Judgement replaced(String from, String to) {
        assertThat(text()).contains(from);
        return judge(text().replaceFirst(Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
    }

    /** Changed by somebody who has no key. */
    static Judgement changed(Consumer<Document> change) {
        return judge(Forger.changed(SEALED, change));
    }

    /** The same with all digests and the value right again: the signer's own key was misused. */
    static Judgement resigned(Consumer<Document> change) {
        return judge(Forger.resigned(SEALED, Fixture.EC.key(), change));
    }

    /** Invalid for this reason by this check, and no certificate is shown but the one that was signed. */
    static void refused(Judgement judgement, SubIndication reason, String check) {
        showsNothingForged(judgement);
        assertThat(judgement.verdict().indication())
                .as(() -> findings(judgement))
                .isEqualTo(Indication.INVALID);
        assertThat(judgement.verdict().findings())
                .as(() -> findings(judgement))
                .anyMatch(f -> f.check().equals(check)
                        && f.outcome() == Outcome.FAILED
                        && f.subIndication().equals(Optional.of(reason)));
    }

    /** Never valid, and no certificate is shown but the one that was signed. */
    static void showsNothingForged(Judgement judgement) {
        assertThat(judgement.verdict().indication())
                .as(() -> findings(judgement))
                .isNotEqualTo(Indication.VALID);
        assertThat(judgement.verified()).isEmpty();
        judgement.certificate().ifPresent(shown -> assertThat(shown).isEqualTo(ORIGINAL));
    }

    /** Valid, and the certificate is the one that was signed. */
    static void harmless(Judgement judgement) {
        assertThat(judgement.verdict().indication())
                .as(() -> findings(judgement))
                .isEqualTo(Indication.VALID);
        assertThat(judgement.verified().orElseThrow().certificate()).isEqualTo(ORIGINAL);
        assertThat(judgement.seal().orElseThrow().signer()).contains(Fixture.EC.certificate());
        assertThat(judgement.seal().orElseThrow().claimedTime()).contains(Fixture.SEALED);
    }

    private static String findings(Judgement judgement) {
        return judgement.verdict().findings().toString();
    }

    static Element signature(Document document) {
        return Forger.element(document, "Signature");
    }

    static Element slot(Document document) {
        return (Element) signature(document).getParentNode();
    }

    static Element xades(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(XADES, local).item(0);
    }

    static Element reference(Document document, int number) {
        return (Element) document.getElementsByTagNameNS(DS, "Reference").item(number);
    }

    static Element first(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(CBC, local).item(0);
    }

    /** A copy of the signed document element, as it is now. */
    static Element copy(Document document) {
        return (Element) document.getDocumentElement().cloneNode(true);
    }

    /** The same without its signature. */
    static Element copyWithoutSignature(Document document) {
        Element copy = copy(document);
        remove((Element) copy.getElementsByTagNameNS(DS, "Signature").item(0));
        return copy;
    }

    static void remove(Node node) {
        node.getParentNode().removeChild(node);
    }

    /** The lie that all wrapping is for. */
    static void lie(Document document) {
        for (int i = 0;
                i < document.getElementsByTagNameNS(CBC, "GrossWeightMeasure").getLength();
                i++) {
            Element weight = (Element)
                    document.getElementsByTagNameNS(CBC, "GrossWeightMeasure").item(i);
            if (!isBelow(weight, "Original")) {
                weight.setTextContent("9");
            }
        }
    }

    private static boolean isBelow(Node node, String marker) {
        for (Node at = node; at != null; at = at.getParentNode()) {
            if (at instanceof Element e && e.hasAttributeNS("urn:marker", marker)) {
                return true;
            }
        }
        return false;
    }
}
