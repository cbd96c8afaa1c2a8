package org.cretula.signing;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.Optional;
import org.cretula.trust.Providers;

/**
 * The signature algorithms that a signature may use; ETSI TS 119 312 V2.1.1 clause 6.
 *
 * <p>ECDSA values are the two numbers of equal length that XML Signature 1.1 clause 6.4.3 wants, and of exactly the
 * curve's length: a shorter, longer or padded form is refused (attack K10). ECDSA signs deterministically (RFC 6979), so
 * that the same input, key and time give the same bytes.
 */
public enum SignatureAlgorithm {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", "SHA256withRSA"),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA"),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA"),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", "SHA256withPLAIN-ECDSA"),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "SHA384withPLAIN-ECDSA"),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "SHA512withPLAIN-ECDSA");

    private static final int LEAST_RSA_BITS = 2048;

    private final String uri;
    private final String jcaName;

    SignatureAlgorithm(String uri, String jcaName) {
        this.uri = uri;
        this.jcaName = jcaName;
    }

    /** The algorithm's identifier in XML; RFC 9231 clauses 2.3.2 and 2.3.6. */
    public String uri() {
        return uri;
    }

    private boolean elliptic() {
        return name().startsWith("ECDSA");
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
        Signature signature = elliptic()
                ? Signature.getInstance(jcaName.replace("withPLAIN-ECDSA", "withECDDSA"), providers.bouncyCastle())
                : Signature.getInstance(jcaName, providers.rsa());
        signature.initSign(key);
        signature.update(bytes);
        byte[] value = signature.sign();
        return elliptic() ? EcdsaValue.plain(value, fieldBytes((ECKey) key)) : value;
    }

    /** Whether the value is this key's signature of these bytes; false also for a key of another kind or a lax encoding. */
    public boolean verify(PublicKey key, byte[] bytes, byte[] value, Providers providers) {
        if (!(elliptic() ? key instanceof ECKey : key instanceof RSAKey)) {
            return false;
        }
        if (key instanceof ECKey ec && value.length != 2 * fieldBytes(ec)) {
            return false;
        }
        try {
            Signature signature =
                    Signature.getInstance(jcaName, elliptic() ? providers.bouncyCastle() : providers.rsa());
            signature.initVerify(key);
            signature.update(bytes);
            return signature.verify(value);
        } catch (InvalidKeyException | java.security.SignatureException e) {
            // A provider that cannot use this key or value has not verified it.
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the provider for " + jcaName + " lacks it", e);
        }
    }

    private static int fieldBytes(ECKey key) {
        return (key.getParams().getOrder().bitLength() + 7) / 8;
    }
}
