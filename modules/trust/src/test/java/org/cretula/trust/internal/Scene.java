package org.cretula.trust.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.Origin;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.path.CandidatePath;
import org.cretula.trust.internal.revocation.DistributionPoints;
import org.cretula.trust.internal.revocation.RevocationAssessment;
import org.cretula.trust.internal.revocation.RevocationInquiry;
import org.cretula.trust.internal.revocation.RevocationSources;
import org.cretula.trust.internal.revocation.SignerPaths;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;

/** What the tests of this module share: one set of providers, one instant, and short ways to ask. */
public final class Scene {

    public static final Providers PROVIDERS = new Providers();
    public static final CertificateSignatures SIGNATURES = new CertificateSignatures(PROVIDERS);
    public static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    private Scene() {}

    public static CertificateRevocationList crl(byte[] der) {
        return StrictCertificates.parseCrl(der).value().orElseThrow();
    }

    public static CertificateRevocationList crl(TestCrl list) {
        return crl(list.der());
    }

    /** Material with this root as the anchor for issuers, and an empty list of each CA. */
    public static TrustMaterial.Builder trusting(TestCa root, TestCa... intermediates) {
        TrustMaterial.Builder builder = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .crl(crl(root.crl()));
        for (TestCa intermediate : intermediates) {
            builder.intermediate(intermediate.certificate()).crl(crl(intermediate.crl()));
        }
        return builder;
    }

    public static PathResult examine(TrustMaterial.Builder material, X509Certificate holder) {
        return examine(material, holder, List.of(), AT);
    }

    public static PathResult examine(
            TrustMaterial.Builder material, X509Certificate holder, Collection<X509Certificate> untrusted, Instant at) {
        return new PathExaminer(material.build(), PROVIDERS).examine(holder, untrusted, Purpose.ISSUER, at);
    }

    /** Lists as evidence. */
    public static EvidenceStore store(CertificateRevocationList... lists) {
        EvidenceStore.Builder builder = EvidenceStore.builder();
        for (CertificateRevocationList list : lists) {
            builder.list(list, Origin.caller());
        }
        return builder.build();
    }

    /** OCSP answers as evidence. */
    public static EvidenceStore store(TestOcsp... answers) {
        EvidenceStore.Builder builder = EvidenceStore.builder();
        for (TestOcsp answer : answers) {
            builder.answer(answer(answer.der()), Origin.caller());
        }
        return builder.build();
    }

    public static OcspAnswer answer(byte[] der) {
        return StrictCertificates.parseOcsp(der).value().orElseThrow();
    }

    /** An inquiry that knows no signers but the path's certificates. */
    public static RevocationInquiry inquiry(EvidenceStore store, X509Certificate... path) {
        SignerPaths none = new SignerPaths() {
            @Override
            public List<X509Certificate> candidates() {
                return List.of();
            }

            @Override
            public Origin origin(X509Certificate candidate) {
                return Origin.caller();
            }

            @Override
            public List<List<X509Certificate>> paths(X509Certificate signer, X509Certificate anchor, Instant at) {
                return List.of();
            }

            @Override
            public long leftOut() {
                return 0;
            }
        };
        return new RevocationInquiry(
                new RevocationInquiry.Setting(
                        List.of(new RevocationSources(store, SIGNATURES)),
                        SIGNATURES,
                        AlgorithmCatalogue.usual(),
                        none,
                        DistributionPoints.memory(1_000_000)),
                List.of(path));
    }

    /** What evidence says of the first certificate of a path. */
    public static RevocationAssessment assess(EvidenceStore store, Instant at, X509Certificate... path) {
        return inquiry(store, path).assess(0, at);
    }

    public static CandidatePath path(X509Certificate... certificates) {
        return new CandidatePath(List.of(certificates), Purpose.ISSUER, AT);
    }

    public static Finding finding(PathResult result, String check) {
        return result.findings().stream()
                .filter(f -> f.check().equals(check) && f.outcome() != Outcome.PASSED)
                .findFirst()
                .or(() -> result.findings().stream()
                        .filter(f -> f.check().equals(check))
                        .findFirst())
                .orElseThrow(() -> new AssertionError("no finding of " + check + " in " + result.findings()));
    }

    public static void assertPassed(Finding finding) {
        assertThat(finding.outcome()).as(finding.explanation()).isEqualTo(Outcome.PASSED);
    }

    public static void assertUnknown(Finding finding, SubIndication reason) {
        assertThat(finding.outcome()).as(finding.explanation()).isEqualTo(Outcome.UNKNOWN);
        assertThat(finding.subIndication()).as(finding.explanation()).isEqualTo(Optional.of(reason));
        assertThat(finding.remedy()).isPresent();
    }
}
