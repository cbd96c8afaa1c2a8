package org.cretula.trust;

import java.time.Duration;

/**
 * How far an examination goes before it gives up and says so; whoever sends a document chooses the certificates in it.
 *
 * @param untrusted certificates that came along and are looked at
 * @param length certificates in a path, the anchor included
 * @param steps certificates tried as the next one, over all paths
 * @param work signatures verified, where one of RSA with 2048 bits counts 1 and one on a curve 10
 * @param candidates paths to an anchor that are handed to the engines
 * @param policyNodes nodes that a path's policy tree may have, counted before an engine builds it
 * @param nameComparisons names in a path times the name constraints above them
 * @param time from the question to the last path begun
 */
public record PathLimits(
        int untrusted,
        int length,
        int steps,
        long work,
        int candidates,
        int policyNodes,
        int nameComparisons,
        Duration time) {

    /** Far above what any honest chain needs. */
    public static final PathLimits USUAL =
            new PathLimits(64, 10, 1_000, 2_000, 32, 1_000, 100_000, Duration.ofSeconds(10));

    public PathLimits {
        if (untrusted < 0
                || length < 2
                || steps < 1
                || work < 1
                || candidates < 1
                || policyNodes < 1
                || nameComparisons < 1
                || time.isNegative()) {
            throw new IllegalArgumentException("expected limits that let a path of two certificates through");
        }
    }

    /** The same limits, with another time. */
    public PathLimits within(Duration other) {
        return new PathLimits(untrusted, length, steps, work, candidates, policyNodes, nameComparisons, other);
    }
}
