package org.cretula.cli.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.cretula.signing.SignatureAlgorithm;

/**
 * An algorithm with a kind of key.
 *
 * @param key as the testkit names it
 */
record Method(String key, SignatureAlgorithm algorithm) {

    /** Each algorithm with each kind of key that it is meant for. */
    static List<Method> all() {
        List<Method> all = new ArrayList<>();
        Stream.of(SignatureAlgorithm.values())
                .filter(a -> a.name().startsWith("RSA") || a.name().startsWith("PSS"))
                .forEach(a -> all.add(new Method("RSA:3072", a)));
        for (String curve : List.of("secp256r1", "brainpoolP256r1")) {
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA256));
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA3_256));
        }
        for (String curve : List.of("secp384r1", "brainpoolP384r1")) {
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA384));
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA3_384));
        }
        for (String curve : List.of("secp521r1", "brainpoolP512r1")) {
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA512));
            all.add(new Method("EC:" + curve, SignatureAlgorithm.ECDSA_SHA3_512));
        }
        all.add(new Method("Ed25519", SignatureAlgorithm.ED25519));
        all.add(new Method("Ed448", SignatureAlgorithm.ED448));
        all.add(new Method("ML-DSA-65", SignatureAlgorithm.ML_DSA_65_EXPERIMENTAL));
        return all;
    }

    boolean isEdwards() {
        return key.startsWith("Ed");
    }

    boolean isExperiment() {
        return key.startsWith("ML-DSA");
    }

    /** For people: {@code P-256, ECDSA_SHA256}. */
    String words() {
        String name = key.replaceFirst("^EC:secp(...)r1$", "P-$1")
                .replaceFirst("^EC:", "")
                .replace(':', '-');
        return (name.equals(algorithm.name()) ? name : name + ", " + algorithm.name());
    }

    @Override
    public String toString() {
        return key + " " + algorithm;
    }
}
