package org.cretula.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import org.cretula.testkit.TestCa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustInReportsTest {

    private static final byte[] SEALED = Fixture.sealed("co-wine-timber-textiles.xml", Fixture.EC);

    @TempDir
    Path temporary;

    @Test
    void both_reports_name_the_trust_and_what_of_it_was_left_aside() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("trust"));
        Files.write(folder.resolve("root.crt"), encoded(Fixture.ROOT));
        Files.writeString(folder.resolve("read\u001Bme.txt"), "hello");
        Judgement judgement = judged(folder);
        String fingerprint = judgement.trustFingerprint();
        assertThat(fingerprint).hasSize(64);
        assertThat(TextReport.render("co.xml", judgement))
                .containsPattern("\n  trust +" + fingerprint + "\n    note +read\uFFFDme.txt was left aside: ");
        assertThat(JsonReport.render("co.xml", judgement))
                .contains("\"trust\":{\"fingerprint\":\"" + fingerprint
                        + "\",\"notes\":[\"read\\u001Bme.txt was left aside: ");
        Judgement again = judged(Files.move(folder, temporary.resolve("elsewhere")));
        assertThat(TextReport.render("co.xml", again)).isEqualTo(TextReport.render("co.xml", judgement));
        assertThat(JsonReport.render("co.xml", again)).isEqualTo(JsonReport.render("co.xml", judgement));
    }

    @Test
    void both_reports_name_the_catalogue_of_algorithms() {
        AlgorithmCatalogue usual = AlgorithmCatalogue.usual();
        Judgement judgement = judged(temporary);
        assertThat(judgement.algorithms()).isSameAs(usual);
        assertThat(TextReport.render("co.xml", judgement)).contains(usual.version(), usual.source(), usual.sha256());
        assertThat(JsonReport.render("co.xml", judgement))
                .contains("\"algorithms\":{\"version\":\"" + usual.version() + "\"", usual.sha256());
    }

    @Test
    void a_trust_folder_full_of_other_things_does_not_fill_the_text_report() throws IOException {
        for (int i = 0; i < 50; i++) {
            Files.writeString(temporary.resolve("other-" + (10 + i) + ".txt"), "");
        }
        Judgement judgement = judged(temporary);
        assertThat(TextReport.render("co.xml", judgement))
                .contains("other-19.txt", "and 41 more, which the JSON report lists")
                .doesNotContain("other-20.txt");
        assertThat(JsonReport.render("co.xml", judgement))
                .contains("other-59.txt", "no anchor was found in the trust folder");
    }

    private static Judgement judged(Path trust) {
        try {
            return new SealJudge(TrustFolder.load(trust, ExampleTrust.REFUSED), Fixture.PROVIDERS)
                    .judge(SEALED, Fixture.NOW);
        } catch (TrustFolderException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(TestCa ca) {
        try {
            return ca.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
