package org.cretula.trust.internal.path;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import org.cretula.trust.PathLimits;

/** What one examination may still spend, and which limits it met. */
public final class Budget {

    private final PathLimits limits;
    private final LongSupplier nanoTime;
    private final long start;
    private final Set<String> met = new LinkedHashSet<>();
    private int steps;
    private long work;
    private long meetings;

    /**
     * A full budget.
     *
     * @param nanoTime a clock that only goes forward, in nanoseconds
     */
    public Budget(PathLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    public PathLimits limits() {
        return limits;
    }

    /** Which limits ended something, in words; empty when the examination was complete. */
    public Set<String> met() {
        return met;
    }

    /** How often a limit was met, the same one counted again; who compares two counts knows of what lies between. */
    public long meetings() {
        return meetings;
    }

    /** Whether the time is over. */
    public boolean late() {
        return meets(
                nanoTime.getAsLong() - start > limits.time().toNanos(),
                limits.time().toSeconds() + " seconds");
    }

    /** Takes one step, if one is left. */
    public boolean step() {
        return !meets(++steps > limits.steps(), limits.steps() + " steps") && !late();
    }

    /** Takes the price of one verification, if that much is left. */
    public boolean pay(long price) {
        if (meets(work + price > limits.work(), "the price of " + limits.work() + " verifications")) {
            return false;
        }
        work += price;
        return true;
    }

    /** Remembers a limit if it was met. */
    public boolean meets(boolean condition, String limit) {
        if (condition) {
            meetings++;
            met.add(limit);
        }
        return condition;
    }
}
