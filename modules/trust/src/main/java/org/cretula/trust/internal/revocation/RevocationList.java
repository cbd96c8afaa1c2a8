package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.CertificateRevocationList.Entry;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;

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
    private static final int CRL_SIGN = 6;

    private final CertificateRevocationList list;
    private final CertificateSignatures signatures;
    private final Optional<String> scopeFault;
    // The signature over a long list is costly, and bulk examinations ask again and again.
    private final Map<X509Certificate, Optional<String>> issuerFaults = new ConcurrentHashMap<>();

    public RevocationList(CertificateRevocationList list, CertificateSignatures signatures) {
        this.list = list;
        this.signatures = signatures;
        this.scopeFault = scopeFault(list);
    }

    public CertificateRevocationList list() {
        return list;
    }

    public Instant thisUpdate() {
        return list.thisUpdate();
    }

    public boolean isNamedFor(X509Certificate issuer) {
        return list.issuer().equals(issuer.getSubjectX500Principal());
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
        if (list.nextUpdate().isEmpty()) {
            return Optional.of("it does not say until when it speaks");
        }
        return at.isAfter(list.nextUpdate().get())
                ? Optional.of(
                        "it speaks only until " + Words.date(list.nextUpdate().get()))
                : Optional.empty();
    }

    /** What it says of a certificate; more than one entry where its issuer named it more than once. */
    public List<Entry> entries(X509Certificate certificate) {
        return list.entries(certificate.getSerialNumber()).toList();
    }

    private Optional<String> issuerFault(X509Certificate issuer) {
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return Optional.of("its issuer's key usage lacks cRLSign");
        }
        if (!keyIdentifiersAgree(issuer)) {
            return Optional.of("it names another key of its issuer");
        }
        return signatures.verifies(
                        issuer.getPublicKey(), list.signatureAlgorithm(), list.signedContent(), list.signature())
                ? Optional.empty()
                : Optional.of("its signature was not made with its issuer's key");
    }

    private boolean keyIdentifiersAgree(X509Certificate issuer) {
        byte[] inList = list.extension(AUTHORITY_KEY_IDENTIFIER).orElse(null);
        byte[] inIssuer = issuer.getExtensionValue(SUBJECT_KEY_IDENTIFIER);
        if (inList == null || inIssuer == null) {
            return true; // Nothing to compare; the signature decides.
        }
        try {
            byte[] named = AuthorityKeyIdentifier.getInstance(inList).getKeyIdentifierOctets();
            byte[] own = SubjectKeyIdentifier.getInstance(
                            ASN1OctetString.getInstance(inIssuer).getOctets())
                    .getKeyIdentifier();
            return named == null || Arrays.equals(named, own);
        } catch (IllegalArgumentException e) {
            return false; // An identifier that cannot be read does not agree.
        }
    }

    private static Optional<String> scopeFault(CertificateRevocationList list) {
        if (list.extension(DELTA).isPresent()) {
            return Optional.of("it is a delta list, which is not read");
        }
        if (list.extension(ISSUING_DISTRIBUTION_POINT).isPresent()) {
            return Optional.of("it speaks for a part of its issuer's certificates only, and such lists are not read");
        }
        if (!UNDERSTOOD.containsAll(list.criticalExtensions())) {
            return Optional.of("it has critical extensions that are not understood");
        }
        boolean unknown = list.unknownCriticalExtensionInEntry().isPresent() || list.namesOtherIssuers();
        return unknown
                ? Optional.of(
                        "entries in it have critical extensions that are not understood, or speak for another issuer")
                : Optional.empty();
    }
}
