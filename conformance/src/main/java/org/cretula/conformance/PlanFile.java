package org.cretula.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is written; keys and their meaning are listed in {@code docs/conformance.md}.
 *
 * <p>Fields and not records: of a record Jackson reports an unknown key only at its end, and so with the wrong line.
 */
final class PlanFile {
    public @Nullable String title;
    public @Nullable Examiner examiner;
    public @Nullable Partner partner;
    public @Nullable Exchange exchange;
    public @Nullable String vectors;

    static final class Party {
        public @Nullable String id;
        public @Nullable String type;
    }

    static final class Examiner {
        public @Nullable String name;
        public @Nullable Party party;
        public @Nullable String keystore;
        public @Nullable String alias;
        public @Nullable String password;
        public @Nullable String passwordFile;
        public @Nullable String listen;
    }

    static final class Partner {
        public @Nullable Party party;
        public @Nullable String certificate;
        public @Nullable String encryptionCertificate;
        public @Nullable String node;
        public @Nullable String endpoint;
        public @Nullable String observe;
        public @Nullable String trigger;
        public @Nullable List<String> roles;
    }

    static final class Exchange {
        public @Nullable String agreement;
        public @Nullable String service;
        public @Nullable String serviceType;
        public @Nullable String action;
        public @Nullable String security;
    }
}
