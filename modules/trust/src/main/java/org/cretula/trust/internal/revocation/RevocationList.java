package org.cretula.trust.internal.revocation;

import java.math.BigInteger;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;
import org.jspecify.annotations.Nullable;

/**
 * A list as it was given, and why it may not be used.
 *
 * <p>RFC 5280 6.3.3 lets a list of narrower scope speak for its part; until that is done in full, such a list is left
 * aside, which leaves the status unknown rather than good (attack C08).
 */
public final class RevocationList {

    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";
    private static final String SUBJECT_KEY_IDENTIFIER = "2.5.29.14";
    private static final String DELTA = "2.5.29.27";
    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";
    // authorityKeyIdentifier, cRLNumber
    private static final Set<String> UNDERSTOOD = Set.of(AUTHORITY_KEY_IDENTIFIER, "2.5.29.20");
    // reasonCode, invalidityDate
    private static final Set<String> UNDERSTOOD_IN_ENTRIES = Set.of("2.5.29.21", "2.5.29.24");
    private static final int CRL_SIGN = 6;

    private final X509CRL list;
    private final CertificateSignatures signatures;
    private final Optional<String> scopeFault;
    private final Map<BigInteger, List<X509CRLEntry>> repeated;
    // The signature over a long list is costly, and bulk examinations ask again and again.
    private final Map<X509Certificate, Optional<String>> issuerFaults = new ConcurrentHashMap<>();

    public RevocationList(X509CRL list, CertificateSignatures signatures) {
        this.list = list;
        this.signatures = signatures;
        this.scopeFault = scopeFault(list);
        this.repeated = repeated(list);
    }

    public X509CRL list() {
        return list;
    }

    public Instant thisUpdate() {
        return list.getThisUpdate().toInstant();
    }

    public boolean isNamedFor(X509Certificate issuer) {
        return list.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
    }

    /** Why the list says nothing about this issuer's certificates, whatever the time; empty when it may. */
    public Optional<String> fault(X509Certificate issuer) {
        return scopeFault.isPresent() ? scopeFault : issuerFaults.computeIfAbsent(issuer, this::issuerFault);
    }

    /** Why the list does not say that the certificate was good at {@code at}; empty when its silence does. */
    public Optional<String> freshnessFault(X509Certificate certificate, Instant at) {
        Instant expiry = certificate.getNotAfter().toInstant();
        if (!thisUpdate().isBefore(at)) {
            return thisUpdate().isAfter(expiry)
                    ? Optional.of("it was issued after the certificate expired, and may no longer name it")
                    : Optional.empty();
        }
        if (list.getNextUpdate() == null) {
            return Optional.of("it does not say until when it speaks");
        }
        return at.isAfter(list.getNextUpdate().toInstant())
                ? Optional.of("it speaks only until " + Words.date(list.getNextUpdate()))
                : Optional.empty();
    }

    /** What it says of a certificate; more than one entry where its issuer named it more than once. */
    public List<X509CRLEntry> entries(X509Certificate certificate) {
        X509CRLEntry last = list.getRevokedCertificate(certificate.getSerialNumber());
        if (last == null) {
            return List.of();
        }
        return repeated.getOrDefault(certificate.getSerialNumber(), List.of(last));
    }

    /** The entries of serial numbers that occur more than once, of which the JDK's look-up gives the last only. */
    private static Map<BigInteger, List<X509CRLEntry>> repeated(X509CRL list) {
        Map<BigInteger, List<X509CRLEntry>> repeated = new HashMap<>();
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        if (entries == null || entries.isEmpty()) {
            return repeated;
        }
        Map<BigInteger, X509CRLEntry> first = new HashMap<>();
        for (X509CRLEntry entry : entries) {
            X509CRLEntry before = first.putIfAbsent(entry.getSerialNumber(), entry);
            if (before != null) {
                repeated.computeIfAbsent(entry.getSerialNumber(), s -> new ArrayList<>(List.of(before)))
                        .add(entry);
            }
        }
        return repeated;
    }

    private Optional<String> issuerFault(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return Optional.of("its issuer's key usage lacks cRLSign");
        }
        if (!keyIdentifiersAgree(issuer)) {
            return Optional.of("it names another key of its issuer");
        }
        return signatures.signed(list, issuer)
                ? Optional.empty()
                : Optional.of("its signature was not made with its issuer's key");
    }

    private boolean keyIdentifiersAgree(X509Certificate issuer) {
        byte[] inList = list.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        byte[] inIssuer = issuer.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        if (inList == null || inIssuer == null) {
            return true; // Nothing to compare; the signature decides.
        }
        try {
            byte[] named = AuthorityKeyIdentifier.getInstance(
                            ASN1OctetString.getInstance(inList).getOctets())
                    .getKeyIdentifierOctets();
            byte[] own = SubjectKeyIdentifier.getInstance(
                            ASN1OctetString.getInstance(inIssuer).getOctets())
                    .getKeyIdentifier();
            return named == null || Arrays.equals(named, own);
        } catch (IllegalArgumentException e) {
            return false; // An identifier that cannot be read does not agree.
        }
    }

    private static Optional<String> scopeFault(X509CRL list) {
        Set<String> all = new TreeSet<>(oids(list.getCriticalExtensionOIDs()));
        Set<String> critical = Set.copyOf(all);
        all.addAll(oids(list.getNonCriticalExtensionOIDs()));
        if (all.contains(DELTA)) {
            return Optional.of("it is a delta list, which is not read");
        }
        if (all.contains(ISSUING_DISTRIBUTION_POINT)) {
            return Optional.of("it speaks for a part of its issuer's certificates only, and such lists are not read");
        }
        if (!UNDERSTOOD.containsAll(critical)) {
            return Optional.of("it has critical extensions that are not understood");
        }
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        boolean unknown = entries != null
                && entries.stream()
                        .anyMatch(e -> !UNDERSTOOD_IN_ENTRIES.containsAll(oids(e.getCriticalExtensionOIDs()))
                                || e.getCertificateIssuer() != null);
        return unknown
                ? Optional.of(
                        "entries in it have critical extensions that are not understood, or speak for another issuer")
                : Optional.empty();
    }

    private static Set<String> oids(@Nullable Set<String> oids) {
        return oids == null ? Set.of() : oids;
    }
}
