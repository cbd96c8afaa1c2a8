package org.cretula.transport.internal;

import java.util.Arrays;

/**
 * Checks the lengths of a DER encoding before any decoder allocates by them (attack S11): each is definite, minimal and
 * within its parent, nothing follows the outermost value, and nesting is bounded.
 *
 * <p>The subject key identifier is checked inside its octet string as well: decoders open it by the length it claims.
 */
final class StrictDer {

    private static final int MAX_DEPTH = 24;
    private static final byte[] SUBJECT_KEY_IDENTIFIER = {0x06, 0x03, 0x55, 0x1D, 0x0E};

    private StrictDer() {}

    /** Whether these bytes are one value and nothing else. */
    static boolean isOneValue(byte[] der, int maxBytes) {
        return der.length <= maxBytes && value(der, 0, der.length, 0) == der.length && keyIdentifiersHoldUp(der);
    }

    /** The last value inside a sequence that passed the check: the holder's certificate of a PkiPath. */
    static byte[] lastElement(byte[] sequence) {
        int at = content(sequence, 0);
        int last = at;
        while (at >= 0 && at < sequence.length) {
            last = at;
            at = value(sequence, at, sequence.length, 0);
        }
        return Arrays.copyOfRange(sequence, last, sequence.length);
    }

    private static int content(byte[] der, int at) {
        int lengthByte = der[at + 1] & 0xFF;
        return at + 2 + (lengthByte < 0x80 ? 0 : lengthByte & 0x7F);
    }

    /** The end of the value that starts at {@code at}, or -1. */
    private static int value(byte[] der, int at, int limit, int depth) {
        if (depth > MAX_DEPTH || limit - at < 2 || (der[at] & 0x1F) == 0x1F) {
            return -1;
        }
        int lengthByte = der[at + 1] & 0xFF;
        int content = at + 2;
        long length = lengthByte;
        if (lengthByte >= 0x80) {
            int octets = lengthByte & 0x7F;
            if (octets == 0 || octets > 3 || content + octets > limit || der[content] == 0) {
                return -1;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = length << 8 | (der[content + i] & 0xFF);
            }
            if (length < 0x80) {
                return -1;
            }
            content += octets;
        }
        if (length > limit - content) {
            return -1;
        }
        int end = (int) (content + length);
        boolean constructed = (der[at] & 0x20) != 0;
        return constructed && !values(der, content, end, depth + 1) ? -1 : end;
    }

    private static boolean values(byte[] der, int from, int end, int depth) {
        int at = from;
        while (at < end) {
            at = value(der, at, end, depth);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean keyIdentifiersHoldUp(byte[] der) {
        for (int i = 0; i + SUBJECT_KEY_IDENTIFIER.length + 2 < der.length; i++) {
            if (matches(der, i)) {
                int at = i + SUBJECT_KEY_IDENTIFIER.length;
                // An optional BOOLEAN 'critical' of three bytes stands between name and value.
                at += der[at] == 0x01 ? 3 : 0;
                if (at + 4 > der.length || der[at] != 0x04) {
                    return false;
                }
                int outer = der[at + 1] & 0xFF;
                if (outer > 0x7F
                        || at + 2 + outer > der.length
                        || value(der, at + 2, at + 2 + outer, 0) != at + 2 + outer) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean matches(byte[] der, int at) {
        for (int i = 0; i < SUBJECT_KEY_IDENTIFIER.length; i++) {
            if (der[at + i] != SUBJECT_KEY_IDENTIFIER[i]) {
                return false;
            }
        }
        return true;
    }
}
