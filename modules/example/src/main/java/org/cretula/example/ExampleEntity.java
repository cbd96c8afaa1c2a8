package org.cretula.example;

import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/** Who holds a key in the example PKI, and what the key may do. */
public enum ExampleEntity {
    /** The body of country XA that issues certificates of origin; seals with EC P-256. */
    ISSUER_XA("issuer-xa", "seal", "Example Issuing Body XA", "XA", KeyKind.EC, Bits.SEAL),

    /** The body of country XB that issues certificates of origin; seals with RSA-3072. */
    ISSUER_XB("issuer-xb", "seal", "Example Issuing Body XB", "XB", KeyKind.RSA, Bits.SEAL),

    /** The AS4 node of country XA; one RSA-3072 key for signing and decryption. */
    NODE_XA("node-xa", "as4", "Example AS4 Node XA", "XA", KeyKind.RSA, Bits.MESSAGES),

    /** The AS4 node of the Customs administration of country XB; one RSA-3072 key for signing and decryption. */
    CUSTOMS_XB("customs-xb", "as4", "Example Customs XB", "XB", KeyKind.RSA, Bits.MESSAGES),

    /** The time-stamping authority; EC P-256. */
    TSA("tsa", "tsa", "Example Time-Stamping Authority", "XA", KeyKind.EC, KeyUsage.digitalSignature);

    private final String fileName;
    private final String alias;
    private final String commonName;
    private final String country;
    private final KeyKind keyKind;
    private final int keyUsage;

    ExampleEntity(String fileName, String alias, String commonName, String country, KeyKind keyKind, int keyUsage) {
        this.fileName = fileName;
        this.alias = alias;
        this.commonName = commonName;
        this.country = country;
        this.keyKind = keyKind;
        this.keyUsage = keyUsage;
    }

    /** The name of its files, without the ending: {@code issuer-xa} for {@code issuer-xa.p12}. */
    public String fileName() {
        return fileName;
    }

    /** The alias of its entry in its key store: {@code seal}, {@code as4} or {@code tsa}. */
    public String alias() {
        return alias;
    }

    X500Name subject() {
        return ExampleCa.name(commonName, country);
    }

    KeyKind keyKind() {
        return keyKind;
    }

    int keyUsage() {
        return keyUsage;
    }

    /** The one purpose the key is for, if there is just one (extended key usage). */
    Optional<KeyPurposeId> solePurpose() {
        return this == TSA ? Optional.of(KeyPurposeId.id_kp_timeStamping) : Optional.empty();
    }

    /** Holds the constants, because an enum's own cannot be used in its constructor calls. */
    private static final class Bits {
        static final int SEAL = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
        static final int MESSAGES = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;

        private Bits() {}
    }
}
