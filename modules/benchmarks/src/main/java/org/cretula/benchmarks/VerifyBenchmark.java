package org.cretula.benchmarks;

import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.SignatureValidator;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Verifies sealed certificates of origin of three sizes, by many signers, from bytes to verdict with path and revocation,
 * by us and by EU DSS, in turns, and prints how many times as long as the floor each took.
 *
 * <p>Each way goes through all documents again and again, and begins each time with fresh trust that has seen nothing: so
 * the first sight of every signer, CA and list is among what is counted. The floor is {@link VerifyFloor}.
 */
public final class VerifyBenchmark {

    private static final int KB = 1_000;
    private static final int BATCH = 2_000;
    private static final int ROUNDS = 3;

    /** What is measured, in words for the table. */
    enum Way {
        FLOOR("floor"),
        OURS("ours, B-B, seal"),
        GENERAL("ours, B-B, any document"),
        JUDGE("ours, B-B, `SealJudge`"),
        DSS("DSS, B-B"),
        OURS_LTA("ours, B-LTA, seal"),
        DSS_LTA("DSS, B-LTA");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    /** How large a certificate is, and how many there are. */
    enum Size {
        SMALL("8 KB", 500),
        MIDDLE("100 KB", 500),
        LARGE("5 MB", 20);

        private final String words;
        private final int documents;

        Size(String words, int documents) {
            this.words = words;
            this.documents = documents;
        }

        // The smaller, the more runs it takes until all of it is compiled as well as it will be.
        private Contest.Pace pace() {
            return switch (this) {
                case SMALL -> new Contest.Pace(4_000_000_000L, 10_000, 200_000_000L, 11);
                case MIDDLE -> new Contest.Pace(3_000_000_000L, 2_000, 200_000_000L, 9);
                case LARGE -> new Contest.Pace(3_000_000_000L, 50, 100_000_000L, 7);
            };
        }

        private byte[] model() {
            return switch (this) {
                case SMALL -> Documents.small();
                case MIDDLE -> Documents.of(100 * KB);
                case LARGE -> Documents.of(5_000 * KB);
            };
        }
    }

    /** Both kinds of keys. */
    enum Keys {
        P256("P-256"),
        RSA("RSA-3072");

        private final String words;

        Keys(String words) {
            this.words = words;
        }

        private Subject model() {
            return rsa() ? Subject.named("x").rsa(3072) : Subject.named("x");
        }

        boolean rsa() {
            return this == RSA;
        }
    }

    /** How long each way took, in nanoseconds. */
    record Result(Keys keys, String size, List<Contest.Time> times) {

        double nanos(Way way) {
            return times.stream()
                    .filter(time -> time.contender().name().equals(way.words))
                    .mapToDouble(Contest.Time::nanos)
                    .findFirst()
                    .orElseThrow();
        }

        /** How many times as long the first took. */
        double ratio(Way way, Way other) {
            return nanos(way) / nanos(other);
        }

        private boolean has(Way way) {
            return times.stream().anyMatch(time -> time.contender().name().equals(way.words));
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (Way way : Way.values()) {
                if (has(way)) {
                    Way ours = way.name().endsWith("LTA") ? Way.OURS_LTA : Way.OURS;
                    lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %.0f | %.2f | %.2f |",
                            keys.words,
                            size,
                            way.words,
                            nanos(way) / 1000,
                            ratio(way, Way.FLOOR),
                            nanos(way) / nanos(ours)));
                }
            }
            return lines;
        }
    }

    /**
     * Documents a second, medians of rounds.
     *
     * @param threads on which
     */
    record Batch(Keys keys, int threads, double ours, double dss) {
        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d × 8 KB, %d threads | %.0f/s | %.0f/s | %.1f |",
                    keys.words,
                    BATCH,
                    threads,
                    ours,
                    dss,
                    ours / dss);
        }
    }

    /** Makes a way to verify that has seen nothing. */
    private interface Fresh {
        Predicate<byte[]> make() throws GeneralSecurityException;
    }

    private final Providers providers = new Providers();
    private final XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);
    private final DssClasses dss = new DssClasses();
    private final Keys keys;
    private final Sealed sealed;
    private final Sealed few;

    VerifyBenchmark(Keys keys) {
        this.keys = keys;
        this.sealed = new Sealed(500, keys.model(), providers);
        this.few = new Sealed(20, keys.model(), providers);
    }

    /** Prints the tables; an argument is the beginning of the keys' name, {@code batch} or {@code sizes}. */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        PrintStream out = System.out;
        out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        for (Keys keys : Keys.values()) {
            if (wanted.stream().anyMatch(word -> word.matches("[A-Z].*") && !keys.words.startsWith(word))) {
                continue;
            }
            VerifyBenchmark benchmark = new VerifyBenchmark(keys);
            if (!wanted.contains("batch")) {
                out.println("| key | size | way | µs | of the floor | of ours |");
                out.println("|---|---|---|---|---|---|");
                for (Size size : Size.values()) {
                    benchmark.run(size, 1).lines().forEach(out::println);
                }
            }
            if (!wanted.contains("sizes")) {
                out.println("| key | batch | ours | DSS | ours / DSS |");
                out.println("|---|---|---|---|---|");
                out.println(benchmark.batch(2).line());
            }
        }
    }

    /**
     * Measures one size.
     *
     * @param warmUp how much of the usual warm-up each way is given, 1 for all of it
     */
    Result run(Size size, double warmUp) throws GeneralSecurityException {
        Sealed of = size == Size.LARGE ? few : sealed;
        List<Contender> contenders = contenders(of, of.documents(size.model(), size.documents), size == Size.SMALL);
        return new Result(
                keys,
                size.words,
                new Contest(size.words, contenders, size.pace().warmedUp(warmUp)).run());
    }

    /** All ways to verify these; those of the smallest size are more. */
    List<Contender> contenders(Sealed of, List<byte[]> documents, boolean small) throws GeneralSecurityException {
        Provider fastest = fastest();
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(Way.FLOOR, documents, () -> {
            VerifyFloor floor = new VerifyFloor(fastest, keys.rsa(), providers.digest(), of);
            return document -> verified(floor, document);
        }));
        contenders.add(contender(Way.OURS, documents, () -> ours(of.trust(true))));
        if (generalStands(of, documents.get(0))) {
            contenders.add(contender(Way.GENERAL, documents, () -> general(of.trust(true))));
        }
        if (small) {
            contenders.add(contender(Way.JUDGE, documents, () -> judge(of.trust(true))));
        }
        contenders.add(contender(Way.DSS, documents, () -> dss(of, true)));
        if (small) {
            List<byte[]> raised = of.raised(documents.subList(0, 100));
            contenders.add(contender(Way.OURS_LTA, raised, () -> ours(of.trust(false))));
            contenders.add(contender(Way.DSS_LTA, raised, () -> dss(of, false)));
        }
        return contenders;
    }

    private static boolean verified(VerifyFloor floor, byte[] document) {
        try {
            return floor.verify(document);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the floor does not verify", e);
        }
    }

    /** The seal's own judge: the form of the profile, found in its slot. */
    private Predicate<byte[]> ours(TrustMaterial trust) {
        SignatureValidator validator = new SignatureValidator(new PathExaminer(trust, providers), providers);
        return document -> {
            if (!(door.parse(document) instanceof XmlParse.Parsed parsed)) {
                return false;
            }
            XmlElement signature = new XmlElement((org.w3c.dom.Element) parsed.document()
                    .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                    .item(0));
            return validator.judge(signature, Sealed.AT).verdict().indication() == Indication.VALID;
        };
    }

    private Predicate<byte[]> general(TrustMaterial trust) {
        SignatureValidator validator = new SignatureValidator(new PathExaminer(trust, providers), providers);
        return document ->
                validator.judge(document, List.of(), Sealed.AT).verdict().indication() == Indication.VALID;
    }

    private boolean generalStands(Sealed of, byte[] document) throws GeneralSecurityException {
        return general(of.trust(true)).test(document);
    }

    private Predicate<byte[]> judge(TrustMaterial trust) {
        SealJudge judge = new SealJudge(trust, providers);
        return document -> judge.judge(document, Sealed.AT).verdict().indication() == Indication.VALID;
    }

    @SuppressWarnings("unchecked") // its class says so, which is of another loader
    private Predicate<byte[]> dss(Sealed of, boolean whole) throws GeneralSecurityException {
        Predicate<byte[]> rival = (Predicate<byte[]>) dss.make(
                "DssVerifyRival",
                of.anchors(),
                whole ? of.others() : List.of(),
                whole ? of.lists() : List.of(),
                Sealed.AT);
        return document -> dss.inside(() -> rival.test(document));
    }

    private static Contender contender(Way way, List<byte[]> documents, Fresh fresh) {
        List<Predicate<byte[]>> current = new ArrayList<>();
        AtomicInteger next = new AtomicInteger();
        return new Contender(way.words, true, () -> {
            int i = next.getAndIncrement() % documents.size();
            if (i == 0) {
                current.clear();
                current.add(fresh.make());
            }
            return current.get(0).test(documents.get(i));
        });
    }

    /** The fastest that verifies, tried out. */
    private Provider fastest() throws GeneralSecurityException {
        String name = keys.rsa() ? "SHA256withRSA" : "SHA256withECDSA";
        List<Provider> all = new ArrayList<>(List.of(Security.getProviders()));
        all.add(providers.bouncyCastle());
        all.removeIf(provider -> provider.getService("Signature", name) == null
                || !List.of("SunRsaSign", "SunEC", "BC").contains(provider.getName()));
        KeyPair pair = TestCa.newKeys(keys.model().algorithm());
        Signature signer = Signature.getInstance(name);
        signer.initSign(pair.getPrivate());
        byte[] value = signer.sign();
        List<Contender> contenders = new ArrayList<>();
        for (Provider provider : all) {
            contenders.add(new Contender(provider.getName(), true, () -> {
                Signature verifier = Signature.getInstance(name, provider);
                verifier.initVerify(pair.getPublic());
                return verifier.verify(value);
            }));
        }
        List<Contest.Time> times =
                new Contest(name, contenders, new Contest.Pace(700_000_000L, 1, 20_000_000L, 11)).run();
        int best = 0;
        for (int i = 1; i < times.size(); i++) {
            best = times.get(i).nanos() < times.get(best).nanos() ? i : best;
        }
        return all.get(best);
    }

    /** Verifies 2,000 distinct documents of 8 KB on so many threads, by each side in turns. */
    Batch batch(int threads) throws GeneralSecurityException, InterruptedException {
        List<byte[]> documents = sealed.documents(Documents.small(), BATCH);
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        perSecond(documents, Collections.nCopies(threads, judge(sealed.trust(true))));
        perSecond(documents, rivals(threads));
        for (int i = 0; i < ROUNDS; i++) {
            ours.add(perSecond(documents, Collections.nCopies(threads, judge(sealed.trust(true)))));
            theirs.add(perSecond(documents, rivals(threads)));
        }
        return new Batch(keys, threads, median(ours), median(theirs));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** One for each thread: DSS's source of lists may not be shared, ours may. */
    private List<Predicate<byte[]>> rivals(int threads) throws GeneralSecurityException {
        List<Predicate<byte[]>> rivals = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            rivals.add(dss(sealed, true));
        }
        return rivals;
    }

    private static double perSecond(List<byte[]> documents, List<Predicate<byte[]>> ways) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger good = new AtomicInteger();
        List<Thread> running = new ArrayList<>();
        long start = System.nanoTime();
        for (Predicate<byte[]> way : ways) {
            Thread thread = new Thread(() -> {
                for (int i = next.getAndIncrement(); i < documents.size(); i = next.getAndIncrement()) {
                    if (way.test(documents.get(i))) {
                        good.incrementAndGet();
                    }
                }
            });
            running.add(thread);
            thread.start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        if (good.get() != documents.size()) {
            throw new IllegalStateException("passed " + good.get() + " of " + documents.size());
        }
        return documents.size() * 1e9 / (System.nanoTime() - start);
    }
}
