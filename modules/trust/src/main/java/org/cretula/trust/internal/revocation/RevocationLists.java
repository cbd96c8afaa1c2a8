package org.cretula.trust.internal.revocation;

import java.io.IOException;
import java.security.cert.CRLReason;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.RevocationFact.Status;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;

/**
 * Asks every list given about a certificate.
 *
 * <p>Strategy: a list is used only if its issuer's key signed it and its scope is the whole of its issuer's
 * certificates. Any such list that names the certificate as revoked by then decides, an old one too, since a
 * revocation is not taken back, and one entry of several for the same certificate; a hold is, so there only a list that speaks for the instant counts. Silence means good
 * only in a list that speaks for the instant. Everything else is unknown.
 */
public final class RevocationLists {

    private static final String INVALIDITY_DATE = "2.5.29.24";

    private final List<RevocationList> lists;

    public RevocationLists(Collection<X509CRL> crls, CertificateSignatures signatures) {
        this.lists = crls.stream()
                .map(crl -> new RevocationList(crl, signatures))
                .sorted(Comparator.comparing(RevocationList::thisUpdate).reversed())
                .toList();
    }

    public RevocationAssessment assess(
            X509Certificate certificate, X509Certificate issuer, boolean holder, Instant at) {
        List<String> unusable = new ArrayList<>();
        Optional<RevocationList> good = Optional.empty();
        Optional<X509CRLEntry> later = Optional.empty();
        for (RevocationList list : lists) {
            if (!list.isNamedFor(issuer)) {
                continue;
            }
            Optional<String> fault = list.fault(issuer);
            Optional<String> staleness = list.freshnessFault(certificate, at);
            if (fault.isEmpty()) {
                for (X509CRLEntry entry : list.entries(certificate)) {
                    if (revoked(entry, at) && (staleness.isEmpty() || !hold(entry))) {
                        RevocationFact fact = new RevocationFact(
                                certificate, Status.REVOKED, Optional.of(list.list()), Optional.of(date(entry)));
                        return new RevocationAssessment(fact, issuer, holder, at, Optional.of(entry), unusable);
                    }
                    later = later.isEmpty() ? Optional.of(entry) : later;
                }
                if (staleness.isEmpty() && good.isEmpty()) {
                    good = Optional.of(list);
                }
            }
            fault.or(() -> staleness)
                    .ifPresent(why -> unusable.add("the list of " + Words.date(list.thisUpdate()) + ": " + why));
        }
        RevocationFact fact = new RevocationFact(
                certificate,
                good.isPresent() ? Status.GOOD : Status.UNKNOWN,
                good.map(RevocationList::list),
                later.map(RevocationLists::date));
        return new RevocationAssessment(fact, issuer, holder, at, later, unusable);
    }

    private static boolean revoked(X509CRLEntry entry, Instant at) {
        // A key compromised since an earlier date was no proof of its holder's will since then (attack C03).
        Instant from = invalidSince(entry).filter(date(entry)::isAfter).orElse(date(entry));
        return entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL && !from.isAfter(at);
    }

    private static boolean hold(X509CRLEntry entry) {
        return entry.getRevocationReason() == CRLReason.CERTIFICATE_HOLD;
    }

    public static Instant date(X509CRLEntry entry) {
        return entry.getRevocationDate().toInstant();
    }

    /** The date since which the issuer knows or suspects that the key was compromised, RFC 5280 5.3.2. */
    public static Optional<Instant> invalidSince(X509CRLEntry entry) {
        byte[] value = entry.getExtensionValue(INVALIDITY_DATE);
        if (value == null) {
            return Optional.empty();
        }
        try {
            byte[] octets = ASN1OctetString.getInstance(value).getOctets();
            return Optional.of(ASN1GeneralizedTime.getInstance(ASN1Primitive.fromByteArray(octets))
                    .getDate()
                    .toInstant());
        } catch (IOException | java.text.ParseException | IllegalArgumentException e) {
            // It cannot be read, and it can only be earlier than the revocation: take the worst.
            return Optional.of(Instant.MIN);
        }
    }
}
