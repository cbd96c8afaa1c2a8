package org.cretula.transport.internal;

import java.nio.charset.StandardCharsets;

/** Content-IDs and {@code cid:} URIs (RFC 2392): the same name, but percent-encoded in the URI by some senders. */
final class Cid {

    // Longer than any real one, and short enough for patterns that recurse.
    private static final int LONGEST = 1000;

    private Cid() {}

    /** With percent-encoded octets decoded once; anything malformed stands as it is, and then matches nothing. */
    static String decoded(String text) {
        if (text.indexOf('%') < 0 || text.length() > LONGEST || !text.matches("(?:[^%]|%[0-9A-Fa-f]{2})*")) {
            return text;
        }
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%') {
                out[n++] = (byte) Integer.parseInt(new String(in, i + 1, 2, StandardCharsets.US_ASCII), 16);
                i += 2;
            } else {
                out[n++] = in[i];
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    /** The Content-ID that a {@code cid:} URI names. */
    static String ofUri(String uri) {
        return decoded(uri.substring("cid:".length()));
    }

    static boolean isCidUri(String uri) {
        return uri.length() <= LONGEST && uri.matches("cid:(?:[\\x21-\\x24\\x26-\\x7e]|%[0-9A-Fa-f]{2})+");
    }
}
