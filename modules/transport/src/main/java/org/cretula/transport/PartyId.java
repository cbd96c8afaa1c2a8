package org.cretula.transport;

import java.util.Optional;

/**
 * A party as partners know it, such as an EORI number with the URN of its scheme.
 *
 * @param id the identifier, not blank
 * @param type the scheme of the identifier; empty when the identifier is a URI that needs none
 */
public record PartyId(String id, Optional<String> type) {

    public PartyId {
        if (id.isBlank() || type.filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException("expected a party identifier that is not blank, got '" + id + "'");
        }
    }

    /** A party whose identifier has a scheme. */
    public static PartyId of(String id, String type) {
        return new PartyId(id, Optional.of(type));
    }

    /** A party whose identifier needs no scheme. */
    public static PartyId of(String id) {
        return new PartyId(id, Optional.empty());
    }
}
