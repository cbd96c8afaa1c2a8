package org.cretula.trust.internal.path;

import java.util.Optional;
import java.util.Set;

/**
 * What one engine says of one candidate.
 *
 * @param refusal why it does not accept the path; empty when it does
 * @param policies the policies for which the path is valid, RFC 5280 6.1.6; empty when it refuses
 */
public record EngineAnswer(Optional<String> refusal, Set<String> policies) {

    static EngineAnswer refused(String why) {
        return new EngineAnswer(Optional.of(why), Set.of());
    }

    public boolean accepts() {
        return refusal.isEmpty();
    }
}
