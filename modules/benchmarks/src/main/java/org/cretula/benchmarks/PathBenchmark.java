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
import java.util.function.ToDoubleFunction;
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
 * Checks 500 signers' paths again and again, 10,000 times in a round, by us and by the JDK's PKIX with revocation lists,
 * in turns.
 *
 * <p>Each signer stands under one of five CAs under one root, each CA with a list of a hundred revoked certificates;
 * every answer is the same for both: good. Each round has certificates, lists and an examiner that neither side has seen,
 * so the first check of every signer is among those counted on both sides.
 */
public final class PathBenchmark {

    private static final int SIGNERS = 500;
    private static final int CAS = 5;
    private static final int REVOKED = 100;
    private static final int TURNS = 20;
    private static final int ROUNDS = 5;
    private static final int WARM_UP_ROUNDS = 3;
    private static final Instant AT = Instant.parse("2026-06-01T00:00:00Z");

    private record Signer(X509Certificate certificate, X509Certificate issuer) {}

    /**
     * What was measured: of each the median of the rounds, times in nanoseconds.
     *
     * @param checks of each side in each round
     * @param ours all our checks
     * @param first one check of ours of a signer not seen before, on average
     * @param theirs all of the JDK's
     * @param theirFirst one check of the JDK's of a signer not seen before, on average
     * @param ratio ours by theirs; of the same round, so it need not be that of the medians
     */
    record Result(
            String keys, long checks, double ours, double first, double theirs, double theirFirst, double ratio) {}

    private final String keys;
    private final Subject model;

    /** Signers and CAs with keys like the model's. */
    PathBenchmark(String keys, Subject model) {
        this.keys = keys;
        this.model = model;
    }

    /** Prints what each side took, and the ratio. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        PrintStream out = System.out;
        out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("| keys | checks of each | ours, µs each | of a new signer | JDK PKIX, µs each | of a new signer"
                + " | ours / JDK |");
        out.println("|---|---|---|---|---|---|---|");
        for (PathBenchmark benchmark : all()) {
            Result result = benchmark.run();
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d × %d | %.0f | %.0f | %.0f | %.0f | %.2f |",
                    result.keys(),
                    ROUNDS,
                    result.checks(),
                    result.ours() / 1e3 / result.checks(),
                    result.first() / 1e3,
                    result.theirs() / 1e3 / result.checks(),
                    result.theirFirst() / 1e3,
                    result.ratio()));
        }
    }

    static List<PathBenchmark> all() {
        return List.of(
                new PathBenchmark("RSA-2048", Subject.named("x").rsa(2048)),
                new PathBenchmark("RSA-3072", Subject.named("x").rsa(3072)),
                new PathBenchmark("ECDSA P-256", Subject.named("x")));
    }

    Result run() throws GeneralSecurityException {
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            // First checks need as much warming up as those after them, and there is but one in twenty of them.
            new Round().run(2);
        }
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            results.add(new Round().run(TURNS));
        }
        return new Result(
                keys,
                (long) TURNS * SIGNERS,
                median(results, Result::ours),
                median(results, Result::first),
                median(results, Result::theirs),
                median(results, Result::theirFirst),
                median(results, Result::ratio));
    }

    private static double median(List<Result> results, ToDoubleFunction<Result> value) {
        return results.stream().mapToDouble(value).sorted().toArray()[results.size() / 2];
    }

    /** Certificates of its own: the JDK's parser gives out an object again, and that remembers what was verified. */
    private final class Round {

        private final List<Signer> signers = new ArrayList<>();
        private final List<X509CRL> lists = new ArrayList<>();
        private final TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED);
        private final TrustAnchor root;
        private final TrustMaterial trusted;
        private final CertStore store;

        private Round() throws GeneralSecurityException {
            TestCa anchor = TestCa.root(named("Root"));
            root = new TrustAnchor(anchor.certificate(), null);
            material.anchor(Purpose.ISSUER, anchor.certificate());
            list(anchor);
            for (int c = 0; c < CAS; c++) {
                TestCa ca = anchor.intermediate(named("CA " + c));
                material.intermediate(ca.certificate());
                list(ca);
                for (int s = 0; s < SIGNERS / CAS; s++) {
                    X509Certificate signer =
                            ca.issue(named("Chamber " + c + "-" + s)).certificate();
                    signers.add(new Signer(signer, ca.certificate()));
                }
            }
            trusted = material.build();
            store = CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists));
        }

        private void list(TestCa ca) throws GeneralSecurityException {
            TestCrl list = ca.crl().forged(crl -> {
                for (long serial = 1; serial <= REVOKED; serial++) {
                    crl.addCRLEntry(BigInteger.valueOf(1_000_000_000L + serial), Date.from(AT), 0);
                }
            });
            byte[] der = list.der();
            lists.add((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der)));
            material.crl(StrictCertificates.parseCrl(der).value().orElseThrow());
        }

        /** Measures; each examiner serves so many turns and is then followed by one that remembers nothing. */
        private Result run(int turnsOfAnExaminer) throws GeneralSecurityException {
            long all = 0;
            long first = 0;
            long allTheirs = 0;
            long firstTheirs = 0;
            Instant at = AT;
            PathExaminer examiner = new PathExaminer(trusted, new Providers());
            for (int turn = 0; turn < TURNS; turn++) {
                if (turn > 0 && turn % turnsOfAnExaminer == 0) {
                    examiner = new PathExaminer(trusted, new Providers());
                }
                for (Signer signer : signers) {
                    // No two checks are at the same instant, so that no answer can be had from memory as a whole.
                    at = at.plusSeconds(1);
                    long start = System.nanoTime();
                    ours(examiner, signer, at);
                    long middle = System.nanoTime();
                    theirs(signer, at);
                    long end = System.nanoTime();
                    all += middle - start;
                    allTheirs += end - middle;
                }
                if (turn == 0) {
                    first = all;
                    firstTheirs = allTheirs;
                }
            }
            return new Result(
                    keys,
                    (long) TURNS * SIGNERS,
                    all,
                    (double) first / SIGNERS,
                    allTheirs,
                    (double) firstTheirs / SIGNERS,
                    (double) all / allTheirs);
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
            PKIXParameters parameters = new PKIXParameters(Collections.singleton(root));
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(store);
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509")
                                    .generateCertPath(List.of(signer.certificate(), signer.issuer())),
                            parameters);
        }
    }

    private Subject named(String name) {
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
