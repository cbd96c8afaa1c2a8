package org.cretula.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.math.BigInteger;
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
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestCrl;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;

/**
 * Checks 500 signers' paths again and again, 10,000 times in all, by us and by the JDK's PKIX with revocation lists, in
 * turns.
 *
 * <p>Each signer stands under one of five CAs under one root, each CA with a list of a hundred revoked certificates;
 * every certificate is an object already, and every answer is the same for both: good.
 */
public final class PathBenchmark {

    private static final int SIGNERS = 500;
    private static final int CAS = 5;
    private static final int REVOKED = 100;
    private static final int TURNS = 20;
    private static final int WARM_UP = 6;
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    private record Signer(X509Certificate certificate, X509Certificate issuer) {}

    /**
     * What was measured, in nanoseconds.
     *
     * @param ours all our checks
     * @param first one check of ours of a signer not seen before, on average
     * @param theirs all of the JDK's
     */
    record Result(String keys, long checks, long ours, long first, long theirs) {
        double ratio() {
            return (double) ours / theirs;
        }
    }

    private final List<Signer> signers = new ArrayList<>();
    private final List<X509CRL> lists = new ArrayList<>();
    private final X509Certificate root;
    private final TrustMaterial material;
    private final Providers providers = new Providers();
    private final CertStore store;
    private final String keys;

    /** A house of certificates with keys as told, such as {@code RSA:3072}. */
    PathBenchmark(String keys, Subject model) throws GeneralSecurityException {
        this.keys = keys;
        TestCa anchor = TestCa.root(named("Root", model));
        this.root = anchor.certificate();
        TrustMaterial.Builder builder = TrustMaterial.of(ExampleTrust.REFUSED).anchor(Purpose.ISSUER, root);
        list(anchor, builder);
        for (int c = 0; c < CAS; c++) {
            TestCa ca = anchor.intermediate(named("CA " + c, model));
            builder.intermediate(ca.certificate());
            list(ca, builder);
            for (int s = 0; s < SIGNERS / CAS; s++) {
                signers.add(new Signer(
                        ca.issue(named("Chamber " + c + "-" + s, model)).certificate(), ca.certificate()));
            }
        }
        this.material = builder.build();
        this.store = CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists));
    }

    /** Prints both ratios. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        PrintStream out = System.out;
        out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("| keys | checks of each | ours, µs each | of a new signer | JDK PKIX, µs each | ours / JDK |");
        out.println("|---|---|---|---|---|---|");
        for (PathBenchmark benchmark : all()) {
            Result result = benchmark.run();
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.0f | %.0f | %.2f |",
                    result.keys(),
                    result.checks(),
                    result.ours() / 1e3 / result.checks(),
                    result.first() / 1e3,
                    result.theirs() / 1e3 / result.checks(),
                    result.ratio()));
        }
    }

    static List<PathBenchmark> all() throws GeneralSecurityException {
        return List.of(
                new PathBenchmark("RSA-2048", Subject.named("x").rsa(2048)),
                new PathBenchmark("RSA-3072", Subject.named("x").rsa(3072)),
                new PathBenchmark("ECDSA P-256", Subject.named("x")));
    }

    Result run() throws GeneralSecurityException {
        // First with an examiner that is thrown away, to warm up the virtual machine but no memory of ours.
        turns(WARM_UP, new PathExaminer(material, providers));
        return turns(TURNS, new PathExaminer(material, providers));
    }

    private Result turns(int turns, PathExaminer examiner) throws GeneralSecurityException {
        long ours = 0;
        long first = 0;
        long theirs = 0;
        Instant at = AT;
        for (int turn = 0; turn < turns; turn++) {
            for (Signer signer : signers) {
                // No two checks are at the same instant, so that no answer can be had from memory as a whole.
                at = at.plusSeconds(1);
                long start = System.nanoTime();
                ours(examiner, signer, at);
                long middle = System.nanoTime();
                theirs(signer, at);
                long end = System.nanoTime();
                ours += middle - start;
                first += turn == 0 ? middle - start : 0;
                theirs += end - middle;
            }
        }
        return new Result(keys, (long) turns * signers.size(), ours, first / signers.size(), theirs);
    }

    private static void ours(PathExaminer examiner, Signer signer, Instant at) {
        Indication indication = examiner.examine(signer.certificate(), List.of(signer.issuer()), Purpose.ISSUER, at)
                .verdict()
                .indication();
        if (indication != Indication.VALID) {
            throw new IllegalStateException("expected a valid path, found " + indication);
        }
    }

    private void theirs(Signer signer, Instant at) throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Collections.singleton(new TrustAnchor(root, null)));
        parameters.setDate(Date.from(at));
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(store);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(signer.certificate(), signer.issuer())),
                        parameters);
    }

    private void list(TestCa ca, TrustMaterial.Builder builder) throws GeneralSecurityException {
        TestCrl list = ca.crl().forged(crl -> {
            for (long serial = 1; serial <= REVOKED; serial++) {
                crl.addCRLEntry(BigInteger.valueOf(1_000_000_000L + serial), Date.from(AT), 0);
            }
        });
        byte[] der = list.der();
        lists.add((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
        builder.crl(StrictCertificates.parseCrl(der).value().orElseThrow());
    }

    private static Subject named(String name, Subject model) {
        return new Subject(
                "CN=" + name,
                model.algorithm(),
                model.notBefore(),
                model.notAfter(),
                model.keyUsage(),
                List.of(),
                model.crlUrl(),
                builder -> {});
    }
}
