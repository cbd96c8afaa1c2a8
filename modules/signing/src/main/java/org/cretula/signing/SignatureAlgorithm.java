package org.cretula.signing;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Optional;
import org.cretula.signing.internal.creation.EcdsaValue;
import org.cretula.signing.internal.creation.KeyShape;
import org.cretula.signing.internal.creation.SoftwareKey;
import org.cretula.signing.internal.creation.TokenKey;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;
import org.cretula.trust.SignatureVerifier;

/**
 * The signature algorithms that this version reads and makes; whether one may be relied on, an {@link
 * org.cretula.trust.AlgorithmCatalogue} says.
 *
 * <p>ECDSA values are the two numbers of equal length that XML Signature 1.1 clause 6.4.3 wants, and of exactly the
 * curve's length: a shorter, longer or padded form is refused (attack K10). A key that is here signs ECDSA
 * deterministically (RFC 6979), so that the same input, key and time give the same bytes; so do all others but RSA-PSS. A
 * token signs as it pleases.
 *
 * <p>RSA PKCS#1 v1.5 with SHA-3 has no identifier in XML (RFC 9231) and is not here.
 */
public enum SignatureAlgorithm {
    RSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", SignatureSuite.RSA_SHA256),
    RSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", SignatureSuite.RSA_SHA384),
    RSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", SignatureSuite.RSA_SHA512),
    PSS_SHA256("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", SignatureSuite.PSS_SHA256),
    PSS_SHA384("http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", SignatureSuite.PSS_SHA384),
    PSS_SHA512("http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", SignatureSuite.PSS_SHA512),
    PSS_SHA3_256("http://www.w3.org/2007/05/xmldsig-more#sha3-256-rsa-MGF1", SignatureSuite.PSS_SHA3_256),
    PSS_SHA3_384("http://www.w3.org/2007/05/xmldsig-more#sha3-384-rsa-MGF1", SignatureSuite.PSS_SHA3_384),
    PSS_SHA3_512("http://www.w3.org/2007/05/xmldsig-more#sha3-512-rsa-MGF1", SignatureSuite.PSS_SHA3_512),
    ECDSA_SHA256("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", SignatureSuite.ECDSA_SHA256),
    ECDSA_SHA384("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", SignatureSuite.ECDSA_SHA384),
    ECDSA_SHA512("http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", SignatureSuite.ECDSA_SHA512),
    ECDSA_SHA3_256("http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-256", SignatureSuite.ECDSA_SHA3_256),
    ECDSA_SHA3_384("http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-384", SignatureSuite.ECDSA_SHA3_384),
    ECDSA_SHA3_512("http://www.w3.org/2021/04/xmldsig-more#ecdsa-sha3-512", SignatureSuite.ECDSA_SHA3_512),
    ED25519("http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519", SignatureSuite.ED25519),
    ED448("http://www.w3.org/2021/04/xmldsig-more#eddsa-ed448", SignatureSuite.ED448),
    /**
     * An experiment: the identifier is that of an Internet draft (draft-eastlake-rfc9231bis-09) and may change, and
     * other verifiers do not know it. Never chosen unless named.
     */
    ML_DSA_65_EXPERIMENTAL("http://www.w3.org/2026/08/xmldsig-more#ml-dsa-65", SignatureSuite.ML_DSA_65);

    private final String uri;
    private final SignatureSuite suite;

    SignatureAlgorithm(String uri, SignatureSuite suite) {
        this.uri = uri;
        this.suite = suite;
    }

    /** The algorithm's identifier in XML; RFC 9231 clauses 2.3.2 to 2.3.4, 2.3.6, 2.3.10 and 2.3.12. */
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
     * The algorithm to sign with, given the certified key and no other wish.
     *
     * @throws IllegalArgumentException for a key that this version does not sign with; the message says which it does
     */
    public static SignatureAlgorithm forKey(PublicKey key) {
        return KeyShape.of(key).usual();
    }

    /** Whether this algorithm signs with keys of this kind; an RSA key of less than 2048 bits signs nothing. */
    public boolean fits(PublicKey key) {
        return KeyShape.of(key).fits(this);
    }

    /** Signs these bytes, by the key's own provider if it has one. */
    byte[] sign(KeyEntry key, byte[] bytes, Providers providers) throws GeneralSecurityException {
        byte[] value = key.provider().isPresent()
                ? TokenKey.sign(suite, key.key(), bytes, key.provider().get())
                : SoftwareKey.sign(suite, key.key(), bytes, providers);
        return suite.scheme() == SignatureSuite.Scheme.ECDSA
                ? EcdsaValue.plain(
                        value, KeyShape.of(key.certificate().getPublicKey()).orderBytes())
                : value;
    }

    /** Whether the value is this key's signature of these bytes; false also for a key of another kind or a lax encoding. */
    public boolean verify(PublicKey key, byte[] bytes, byte[] value, Providers providers) {
        return new SignatureVerifier(providers).verify(suite, key, bytes, value, SignatureVerifier.Form.XML);
    }
}
