package org.cretula.benchmarks;

import java.io.PrintStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Subject;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Signs certificates of origin of three sizes, from bytes to bytes, by us, by Santuario alone and by EU DSS, in turns, and
 * prints how many times as long as the floor each took.
 *
 * <p>The floor is what nobody can do without who verifies what he signed: SHA-256 of the bytes, one raw signature and one
 * raw verification, each by the fastest provider on the class path. Ours is {@link XmlDoor} and {@link XadesSigner};
 * {@link CertificateSealer}, which reads the certificate of origin besides, stands beside it for the smallest.
 */
public final class SigningBenchmark {

    private static final int KB = 1_000;
    private static final String MIME_TYPE = "application/xml";

    /** What is measured, in words for the table. */
    enum Way {
        FLOOR("floor"),
        OURS("ours, B-B"),
        SEALER("ours, B-B, `CertificateSealer`"),
        SANTUARIO("Santuario, no XAdES"),
        DSS("DSS, B-B"),
        OURS_LTA("ours, B-LTA"),
        DSS_LTA("DSS, B-LTA");

        private final String words;

        Way(String words) {
            this.words = words;
        }
    }

    /** Both kinds of keys. */
    enum Keys {
        P256("P-256", SignatureSuite.ECDSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
        RSA("RSA-3072", SignatureSuite.RSA_SHA256, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256");

        private final String words;
        private final SignatureSuite suite;
        private final String uri;

        Keys(String words, SignatureSuite suite, String uri) {
            this.words = words;
            this.suite = suite;
            this.uri = uri;
        }

        private String jcaName() {
            return this == P256 ? "SHA256withECDSA" : "SHA256withRSA";
        }
    }

    /** How long each way took, in nanoseconds. */
    record Result(Keys keys, String size, int bytes, List<Contest.Time> times) {

        double nanos(Way way) {
            return times.stream()
                    .filter(time -> time.contender().name().equals(way.words))
                    .mapToDouble(Contest.Time::nanos)
                    .findFirst()
                    .orElseThrow();
        }

        private boolean has(Way way) {
            return times.stream().anyMatch(time -> time.contender().name().equals(way.words));
        }

        /** How many times as long the first took. */
        double ratio(Way way, Way other) {
            return nanos(way) / nanos(other);
        }

        /** How many times as long above the floor the first took. */
        double above(Way way, Way other) {
            return (nanos(way) - nanos(Way.FLOOR)) / (nanos(other) - nanos(Way.FLOOR));
        }

        List<String> lines() {
            List<String> lines = new ArrayList<>();
            for (Way way : Way.values()) {
                if (has(way)) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "| %s | %s | %s | %.0f | %.2f | %.2f |",
                            keys.words,
                            size,
                            way.words,
                            nanos(way) / 1000,
                            ratio(way, Way.FLOOR),
                            nanos(way) / nanos(way.name().endsWith("LTA") ? Way.OURS_LTA : Way.OURS)));
                }
            }
            return lines;
        }
    }

    private final Providers providers = new Providers();
    private final XmlDoor door = new XmlDoor(XmlLimits.CERTIFICATE);

    /** Prints the table; an argument is the beginning of the keys' name. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        PrintStream out = System.out;
        out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("| key | size | way | µs | of the floor | of ours |");
        out.println("|---|---|---|---|---|---|");
        for (Keys keys : Keys.values()) {
            if (arguments.length == 0 || keys.words.startsWith(arguments[0])) {
                for (Result result : new SigningBenchmark().run(keys, 1)) {
                    result.lines().forEach(out::println);
                }
            }
        }
    }

    /**
     * Measures all sizes.
     *
     * @param warmUp how much of the usual warm-up each way is given, 1 for all of it
     */
    List<Result> run(Keys keys, double warmUp) throws GeneralSecurityException {
        // The smaller, the more runs it takes until all of it is compiled as well as it will be.
        return List.of(
                run(
                        keys,
                        "8 KB",
                        Documents.small(),
                        new Contest.Pace(4_000_000_000L, 20_000, 200_000_000L, 11).warmedUp(warmUp)),
                run(
                        keys,
                        "100 KB",
                        Documents.of(100 * KB),
                        new Contest.Pace(3_000_000_000L, 2_000, 200_000_000L, 9).warmedUp(warmUp)),
                run(
                        keys,
                        "5 MB",
                        Documents.of(5_000 * KB),
                        new Contest.Pace(3_000_000_000L, 50, 100_000_000L, 7).warmedUp(warmUp)));
    }

    private Result run(Keys keys, String size, byte[] xml, Contest.Pace pace) throws GeneralSecurityException {
        Contest contest = new Contest(size, contenders(keys, xml, size.equals("8 KB")), pace);
        return new Result(keys, size, xml.length, contest.run());
    }

    /** All ways to sign this; those of the smallest size are more. */
    List<Contender> contenders(Keys keys, byte[] xml, boolean small) throws GeneralSecurityException {
        Subject model = Subject.named("Chamber");
        Signers signers = new Signers(keys == Keys.RSA ? model.rsa(3072) : model, providers);
        XadesSigner signer = new XadesSigner(signers.entry(), providers);
        Provider own = providers.signature(keys.suite);
        UnaryOperator<byte[]> fastest = fastest(keys, signers);
        PlainSantuario santuario =
                new PlainSantuario(keys.uri, signers.own(own), signers.signer().certificate(), own);
        BiFunction<byte[], String, byte[]> dss = signers.dss(fastest);
        List<Contender> contenders = new ArrayList<>();
        contenders.add(contender(Way.FLOOR, floor(keys, signers, fastest, xml)));
        contenders.add(contender(Way.OURS, () -> sign(signer, xml).length > xml.length));
        if (small) {
            CertificateSealer sealer = new CertificateSealer(signers.entry(), providers);
            contenders.add(contender(Way.SEALER, () -> seal(sealer, xml).length > xml.length));
        }
        contenders.add(contender(Way.SANTUARIO, () -> santuario.sign(xml).length > xml.length));
        contenders.add(contender(Way.DSS, () -> dss.apply(xml, "XAdES-BASELINE-B").length > xml.length));
        if (small) {
            Augmenter augmenter = signers.augmenter();
            contenders.add(contender(Way.OURS_LTA, () -> augmented(augmenter, sign(signer, xml)).length > xml.length));
            contenders.add(contender(Way.DSS_LTA, () -> dss.apply(xml, "XAdES-BASELINE-LTA").length > xml.length));
        }
        return contenders;
    }

    private static Contender contender(Way way, Contender.Action action) {
        return new Contender(way.words, true, action);
    }

    private Contender.Action floor(Keys keys, Signers signers, UnaryOperator<byte[]> fastest, byte[] xml)
            throws GeneralSecurityException {
        SignatureVerifier verifier = new SignatureVerifier(providers);
        PublicKey key = signers.signer().certificate().getPublicKey();
        MessageDigest digest = MessageDigest.getInstance("SHA-256", providers.digest());
        return () -> {
            byte[] bytes = digest.digest(xml);
            byte[] value = fastest.apply(bytes);
            return verifier.verify(keys.suite, key, bytes, value, SignatureVerifier.Form.X509);
        };
    }

    /** The fastest that signs, tried out. */
    private UnaryOperator<byte[]> fastest(Keys keys, Signers signers) throws GeneralSecurityException {
        List<Provider> all = new ArrayList<>(List.of(Security.getProviders()));
        all.add(providers.bouncyCastle());
        all.removeIf(provider -> provider.getService("Signature", keys.jcaName()) == null);
        List<UnaryOperator<byte[]>> ways = new ArrayList<>();
        List<Contender> contenders = new ArrayList<>();
        for (Provider provider : all) {
            PrivateKey key = signers.own(provider);
            UnaryOperator<byte[]> raw = Signers.raw(keys.jcaName(), provider, key);
            ways.add(raw);
            contenders.add(new Contender(provider.getName(), true, () -> raw.apply(new byte[32]).length > 0));
        }
        List<Contest.Time> times =
                new Contest(keys.jcaName(), contenders, new Contest.Pace(700_000_000L, 1, 20_000_000L, 11)).run();
        int best = 0;
        for (int i = 1; i < times.size(); i++) {
            best = times.get(i).nanos() < times.get(best).nanos() ? i : best;
        }
        return ways.get(best);
    }

    byte[] sign(XadesSigner signer, byte[] xml) {
        if (!(door.parse(xml) instanceof XmlParse.Parsed parsed)) {
            throw new IllegalStateException("the document does not come through the door");
        }
        try {
            return signer.sign(parsed.document(), parsed.root(), MIME_TYPE, Signers.SIGNED);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException("not signed", e);
        }
    }

    private static byte[] seal(CertificateSealer sealer, byte[] xml) {
        try {
            return sealer.seal(xml, Signers.SIGNED);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException("not sealed", e);
        }
    }

    private static byte[] augmented(Augmenter augmenter, byte[] signed) {
        try {
            return augmenter.augment(signed, SignatureLevel.B_LTA);
        } catch (SigningRefusedException e) {
            throw new IllegalStateException("not augmented", e);
        }
    }
}
