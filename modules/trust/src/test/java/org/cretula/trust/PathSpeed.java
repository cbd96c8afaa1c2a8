package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.verdict.Indication;

/**
 * How long 10,000 examinations over 500 signers take, beside the JDK's own path validation with the same revocation
 * lists in the same run: {@code java ... org.cretula.trust.PathSpeed}. They take
 * turns signer by signer, so that other programs disturb both alike. No test: it prints, and fails nobody.
 */
public final class PathSpeed {

    private static final int SIGNERS = 500;
    private static final int ROUNDS = 20;
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");
    private static final Providers PROVIDERS = new Providers();

    private final TestCa root = TestCa.root("Root");
    private final TestCa issuing = root.intermediate("Issuing CA");
    private final List<X509Certificate> signers = new ArrayList<>();
    private final List<byte[]> lists = List.of(root.crl().der(), issuing.crl().der());
    private final boolean instantsDiffer;

    private PathSpeed(boolean instantsDiffer) {
        this.instantsDiffer = instantsDiffer;
        for (int i = 0; i < SIGNERS; i++) {
            signers.add(issuing.issue(Subject.named("Signer " + i)).certificate());
        }
    }

    /** Runs it; no arguments. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        new PathSpeed(false).run("warm-up");
        new PathSpeed(false).run("one instant");
        new PathSpeed(true).run("each examination at another instant");
    }

    private void run(String name) throws GeneralSecurityException {
        PathExaminer examiner = new PathExaminer(material(), PROVIDERS);
        PKIXParameters parameters = parameters();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        CertPathValidator jdk = CertPathValidator.getInstance("PKIX");
        long[] ours = new long[ROUNDS];
        long[] theirs = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < SIGNERS; i++) {
                Instant at = at(round, i);
                long start = System.nanoTime();
                PathResult result = examiner.examine(signers.get(i), List.of(), Purpose.ISSUER, at);
                if (result.verdict().indication() != Indication.VALID) {
                    throw new IllegalStateException("expected a valid path, found " + result.findings());
                }
                long between = System.nanoTime();
                parameters.setDate(Date.from(at));
                jdk.validate(factory.generateCertPath(List.of(signers.get(i), issuing.certificate())), parameters);
                theirs[round] += System.nanoTime() - between;
                ours[round] += between - start;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: first round %.2f (%d us each, JDK %d us), later rounds %.2f (%d us, JDK %d us), all %.2f%n",
                name,
                (double) ours[0] / theirs[0],
                ours[0] / SIGNERS / 1000,
                theirs[0] / SIGNERS / 1000,
                (double) median(ours) / median(theirs),
                median(ours) / SIGNERS / 1000,
                median(theirs) / SIGNERS / 1000,
                (double) Arrays.stream(ours).sum() / Arrays.stream(theirs).sum());
    }

    private Instant at(int round, int signer) {
        return instantsDiffer ? AT.plusSeconds((long) round * SIGNERS + signer) : AT;
    }

    private TrustMaterial material() {
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, root.certificate())
                .intermediate(issuing.certificate());
        for (byte[] list : lists) {
            material.crl(StrictCertificates.parseCrl(list).value().orElseThrow());
        }
        return material.build();
    }

    private PKIXParameters parameters() throws GeneralSecurityException {
        List<X509CRL> crls = new ArrayList<>();
        for (byte[] list : lists) {
            crls.add((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list)));
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root.certificate(), null)));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
        return parameters;
    }

    private static long median(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
