package org.cretula.trust.internal.path;

import java.util.Optional;

/**
 * What the two engines said of one candidate.
 *
 * @param path the candidate
 * @param jdk the JDK's refusal; empty when it accepts
 * @param bouncyCastle Bouncy Castle's refusal; empty when it accepts
 */
public record PathAttempt(CandidatePath path, Optional<String> jdk, Optional<String> bouncyCastle) {

    public boolean accepted() {
        return jdk.isEmpty() && bouncyCastle.isEmpty();
    }

    public boolean disputed() {
        return jdk.isEmpty() != bouncyCastle.isEmpty();
    }
}
