package org.cretula.trust.internal.algorithm;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import org.cretula.trust.Providers;

/**
 * RSA PKCS#1 v1.5 as RFC 8017 clause 8.2.2 wants it verified: make the one right padding and compare.
 *
 * <p>Providers take the padding apart instead, and forgive: the JDK (17.0.15, 25.0.3) and Bouncy Castle (1.87, unless
 * the virtual machine's property {@code org.bouncycastle.pkcs1.strict_digestinfo} is set) accept a digest identifier
 * without its NULL. Whatever is forgiven is room for a forger (attack K11), so of the provider only the power is taken.
 */
public final class Pkcs1 {

    private static final int LEAST_PADDING = 8;

    private Pkcs1() {}

    public static boolean verify(RSAPublicKey key, String digest, ByteBuffer bytes, byte[] value, Providers providers)
            throws GeneralSecurityException {
        int length = (key.getModulus().bitLength() + 7) / 8;
        if (value.length != length) {
            return false;
        }
        MessageDigest made = MessageDigest.getInstance(digest, providers.digest());
        made.update(bytes);
        byte[] info = info(digest, made.digest());
        int padding = length - info.length - 3;
        if (padding < LEAST_PADDING) {
            return false;
        }
        byte[] right = new byte[length];
        right[1] = 1;
        Arrays.fill(right, 2, 2 + padding, (byte) 0xff);
        System.arraycopy(info, 0, right, 3 + padding, info.length);
        Cipher power = Cipher.getInstance("RSA/ECB/NoPadding", providers.rsaPower());
        power.init(Cipher.DECRYPT_MODE, key);
        return MessageDigest.isEqual(right, power.doFinal(value));
    }

    /** The DigestInfo of RFC 8017 clause 9.2, note 1. */
    private static byte[] info(String digest, byte[] value) {
        String prefix = switch (digest) {
            case "MD5" -> "3020300c06082a864886f70d020505000410";
            case "SHA-1" -> "3021300906052b0e03021a05000414";
            case "SHA-224" -> "302d300d06096086480165030402040500041c";
            case "SHA-256" -> "3031300d060960864801650304020105000420";
            case "SHA-384" -> "3041300d060960864801650304020205000430";
            case "SHA-512" -> "3051300d060960864801650304020305000440";
            default -> throw new IllegalArgumentException("no prefix for " + digest);
        };
        byte[] start = HexFormat.of().parseHex(prefix);
        byte[] info = Arrays.copyOf(start, start.length + value.length);
        System.arraycopy(value, 0, info, start.length, value.length);
        return info;
    }
}
