package org.cretula.trust.internal.encoding;

/**
 * Steps from value to value in bytes that {@link Der} has walked over without a fault, and makes no objects.
 *
 * <p>A value is known by the index of its tag. Nothing is checked again: on other bytes the answers mean nothing.
 */
public final class Tlv {

    private Tlv() {}

    /** Where the content of the value at {@code at} begins. */
    public static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return first < 0x80 ? at + 2 : at + 2 + (first & 0x7f);
    }

    /** Where the value at {@code at} ends, and its neighbour begins. */
    public static int end(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return at + 2 + first;
        }
        int length = 0;
        int count = first & 0x7f;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | (der[at + 2 + i] & 0xff);
        }
        return at + 2 + count + length;
    }

    /** Whether a value with this tag begins at {@code at}, within a parent that ends at {@code end}. */
    public static boolean is(byte[] der, int at, int end, int tag) {
        return at < end && (der[at] & 0xff) == tag;
    }
}
