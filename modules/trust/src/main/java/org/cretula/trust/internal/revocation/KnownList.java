package org.cretula.trust.internal.revocation;

import java.math.BigInteger;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Der;
import org.cretula.trust.internal.encoding.DerTime;
import org.cretula.trust.internal.encoding.Malformed;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/** A list as it was given, what it speaks for, and why it may not be used whatever is asked. */
final class KnownList {

    private static final Set<String> UNDERSTOOD = Set.of(
            Extension.authorityKeyIdentifier.getId(),
            Extension.cRLNumber.getId(),
            Extension.deltaCRLIndicator.getId(),
            Extension.issuingDistributionPoint.getId());
    // expiredCertsOnCRL, X.509 9.5.2.8
    private static final String EXPIRED_CERTIFICATES = "2.5.29.60";

    private final Evidence<CertificateRevocationList> evidence;
    private final EvidenceSignature signature;
    private final boolean brought;
    private final Optional<ListScope> scope;
    private final Optional<String> fault;
    private final EvidenceStore alone;
    private final String words;
    private volatile @Nullable X509Certificate maySign;

    KnownList(Evidence<CertificateRevocationList> evidence, CertificateSignatures signatures, boolean brought) {
        this.evidence = evidence;
        this.brought = brought;
        CertificateRevocationList list = evidence.content();
        this.signature =
                new EvidenceSignature(signatures, list.signatureAlgorithm(), list.signedContent(), list.signature());
        Optional<ListScope> read = Optional.empty();
        Optional<String> found;
        try {
            read = Optional.of(ListScope.of(list));
            found = fault(list, read.get());
        } catch (Malformed e) {
            found = Optional.of("it has " + Words.line(e));
        }
        this.scope = read;
        this.fault = found;
        this.alone = EvidenceStore.builder().list(list, evidence.origin()).build();
        this.words = "the " + (isDelta() ? "delta list" : "list") + " of " + Words.date(thisUpdate());
    }

    private static Optional<String> fault(CertificateRevocationList list, ListScope scope) {
        if (!UNDERSTOOD.containsAll(list.criticalExtensions())) {
            return Optional.of("it has critical extensions that are not understood");
        }
        if (list.unknownCriticalExtensionInEntry().isPresent()) {
            return Optional.of("entries in it have the critical extension "
                    + list.unknownCriticalExtensionInEntry().get() + ", which is not understood");
        }
        if (list.namesOtherIssuers() && !scope.indirect()) {
            return Optional.of("entries in it speak for another issuer, which it may not");
        }
        return list.baseNumber().isPresent() && list.number().isEmpty()
                ? Optional.of("it is a delta list without a number")
                : Optional.empty();
    }

    Evidence<CertificateRevocationList> evidence() {
        return evidence;
    }

    /** Whether a stranger brought it, who could as well have left it at home. */
    boolean brought() {
        return brought;
    }

    CertificateRevocationList list() {
        return evidence.content();
    }

    X500Principal issuer() {
        return list().issuer();
    }

    Instant thisUpdate() {
        return list().thisUpdate();
    }

    boolean isDelta() {
        return list().baseNumber().isPresent();
    }

    /** Why nothing it says may be used. */
    Optional<String> fault() {
        return fault;
    }

    /** What it speaks for; to be asked only of a list without a fault. */
    ListScope scope() {
        return scope.orElseThrow();
    }

    /** Whether its key identifier, if it has one, is the certificate's; read once for whoever mostly signs it. */
    boolean mayBeSignedBy(X509Certificate candidate) {
        if (candidate.equals(maySign)) {
            return true;
        }
        boolean agree = keyIdentifiersAgree(candidate);
        if (agree) {
            maySign = candidate;
        }
        return agree;
    }

    private boolean keyIdentifiersAgree(X509Certificate candidate) {
        Optional<byte[]> inList = list().extension(Extension.authorityKeyIdentifier.getId());
        byte[] inCandidate = candidate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
        if (inList.isEmpty() || inCandidate == null) {
            return true; // Nothing to compare; the signature decides.
        }
        try {
            byte[] named = AuthorityKeyIdentifier.getInstance(inList.get()).getKeyIdentifierOctets();
            byte[] own = SubjectKeyIdentifier.getInstance(
                            ASN1OctetString.getInstance(inCandidate).getOctets())
                    .getKeyIdentifier();
            return named == null || Arrays.equals(named, own);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            return false; // An identifier that cannot be read does not agree.
        }
    }

    Optional<String> signatureFault(PublicKey key, EvidenceSignature.Asked asked) {
        return signature.fault(key, asked.since(thisUpdate()));
    }

    /** Whether this delta list and that one together say what a complete one of this date would, RFC 5280 5.2.4. */
    boolean continues(KnownList other) {
        Optional<BigInteger> base = list().baseNumber();
        Optional<BigInteger> number = other.list().number();
        return base.isPresent()
                && number.isPresent()
                && number.get().compareTo(base.get()) >= 0
                && number.get().compareTo(list().number().orElseThrow()) <= 0
                && !thisUpdate().isBefore(other.thisUpdate())
                && issuer().equals(other.issuer())
                && scope().equals(other.scope());
    }

    /** Why its silence does not say that the certificate was good at {@code at}; empty when it does. */
    Optional<String> staleness(X509Certificate certificate, Instant at) {
        Instant expiry = certificate.getNotAfter().toInstant();
        if (!thisUpdate().isBefore(at)) {
            boolean dropped = thisUpdate().isAfter(expiry) && !keepsCertificatesExpiredAt(expiry);
            return dropped
                    ? Optional.of("it was issued after the certificate expired, and may no longer name it")
                    : Optional.empty();
        }
        Optional<Instant> next = list().nextUpdate();
        if (next.isEmpty()) {
            return Optional.of("it does not say until when it speaks");
        }
        return at.isAfter(next.get())
                ? Optional.of("it speaks only until " + Words.date(next.get()))
                : Optional.empty();
    }

    private boolean keepsCertificatesExpiredAt(Instant expiry) {
        Optional<byte[]> since = list().extension(EXPIRED_CERTIFICATES);
        if (since.isEmpty() || Der.fault(since.get()).isPresent() || !DerTime.is(since.get(), 0, since.get().length)) {
            return false;
        }
        try {
            return !DerTime.read(since.get(), 0).isAfter(expiry);
        } catch (Malformed e) {
            return false; // A promise that cannot be read is none.
        }
    }

    /** How a finding names it. */
    String inWords() {
        return words;
    }

    /** It and nothing else, as evidence. */
    EvidenceStore alone() {
        return alone;
    }
}
