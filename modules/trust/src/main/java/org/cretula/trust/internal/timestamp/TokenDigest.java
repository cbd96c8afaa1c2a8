package org.cretula.trust.internal.timestamp;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Null;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.Providers;

/** The digests that stand in time-stamp tokens; whether one may be relied on, the catalogue says. */
public enum TokenDigest {
    SHA1("1.3.14.3.2.26", "SHA-1", PKCSObjectIdentifiers.sha1WithRSAEncryption.getId()),
    SHA256(NISTObjectIdentifiers.id_sha256.getId(), "SHA-256", PKCSObjectIdentifiers.sha256WithRSAEncryption.getId()),
    SHA384(NISTObjectIdentifiers.id_sha384.getId(), "SHA-384", PKCSObjectIdentifiers.sha384WithRSAEncryption.getId()),
    SHA512(NISTObjectIdentifiers.id_sha512.getId(), "SHA-512", PKCSObjectIdentifiers.sha512WithRSAEncryption.getId()),
    SHA3_256(NISTObjectIdentifiers.id_sha3_256.getId(), "SHA3-256", ""),
    SHA3_384(NISTObjectIdentifiers.id_sha3_384.getId(), "SHA3-384", ""),
    SHA3_512(NISTObjectIdentifiers.id_sha3_512.getId(), "SHA3-512", "");

    private final String id;
    private final String jcaName;
    private final String withRsa;

    TokenDigest(String id, String jcaName, String withRsa) {
        this.id = id;
        this.jcaName = jcaName;
        this.withRsa = withRsa;
    }

    /** The object identifier. */
    public String id() {
        return id;
    }

    /** The name by which the JDK and a catalogue of algorithms know it. */
    public String jcaName() {
        return jcaName;
    }

    /** The object identifier of RSA PKCS#1 with this digest; empty where there is none in use. */
    Optional<String> withRsa() {
        return withRsa.isEmpty() ? Optional.empty() : Optional.of(withRsa);
    }

    /** The digest of these bytes, in lower-case hexadecimal. */
    public String of(byte[] bytes, Providers providers) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(jcaName, providers.digest())
                            .digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected a Java runtime with " + jcaName + ", found none", e);
        }
    }

    /** The digest that is named so, with NULL where parameters may stand or with nothing there (case T10). */
    static Optional<TokenDigest> of(AlgorithmIdentifier algorithm) {
        boolean none =
                algorithm.getParameters() == null || algorithm.getParameters().toASN1Primitive() instanceof ASN1Null;
        return Arrays.stream(values())
                .filter(d -> none && d.id.equals(algorithm.getAlgorithm().getId()))
                .findFirst();
    }
}
