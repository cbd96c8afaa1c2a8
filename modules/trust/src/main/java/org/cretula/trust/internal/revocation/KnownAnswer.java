package org.cretula.trust.internal.revocation;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.cretula.trust.Evidence;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.OcspAnswer.Single;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;

/** An OCSP response as it was given, and why it may not be used whatever is asked. */
final class KnownAnswer {

    // The nonce is for whoever asked.
    private static final Set<String> UNDERSTOOD = Set.of(OCSPObjectIdentifiers.id_pkix_ocsp_nonce.getId());
    // archiveCutoff, invalidityDate
    private static final Set<String> UNDERSTOOD_IN_SINGLES =
            Set.of(OCSPObjectIdentifiers.id_pkix_ocsp_archive_cutoff.getId(), "2.5.29.24");

    private final Evidence<OcspAnswer> evidence;
    private final EvidenceSignature signature;
    private final boolean brought;
    private final List<X509Certificate> certificates;

    KnownAnswer(Evidence<OcspAnswer> evidence, CertificateSignatures signatures, boolean brought) {
        this.evidence = evidence;
        this.brought = brought;
        OcspAnswer answer = evidence.content();
        this.signature = new EvidenceSignature(
                signatures, answer.signatureAlgorithm(), answer.signedContent(), answer.signature());
        this.certificates = answer.certificates();
    }

    Evidence<OcspAnswer> evidence() {
        return evidence;
    }

    /** Whether a stranger brought it, who could as well have left it at home. */
    boolean brought() {
        return brought;
    }

    OcspAnswer answer() {
        return evidence.content();
    }

    /** The certificates that it brings along. */
    List<X509Certificate> certificates() {
        return certificates;
    }

    Instant producedAt() {
        return answer().producedAt().orElse(Instant.MIN);
    }

    Optional<String> signatureFault(PublicKey key, EvidenceSignature.Asked asked) {
        return signature.fault(key, asked.since(producedAt()));
    }

    /** Why this part of it may not be used, whoever signed it. */
    Optional<String> fault(Single single) {
        if (!UNDERSTOOD.containsAll(answer().criticalExtensions())
                || !UNDERSTOOD_IN_SINGLES.containsAll(single.criticalExtensions())) {
            return Optional.of("it has critical extensions that are not understood");
        }
        if (single.thisUpdate().isAfter(producedAt())) {
            return Optional.of("it speaks for a time after it was made");
        }
        return single.nextUpdate().filter(single.thisUpdate()::isAfter).isPresent()
                ? Optional.of("its time ends before it begins")
                : Optional.empty();
    }

    /**
     * Why a good status in it does not say that the certificate was good at {@code at}.
     *
     * <p>Without an end it speaks for its own instant only: an old one may be older than a revocation (attack C06).
     */
    static Optional<String> staleness(Single single, X509Certificate certificate, Instant at) {
        Instant expiry = certificate.getNotAfter().toInstant();
        if (!single.thisUpdate().isBefore(at)) {
            boolean kept =
                    single.archiveCutoff().filter(c -> !c.isAfter(expiry)).isPresent();
            return single.thisUpdate().isAfter(expiry) && !kept
                    ? Optional.of("it speaks for a time after the certificate expired, when it may be forgotten")
                    : Optional.empty();
        }
        if (single.nextUpdate().isEmpty()) {
            return Optional.of("it speaks for " + Words.date(single.thisUpdate()) + " only");
        }
        return at.isAfter(single.nextUpdate().get())
                ? Optional.of(
                        "it speaks only until " + Words.date(single.nextUpdate().get()))
                : Optional.empty();
    }

    /** How a finding names it. */
    String inWords() {
        return "the OCSP answer of " + answer().producedAt().map(Words::date).orElse("an unknown date");
    }
}
