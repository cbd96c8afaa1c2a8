package org.cretula.signing;

import java.security.GeneralSecurityException;
import java.time.Instant;
import org.cretula.signing.internal.creation.SoftwareKey;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlElement;
import org.w3c.dom.Document;

/**
 * Makes XAdES B-B signatures with a key at hand, in a file or in a token (EN 319 132-1 V1.3.1 clause 6.3): signing time,
 * signing certificate V2 without URI, a media type for each data object, and what the {@link SignatureRequest} says
 * besides; no legacy property.
 *
 * <p>The same request, key and time give the same bytes, except by RSA-PSS, from a token, and with a time-stamp over the
 * data: identifiers are derived from certificate and time, ECDSA is deterministic (RFC 6979), and the result is written
 * in canonical form. The result is verified before it is returned.
 */
public final class XadesSigner {

    private final KeyEntry key;
    private final Providers providers;
    private final AlgorithmCatalogue catalogue;

    /** A signer with this key; its chain, without the root, goes into the signature. */
    public XadesSigner(KeyEntry key, Providers providers) {
        this(key, providers, AlgorithmCatalogue.usual());
    }

    /** A signer with this key, which signs by no algorithm that this catalogue does not hold reliable at the time. */
    public XadesSigner(KeyEntry key, Providers providers, AlgorithmCatalogue catalogue) {
        this.key = key.provider().isPresent() ? key : new KeyEntry(SoftwareKey.quick(key.key()), key.chain());
        this.providers = providers;
        this.catalogue = catalogue;
    }

    /**
     * Signs the whole document, enveloped.
     *
     * @param document as it was after the call; signatures that it has already are signed with it
     * @param slot the element of the document that receives the signature as its last child
     * @param mimeType media type of the document
     * @param signingTime the time to claim, kept to the second
     * @return the document with the signature, UTF-8, with XML declaration
     * @throws SigningRefusedException when the certificate is not valid at that time, or key and certificate do not
     *     belong together
     */
    public byte[] sign(Document document, XmlElement slot, String mimeType, Instant signingTime)
            throws SigningRefusedException {
        return sign(SignatureRequest.enveloped(document, slot, mimeType), signingTime);
    }

    /**
     * Signs what is requested.
     *
     * @param signingTime the time to claim, kept to the second
     * @return the document with the signature, UTF-8, with XML declaration
     * @throws SigningRefusedException when it must not be signed; the message says why and what to do
     */
    public byte[] sign(SignatureRequest request, Instant signingTime) throws SigningRefusedException {
        return sign(request.prepare(key.chain(), signingTime, catalogue));
    }

    /**
     * Signs what was prepared, for this key's certificate.
     *
     * @return the document with the signature, UTF-8, with XML declaration
     * @throws SigningRefusedException when the key does not sign it; the message says why and what to do
     */
    public byte[] sign(Prepared prepared) throws SigningRefusedException {
        byte[] value;
        try {
            value = prepared.algorithm().sign(key, prepared.toBeSigned(), providers);
        } catch (GeneralSecurityException e) {
            throw new SigningRefusedException(
                    "the key of " + key.certificate().getSubjectX500Principal().getName() + " does not sign: "
                            + e.getMessage(),
                    e);
        }
        return prepared.complete(value, providers);
    }
}
