package org.cretula.gateway;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code gateway.yaml} as it is written: anything may be missing.
 *
 * <p>Not records: what a record has no place for, Jackson reports only at its end, with the last line of the file.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class GatewayFile {

    @Nullable
    PartyEntry party;

    @Nullable
    String keystore;

    @Nullable
    String alias;

    @Nullable
    String password;

    @Nullable
    String passwordFile;

    @Nullable
    String listen;

    @Nullable
    String admin;

    @Nullable
    String store;

    @Nullable
    List<@Nullable PartnerEntry> partners;

    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class PartyEntry {
        @Nullable
        String id;

        @Nullable
        String type;
    }

    @JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
    static final class PartnerEntry {
        @Nullable
        String name;

        @Nullable
        PartyEntry party;

        @Nullable
        String endpoint;

        @Nullable
        String certificate;

        @Nullable
        String agreement;

        @Nullable
        String service;

        @Nullable
        String action;
    }
}
