package org.cretula.sealing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;

/** The documentation's certificates, two issuing bodies under a CA under a root, and a judge that trusts the root. */
final class Fixture {

    static final Instant SEALED = Instant.parse("2026-11-24T08:00:00Z");
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final Providers PROVIDERS = new Providers();
    static final TestCa ROOT = TestCa.root("Root");
    static final TestCa CA = ROOT.intermediate("Issuing CA");
    static final Credential EC = CA.issue(Subject.named("Chamber of Port A"));
    static final Credential RSA = CA.issue(Subject.named("Ministry of Trade").rsa(3072));
    static final SealJudge JUDGE = judge(CA.crl());

    private Fixture() {}

    static Path examples() {
        return Path.of(System.getProperty("cretula.root", "../.."), "docs", "examples");
    }

    static byte[] example(String name) {
        try {
            return Files.readAllBytes(examples().resolve(name));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static byte[] sealed(String example, Credential credential) {
        try {
            return new CertificateSealer(new KeyEntry(credential.key(), credential.chain()), PROVIDERS)
                    .seal(example(example), SEALED);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    static SealJudge judge(TestCrl crlOfCa) {
        TrustMaterial.Builder trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .intermediate(CA.certificate());
        for (byte[] crl : new byte[][] {ROOT.crl().der(), crlOfCa.der()}) {
            trust.crl(StrictCertificates.parseCrl(crl).value().orElseThrow());
        }
        return new SealJudge(trust.build(), PROVIDERS);
    }

    /** The outcome of one check; empty when it did not run. */
    static Optional<Outcome> outcome(Judgement judgement, String check) {
        return judgement.verdict().findings().stream()
                .filter(f -> f.check().equals(check))
                .map(Finding::outcome)
                .findFirst();
    }
}
