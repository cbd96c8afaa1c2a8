package org.cretula.trust;

import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.trust.internal.algorithm.ConvertedKeys;

/**
 * Which implementation does which algorithm, as objects to pass on; the order of the JVM's providers plays no part.
 *
 * <p>Digests and RSA come from the JDK, EC, EdDSA, DSA and ML-DSA from a private Bouncy Castle: with curves it is the
 * faster one, and the JDK's accepts some malformed ECDSA and EdDSA signatures; modules/benchmarks holds the choice against what is
 * measured. Making one costs some 100 ms, and it remembers keys: make one and share it, also between threads.
 */
public final class Providers {

    private final Provider bouncyCastle = new BouncyCastleProvider();
    private final Provider sun = jdk("SUN");
    private final Provider rsa = jdk("SunRsaSign");
    private final Provider rsaPower = jdk("SunJCE");

    private final ConvertedKeys keys = new ConvertedKeys();

    /** The choice described above. */
    public Providers() {}

    /** For message digests of the SHA-2 family. */
    public Provider digest() {
        return sun;
    }

    /** For signatures with RSA keys. */
    public Provider rsa() {
        return rsa;
    }

    /** For RSA without padding, where the padding is ours to make and to compare. */
    public Provider rsaPower() {
        return rsaPower;
    }

    /** For signatures with EC, EdDSA, DSA and ML-DSA keys, and for whatever the JDK does not have. */
    public Provider bouncyCastle() {
        return bouncyCastle;
    }

    /** For a signature suite. */
    public Provider signature(SignatureSuite suite) {
        return switch (suite.scheme()) {
            case RSA_PKCS1, RSA_PSS -> rsa;
            case DSA, ECDSA, EDDSA, ML_DSA -> bouncyCastle;
        };
    }

    /** A key as Bouncy Castle's own object. */
    Optional<ConvertedKeys.Converted> converted(PublicKey key) {
        return keys.of(key);
    }

    private static Provider jdk(String name) {
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            throw new IllegalStateException("expected a Java runtime with the provider " + name + ", found none;"
                    + " run with a complete JDK 17 or later");
        }
        return provider;
    }
}
