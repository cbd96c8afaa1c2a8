package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.cretula.cli.docs.Page;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustMaterial;
import org.junit.jupiter.api.Test;

/** The Java of the README is compiled and run here. */
class ReadmeTest {

    private static final Path ROOT = Path.of(System.getProperty("cretula.root", "../.."));

    @Test
    void the_ten_lines_seal_and_judge() throws Exception {
        Path keystores = ROOT.resolve("keystores-example");
        Path unsigned = ROOT.resolve("docs/examples/co-wine-timber-textiles.xml");
        Instant now = Instant.parse("2026-11-24T09:00:00Z");
        // snippet: seal-and-judge
        Providers providers = new Providers();
        KeyEntry key = KeyFile.read(keystores.resolve("issuer-xa.p12"), "example".toCharArray(), "seal");
        byte[] sealed = new CertificateSealer(key, providers).seal(Files.readAllBytes(unsigned), now);

        TrustMaterial trust = TrustFolder.load(keystores, ExampleTrust.ALLOWED);
        Judgement judgement = new SealJudge(trust, providers).judge(sealed, now);
        judgement.verdict().findings().forEach(f -> System.out.println(f.outcome() + " " + f.check()));
        judgement.verified().ifPresent(v -> System.out.println(v.certificate().number()));
        // end of snippet
        assertThat(judgement.verified()).isPresent();
    }

    @Test
    void the_readme_shows_these_lines_and_no_others() throws Exception {
        Page.of("README.md").showsSnippetsOf(ReadmeTest.class);
    }
}
