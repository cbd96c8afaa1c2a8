package org.cretula.signing;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** The digests that this version computes; whether one may be relied on, an {@link org.cretula.trust.AlgorithmCatalogue} says. */
public enum DigestAlgorithm {
    SHA256("http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256"),
    SHA384("http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384"),
    SHA512("http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512"),
    SHA3_256("http://www.w3.org/2007/05/xmldsig-more#sha3-256", "SHA3-256"),
    SHA3_384("http://www.w3.org/2007/05/xmldsig-more#sha3-384", "SHA3-384"),
    SHA3_512("http://www.w3.org/2007/05/xmldsig-more#sha3-512", "SHA3-512");

    private final String uri;
    private final String jcaName;

    DigestAlgorithm(String uri, String jcaName) {
        this.uri = uri;
        this.jcaName = jcaName;
    }

    /** The algorithm's identifier in XML; XML Signature 1.1 clause 6.2 and, for SHA-3, RFC 9231 clause 2.1.5. */
    public String uri() {
        return uri;
    }

    /** The name by which a catalogue of algorithms knows it. */
    public String jcaName() {
        return jcaName;
    }

    /** The digest of these bytes. */
    public byte[] digest(byte[] bytes) {
        return start().digest(bytes);
    }

    /** A digest that has been given no bytes yet. */
    public MessageDigest start() {
        return started(jcaName);
    }

    /** The same of any digest that the JDK has, by its name there. */
    public static MessageDigest started(String jcaName) {
        try {
            // By name, not by order: where a program puts another provider first, it may be nine times slower.
            return MessageDigest.getInstance(jcaName, "SUN");
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new IllegalStateException("every JDK has " + jcaName, e);
        }
    }

    /** The digest of these bytes as XML holds it. */
    public String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(digest(bytes));
    }

    /** The algorithm with this identifier, if it is one that a signature may use. */
    public static Optional<DigestAlgorithm> of(String uri) {
        return Arrays.stream(values()).filter(a -> a.uri.equals(uri)).findFirst();
    }
}
