package org.cretula.trust.internal.revocation;

import java.security.PublicKey;
import org.cretula.trust.internal.path.KeyCost;

/**
 * What one examination may spend on signatures of lists and answers, in units of {@link KeyCost}.
 *
 * <p>Lists are long and whoever makes them chooses their number, so the bytes count too. A farm of lists ends in an open
 * answer after some seconds (attack C12).
 */
final class WorkBudget {

    private static final long MOST = 20_000;
    // One unit is 0.2 ms, in which some 50 kB are digested.
    private static final int BYTES_PER_UNIT = 50_000;

    private long left = MOST;
    private long refusals;

    /** Whether there is enough left for one more signature, which is then taken. */
    boolean take(PublicKey key, int bytes) {
        return take(1 + KeyCost.of(key) + bytes / BYTES_PER_UNIT);
    }

    /** Whether there is this much left, which is then taken. */
    boolean take(long price) {
        if (price > left) {
            refuse();
            return false;
        }
        left -= price;
        return true;
    }

    /** Remembers that something was not looked at, as there was too much of it. */
    void refuse() {
        refusals++;
    }

    /** How often something was not looked at. */
    long refusals() {
        return refusals;
    }
}
