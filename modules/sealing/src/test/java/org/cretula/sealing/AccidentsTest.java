package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

/** What happened to a sealed certificate is told where it can be told, and the verdict stays what it was. */
class AccidentsTest {

    private static Finding decisive(Judgement judgement) {
        Attack.showsNothingForged(judgement);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
        return judgement.verdict().decisive().orElseThrow();
    }

    /** Laid out by a serialiser that everybody has. */
    private static String laidOut(int width) {
        try {
            Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.INDENT, "yes");
            transformer.setOutputProperty("{http://xml.apache.org/xslt}indent-amount", String.valueOf(width));
            StringWriter out = new StringWriter();
            transformer.transform(new StreamSource(new StringReader(Attack.text())), new StreamResult(out));
            return out.toString();
        } catch (TransformerException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_certificate_that_was_laid_out_anew_after_it_was_sealed_says_so() {
        for (int width : new int[] {0, 2, 4}) {
            Judgement judgement = Attack.judge(laidOut(width));
            Attack.refused(judgement, SubIndication.FORMAT_FAILURE, "signature-structure");
            assertThat(decisive(judgement).explanation()).contains("somebody changed or removed its indentation");
            assertThat(decisive(judgement).remedy())
                    .contains("the document with the indentation it had when it was signed");
        }
        assertThat(TextReport.render("f", Attack.judge(laidOut(4)))).contains("to settle it", "the indentation it had");
    }

    @Test
    void a_certificate_whose_white_space_was_removed_says_so() {
        Judgement judgement = Attack.judge(Attack.text().replaceAll(">\\s+<", "><"));
        Attack.refused(judgement, SubIndication.HASH_FAILURE, "reference-digest");
        assertThat(decisive(judgement).explanation()).contains("somebody changed or removed its indentation");
    }

    @Test
    void a_certificate_that_was_escaped_twice_says_so() {
        Judgement judgement = Attack.judge(Attack.text().replace("&amp;", "&amp;amp;"));
        Attack.refused(judgement, SubIndication.HASH_FAILURE, "reference-digest");
        assertThat(decisive(judgement).explanation()).contains("escaped its text twice");
    }

    @Test
    void a_certificate_that_was_read_as_Latin_1_says_so() {
        byte[] sealed = Fixture.sealed("co-regional-value-third-party-invoice.xml", Fixture.EC);
        byte[] file = new String(sealed, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.UTF_8);
        if (!java.util.Arrays.equals(sealed, file)) {
            assertThat(decisive(Fixture.JUDGE.judge(file, Fixture.NOW)).explanation())
                    .contains("Latin-1");
        }
        String accented = Attack.text().replace("Harbour &amp; Hill", "H\u00E4fen &amp; H\u00FCgel");
        byte[] resealed = org.cretula.testkit.Forger.resigned(
                accented.getBytes(StandardCharsets.UTF_8), Fixture.EC.key(), d -> {});
        byte[] misread = new String(resealed, Charset.forName("windows-1252")).getBytes(StandardCharsets.UTF_8);
        assertThat(Fixture.JUDGE.judge(resealed, Fixture.NOW).verdict().indication())
                .isEqualTo(Indication.VALID);
        assertThat(Fixture.JUDGE
                        .judge(misread, Fixture.NOW)
                        .verdict()
                        .decisive()
                        .orElseThrow()
                        .explanation())
                .contains("Latin-1");
    }

    @Test
    void a_lie_is_not_taken_for_an_accident_even_in_a_document_that_had_one() {
        for (String file : List.of(Attack.text(), laidOut(4), Attack.text().replace("&amp;", "&amp;amp;"))) {
            String lying = file.replaceFirst("(GrossWeightMeasure[^>]*>)\\d", "$19");
            Finding finding = decisive(Attack.judge(lying));
            assertThat(finding.explanation()).doesNotContain("would match");
            assertThat(finding.remedy()).isEmpty();
        }
    }

    @Test
    void only_words_are_added_and_only_to_the_finding_that_failed() {
        Judgement accident = Attack.judge(Attack.text().replaceAll(">\\s+<", "><"));
        Judgement lie = Attack.judge(
                Attack.text().replaceAll(">\\s+<", "><").replaceFirst("(GrossWeightMeasure[^>]*>)\\d", "$19"));
        assertThat(withoutWords(accident)).isEqualTo(withoutWords(lie));
        assertThat(accident.verdict().indication()).isEqualTo(lie.verdict().indication());
        assertThat(accident.verdict().subIndication()).isEqualTo(lie.verdict().subIndication());
        assertThat(accident.certificate()).isEqualTo(lie.certificate());
    }

    private static List<Finding> withoutWords(Judgement judgement) {
        return judgement.verdict().findings().stream()
                .map(f -> new Finding(
                        f.check(),
                        f.outcome(),
                        f.clause(),
                        f.explanation().replaceAll("; (the digest would match|none of the known).*", ""),
                        f.subIndication(),
                        f.check().equals("reference-digest") ? java.util.Optional.empty() : f.remedy()))
                .toList();
    }
}
