package org.cretula.trust.timestamp;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.cretula.testkit.Credential;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;

/** An authority under a root with a revocation list, and an examiner that trusts the root for time-stamps. */
final class Stamping {

    static final Instant STAMPED = Instant.parse("2026-11-24T08:00:30Z");
    static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");
    static final Providers PROVIDERS = new Providers();
    static final TestCa ROOT = TestCa.root("TSA root");
    static final Credential TSA = ROOT.issue(TestTsa.subject("TSA"));
    static final byte[] CONTENT = "what was stamped".getBytes(StandardCharsets.UTF_8);

    private Stamping() {}

    static TrustMaterial.Builder trust() {
        return TrustMaterial.of(ExampleTrust.REFUSED).anchor(Purpose.TSA, ROOT.certificate());
    }

    static CertificateRevocationList list(byte[] der) {
        return StrictCertificates.parseCrl(der).value().orElseThrow();
    }

    static TimeStampExaminer examiner() {
        return examiner(trust().crl(list(ROOT.crl().der())).build());
    }

    static TimeStampExaminer examiner(TrustMaterial trust) {
        return new TimeStampExaminer(new PathExaminer(trust, PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual());
    }

    static TimeStampToken read(byte[] token) {
        return TimeStampToken.read(token).value().orElseThrow();
    }

    static TimeStampResult examine(TestTsa tsa) {
        return examine(tsa, NOW);
    }

    static TimeStampResult examine(TestTsa tsa, Instant known) {
        return examiner().examine(read(tsa.stamp(CONTENT)), CONTENT, EvidenceStore.empty(), known);
    }
}
