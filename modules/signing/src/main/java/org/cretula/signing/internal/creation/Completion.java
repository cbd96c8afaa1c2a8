package org.cretula.signing.internal.creation;

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
        byte[] inXml = inXmlForm(draft, value);
        byte[] signed = draft.with(inXml);
        Optional<String> fault = new AfterSigning(draft, providers).fault(signed, inXml);
        if (fault.isPresent()) {
            throw new SigningRefusedException("the signature just made does not verify: " + fault.get());
        }
        return signed;
    }

    /** Signing services and providers give ECDSA values in DER as well, which has another length. */
    private static byte[] inXmlForm(Draft draft, byte[] value) {
        int order = KeyShape.of(draft.certificate().getPublicKey()).orderBytes();
        if (draft.algorithm().suite().scheme() != SignatureSuite.Scheme.ECDSA || value.length == 2 * order) {
            return value;
        }
        try {
            return EcdsaValue.plain(value, order);
        } catch (SignatureException e) {
            // Neither form, so it does not verify, like every other wrong value.
            return value;
        }
    }
}
