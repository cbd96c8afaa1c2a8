package org.cretula.benchmarks;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Cipher;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;

/**
 * Measures each routed operation with every provider that has it, and prints a table.
 *
 * <p>A provider that may not take the place of the routed one stands in the table with the reason in its name.
 */
public final class RoutingBenchmark {

    /** A routed operation may take this many times as long as the fastest allowed one. */
    static final double TOLERANCE = 1.5;

    private static final byte[] MESSAGE = "2400 kg of tea".getBytes(StandardCharsets.UTF_8);
    private static final byte[] MEGABYTE = new byte[1 << 20];

    private final Providers providers = new Providers();
    private final SignatureVerifier verifier = new SignatureVerifier(providers);

    /** Prints the table. */
    public static void main(String[] arguments) throws GeneralSecurityException {
        PrintStream out = System.out;
        out.println("JDK " + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        out.println("| operation | by | µs | of the routed one |");
        out.println("|---|---|---|---|");
        for (Contest contest : new RoutingBenchmark().contests()) {
            contest.run().forEach(time -> out.println(line(contest, time)));
        }
    }

    static String line(Contest contest, Contest.Time time) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.2f |",
                contest.operation(),
                time.contender().name(),
                time.nanos() / 1000,
                time.slower());
    }

    List<Contest> contests() throws GeneralSecurityException {
        List<Contest> contests = new ArrayList<>();
        for (String digest : List.of("SHA-256", "SHA-512")) {
            contests.add(digest(digest));
        }
        KeyPair rsa = keys("RSA", 3072);
        contests.add(verify(SignatureSuite.RSA_SHA256, "RSA-3072 verify", rsa, "SHA256withRSA"));
        contests.add(sign("RSA-3072 sign", providers.rsa(), rsa, "SHA256withRSA", "SHA256withRSA", true));
        contests.add(verify(SignatureSuite.PSS_SHA256, "RSA-PSS-3072 verify", rsa, "RSASSA-PSS"));
        KeyPair p256 = ec("secp256r1");
        contests.add(verify(SignatureSuite.ECDSA_SHA256, "ECDSA P-256 verify", p256, "SHA256withECDSA"));
        contests.add(
                sign("ECDSA P-256 sign", providers.bouncyCastle(), p256, "SHA256withECDDSA", "SHA256withECDSA", false));
        KeyPair p384 = ec("secp384r1");
        contests.add(verify(SignatureSuite.ECDSA_SHA384, "ECDSA P-384 verify", p384, "SHA384withECDSA"));
        contests.add(
                sign("ECDSA P-384 sign", providers.bouncyCastle(), p384, "SHA384withECDDSA", "SHA384withECDSA", false));
        contests.add(verify(SignatureSuite.ED25519, "Ed25519 verify", keys("Ed25519", 0), "Ed25519"));
        contests.add(verify(SignatureSuite.ML_DSA_65, "ML-DSA-65 verify", keys("ML-DSA-65", 0), "ML-DSA-65"));
        return contests;
    }

    private Contest digest(String name) throws GeneralSecurityException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(hashing(name, providers.digest(), "routed: "));
        for (Provider other : others(providers.digest(), "MessageDigest", name)) {
            contenders.add(hashing(name, other, ""));
        }
        return new Contest(name + " of 1 MiB", contenders);
    }

    private static Contender hashing(String name, Provider provider, String prefix) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance(name, provider);
        int length = digest.getDigestLength();
        return new Contender(prefix + provider.getName(), true, () -> digest.digest(MEGABYTE).length == length);
    }

    private Contest verify(SignatureSuite suite, String operation, KeyPair keys, String jcaName)
            throws GeneralSecurityException {
        Provider routed = providers.signature(suite);
        byte[] value = signed(signature(jcaName, routed), keys.getPrivate());
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                "routed: our verifier on " + routed.getName(),
                true,
                () -> verifier.verify(suite, keys.getPublic(), MESSAGE, value, SignatureVerifier.Form.X509)));
        for (Provider provider : withItself(routed, jcaName)) {
            Optional<String> fault = fault(suite, provider, keys);
            PublicKey key = own(keys.getPublic(), provider);
            contenders.add(new Contender(
                    provider.getName() + fault.map(f -> " (" + f + ")").orElse(" as it is"), fault.isEmpty(), () -> {
                        Signature signature = signature(jcaName, provider);
                        signature.initVerify(key);
                        signature.update(MESSAGE);
                        return signature.verify(value);
                    }));
        }
        return new Contest(operation, contenders);
    }

    /** Why a provider may not verify: tried out for RSA, for curves as Wycheproof's vectors show. */
    private Optional<String> fault(SignatureSuite suite, Provider provider, KeyPair keys)
            throws GeneralSecurityException {
        return switch (suite.scheme()) {
            case RSA_PKCS1 ->
                forgivesMissingNull(provider, keys) ? Optional.of("forgives a missing NULL") : Optional.empty();
            case ECDSA, EDDSA ->
                provider.getName().equals("SunEC") ? Optional.of("accepts malformed ones") : Optional.empty();
            case RSA_PSS, DSA, ML_DSA -> Optional.empty();
        };
    }

    /** Whether a provider accepts a padding whose identifier of SHA-256 lacks its NULL (attack K11). */
    private boolean forgivesMissingNull(Provider provider, KeyPair keys) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256", providers.digest()).digest(MESSAGE);
        byte[] identifier = HexFormat.of().parseHex("00302f300b06096086480165030402010420");
        byte[] padded = new byte[(((RSAPublicKey) keys.getPublic()).getModulus().bitLength() + 7) / 8];
        Arrays.fill(padded, (byte) 0xff);
        padded[0] = 0;
        padded[1] = 1;
        System.arraycopy(digest, 0, padded, padded.length - digest.length, digest.length);
        int start = padded.length - digest.length - identifier.length;
        System.arraycopy(identifier, 0, padded, start, identifier.length);
        Cipher power = Cipher.getInstance("RSA/ECB/NoPadding", providers.rsaPower());
        power.init(Cipher.ENCRYPT_MODE, keys.getPrivate());
        Signature signature = signature("SHA256withRSA", provider);
        signature.initVerify(own(keys.getPublic(), provider));
        signature.update(MESSAGE);
        return signature.verify(power.doFinal(padded));
    }

    private Contest sign(
            String operation, Provider routed, KeyPair keys, String routedName, String otherName, boolean allowed)
            throws GeneralSecurityException {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(signing("routed: " + routed.getName(), true, routedName, routed, keys.getPrivate()));
        for (Provider other : others(routed, "Signature", otherName)) {
            String name = other.getName() + (allowed ? "" : " (not deterministic)");
            contenders.add(signing(name, allowed, otherName, other, own(keys.getPrivate(), other)));
        }
        return new Contest(operation, contenders);
    }

    private static Contender signing(String name, boolean allowed, String jcaName, Provider provider, PrivateKey key) {
        return new Contender(name, allowed, () -> signed(signature(jcaName, provider), key).length > 0);
    }

    private static byte[] signed(Signature signature, PrivateKey key) throws GeneralSecurityException {
        signature.initSign(key);
        signature.update(MESSAGE);
        return signature.sign();
    }

    private static Signature signature(String jcaName, Provider provider) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(jcaName, provider);
        if (jcaName.equals("RSASSA-PSS")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return signature;
    }

    private List<Provider> withItself(Provider routed, String jcaName) {
        List<Provider> all = new ArrayList<>(others(routed, "Signature", jcaName));
        all.add(0, routed);
        return all;
    }

    private List<Provider> others(Provider routed, String type, String name) {
        List<Provider> all = new ArrayList<>(Arrays.asList(Security.getProviders()));
        all.add(providers.bouncyCastle());
        all.removeIf(p -> p.getName().equals(routed.getName()) || p.getService(type, name) == null);
        return all;
    }

    /** The key as an object of the provider's own, so that none pays for a conversion. */
    private static PublicKey own(PublicKey key, Provider provider) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider)
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    private static PrivateKey own(PrivateKey key, Provider provider) throws GeneralSecurityException {
        return KeyFactory.getInstance(key.getAlgorithm(), provider)
                .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
    }

    private KeyPair keys(String algorithm, int bits) throws GeneralSecurityException {
        Provider provider = algorithm.equals("RSA") ? providers.rsa() : providers.bouncyCastle();
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, provider);
        if (bits > 0) {
            generator.initialize(bits);
        }
        return generator.generateKeyPair();
    }

    private KeyPair ec(String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
