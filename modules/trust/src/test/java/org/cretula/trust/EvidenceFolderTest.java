package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.List;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {

    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa CA = ROOT.intermediate("Issuing CA");

    @TempDir
    Path temporary;

    private Path trust;
    private Path evidence;

    @BeforeEach
    void lay() throws IOException {
        trust = Files.createDirectories(temporary.resolve("trust"));
        evidence = Files.createDirectories(temporary.resolve("evidence"));
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static byte[] der(TestCa ca) throws CertificateEncodingException {
        return ca.certificate().getEncoded();
    }

    private TrustMaterial load() throws TrustFolderException {
        return TrustFolder.load(trust, List.of(evidence), ExampleTrust.REFUSED);
    }

    @Test
    void a_self_signed_certificate_in_an_evidence_folder_is_no_anchor_wherever_it_lies()
            throws IOException, CertificateEncodingException, TrustFolderException {
        for (String place : new String[] {"root.crt", "issuers/root.crt", "tsa/root.pem.crt", "a/b/root.crt"}) {
            write(evidence.resolve(place), der(ROOT));
        }
        TrustMaterial material = load();
        assertThat(Arrays.stream(Purpose.values()).flatMap(p -> material.anchors(p).stream()))
                .isEmpty();
        assertThat(material.intermediates()).containsExactly(ROOT.certificate());
        assertThat(material.notes()).containsExactly("no anchor was found in the trust folder");
    }

    @Test
    void evidence_completes_what_the_trust_folder_began_and_changes_its_fingerprint()
            throws IOException, CertificateEncodingException, TrustFolderException {
        write(trust.resolve("issuers/root.crt"), der(ROOT));
        String before = load().fingerprint();
        write(evidence.resolve("ca.crt"), der(CA));
        write(evidence.resolve("root.crl"), ROOT.crl().der());
        write(evidence.resolve(TrustFolder.INDEX), new byte[0]);
        write(evidence.resolve("letter.txt"), new byte[0]);
        TrustMaterial material = load();
        assertThat(material.anchors(Purpose.ISSUER)).containsExactly(ROOT.certificate());
        assertThat(material.intermediates()).containsExactly(CA.certificate());
        assertThat(material.crls()).hasSize(1);
        assertThat(material.evidence().lists().get(0).origin()).isEqualTo(Origin.file("evidence: root.crl"));
        assertThat(material.fingerprint()).isNotEqualTo(before);
        assertThat(material.notes()).singleElement().asString().startsWith("evidence: letter.txt was left aside");
    }

    @Test
    void a_broken_file_of_evidence_ends_the_reading_and_is_named() throws IOException {
        write(evidence.resolve("ca.crl"), new byte[] {0x30, 0});
        assertThatThrownBy(this::load)
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining("evidence: ca.crl");
    }

    @Test
    void more_evidence_leaves_the_anchors_and_the_notes_as_they_are() {
        TrustMaterial material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .note("a note")
                .build();
        TrustMaterial more = material.plus(EvidenceStore.builder()
                .list(Scene.crl(ROOT.crl()), Origin.caller())
                .build());
        assertThat(more.anchors(Purpose.ISSUER)).containsExactly(ROOT.certificate());
        assertThat(more.anchors(Purpose.TSA)).isEmpty();
        assertThat(more.notes()).containsExactly("a note");
        assertThat(more.crls()).hasSize(1);
        assertThat(material.crls()).isEmpty();
        assertThat(material.plus(EvidenceStore.empty()).fingerprint()).isEqualTo(material.fingerprint());
    }
}
