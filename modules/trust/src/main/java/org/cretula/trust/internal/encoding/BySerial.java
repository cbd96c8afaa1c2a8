package org.cretula.trust.internal.encoding;

/** Sorts the places of a list's entries by serial number, entries of one number in the order of the list. */
public final class BySerial {

    private final byte[] der;

    private BySerial(byte[] der) {
        this.der = der;
    }

    /** A sorted copy; a merge sort, so that no order of entries is a slow one. */
    public static int[] sorted(byte[] der, int[] entries) {
        int[] sorted = entries.clone();
        new BySerial(der).sort(sorted, new int[sorted.length], 0, sorted.length);
        return sorted;
    }

    /** The first index whose entry is not below the serial number. */
    public static int first(byte[] der, int[] sorted, byte[] serial) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (CrlEntry.compareSerial(der, sorted[middle], serial) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void sort(int[] entries, int[] spare, int from, int to) {
        if (to - from < 2) {
            return;
        }
        int middle = (from + to) >>> 1;
        sort(entries, spare, from, middle);
        sort(entries, spare, middle, to);
        if (CrlEntry.compareSerials(der, entries[middle - 1], entries[middle]) <= 0) {
            return;
        }
        System.arraycopy(entries, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            boolean takeLeft =
                    right == to || (left < middle && CrlEntry.compareSerials(der, spare[left], spare[right]) <= 0);
            entries[i] = takeLeft ? spare[left++] : spare[right++];
        }
    }
}
