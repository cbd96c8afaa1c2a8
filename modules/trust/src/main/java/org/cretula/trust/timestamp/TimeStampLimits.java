package org.cretula.trust.timestamp;

import java.time.Duration;

/**
 * How far a {@link TimeStampClient} goes before it gives up.
 *
 * @param answerBytes the longest answer to take
 * @param each the longest time for one request
 * @param rounds how often the authorities are asked all over while the network fails; what lies is not asked again
 * @param drift how far a token's time may be from the clock at hand, beyond its own accuracy
 */
public record TimeStampLimits(int answerBytes, Duration each, int rounds, Duration drift) {

    /** 256 KiB, 20 seconds, twice, 5 minutes. */
    public static final TimeStampLimits USUAL =
            new TimeStampLimits(TimeStampToken.MAX_BYTES, Duration.ofSeconds(20), 2, Duration.ofMinutes(5));

    public TimeStampLimits {
        if (answerBytes < 1 || rounds < 1 || each.isNegative() || drift.isNegative()) {
            throw new IllegalArgumentException("a time-stamp needs room, time and at least one round");
        }
    }
}
