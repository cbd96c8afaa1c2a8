package org.cretula.trust.internal.algorithm;

import java.io.IOException;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.anssi.ANSSIObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.teletrust.TeleTrusTObjectIdentifiers;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.cretula.trust.internal.encoding.Words;

/**
 * What a key is, read from its encoding: the providers' own classes differ, and some know no name for a curve.
 *
 * @param parts each has a line of its own in a catalogue; the key is as strong as the weakest
 * @param rsa modulus and exponent of an RSA key
 */
public record KeyKind(List<Part> parts, Optional<RSAPublicKey> rsa) {

    /**
     * A name and a size that a catalogue knows.
     *
     * @param name as in the catalogue
     * @param bits 0 where the name says it all
     * @param words for a reader
     */
    public record Part(String name, int bits, String words) {}

    private static final Map<ASN1ObjectIdentifier, String> CURVES = Map.of(
            SECObjectIdentifiers.secp192r1, "P-192",
            SECObjectIdentifiers.secp224r1, "P-224",
            SECObjectIdentifiers.secp256r1, "P-256",
            SECObjectIdentifiers.secp384r1, "P-384",
            SECObjectIdentifiers.secp521r1, "P-521",
            TeleTrusTObjectIdentifiers.brainpoolP192r1, "brainpoolP192r1",
            TeleTrusTObjectIdentifiers.brainpoolP224r1, "brainpoolP224r1",
            TeleTrusTObjectIdentifiers.brainpoolP256r1, "brainpoolP256r1",
            TeleTrusTObjectIdentifiers.brainpoolP384r1, "brainpoolP384r1",
            TeleTrusTObjectIdentifiers.brainpoolP512r1, "brainpoolP512r1");
    private static final Map<ASN1ObjectIdentifier, String> NAMED = Map.of(
            new ASN1ObjectIdentifier("1.3.101.112"),
            "Ed25519",
            new ASN1ObjectIdentifier("1.3.101.113"),
            "Ed448",
            NISTObjectIdentifiers.id_ml_dsa_44,
            "ML-DSA-44",
            NISTObjectIdentifiers.id_ml_dsa_65,
            "ML-DSA-65",
            NISTObjectIdentifiers.id_ml_dsa_87,
            "ML-DSA-87");

    public static KeyKind of(PublicKey key) {
        try {
            byte[] encoded = Objects.requireNonNullElse(key.getEncoded(), new byte[0]);
            return of(SubjectPublicKeyInfo.getInstance(encoded));
        } catch (IOException | RuntimeException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions of several kinds.
            return named("a key that cannot be read: " + Words.line(e));
        }
    }

    private static KeyKind of(SubjectPublicKeyInfo key) throws IOException {
        ASN1ObjectIdentifier algorithm = key.getAlgorithm().getAlgorithm();
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)
                || algorithm.equals(PKCSObjectIdentifiers.id_RSASSA_PSS)) {
            RSAPublicKey rsa = RSAPublicKey.getInstance(key.parsePublicKey());
            return new KeyKind(List.of(sized("RSA", "RSA", rsa.getModulus().bitLength())), Optional.of(rsa));
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_dsa)) {
            DSAParameter dsa = DSAParameter.getInstance(key.getAlgorithm().getParameters());
            return dsa == null
                    ? named("a DSA key without parameters of its own")
                    : new KeyKind(
                            List.of(
                                    sized("DSA p", "DSA", dsa.getP().bitLength()),
                                    sized(
                                            "DSA q",
                                            "DSA with a subgroup",
                                            dsa.getQ().bitLength())),
                            Optional.empty());
        }
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return named(curve(key));
        }
        return named(NAMED.getOrDefault(algorithm, "a key of the algorithm " + algorithm));
    }

    private static String curve(SubjectPublicKeyInfo key) {
        if (!(key.getAlgorithm().getParameters() instanceof ASN1ObjectIdentifier curve)) {
            return "an EC key on a curve without a name";
        }
        return curve.equals(ANSSIObjectIdentifiers.FRP256v1)
                ? "FRP256v1"
                : CURVES.getOrDefault(curve, "an EC key on the curve " + curve);
    }

    private static Part sized(String name, String words, int bits) {
        return new Part(name, bits, words + " of " + bits + " bits");
    }

    private static KeyKind named(String name) {
        return new KeyKind(List.of(new Part(name, 0, name)), Optional.empty());
    }
}
