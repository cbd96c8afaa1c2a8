package org.cretula.signing.asic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.cretula.signing.DataObject;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.SignedContent;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

/** Every signature of a container, held against the files in it. */
class ContainerValidatorTest {

    private static final Instant SIGNED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    private static final Providers PROVIDERS = new Providers();
    private static final TestCa ROOT = TestCa.root("Root");
    private static final Credential SIGNER = ROOT.issue(Subject.named("Signer"));
    private static final DataObject CO = DataObject.named("Ursprung & Zeugnis+ä.xml", bytes("<co/>"), "text/xml");
    private static final DataObject INVOICE = DataObject.named("beside/invoice.pdf", bytes("%PDF"), "application/pdf");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] signed(AsicContainer container) throws SigningRefusedException {
        return container
                .with(new XadesSigner(new KeyEntry(SIGNER.key(), SIGNER.chain()), PROVIDERS)
                        .sign(container.request(), SIGNED))
                .toBytes();
    }

    private static DocumentJudgement judge(byte[] zip) {
        TrustMaterial trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .crl(StrictCertificates.parseCrl(ROOT.crl().der()).value().orElseThrow())
                .build();
        return new ContainerValidator(new SignatureValidator(new PathExaminer(trust, PROVIDERS), PROVIDERS))
                .judge(zip, NOW);
    }

    private static Finding finding(DocumentJudgement judgement, String check) {
        return judgement.verdict().findings().stream()
                .filter(f -> f.check().equals(check))
                .findFirst()
                .orElseThrow();
    }

    /** The files of a container, to be written again with one of them changed or added. */
    private static byte[] with(byte[] zip, String name, Optional<byte[]> content) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        }
        content.ifPresentOrElse(bytes -> files.put(name, bytes), () -> files.remove(name));
        return ZipWriter.write(files);
    }

    @Test
    void both_forms_are_valid_for_the_files_that_are_signed() throws Exception {
        DocumentJudgement extended = judge(signed(AsicContainer.extended(CO, INVOICE)));
        assertThat(extended.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(extended.signatures().get(0).scope())
                .extracting(SignedContent::kind)
                .containsExactly(SignedContent.Kind.DETACHED, SignedContent.Kind.DETACHED);
        assertThat(extended.signatures().get(0).scope().get(1).bytes()).isEqualTo(bytes("%PDF"));
        assertThat(finding(extended, "container-coverage").explanation()).startsWith("each file");
        DocumentJudgement simple = judge(signed(AsicContainer.simple(CO)));
        assertThat(simple.verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void X29_a_file_that_was_changed_is_invalid_and_one_that_is_gone_is_not_found() throws Exception {
        byte[] signed = signed(AsicContainer.extended(CO, INVOICE));
        DocumentJudgement changed = judge(with(signed, "beside/invoice.pdf", Optional.of(bytes("%PDG"))));
        assertThat(changed.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(finding(changed, "container-coverage").explanation()).contains("beside/invoice.pdf");
        DocumentJudgement gone = judge(with(signed, "beside/invoice.pdf", Optional.empty()));
        assertThat(gone.verdict().indication()).isNotEqualTo(Indication.VALID);
    }

    @Test
    void Z05_a_file_that_nobody_signed_is_named() throws Exception {
        DocumentJudgement judgement =
                judge(with(signed(AsicContainer.extended(CO, INVOICE)), "extra.txt", Optional.of(bytes("x"))));
        assertThat(finding(judgement, "container-coverage").explanation())
                .contains("extra.txt")
                .doesNotContain("invoice");
    }

    @Test
    void X16_a_container_without_signature_and_what_is_no_container_are_refused() throws Exception {
        byte[] signed = signed(AsicContainer.extended(CO, INVOICE));
        for (byte[] zip :
                List.of(with(signed, "META-INF/signatures001.xml", Optional.empty()), bytes("PK"), new byte[0])) {
            DocumentJudgement judgement = judge(zip);
            assertThat(judgement.verdict().subIndication()).contains(SubIndication.FORMAT_FAILURE);
            assertThat(finding(judgement, "container-readable").outcome()).isEqualTo(Outcome.FAILED);
        }
    }
}
