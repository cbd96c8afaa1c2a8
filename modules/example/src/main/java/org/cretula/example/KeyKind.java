package org.cretula.example;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** The two kinds of keys that the example PKI makes. */
enum KeyKind {
    EC("SHA256withECDSA"),
    RSA("SHA256withRSA");

    private final String signature;

    KeyKind(String signature) {
        this.signature = signature;
    }

    /** The JCA name of the signature made with such a key. */
    String signature() {
        return signature;
    }

    private AlgorithmParameterSpec parameters() {
        return switch (this) {
            case EC -> new ECGenParameterSpec("secp256r1");
            case RSA -> new RSAKeyGenParameterSpec(3072, RSAKeyGenParameterSpec.F4);
        };
    }

    KeyPair generate(SecureRandom random, Provider provider) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(name(), provider);
            generator.initialize(parameters(), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "expected " + provider + " to make " + name() + " keys; check the version of Bouncy Castle", e);
        }
    }
}
