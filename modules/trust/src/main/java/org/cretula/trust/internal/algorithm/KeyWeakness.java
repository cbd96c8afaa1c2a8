package org.cretula.trust.internal.algorithm;

import java.math.BigInteger;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;

/**
 * What is wrong with an RSA key whatever its size (attack K07): an exponent that is even or small, a modulus with a
 * small factor, and the fingerprint of keys whose primes were chosen by the flawed generator of CVE-2017-15361 (ROCA).
 *
 * <p>That generator takes every prime as a power of 65537 modulo the product of the first primes. So the modulus is one
 * too, modulo each of them; by chance this happens to one key in some hundred millions. No test here takes longer than
 * the division by a few dozen small numbers; shared primes and the keys of Debian's generator would need lists.
 */
public final class KeyWeakness {

    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(1L << 16);
    private static final int GENERATOR = 65537;
    private static final int LAST_PRIME = 167;
    private static final Map<Integer, BitSet> POWERS = powers();
    private static final BigInteger PRODUCT =
            POWERS.keySet().stream().map(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);

    private KeyWeakness() {}

    /** The weakness; empty when there is none of these. */
    public static Optional<String> of(PublicKey key) {
        return KeyKind.of(key).rsa().flatMap(KeyWeakness::of);
    }

    private static Optional<String> of(RSAPublicKey key) {
        BigInteger exponent = key.getPublicExponent();
        BigInteger modulus = key.getModulus();
        if (exponent.compareTo(SMALLEST_EXPONENT) <= 0 || !exponent.testBit(0)) {
            String found = exponent.bitLength() > 64 ? "an even one" : exponent.toString();
            return Optional.of(
                    "an RSA exponent that is even or small: expected an odd one above 65536, found " + found);
        }
        // One long division; what remains has all the small remainders in it.
        BigInteger rest = modulus.mod(PRODUCT);
        if (!modulus.testBit(0) || !rest.gcd(PRODUCT).equals(BigInteger.ONE)) {
            return Optional.of("an RSA modulus with a small factor, which anybody can factor");
        }
        boolean roca = POWERS.entrySet().stream()
                .allMatch(e -> e.getValue()
                        .get(rest.mod(BigInteger.valueOf(e.getKey())).intValue()));
        return roca
                ? Optional.of("an RSA key with the fingerprint of a flawed generator (ROCA, CVE-2017-15361)")
                : Optional.empty();
    }

    private static Map<Integer, BitSet> powers() {
        Map<Integer, BitSet> powers = new LinkedHashMap<>();
        for (int prime : primes()) {
            BitSet reached = new BitSet();
            for (int power = 1; !reached.get(power); power = power * GENERATOR % prime) {
                reached.set(power);
            }
            powers.put(prime, reached);
        }
        return powers;
    }

    private static List<Integer> primes() {
        List<Integer> primes = new ArrayList<>();
        for (int n = 3; n <= LAST_PRIME; n += 2) {
            int candidate = n;
            if (primes.stream().allMatch(p -> candidate % p != 0)) {
                primes.add(n);
            }
        }
        return primes;
    }
}
