package org.cretula.trust;

import java.time.Duration;

/**
 * How far an {@link EvidenceCollector} goes before it gives up.
 *
 * @param requests the most requests in all
 * @param smallBytes the longest answer with certificates or an OCSP answer
 * @param listBytes the longest revocation list
 * @param totalBytes the most bytes of all answers together
 * @param each the longest time for one request
 * @param total the time after which no further request begins
 * @param depth the most certificates between the holder and an anchor
 */
public record CollectionLimits(
        int requests, int smallBytes, int listBytes, long totalBytes, Duration each, Duration total, int depth) {

    /**
     * Enough for every honest issuer: 60 requests, 256 KiB each or 64 MiB for a list, 64 MiB together, 20 s each, 2
     * minutes in all, depth 8.
     */
    public static final CollectionLimits USUAL = new CollectionLimits(
            60,
            256 * 1024,
            StrictCertificates.MAX_CRL_BYTES,
            64L << 20,
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            8);

    public CollectionLimits {
        if (requests < 0
                || smallBytes < 0
                || listBytes < 0
                || totalBytes < 0
                || depth < 0
                || each.isNegative()
                || total.isNegative()) {
            throw new IllegalArgumentException("limits are not negative");
        }
    }
}
