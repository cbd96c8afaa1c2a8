package org.cretula.trust.timestamp;

import java.net.URI;
import java.util.Optional;

/**
 * Where time-stamps are asked for.
 *
 * @param address http or https
 * @param policy the object identifier of the policy to ask for; the authority's usual one when empty
 */
public record TimeStampAuthority(URI address, Optional<String> policy) {

    /** The authority at this address, under its usual policy. */
    public static TimeStampAuthority at(URI address) {
        return new TimeStampAuthority(address, Optional.empty());
    }
}
