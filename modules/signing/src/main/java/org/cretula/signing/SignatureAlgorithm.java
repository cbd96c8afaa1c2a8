package org.cretula.signing;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;

/**
 * The signature algorithms that this version reads and makes; whether one may be relied on, an {@link
 * org.cretula.trust.AlgorithmCatalogue} says.
 *
 * <p>ECDSA values are the two numbers of equal length that XML Signature 1.1 clause 6.4.3 wants, and of exactly the
 * curve's length: a shorter, longer or padded form is refused (attack K10). ECDSA signs deterministically (RFC 6979), so
 * that the same input, key and time give the same bytes.
 */
public enum SignatureAlgorithm {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", SignatureSuite.RSA_SHA256),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", SignatureSuite.RSA_SHA384),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", SignatureSuite.RSA_SHA512),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", SignatureSuite.ECDSA_SHA256),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", SignatureSuite.ECDSA_SHA384),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", SignatureSuite.ECDSA_SHA512);

    private static final int LEAST_RSA_BITS = 2048;

    private final String uri;
    private final SignatureSuite suite;

    SignatureAlgorithm(String uri, SignatureSuite suite) {
        this.uri = uri;
        this.suite = suite;
    }

    /** The algorithm's identifier in XML; RFC 9231 clauses 2.3.2 and 2.3.6. */
    public String uri() {
        return uri;
    }

    /** The algorithm, whatever names it; a catalogue of algorithms judges it. */
    public SignatureSuite suite() {
        return suite;
    }

    /** The algorithm with this identifier, if it is one that a signature may use. */
    public static Optional<SignatureAlgorithm> of(String uri) {
        return Arrays.stream(values()).filter(a -> a.uri.equals(uri)).findFirst();
    }

    /**
     * The algorithm to sign with, given the certified key.
     *
     * @throws IllegalArgumentException for a key that this version does not sign with; the message says which it does
     */
    public static SignatureAlgorithm forKey(PublicKey key) {
        if (key instanceof RSAKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            return RSA_SHA256;
        }
        if (key instanceof ECKey ec) {
            int bits = ec.getParams().getOrder().bitLength();
            return bits <= 256 ? ECDSA_SHA256 : bits <= 384 ? ECDSA_SHA384 : ECDSA_SHA512;
        }
        throw new IllegalArgumentException("expected an RSA key of at least " + LEAST_RSA_BITS
                + " bits or an EC key, found " + key.getAlgorithm() + "; ask the CA for a certificate with one");
    }

    /** Signs these bytes. */
    byte[] sign(PrivateKey key, byte[] bytes, Providers providers) throws GeneralSecurityException {
        boolean elliptic = suite.scheme() == SignatureSuite.Scheme.ECDSA;
        String digest = suite.digest().orElseThrow().replace("-", "");
        Signature signature =
                Signature.getInstance(digest + (elliptic ? "withECDDSA" : "withRSA"), providers.signature(suite));
        signature.initSign(key);
        signature.update(bytes);
        byte[] value = signature.sign();
        return elliptic ? EcdsaValue.plain(value, fieldBytes((ECKey) key)) : value;
    }

    /** Whether the value is this key's signature of these bytes; false also for a key of another kind or a lax encoding. */
    public boolean verify(PublicKey key, byte[] bytes, byte[] value, Providers providers) {
        return new SignatureVerifier(providers).verify(suite, key, bytes, value, SignatureVerifier.Form.XML);
    }

    private static int fieldBytes(ECKey key) {
        return (key.getParams().getOrder().bitLength() + 7) / 8;
    }
}
