package org.cretula.gateway;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code gateway.yaml} as it is written: anything may be missing. */
record GatewayFile(
        @Nullable PartyEntry party,
        @Nullable String keystore,
        @Nullable String alias,
        @Nullable String password,
        @Nullable String passwordFile,
        @Nullable String listen,
        @Nullable String admin,
        @Nullable String store,
        @Nullable List<PartnerEntry> partners) {

    record PartyEntry(@Nullable String id, @Nullable String type) {}

    record PartnerEntry(
            @Nullable String name,
            @Nullable PartyEntry party,
            @Nullable String endpoint,
            @Nullable String certificate,
            @Nullable String agreement,
            @Nullable String service,
            @Nullable String action) {}
}
