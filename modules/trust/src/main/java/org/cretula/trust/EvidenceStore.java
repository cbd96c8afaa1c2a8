package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Certificates, revocation lists and OCSP answers that an examination may use; none is trusted by being here.
 *
 * <p>Each counts once, with the origin under which it came first. Immutable; may be shared by threads.
 */
public final class EvidenceStore {

    private static final EvidenceStore EMPTY = builder().build();

    private final List<Evidence<X509Certificate>> certificates;
    private final List<Evidence<CertificateRevocationList>> lists;
    private final List<Evidence<OcspAnswer>> answers;

    private EvidenceStore(Builder builder) {
        this.certificates = List.copyOf(builder.certificates.values());
        this.lists = List.copyOf(builder.lists.values());
        this.answers = List.copyOf(builder.answers.values());
    }

    /** A store with nothing in it. */
    public static EvidenceStore empty() {
        return EMPTY;
    }

    /** A store of certificates alone, all of one origin. */
    public static EvidenceStore ofCertificates(Collection<X509Certificate> certificates, Origin origin) {
        Builder builder = builder();
        certificates.forEach(c -> builder.certificate(c, origin));
        return builder.build();
    }

    /** A builder without anything. */
    public static Builder builder() {
        return new Builder();
    }

    /** The certificates, in the order in which they came. */
    public List<Evidence<X509Certificate>> certificates() {
        return certificates;
    }

    /** The revocation lists, in the order in which they came. */
    public List<Evidence<CertificateRevocationList>> lists() {
        return lists;
    }

    /** The OCSP answers, in the order in which they came. */
    public List<Evidence<OcspAnswer>> answers() {
        return answers;
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return certificates.isEmpty() && lists.isEmpty() && answers.isEmpty();
    }

    /** This and another store in one; this one's evidence comes first. */
    public EvidenceStore plus(EvidenceStore other) {
        return builder().all(this).all(other).build();
    }

    /** Two stores are equal when they hold the same evidence of the same origins in the same order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof EvidenceStore store
                && store.certificates.equals(certificates)
                && store.lists.equals(lists)
                && store.answers.equals(answers);
    }

    @Override
    public int hashCode() {
        return Objects.hash(certificates, lists, answers);
    }

    /** Gathers evidence. */
    public static final class Builder {
        private final Map<String, Evidence<X509Certificate>> certificates = new LinkedHashMap<>();
        private final Map<String, Evidence<CertificateRevocationList>> lists = new LinkedHashMap<>();
        private final Map<String, Evidence<OcspAnswer>> answers = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a certificate. */
        public Builder certificate(X509Certificate certificate, Origin origin) {
            Evidence<X509Certificate> evidence = Evidence.of(certificate, origin);
            certificates.putIfAbsent(evidence.sha256(), evidence);
            return this;
        }

        /** Adds a revocation list. */
        public Builder list(CertificateRevocationList list, Origin origin) {
            lists.putIfAbsent(list.sha256(), Evidence.of(list, origin));
            return this;
        }

        /** Adds an OCSP answer. */
        public Builder answer(OcspAnswer answer, Origin origin) {
            answers.putIfAbsent(answer.sha256(), Evidence.of(answer, origin));
            return this;
        }

        /** Adds all that another store has. */
        public Builder all(EvidenceStore store) {
            store.certificates.forEach(e -> certificates.putIfAbsent(e.sha256(), e));
            store.lists.forEach(e -> lists.putIfAbsent(e.sha256(), e));
            store.answers.forEach(e -> answers.putIfAbsent(e.sha256(), e));
            return this;
        }

        /** The store with what was gathered so far. */
        public EvidenceStore build() {
            return new EvidenceStore(this);
        }
    }
}
