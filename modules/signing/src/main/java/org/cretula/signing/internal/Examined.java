package org.cretula.signing.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.XadesSignature;
import org.cretula.trust.Providers;

/** A signature with what was computed from its document, before anything of it is believed. */
public final class Examined {

    private final XadesSignature signature;
    private final List<Followed> followed;
    private final List<Followed> entries;
    private final byte[] signedInfo;
    private final Optional<X509Certificate> signer;
    private final Instant at;
    private final Providers providers;

    Examined(
            XadesSignature signature,
            List<Followed> followed,
            List<Followed> entries,
            byte[] signedInfo,
            Optional<X509Certificate> signer,
            Instant at,
            Providers providers) {
        this.signature = signature;
        this.followed = List.copyOf(followed);
        this.entries = List.copyOf(entries);
        this.signedInfo = signedInfo;
        this.signer = signer;
        this.at = at;
        this.providers = providers;
    }

    /** The signature as read. */
    public XadesSignature signature() {
        return signature;
    }

    /** Its references, in their order. */
    public List<Followed> followed() {
        return followed;
    }

    /** The references of the manifests that it signs. */
    public List<Followed> entries() {
        return entries;
    }

    /** The certificate of the key info that the signed properties name. */
    public Optional<X509Certificate> signer() {
        return signer;
    }

    /** The moment as at which the signature is judged. */
    Instant at() {
        return at;
    }

    /** Canonical bytes of {@code ds:SignedInfo}. */
    byte[] signedInfo() {
        return signedInfo;
    }

    /** What to verify with. */
    Providers providers() {
        return providers;
    }
}
