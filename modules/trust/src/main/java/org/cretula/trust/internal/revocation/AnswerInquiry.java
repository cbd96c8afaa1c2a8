package org.cretula.trust.internal.revocation;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.OcspAnswer;
import org.cretula.trust.OcspAnswer.CertificateStatus;
import org.cretula.trust.OcspAnswer.Single;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Digests;
import org.cretula.trust.internal.encoding.Words;

/**
 * What OCSP answers say of one certificate at one instant, RFC 6960 3.2 and 4.2.2.
 *
 * <p>Strategy: an answer is for the certificate only if issuer's name, issuer's key and serial number all agree (attack
 * C05), and counts only if the issuer's own key signed it or that of a responder whom the issuer itself named (attack
 * C04). Any that says revoked decides; good counts only for the time for which it speaks (attack C06); everything else
 * leaves the status open (attack C07).
 */
final class AnswerInquiry {

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final int MOST_ANSWERS = 64;
    private static final String NO_CHECK = OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId();
    private static final String SHA1 = "1.3.14.3.2.26";
    private static final Map<String, String> DIGESTS = Map.of(
            SHA1,
            "SHA-1",
            NISTObjectIdentifiers.id_sha256.getId(),
            "SHA-256",
            NISTObjectIdentifiers.id_sha384.getId(),
            "SHA-384",
            NISTObjectIdentifiers.id_sha512.getId(),
            "SHA-512");

    /** A responder who may speak, or why none may. */
    private record Responder(Optional<X509Certificate> certificate, String fault) {
        static Responder refused(String fault) {
            return new Responder(Optional.empty(), fault);
        }
    }

    private final RevocationInquiry inquiry;
    private final CertificateSignatures signatures;
    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final Instant at;
    private final List<String> unusable = new ArrayList<>();
    private Optional<RevocationNotice> revoked = Optional.empty();
    private Optional<RevocationNotice> later = Optional.empty();
    private Optional<EvidenceStore> good = Optional.empty();
    private String goodSource = "";

    AnswerInquiry(
            RevocationInquiry inquiry,
            CertificateSignatures signatures,
            X509Certificate certificate,
            X509Certificate issuer,
            Instant at) {
        this.inquiry = inquiry;
        this.signatures = signatures;
        this.certificate = certificate;
        this.issuer = issuer;
        this.at = at;
    }

    void ask() {
        int looked = 0;
        for (KnownAnswer answer : inquiry.answers(certificate.getSerialNumber())) {
            if (++looked > MOST_ANSWERS) {
                // Those that were brought along come last.
                if (!answer.brought()) {
                    inquiry.incomplete();
                }
                unusable.add("more than " + MOST_ANSWERS + " OCSP answers were given, and the rest was not looked at");
                break;
            }
            List<Single> own =
                    answer.answer().answers().stream().filter(this::isBound).toList();
            if (own.isEmpty()) {
                unusable.add(answer.inWords() + ": it is for another certificate of the same serial number");
                continue;
            }
            long leftOut = inquiry.leftOut();
            Responder responder = responder(answer);
            if (!answer.brought() && inquiry.leftOut() > leftOut) {
                inquiry.incomplete();
            }
            if (responder.certificate().isEmpty()) {
                unusable.add(answer.inWords() + ": " + responder.fault());
                continue;
            }
            own.forEach(single -> take(answer, single, responder.certificate().get()));
        }
        for (KnownAnswer refusal : inquiry.refusals()) {
            if (unusable.size() < MOST_ANSWERS) {
                unusable.add("an OCSP response ("
                        + Words.line(refusal.evidence().origin().name()) + "): its responder did not answer but said "
                        + refusal.answer().status());
            }
        }
    }

    private boolean isBound(Single single) {
        String digest = DIGESTS.get(single.hashAlgorithm());
        return digest != null
                && single.serialNumber().equals(certificate.getSerialNumber())
                && single.issuerNameHash()
                        .equals(Digests.hex(
                                digest, certificate.getIssuerX500Principal().getEncoded()))
                && single.issuerKeyHash().equals(Digests.hex(digest, keyBits(issuer)));
    }

    /** The key without its algorithm, as RFC 6960 4.1.1 digests it. */
    private static byte[] keyBits(X509Certificate certificate) {
        return SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                .getPublicKeyData()
                .getOctets();
    }

    private void take(KnownAnswer answer, Single single, X509Certificate responder) {
        Optional<String> fault = answer.fault(single);
        if (fault.isPresent()) {
            unusable.add(answer.inWords() + ": " + fault.get());
            return;
        }
        String source = answer.inWords() + " by " + Words.name(responder);
        Optional<String> staleness = KnownAnswer.staleness(single, certificate, at)
                .or(() -> inquiry.endBefore(answer.producedAt(), issuer, at));
        if (single.status() == CertificateStatus.UNKNOWN) {
            unusable.add(answer.inWords() + ": its responder does not know the certificate");
        } else if (single.status() == CertificateStatus.REVOKED) {
            RevocationNotice notice = RevocationNotice.of(single, source, evidence(answer, responder));
            boolean counts = staleness.isEmpty() || !notice.isHold();
            if (notice.holdsAt(at) && counts) {
                revoked = revoked.isPresent() ? revoked : Optional.of(notice);
            } else if (counts && !notice.takenBack()) {
                later = later.isPresent() ? later : Optional.of(notice);
                if (staleness.isEmpty() && good.isEmpty()) {
                    // Revoked only later says that it was not before.
                    good = Optional.of(notice.sources());
                    goodSource = source;
                }
            }
            if (!counts) {
                unusable.add(answer.inWords() + ": " + staleness.orElse(""));
            }
        } else if (staleness.isPresent()) {
            unusable.add(answer.inWords() + ": " + staleness.get());
        } else if (good.isEmpty()) {
            good = Optional.of(evidence(answer, responder));
            goodSource = source;
        }
    }

    private EvidenceStore evidence(KnownAnswer answer, X509Certificate responder) {
        EvidenceStore.Builder sources = EvidenceStore.builder()
                .answer(answer.answer(), answer.evidence().origin());
        return (responder.equals(issuer)
                        ? sources
                        : sources.certificate(
                                responder,
                                answer.certificates().contains(responder)
                                        ? answer.evidence().origin()
                                        : inquiry.origin(responder)))
                .build();
    }

    private Responder responder(KnownAnswer answer) {
        Optional<String> why = Optional.empty();
        if (isNamed(answer.answer(), issuer)) {
            Optional<String> fault = answer.signatureFault(issuer.getPublicKey(), inquiry.asked(at));
            if (fault.isEmpty()) {
                return new Responder(Optional.of(issuer), "");
            }
            why = fault;
        }
        for (X509Certificate candidate : candidates(answer)) {
            if (isNamed(answer.answer(), candidate)) {
                Optional<String> fault = delegationFault(answer, candidate);
                if (fault.isEmpty()) {
                    return new Responder(Optional.of(candidate), "");
                }
                why = fault;
            }
        }
        return Responder.refused(why.orElse("its responder's certificate did not come along"));
    }

    /** Certificates that may be the responder's: those that came along, and those at hand that the issuer issued. */
    private List<X509Certificate> candidates(KnownAnswer answer) {
        Set<X509Certificate> candidates = new LinkedHashSet<>(answer.certificates());
        inquiry.atHand().stream()
                .filter(c -> c.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()))
                .forEach(candidates::add);
        candidates.remove(issuer);
        return List.copyOf(candidates);
    }

    private static boolean isNamed(OcspAnswer answer, X509Certificate candidate) {
        return answer.responderName().equals(Optional.of(candidate.getSubjectX500Principal()))
                || answer.responderKeyHash().equals(Optional.of(Digests.hex("SHA-1", keyBits(candidate))));
    }

    /** Why this responder may not speak for the issuer, RFC 6960 4.2.2.2. */
    private Optional<String> delegationFault(KnownAnswer answer, X509Certificate responder) {
        String name = "its responder " + Words.name(responder);
        if (responder.getPublicKey().equals(certificate.getPublicKey())) {
            return Optional.of("it was signed with the key of the certificate that it is about");
        }
        if (!responder.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
                || !inquiry.budget().take(issuer.getPublicKey(), 0)
                || !signatures.signed(responder, issuer)) {
            return Optional.of(name + " was not named by the certificate's issuer");
        }
        if (!hasPurpose(responder)) {
            return Optional.of(name + " has no certificate for OCSP signing");
        }
        boolean[] usage = responder.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE] && !usage[NON_REPUDIATION]) {
            return Optional.of(name + " has a key that may not sign");
        }
        if (responder.hasUnsupportedCriticalExtension()) {
            return Optional.of(name + " has a certificate with critical extensions that are not understood");
        }
        Instant producedAt = answer.producedAt();
        if (producedAt.isBefore(responder.getNotBefore().toInstant())
                || producedAt.isAfter(responder.getNotAfter().toInstant())) {
            return Optional.of(name + " had no valid certificate when it answered");
        }
        Optional<String> weakness = inquiry.weakness(responder, issuer, at);
        if (weakness.isPresent()) {
            return weakness;
        }
        return answer.signatureFault(responder.getPublicKey(), inquiry.asked(at))
                .or(() -> statusFault(responder, producedAt));
    }

    private Optional<String> statusFault(X509Certificate responder, Instant producedAt) {
        if (responder.getNonCriticalExtensionOIDs() != null
                && responder.getNonCriticalExtensionOIDs().contains(NO_CHECK)) {
            // Nobody says whether its key was stolen, so only its own short life bounds what a thief may sign.
            return at.isAfter(responder.getNotAfter().toInstant())
                    ? Optional.of("its responder's certificate, which nobody revokes, had expired at " + Words.date(at))
                    : Optional.empty();
        }
        if (inquiry.isAsked(responder)) {
            return Optional.of("its responder is a certificate whose status it would settle");
        }
        return inquiry.statusFault(List.of(responder, issuer), producedAt.isAfter(at) ? producedAt : at);
    }

    private static boolean hasPurpose(X509Certificate responder) {
        try {
            List<String> purposes = responder.getExtendedKeyUsage();
            return purposes != null && purposes.contains(KeyPurposeId.id_kp_OCSPSigning.getId());
        } catch (CertificateParsingException e) {
            return false; // Purposes that cannot be read are none.
        }
    }

    Optional<RevocationNotice> revoked() {
        return revoked;
    }

    /** The first word of a revocation that does not reach back to the instant. */
    Optional<RevocationNotice> later() {
        return later;
    }

    Optional<EvidenceStore> good() {
        return good;
    }

    String goodSource() {
        return goodSource;
    }

    List<String> unusable() {
        return unusable;
    }
}
