package org.cretula.conformance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A plan as it is written; keys and their meaning are listed in {@code docs/conformance.md}. */
record PlanFile(
        @Nullable String title,
        @Nullable Examiner examiner,
        @Nullable Partner partner,
        @Nullable Exchange exchange,
        @Nullable String vectors) {

    record Party(@Nullable String id, @Nullable String type) {}

    record Examiner(
            @Nullable String name,
            @Nullable Party party,
            @Nullable String keystore,
            @Nullable String alias,
            @Nullable String password,
            @Nullable String passwordFile,
            @Nullable String listen) {}

    record Partner(
            @Nullable Party party,
            @Nullable String certificate,
            @Nullable String encryptionCertificate,
            @Nullable String node,
            @Nullable String endpoint,
            @Nullable String observe,
            @Nullable String trigger,
            @Nullable List<String> roles) {}

    record Exchange(
            @Nullable String agreement,
            @Nullable String service,
            @Nullable String serviceType,
            @Nullable String action,
            @Nullable String security) {}
}
