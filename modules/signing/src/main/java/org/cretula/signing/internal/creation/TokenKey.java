package org.cretula.signing.internal.creation;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Signature;
import java.security.SignatureException;
import org.cretula.trust.SignatureSuite;

/**
 * Signs with a key that is kept in a token, by the one provider that knows it; ECDSA values come as DER, as from other
 * providers.
 */
public final class TokenKey {

    private TokenKey() {}

    public static byte[] sign(SignatureSuite suite, PrivateKey key, byte[] bytes, Provider token)
            throws GeneralSecurityException {
        String digest = suite.digest().map(d -> d.replace("SHA-", "SHA")).orElse("");
        String name = switch (suite.scheme()) {
            case RSA_PKCS1 -> digest + "withRSA";
            case RSA_PSS -> "RSASSA-PSS";
            case ECDSA -> digest + "withECDSA";
            case EDDSA, ML_DSA, DSA -> "none for " + suite;
        };
        if (token.getService("Signature", name) == null) {
            throw new InvalidKeyException("the token does not sign by " + suite + " through the JDK; choose another"
                    + " algorithm, or sign in two steps with a program that can");
        }
        try {
            Signature signature = Signature.getInstance(name, token);
            if (suite.scheme() == SignatureSuite.Scheme.RSA_PSS) {
                signature.setParameter(SoftwareKey.pssParameters(suite));
            }
            signature.initSign(key);
            signature.update(bytes);
            return signature.sign();
        } catch (ProviderException e) {
            // The token's own word, such as CKR_DEVICE_REMOVED, is in the cause.
            throw new SignatureException(
                    "the token does not sign by " + suite + ": " + reason(e) + "; see that it is there and logged in",
                    e);
        } catch (GeneralSecurityException e) {
            throw new SignatureException(
                    "the token does not sign by " + suite + ": " + reason(e)
                            + "; choose another algorithm, or see what the key may be used for",
                    e);
        }
    }

    private static String reason(Exception e) {
        Throwable at = e;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return String.valueOf(at.getMessage());
    }
}
