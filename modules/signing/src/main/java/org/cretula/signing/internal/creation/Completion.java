package org.cretula.signing.internal.creation;

import java.security.PublicKey;
import java.security.SignatureException;
import java.util.Optional;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.Providers;
import org.cretula.trust.SignatureSuite;

/** Puts a value into a draft, and lets nothing out that does not verify. */
public final class Completion {

    private Completion() {}

    /** The signed document. */
    public static byte[] complete(Draft draft, byte[] value, Providers providers) throws SigningRefusedException {
        byte[] signed = draft.with(fitting(draft, value, providers));
        Optional<String> fault = new AfterSigning(draft, providers).fault(signed);
        if (fault.isPresent()) {
            throw new SigningRefusedException(
                    "the signature just made does not verify (" + fault.get() + "); sign anew from the document");
        }
        return signed;
    }

    /** The value in the form of XML: signing services and providers give ECDSA values in DER as well. */
    private static byte[] fitting(Draft draft, byte[] value, Providers providers) throws SigningRefusedException {
        PublicKey key = draft.certificate().getPublicKey();
        if (draft.algorithm().verify(key, draft.toBeSigned(), value, providers)) {
            return value.clone();
        }
        if (draft.algorithm().suite().scheme() == SignatureSuite.Scheme.ECDSA) {
            try {
                byte[] plain = EcdsaValue.plain(value, KeyShape.of(key).orderBytes());
                if (draft.algorithm().verify(key, draft.toBeSigned(), plain, providers)) {
                    return plain;
                }
            } catch (SignatureException e) {
                // Neither form, so answered like every other value that does not verify.
            }
        }
        throw new SigningRefusedException(
                "expected the value of " + draft.algorithm() + " over the prepared bytes, made"
                        + " with the key of " + Drafting.name(draft.certificate())
                        + ", found one that does not verify; does the private key belong to the certificate?");
    }
}
