package org.cretula.trust.internal.encoding;

import java.util.Optional;

/**
 * Walks over DER without building anything, so that size and depth are bounded before a parser takes memory.
 *
 * <p>It holds to the rules of X.690 clause 10 that lax parsers forgive: definite lengths in their shortest form, one
 * value and nothing behind it, strings in one piece (attack C14).
 */
public final class Der {

    private static final int DEEPEST = 32;
    private static final int CONSTRUCTED = 0x20;

    private final byte[] bytes;
    private int position;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What is wrong with these bytes as the encoding of one value, if anything. */
    public static Optional<String> fault(byte[] bytes) {
        Der der = new Der(bytes);
        Optional<String> fault = der.value(bytes.length, 0);
        if (fault.isEmpty() && der.position < bytes.length) {
            return Optional.of((bytes.length - der.position) + " bytes behind the end");
        }
        return fault;
    }

    private Optional<String> value(int end, int depth) {
        if (depth > DEEPEST) {
            return Optional.of("more than " + DEEPEST + " levels");
        }
        if (position >= end) {
            return at("an early end");
        }
        int tag = bytes[position++] & 0xff;
        if ((tag & 0x1f) == 0x1f) {
            return at("a tag above 30");
        }
        if (tag == 0) {
            return at("an end-of-contents mark");
        }
        boolean constructed = (tag & CONSTRUCTED) != 0;
        if ((tag & 0xc0) == 0 && constructed != isSequenceOrSet(tag & 0x1f)) {
            return at("a value in pieces");
        }
        int length = length(end);
        if (length < 0) {
            return at("a length that is indefinite, too long or not in its shortest form");
        }
        return constructed ? children(position + length, depth) : primitive(length);
    }

    private static boolean isSequenceOrSet(int number) {
        return number == 0x10 || number == 0x11;
    }

    private Optional<String> primitive(int length) {
        position += length;
        return Optional.empty();
    }

    private Optional<String> children(int end, int depth) {
        while (position < end) {
            Optional<String> fault = value(end, depth + 1);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /** The length, which ends at or before {@code end}; negative if it is not DER. */
    private int length(int end) {
        if (position >= end) {
            return -1;
        }
        int first = bytes[position++] & 0xff;
        if (first < 0x80) {
            return first <= end - position ? first : -1;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 4 || count > end - position) {
            return -1;
        }
        long length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (bytes[position++] & 0xff);
        }
        boolean shortest = length >= 0x80 && length >>> (8 * (count - 1)) != 0;
        return shortest && length <= end - position ? (int) length : -1;
    }

    private Optional<String> at(String what) {
        return Optional.of(what + " at byte " + (position - 1));
    }
}
