package org.cretula.trust;

import java.util.Optional;

/**
 * What the two engines said of one candidate.
 *
 * @param path the candidate
 * @param jdk the JDK's refusal; empty when it accepts
 * @param bouncyCastle Bouncy Castle's refusal; empty when it accepts
 */
record PathAttempt(CandidatePath path, Optional<String> jdk, Optional<String> bouncyCastle) {

    boolean accepted() {
        return jdk.isEmpty() && bouncyCastle.isEmpty();
    }

    boolean disputed() {
        return jdk.isEmpty() != bouncyCastle.isEmpty();
    }
}
