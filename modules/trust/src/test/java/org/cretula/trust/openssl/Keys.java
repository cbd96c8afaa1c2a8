package org.cretula.trust.openssl;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cretula.trust.internal.Scene;

/** A few keys for thousands of certificates, the same in every run: making keys would take longer than judging. */
final class Keys {

    private static final Map<String, KeyPair> MADE = new ConcurrentHashMap<>();

    private Keys() {}

    /** A key on P-256; each number is another key. */
    static KeyPair usual(int number) {
        return of("EC", "secp256r1", number);
    }

    static KeyPair curve(String name) {
        return of("EC", name, 0);
    }

    static KeyPair rsa(int bits) {
        return of("RSA", String.valueOf(bits), 0);
    }

    static KeyPair ed25519() {
        return of("Ed25519", "", 0);
    }

    private static KeyPair of(String algorithm, String size, int number) {
        return MADE.computeIfAbsent(algorithm + ":" + size + ":" + number, Keys::generate);
    }

    private static KeyPair generate(String name) {
        try {
            String[] parts = name.split(":", -1);
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG", "SUN");
            random.setSeed(name.hashCode());
            KeyPairGenerator generator = KeyPairGenerator.getInstance(parts[0], Scene.PROVIDERS.bouncyCastle());
            switch (parts[0]) {
                case "EC" -> generator.initialize(new ECGenParameterSpec(parts[1]), random);
                case "RSA" -> generator.initialize(Integer.parseInt(parts[1]), random);
                default -> generator.initialize(256, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot make keys " + name, e);
        }
    }
}
