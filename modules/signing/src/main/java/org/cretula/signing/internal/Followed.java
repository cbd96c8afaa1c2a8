package org.cretula.signing.internal;

import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.SubIndication;

/**
 * A reference with where it leads.
 *
 * @param same whether the digest of what is there is the one that the reference says
 */
public record Followed(XadesSignature.Reference reference, Led led, boolean same) {

    /** Follows a reference and digests what is there. */
    static Followed of(SignedDocument document, XadesSignature signature, XadesSignature.Reference reference) {
        Led led = document.follow(signature, reference);
        if (!(led instanceof Led.To to)) {
            return new Followed(reference, led, false);
        }
        Optional<DigestAlgorithm> algorithm = DigestAlgorithm.of(reference.digestAlgorithm());
        if (algorithm.isEmpty()) {
            return new Followed(
                    reference,
                    Led.Nowhere.failed(
                            SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                            "expected a digest of SHA-2 or SHA-3 of " + reference.words() + ", found '"
                                    + Malformed.clip(reference.digestAlgorithm()) + "'"),
                    false);
        }
        try {
            byte[] wanted = Base64.getDecoder().decode(reference.digest());
            return new Followed(reference, led, Arrays.equals(wanted, to.bytes().digest(algorithm.get())));
        } catch (SignedBytes.NotFollowed e) {
            return new Followed(reference, e.nowhere(), false);
        } catch (XMLSecurityException e) {
            // A form that cannot be written matches nothing (attack X26).
            return new Followed(
                    reference,
                    Led.Nowhere.failed(SubIndication.FORMAT_FAILURE, reference.words() + " has no canonical form"),
                    false);
        }
    }

    /** The bytes, where there are any. */
    Optional<SignedBytes> bytes() {
        return led instanceof Led.To to ? Optional.of(to.bytes()) : Optional.empty();
    }

    /** Whether it is about data, not about the signed properties. */
    public boolean isData() {
        return !reference.type().equals(Optional.of(Names.SIGNED_PROPERTIES_TYPE));
    }
}
