package org.cretula.trust;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.cretula.trust.internal.encoding.Digests;
import org.cretula.trust.internal.encoding.Words;

/**
 * All that an examination may believe or use: anchors by purpose, and evidence. Nothing else is
 * trusted, neither the JVM's own anchors nor what a document brings along.
 *
 * <p>Immutable; may be shared by threads.
 */
public final class TrustMaterial {

    /** The organisation in the subject of every root of the example PKI. */
    public static final String EXAMPLE_ORGANISATION = "Cretula Example - do not trust";

    private final ExampleTrust exampleTrust;
    private final Map<Purpose, List<Anchor>> anchors;
    private final EvidenceStore evidence;
    private final List<X509Certificate> intermediates;
    private final List<CertificateRevocationList> crls;
    private final List<X509Certificate> refusedExampleRoots;
    private final List<String> notes;
    private final String fingerprint;

    private TrustMaterial(Builder builder) {
        this.exampleTrust = builder.exampleTrust;
        Map<Purpose, List<Anchor>> byPurpose = new EnumMap<>(Purpose.class);
        builder.anchors.forEach((purpose, limits) -> byPurpose.put(
                purpose,
                limits.entrySet().stream()
                        .map(e -> new Anchor(e.getKey(), e.getValue()))
                        .toList()));
        this.anchors = byPurpose;
        this.evidence = builder.evidence.build();
        this.intermediates =
                evidence.certificates().stream().map(Evidence::content).toList();
        this.crls = evidence.lists().stream().map(Evidence::content).toList();
        this.refusedExampleRoots = List.copyOf(builder.refusedExampleRoots);
        this.notes = List.copyOf(builder.notes);
        this.fingerprint = fingerprintOf();
    }

    /** A builder that admits or refuses example roots. */
    public static Builder of(ExampleTrust exampleTrust) {
        return new Builder(exampleTrust);
    }

    /** Whether example roots count as anchors. */
    public ExampleTrust exampleTrust() {
        return exampleTrust;
    }

    /** The certificates of a purpose's anchors, in the order in which they were given. */
    public List<X509Certificate> anchors(Purpose purpose) {
        return trusted(purpose).stream().map(Anchor::certificate).toList();
    }

    /** The anchors of a purpose and how far each is trusted, in the order in which they were given. */
    public List<Anchor> trusted(Purpose purpose) {
        return anchors.getOrDefault(purpose, List.of());
    }

    /** Certificates, lists and answers that may be used but are not trusted by being here, each with its origin. */
    public EvidenceStore evidence() {
        return evidence;
    }

    /** Certificates that may stand between a holder and an anchor; they are not trusted by being here. */
    public List<X509Certificate> intermediates() {
        return intermediates;
    }

    /** Revocation lists, not yet verified. */
    public List<CertificateRevocationList> crls() {
        return crls;
    }

    /** Example roots that were kept out of the anchors. */
    public List<X509Certificate> refusedExampleRoots() {
        return refusedExampleRoots;
    }

    /** What was left aside and why, one sentence each. */
    public List<String> notes() {
        return notes;
    }

    /**
     * SHA-256, in lower-case hexadecimal, over the sorted lines {@code role digest}: equal exactly when the same
     * certificates, lists and answers were given for the same roles, with the same limits on anchors, in whatever order
     * and files.
     */
    public String fingerprint() {
        return fingerprint;
    }

    /** This material with more evidence; what is trusted stays as it is. */
    public TrustMaterial plus(EvidenceStore more) {
        Builder builder = of(exampleTrust).evidence(evidence).evidence(more);
        anchors.forEach((purpose, list) -> list.forEach(anchor -> builder.anchor(purpose, anchor)));
        builder.refusedExampleRoots.addAll(refusedExampleRoots);
        builder.notes.addAll(notes);
        return builder.build();
    }

    /** Whether this certificate names itself a root of the example PKI. */
    public static boolean isExampleRoot(X509Certificate certificate) {
        X500Name subject =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN rdn : subject.getRDNs(BCStyle.O)) {
            for (var attribute : rdn.getTypesAndValues()) {
                if (isExampleOrganisation(attribute.getValue())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isExampleOrganisation(ASN1Encodable value) {
        try {
            String text = IETFUtils.valueToString(value).strip().toLowerCase(Locale.ROOT);
            return text.equals(EXAMPLE_ORGANISATION.toLowerCase(Locale.ROOT));
        } catch (RuntimeException e) {
            // Bouncy Castle reports text that is no UTF-8 so; such text is no name of ours.
            return false;
        }
    }

    private String fingerprintOf() {
        Set<String> lines = new TreeSet<>();
        anchors.forEach((purpose, list) -> list.forEach(a -> lines.add("anchor-" + purpose.folder() + " "
                + Digests.sha256(a.certificate())
                + (a.limits().equals(AnchorLimits.NONE) ? "" : " " + a.limits().canonical()))));
        evidence.certificates().forEach(e -> lines.add("intermediate " + e.sha256()));
        refusedExampleRoots.forEach(c -> lines.add("refused-example-root " + Digests.sha256(c)));
        evidence.lists().forEach(e -> lines.add("crl " + e.sha256()));
        evidence.answers().forEach(e -> lines.add("ocsp " + e.sha256()));
        return Digests.sha256(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Gathers trust material; each certificate and list counts once. */
    public static final class Builder {
        private final ExampleTrust exampleTrust;
        private final Map<Purpose, Map<X509Certificate, AnchorLimits>> anchors = new EnumMap<>(Purpose.class);
        private final EvidenceStore.Builder evidence = EvidenceStore.builder();
        private final Set<X509Certificate> refusedExampleRoots = new LinkedHashSet<>();
        private final Set<String> notes = new LinkedHashSet<>();

        private Builder(ExampleTrust exampleTrust) {
            this.exampleTrust = exampleTrust;
        }

        /** Trusts a certificate for a purpose, unless it is an example root and those are refused. */
        public Builder anchor(Purpose purpose, X509Certificate certificate) {
            return anchor(purpose, new Anchor(certificate));
        }

        /**
         * Trusts a certificate for a purpose as far as told, unless it is an example root and those are refused.
         *
         * @throws IllegalArgumentException when it was already trusted for that purpose with other limits
         */
        public Builder anchor(Purpose purpose, Anchor anchor) {
            X509Certificate certificate = anchor.certificate();
            if (exampleTrust == ExampleTrust.REFUSED && isExampleRoot(certificate)) {
                refusedExampleRoots.add(certificate);
                return this;
            }
            AnchorLimits before = anchors.computeIfAbsent(purpose, p -> new LinkedHashMap<>())
                    .putIfAbsent(certificate, anchor.limits());
            if (before != null && !before.equals(anchor.limits())) {
                throw new IllegalArgumentException("expected one set of limits for the anchor "
                        + Words.name(certificate) + " in " + purpose.folder() + ", found two that differ");
            }
            return this;
        }

        /** Adds a certificate that may stand between a holder and an anchor. */
        public Builder intermediate(X509Certificate certificate) {
            evidence.certificate(certificate, Origin.caller());
            return this;
        }

        /** Adds certificates that may stand between a holder and an anchor. */
        public Builder intermediates(Collection<X509Certificate> certificates) {
            certificates.forEach(this::intermediate);
            return this;
        }

        /** Adds a revocation list. */
        public Builder crl(CertificateRevocationList crl) {
            evidence.list(crl, Origin.caller());
            return this;
        }

        /** Adds an OCSP answer. */
        public Builder answer(OcspAnswer answer) {
            evidence.answer(answer, Origin.caller());
            return this;
        }

        /** Adds certificates, lists and answers with the origins that they have. */
        public Builder evidence(EvidenceStore store) {
            evidence.all(store);
            return this;
        }

        /** Adds a remark for the reports. */
        public Builder note(String note) {
            notes.add(note);
            return this;
        }

        /** The material gathered so far. */
        public TrustMaterial build() {
            return new TrustMaterial(this);
        }
    }
}
