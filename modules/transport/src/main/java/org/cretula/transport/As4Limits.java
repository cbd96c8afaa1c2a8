package org.cretula.transport;

/**
 * How much of a message is taken before it is refused; each limit holds before memory is taken for the excess.
 *
 * @param messageBytes size of the whole HTTP body
 * @param envelopeBytes size of the SOAP envelope
 * @param parts attachments in one message; at most 28, since a signature with more than 30 references is refused by the
 *     XML signature library
 * @param partHeaders header lines of one MIME part
 * @param headerLength characters of one MIME header line
 * @param payloadBytes size of all payloads of a message together, after decompression
 * @param gzipRatio how many times larger a payload may be than its compressed form, once it exceeds 1 MiB
 */
public record As4Limits(
        int messageBytes,
        int envelopeBytes,
        int parts,
        int partHeaders,
        int headerLength,
        int payloadBytes,
        int gzipRatio) {

    /** 32 MiB on the wire, envelope of 512 KiB, 20 parts, 100 MiB of payloads, compressed at most 200 times. */
    public static final As4Limits DEFAULT = new As4Limits(32 << 20, 512 << 10, 20, 12, 300, 100 << 20, 200);

    public As4Limits {
        if (Math.min(Math.min(messageBytes, envelopeBytes), Math.min(partHeaders, headerLength)) < 1
                || Math.min(payloadBytes, gzipRatio) < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
        if (parts < 1 || parts > 28) {
            throw new IllegalArgumentException("expected 1 to 28 parts, got " + parts);
        }
    }

    /** With this size of the whole HTTP body. */
    public As4Limits messageBytes(int bytes) {
        return new As4Limits(bytes, envelopeBytes, parts, partHeaders, headerLength, payloadBytes, gzipRatio);
    }

    /** With this number of attachments. */
    public As4Limits parts(int count) {
        return new As4Limits(messageBytes, envelopeBytes, count, partHeaders, headerLength, payloadBytes, gzipRatio);
    }

    /** With this size of all payloads together after decompression. */
    public As4Limits payloadBytes(int bytes) {
        return new As4Limits(messageBytes, envelopeBytes, parts, partHeaders, headerLength, bytes, gzipRatio);
    }
}
