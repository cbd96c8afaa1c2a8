package org.cretula.signing.asic;

/**
 * How much of a container is taken out before it is refused; all are checked before memory is taken for the excess.
 *
 * @param entries files in it
 * @param bytes of all of them together, taken out
 * @param ratio how many times as long a file of more than 1 MiB may be as what it was compressed to
 */
public record AsicLimits(int entries, int bytes, int ratio) {

    /** 1,000 files, 200 MiB, ratio 100. */
    public static final AsicLimits USUAL = new AsicLimits(1_000, 200 << 20, 100);

    public AsicLimits {
        if (entries < 1 || bytes < 1 || ratio < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }
}
