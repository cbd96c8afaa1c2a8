package org.cretula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExaminationTest {

    private static final NodeFactory SOUND = new Nodes(Scene.CLOCK);

    /** What each defect is to be caught by, and nothing else. */
    private static final Map<Defect, Set<String>> CAUGHT_BY = Map.of(
            Defect.FORGETS_DUPLICATES,
                    Set.of("duplicate-delivered-once", "duplicate-same-receipt", "same-id-other-content-refused"),
            Defect.REFUSES_DUPLICATES, Set.of("duplicate-acknowledged"),
            Defect.ACKNOWLEDGES_BEFORE_STORING,
                    Set.of(
                            "stored-when-acknowledged",
                            "payloads-delivered-together",
                            "duplicate-same-receipt",
                            "same-id-other-content-refused"),
            Defect.RECEIPT_DIGEST_ALTERED,
                    Set.of(
                            "receipt-proves-receipt",
                            "payloads-delivered-together",
                            "test-service-acknowledged",
                            "duplicate-acknowledged"),
            Defect.ACCEPTS_ANYTHING,
                    Set.of(
                            "same-id-other-content-refused",
                            "unsigned-refused",
                            "unencrypted-refused",
                            "other-certificate-refused",
                            "header-altered-refused",
                            "attachment-altered-refused",
                            "attachment-not-signed-refused",
                            "attachment-added-refused",
                            "damaged-gzip-refused",
                            "unknown-agreement-refused"),
            Defect.BELIEVES_ANY_ANSWER,
                    Set.of("no-receipt-not-acknowledged", "other-digests-not-acknowledged", "error-not-acknowledged"));

    @TempDir
    Path folder;

    private Report examined(NodeFactory nodes, java.util.function.UnaryOperator<String> change) throws InputException {
        // Our node sends before it answers, so what has not come by then comes no more.
        return Examination.run(
                Plan.load(Scene.plan(folder, change)),
                folder.resolve("out"),
                Scene.CLOCK,
                nodes,
                Progress.none(),
                Duration.ZERO);
    }

    private static Set<String> ids(Report report, Mark mark) {
        return report.marked(mark).stream().map(Result::id).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String all(Report report) {
        return report.results().stream()
                .map(r -> r.mark() + " " + r.id() + ": " + r.evidence())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_good_node_passes_every_assertion() throws InputException {
        Report report = examined(SOUND, p -> p + "vectors: " + VectorKeys.VECTORS + "\n");
        assertThat(report.results()).as(all(report)).allMatch(r -> r.mark() == Mark.PASS);
        assertThat(report.conclusion()).isEqualTo(Report.Conclusion.CONFORMANT);
        assertThat(report.allMustsPassed()).isTrue();
        assertThat(report.results().stream().map(Result::assertion).distinct())
                .containsExactlyElementsOf(Catalogue.all());
    }

    /** What a sound node says of each spoilt message: the very fault, so no other one hides that it is seen. */
    private static final Map<String, String> TOLD = Map.of(
            "unsigned-refused", "EBMS:0103 PolicyNoncompliance: expected exactly one signature, found 0",
            "unencrypted-refused", "EBMS:0103 PolicyNoncompliance: expected 1 of 1 payloads encrypted",
            "other-certificate-refused", "EBMS:0101 FailedAuthentication: expected the signing certificate agreed",
            "header-altered-refused", "EBMS:0101 FailedAuthentication: expected a signature over exactly this message",
            "attachment-altered-refused", "EBMS:0102",
            "attachment-not-signed-refused", "the 1 attachments and nothing else, found 2 references",
            "attachment-added-refused", "the 2 attachments and nothing else, found 3 references",
            "damaged-gzip-refused", "EBMS:0303",
            "unknown-agreement-refused", "EBMS:0010",
            "other-digests-not-acknowledged", "expected a receipt for the 3 digests that were sent, found others");

    @Test
    void S01_S02_S09_S17_each_spoilt_message_has_one_fault_and_is_told_it() throws InputException {
        Report report = examined(SOUND, p -> p);
        TOLD.forEach((id, words) -> assertThat(report.results())
                .filteredOn(r -> r.id().equals(id))
                .singleElement()
                .satisfies(r -> assertThat(r.evidence()).contains(words)));
    }

    @ParameterizedTest
    @EnumSource
    void a_defective_node_fails_exactly_what_its_defect_breaks(Defect defect) throws InputException {
        Report report = examined(defect.in(SOUND), p -> p);
        assertThat(ids(report, Mark.FAIL)).as(all(report)).containsExactlyInAnyOrderElementsOf(CAUGHT_BY.get(defect));
        assertThat(report.conclusion()).isEqualTo(Report.Conclusion.NOT_CONFORMANT);
    }

    @Test
    void what_cannot_be_observed_is_inconclusive_and_never_passed() throws InputException {
        Report report = examined(
                (config, around) -> {
                    Node node = SOUND.start(config, around);
                    return new Blind(node);
                },
                p -> p);
        assertThat(ids(report, Mark.INCONCLUSIVE))
                .contains(
                        "stored-when-acknowledged",
                        "payloads-delivered-together",
                        "duplicate-delivered-once",
                        "test-service-not-delivered",
                        "message-as-agreed",
                        "receipt-accepted")
                .doesNotContain("receipt-given", "unsigned-refused");
        assertThat(ids(report, Mark.FAIL)).isEmpty();
        assertThat(report.conclusion()).isEqualTo(Report.Conclusion.INCONCLUSIVE);
    }

    /** A node that shows nothing but its endpoint. */
    private record Blind(Node sound) implements Node {
        @Override
        public java.net.URI endpoint() {
            return sound.endpoint();
        }

        @Override
        public java.util.Optional<java.net.URI> observe() {
            return java.util.Optional.empty();
        }

        @Override
        public java.util.Optional<java.net.URI> trigger() {
            return java.util.Optional.empty();
        }

        @Override
        public void close() {
            sound.close();
        }
    }

    @Test
    void where_encryption_is_not_agreed_its_absence_is_no_fault() throws InputException {
        Report report = examined(SOUND, p -> p.replace("exchange:", "exchange:\n  security: sign"));
        assertThat(ids(report, Mark.NOT_APPLICABLE)).containsExactly("unencrypted-refused");
        assertThat(ids(report, Mark.FAIL)).contains("receipt-given");
    }

    @Test
    void a_partner_that_does_not_answer_is_inconclusive_in_everything() throws InputException {
        Report report = examined(
                SOUND, p -> p.replace("node: gateway.yaml", "endpoint: http://127.0.0.1:9/as4\n  roles: [responder]"));
        assertThat(report.about(Assertion.Role.RESPONDER)).allMatch(r -> r.mark() == Mark.INCONCLUSIVE);
        assertThat(report.about(Assertion.Role.INITIATOR)).allMatch(r -> r.mark() == Mark.NOT_APPLICABLE);
        assertThat(report.conclusion()).isEqualTo(Report.Conclusion.INCONCLUSIVE);
    }

    @Test
    void every_exchanged_body_is_saved_with_its_digest() throws InputException, IOException {
        Report report = examined(SOUND, p -> p);
        Path evidence = folder.resolve("out/evidence");
        List<String> sums = Files.readAllLines(evidence.resolve("SHA256SUMS"));
        assertThat(sums).hasSameSizeAs(report.files()).hasSizeGreaterThan(30);
        for (EvidenceFile file : report.files()) {
            byte[] saved = Files.readAllBytes(evidence.resolve(file.name()));
            assertThat(EvidenceFolder.sha256(saved)).isEqualTo(file.sha256());
            assertThat(sums).contains(file.sha256() + "  " + file.name());
        }
        assertThat(report.results())
                .filteredOn(r -> r.assertion().role() == Assertion.Role.RESPONDER)
                .allMatch(r -> r.files().size() >= 2);
        assertThat(Files.readString(evidence.resolve(report.files().get(0).name()), StandardCharsets.ISO_8859_1))
                .contains("eb:UserMessage");
    }

    @Test
    void the_reports_show_every_result_and_are_the_same_for_the_same_results() throws InputException {
        Report report = examined(Defect.FORGETS_DUPLICATES.in(SOUND), p -> p);
        String html = HtmlReport.render(report);
        assertThat(html)
                .isEqualTo(HtmlReport.render(report))
                .contains("not conformant", "Likely cause", "duplicate-delivered-once", "sha256sum")
                .doesNotContain("<script", "http-equiv", "src=", "@import");
        report.results().forEach(r -> assertThat(html).contains(r.id()));
        String junit = new String(JUnitReport.render(report), StandardCharsets.UTF_8);
        assertThat(junit)
                .isEqualTo(new String(JUnitReport.render(report), StandardCharsets.UTF_8))
                .contains("<testsuites ", "failures=\"2\"", "<failure message=\"FAIL: sent twice, listed 2 times\"")
                .contains("<skipped message=\"FAIL (should): the two receipts differ\"");
    }
}
