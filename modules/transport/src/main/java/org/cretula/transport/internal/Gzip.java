package org.cretula.transport.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.cretula.transport.As4Limits;
import org.jspecify.annotations.Nullable;

/**
 * Compression of payloads (AS4 Profile V1.0, 3.1).
 *
 * <p>Reading counts what it writes and stops at the limit (attack S08); it takes exactly one gzip member that ends with
 * the part (attack S09), where the JDK's stream goes on to further members and ignores what follows them.
 */
final class Gzip {

    private static final int FREE = 1 << 20;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private Gzip() {}

    static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    static byte[] expand(byte[] gzip, As4Limits limits) throws Refusal {
        int start = header(gzip);
        long cap = Math.min(limits.payloadBytes(), Math.max(FREE, (long) gzip.length * limits.gzipRatio()));
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(gzip, start, gzip.length - start);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CRC32 crc = new CRC32();
            byte[] buffer = new byte[16384];
            while (!inflater.finished()) {
                int n = inflater.inflate(buffer);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw damaged("expected a complete gzip stream, found its end too early", null);
                }
                if (out.size() + (long) n > cap) {
                    throw damaged("expected at most " + cap + " bytes after decompression, found more", null);
                }
                crc.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            int trailer = gzip.length - inflater.getRemaining();
            if (inflater.getRemaining() != 8
                    || little(gzip, trailer) != crc.getValue()
                    || little(gzip, trailer + 4) != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
                throw damaged("expected one gzip member with its check sum and nothing after it", null);
            }
            return out.toByteArray();
        } catch (DataFormatException e) {
            throw damaged("expected intact gzip data, found them damaged", e);
        } finally {
            inflater.end();
        }
    }

    // RFC 1952, 2.3: ten bytes, then what the flags announce.
    private static int header(byte[] gzip) throws Refusal {
        if (gzip.length < 18 || (gzip[0] & 0xFF) != 0x1F || (gzip[1] & 0xFF) != 0x8B || gzip[2] != 8) {
            throw damaged("expected gzip data, found something else", null);
        }
        int flags = gzip[3];
        int at = 10;
        if ((flags & EXTRA) != 0) {
            at += 2 + (gzip[at] & 0xFF) + ((gzip[at + 1] & 0xFF) << 8);
        }
        at = (flags & NAME) != 0 ? afterZero(gzip, at) : at;
        at = (flags & COMMENT) != 0 ? afterZero(gzip, at) : at;
        at += (flags & HEADER_CRC) != 0 ? 2 : 0;
        if (at > gzip.length - 8) {
            throw damaged("expected a complete gzip header, found its end too early", null);
        }
        return at;
    }

    private static int afterZero(byte[] gzip, int from) {
        int at = from;
        while (at < gzip.length && gzip[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static long little(byte[] b, int at) {
        return (b[at] & 0xFFL) | (b[at + 1] & 0xFFL) << 8 | (b[at + 2] & 0xFFL) << 16 | (b[at + 3] & 0xFFL) << 24;
    }

    private static Refusal damaged(String detail, @Nullable Throwable cause) {
        return cause == null
                ? new Refusal(EbmsCode.DECOMPRESSION_FAILURE, detail)
                : new Refusal(EbmsCode.DECOMPRESSION_FAILURE, detail, cause);
    }
}
