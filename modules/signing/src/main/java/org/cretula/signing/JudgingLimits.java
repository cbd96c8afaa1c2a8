package org.cretula.signing;

import org.cretula.xml.XmlLimits;

/**
 * How much of somebody's document is judged; what is beyond is reported as not examined, and nothing is valid then.
 *
 * @param document how large it may be
 * @param signatures that are judged, counter-signatures not counted
 * @param references of one signature
 * @param transforms of one reference
 * @param manifestEntries references of one manifest
 * @param digestedBytes all that is written to be digested, over all references and time-stamps
 */
public record JudgingLimits(
        XmlLimits document, int signatures, int references, int transforms, int manifestEntries, long digestedBytes) {

    /** 10 MiB, 10 signatures, 30 references of 5 transforms, 1,000 entries, 1 GiB digested. */
    public static final JudgingLimits USUAL = new JudgingLimits(XmlLimits.CERTIFICATE, 10, 30, 5, 1_000, 1L << 30);

    public JudgingLimits {
        if (signatures < 1 || references < 1 || transforms < 0 || manifestEntries < 1 || digestedBytes < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }

    /** The same, for documents of this size. */
    public JudgingLimits of(XmlLimits size) {
        return new JudgingLimits(size, signatures, references, transforms, manifestEntries, digestedBytes);
    }
}
