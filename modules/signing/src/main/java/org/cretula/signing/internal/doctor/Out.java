package org.cretula.signing.internal.doctor;

import java.nio.charset.StandardCharsets;
import org.cretula.xml.ByteSink;

/** Gathers small pieces and counts them. */
final class Out {

    private final ByteSink sink;
    private final byte[] buffer = new byte[8_192];
    private int used;
    private long written;

    Out(ByteSink sink) {
        this.sink = sink;
    }

    void octet(int octet) {
        if (used == buffer.length) {
            flush();
        }
        buffer[used++] = (byte) octet;
    }

    void octets(byte[] bytes, int from, int to) {
        if (to - from > buffer.length - used) {
            flush();
            if (to - from > buffer.length) {
                sink.take(bytes, from, to - from);
                written += to - from;
                return;
            }
        }
        System.arraycopy(bytes, from, buffer, used, to - from);
        used += to - from;
    }

    void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        octets(bytes, 0, bytes.length);
    }

    void flush() {
        sink.take(buffer, 0, used);
        written += used;
        used = 0;
    }

    /** How much there was, as far as it was flushed. */
    long written() {
        return written;
    }
}
