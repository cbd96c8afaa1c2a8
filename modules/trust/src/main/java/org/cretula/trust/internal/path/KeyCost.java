package org.cretula.trust.internal.path;

import java.security.PublicKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;

/**
 * What one verification with a key costs, where RSA of 2048 bits with the usual exponent costs 1, some 0.2 ms.
 *
 * <p>Whoever makes a key chooses its numbers: one RSA key with an exponent as long as its modulus takes as much as a
 * thousand others, one DSA key of 16,384 bits half a minute (attack C12).
 */
public final class KeyCost {

    /** More than any budget. */
    public static final long TOO_MUCH = 1_000_000;

    private static final int USUAL_BITS = 2048;
    private static final int USUAL_EXPONENT = 17;
    private static final int LARGEST_DSA = 4096;
    // A longer subgroup makes the powers as long as the modulus: 35 ms and more instead of 5.
    private static final int LARGEST_DSA_SUBGROUP = 512;
    private static final int LARGEST_OTHER_BYTES = 4096;
    private static final int USUAL_CURVE_BITS = 256;
    private static final long CURVE = 10;
    // What the slowest named curves take, brainpoolP512r1 and those over binary fields: some 12 ms.
    private static final long SLOW_CURVE = 60;

    private KeyCost() {}

    public static long of(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            long size = 1L + rsa.getModulus().bitLength() / USUAL_BITS;
            return size * size * (1 + rsa.getPublicExponent().bitLength() / USUAL_EXPONENT) / 2;
        }
        if (key instanceof ECPublicKey ec) {
            return ec.getParams().getOrder().bitLength() <= USUAL_CURVE_BITS ? CURVE : SLOW_CURVE;
        }
        if (key instanceof EdECPublicKey) {
            return CURVE;
        }
        if (key instanceof DSAPublicKey dsa) {
            boolean usual = dsa.getParams() != null
                    && dsa.getParams().getP().bitLength() <= LARGEST_DSA
                    && dsa.getParams().getQ().bitLength() <= LARGEST_DSA_SUBGROUP;
            return usual ? 4 * CURVE : TOO_MUCH;
        }
        byte[] encoded = key.getEncoded();
        return encoded != null && encoded.length <= LARGEST_OTHER_BYTES ? SLOW_CURVE : TOO_MUCH;
    }
}
