package org.cretula.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.internal.encoding.Digests;
import org.cretula.trust.internal.encoding.Malformed;
import org.cretula.trust.internal.encoding.OcspReader;
import org.cretula.trust.internal.encoding.OcspReader.Basic;

/**
 * An OCSP response (RFC 6960) as its bytes have it; nothing is verified. {@link StrictCertificates#parseOcsp} makes one.
 *
 * <p>Immutable; may be shared by threads.
 */
public final class OcspAnswer {

    /** What the responder says of the request as a whole, RFC 6960 4.2.1. */
    public enum ResponseStatus {
        /** It answers. */
        SUCCESSFUL,
        /** It did not understand the request. */
        MALFORMED_REQUEST,
        /** It failed. */
        INTERNAL_ERROR,
        /** It cannot answer now. */
        TRY_LATER,
        /** It wants the request signed. */
        SIG_REQUIRED,
        /** It does not answer this client, or knows nothing of the certificate. */
        UNAUTHORIZED
    }

    /** What the responder says of one certificate. */
    public enum CertificateStatus {
        /** It has no revocation of it on record. */
        GOOD,
        /** It is revoked, or on hold. */
        REVOKED,
        /** It does not know the certificate. */
        UNKNOWN
    }

    /**
     * What is said of one certificate.
     *
     * @param hashAlgorithm the object identifier of the digest in the two hashes
     * @param issuerNameHash digest of the issuer's name, in lower-case hexadecimal
     * @param issuerKeyHash digest of the issuer's public key, in lower-case hexadecimal
     * @param serialNumber of the certificate
     * @param status of the certificate
     * @param thisUpdate the instant as at which the status is known
     * @param nextUpdate until when it may be used; empty when newer information is available at any time
     * @param revocationDate of a revoked certificate
     * @param reason of the revocation, if given and known
     * @param invalidSince since when the key was known or suspected to be compromised
     * @param archiveCutoff how far back the responder's records go, beyond the certificate's expiry
     * @param criticalExtensions the names of its critical extensions
     */
    public record Single(
            String hashAlgorithm,
            String issuerNameHash,
            String issuerKeyHash,
            BigInteger serialNumber,
            CertificateStatus status,
            Instant thisUpdate,
            Optional<Instant> nextUpdate,
            Optional<Instant> revocationDate,
            Optional<CRLReason> reason,
            Optional<Instant> invalidSince,
            Optional<Instant> archiveCutoff,
            Set<String> criticalExtensions) {

        public Single {
            criticalExtensions = Set.copyOf(criticalExtensions);
        }
    }

    private final byte[] der;
    private final String sha256;
    private final ResponseStatus status;
    private final Optional<Basic> basic;

    private OcspAnswer(byte[] der, ResponseStatus status, Optional<Basic> basic) {
        this.der = der;
        this.sha256 = Digests.sha256(der);
        this.status = status;
        this.basic = basic;
    }

    /** Reads bytes in DER. */
    static OcspAnswer of(byte[] der) throws Malformed, IOException {
        OcspReader reader = OcspReader.of(der);
        return new OcspAnswer(der.clone(), reader.status(), reader.basic());
    }

    /** The response, DER encoded: a copy. */
    public byte[] encoded() {
        return der.clone();
    }

    /** SHA-256 of the response, in lower-case hexadecimal. */
    public String sha256() {
        return sha256;
    }

    /** What the responder says of the request; without {@link ResponseStatus#SUCCESSFUL} there is nothing else. */
    public ResponseStatus status() {
        return status;
    }

    /** When the response was signed. */
    public Optional<Instant> producedAt() {
        return basic.map(Basic::producedAt);
    }

    /** The responder's name, if it goes by that. */
    public Optional<X500Principal> responderName() {
        return basic.flatMap(Basic::responderName);
    }

    /** SHA-1 of the responder's public key in lower-case hexadecimal, if it goes by that. */
    public Optional<String> responderKeyHash() {
        return basic.flatMap(Basic::responderKeyHash);
    }

    /** The nonce, in lower-case hexadecimal as the extension has it; who asked with one compares it. */
    public Optional<String> nonce() {
        return basic.flatMap(Basic::nonce);
    }

    /** Whether it carries exactly this nonce: the content of the octet string that the request had. */
    public boolean hasNonce(byte[] asked) {
        return nonce().equals(Optional.of(HexFormat.of().formatHex(asked)));
    }

    /** What is said of each certificate. */
    public List<Single> answers() {
        return basic.map(Basic::answers).orElse(List.of());
    }

    /** The certificates that came along to verify the response with, as far as they can be read strictly. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] encoded : basic.map(Basic::certificates).orElse(List.of())) {
            StrictCertificates.parse(encoded).value().ifPresent(certificates::add);
        }
        return certificates;
    }

    /** The names of the response's critical extensions. */
    public Set<String> criticalExtensions() {
        return basic.map(Basic::criticalExtensions).orElse(Set.of());
    }

    /** The bytes that were signed, as a view that cannot be written to. */
    public ByteBuffer signedContent() {
        return basic.map(b -> ByteBuffer.wrap(b.signedContent()).asReadOnlyBuffer())
                .orElseGet(() -> ByteBuffer.allocate(0));
    }

    /** The algorithm of the signature: an AlgorithmIdentifier, DER encoded; no bytes without a signature. */
    public byte[] signatureAlgorithm() {
        return basic.map(b -> b.signatureAlgorithm().clone()).orElseGet(() -> new byte[0]);
    }

    /** The signature; no bytes without one. */
    public byte[] signature() {
        return basic.map(b -> b.signature().clone()).orElseGet(() -> new byte[0]);
    }

    Instant from() {
        return answers().stream()
                .map(Single::thisUpdate)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    Optional<Instant> until() {
        return answers().stream()
                .map(single -> single.nextUpdate().orElse(single.thisUpdate()))
                .min(Comparator.naturalOrder());
    }

    /** Two answers are equal when their bytes are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof OcspAnswer answer && answer.sha256.equals(sha256);
    }

    @Override
    public int hashCode() {
        return sha256.hashCode();
    }
}
