package org.cretula.transport;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Who we are on the wire: our party, the key we sign with and the key we decrypt with.
 *
 * @param party our identifier
 * @param signingKey RSA or EC private key
 * @param signingChain certificate of the signing key first; only this one is sent
 * @param decryptionKey RSA private key; not from a PKCS#11 token, since the JDK's PKCS#11 provider cannot do RSA-OAEP
 * @param decryptionCertificate certificate that partners encrypt for
 */
public record As4Identity(
        PartyId party,
        PrivateKey signingKey,
        List<X509Certificate> signingChain,
        PrivateKey decryptionKey,
        X509Certificate decryptionCertificate) {

    public As4Identity {
        signingChain = List.copyOf(signingChain);
        if (signingChain.isEmpty()) {
            throw new IllegalArgumentException("expected the certificate of the signing key, got an empty chain");
        }
        String algorithm = signingKey.getAlgorithm();
        if (!algorithm.equals("RSA") && !algorithm.equals("EC") && !algorithm.equals("ECDSA")) {
            throw new IllegalArgumentException("expected an RSA or EC key to sign with, got " + algorithm);
        }
        if (!decryptionKey.getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException(
                    "expected an RSA key to decrypt with, got " + decryptionKey.getAlgorithm());
        }
    }

    /** The certificate of the signing key. */
    public X509Certificate signingCertificate() {
        return signingChain.get(0);
    }

    /** The party only: keys do not belong in logs. */
    @Override
    public String toString() {
        return "As4Identity[" + party + "]";
    }
}
