package org.cretula.signing.asic;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.cretula.signing.SigningRefusedException;

/**
 * Takes a ZIP file apart that every program takes apart alike, and refuses any other.
 *
 * <p>A ZIP file says everything twice, before each file and in a directory at its end, and may have room between files
 * and around them; programs differ in what they believe, and so two of them can be shown two contents (attack Z03). Here
 * the two must agree in name, form, size and checksum, the files must lie one behind the other from the first byte to the directory, and
 * the directory must end where the end record begins. Nothing is taken out before the sizes and the ratio are known to be
 * within limits, and what comes out is exactly as long as was said (attack Z01). Zip64, encryption, several volumes,
 * links and other names in extra fields are refused.
 */
final class ZipReader {

    /**
     * A file.
     *
     * @param stored whether it was not compressed
     * @param extra whether extra fields stood before it
     */
    @SuppressWarnings("ArrayRecordComponent") // inside the package; nobody changes or compares them
    record Entry(String name, byte[] bytes, boolean stored, boolean extra) {}

    /** What the directory says of a file. */
    @SuppressWarnings("ArrayRecordComponent") // inside the class; nobody changes or compares them
    private record Listed(
            byte[] name, String text, int flags, int method, long crc, int packed, int size, int offset) {}

    private static final int END = 0x06054b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int END_BYTES = 22;
    private static final int CENTRAL_BYTES = 46;
    private static final int LOCAL_BYTES = 30;
    private static final int DESCRIBED_BEHIND = 1 << 3;
    private static final int UTF_8 = 1 << 11;
    private static final int LEVELS = 3 << 1;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int FREE_OF_RATIO = 1 << 20;

    /** Zip64, AES encryption, and another name or comment in Unicode. */
    private static final Set<Integer> REFUSED_EXTRAS = Set.of(0x0001, 0x9901, 0x7075, 0x6375);

    private final ByteBuffer zip;
    private final AsicLimits limits;

    private ZipReader(byte[] zip, AsicLimits limits) {
        this.zip = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        this.limits = limits;
    }

    /** The files in the order in which they lie; folders are left out. */
    static List<Entry> read(byte[] zip, AsicLimits limits) throws SigningRefusedException {
        try {
            return new ZipReader(zip, limits).entries();
        } catch (IndexOutOfBoundsException e) {
            throw new SigningRefusedException("expected a ZIP file, found one that ends before it should", e);
        }
    }

    private List<Entry> entries() throws SigningRefusedException {
        int end = end();
        int count = u16(end + 10);
        require(u16(end + 4) == 0 && u16(end + 6) == 0 && u16(end + 8) == count, "it says to be of several volumes");
        require(count <= limits.entries(), "it has more than " + limits.entries() + " files");
        int directory = size(end + 16);
        require(
                (long) directory + size(end + 12) == end,
                "its directory does not lie right before its end record, or is one of Zip64");
        List<Listed> all = new ArrayList<>();
        int at = directory;
        long total = 0;
        for (int i = 0; i < count; i++) {
            Listed listed = listed(at);
            total += listed.size();
            require(total <= limits.bytes(), "its files have more than " + limits.bytes() + " bytes");
            all.add(listed);
            at += CENTRAL_BYTES + u16(at + 28) + u16(at + 30) + u16(at + 32);
        }
        require(at == end, "its directory is longer or shorter than it says");
        all.sort(Comparator.comparingInt(Listed::offset));
        refuseTwins(all);
        List<Entry> entries = new ArrayList<>();
        int expected = 0;
        for (int i = 0; i < count; i++) {
            Listed listed = all.get(i);
            require(listed.offset() == expected, "something lies between its files or before them, or two overlap");
            expected = i + 1 < count ? all.get(i + 1).offset() : directory;
            Entry entry = entry(listed, expected);
            if (!entry.name().endsWith("/")) {
                entries.add(entry);
            }
        }
        require(expected == directory, "something lies between its files and its directory");
        return entries;
    }

    /** The last end record; it must be what it seems to be. */
    private int end() throws SigningRefusedException {
        int last = zip.capacity() - END_BYTES;
        for (int at = last; at >= 0 && last - at <= 0xffff; at--) {
            if (zip.getInt(at) == END) {
                require(u16(at + 20) == last - at, "something lies behind its end record");
                return at;
            }
        }
        throw refused("it has no end record");
    }

    private Listed listed(int at) throws SigningRefusedException {
        require(zip.getInt(at) == CENTRAL, "its directory has less files than it says");
        byte[] name = bytes(at + CENTRAL_BYTES, u16(at + 28));
        int flags = u16(at + 8);
        int method = u16(at + 10);
        String text = name(name, flags);
        require((flags & ~(DESCRIBED_BEHIND | UTF_8 | LEVELS)) == 0, "'" + text + "' is encrypted, or special");
        require(method == STORED || method == DEFLATED, "'" + text + "' is compressed by method " + method);
        require(
                method == DEFLATED || (flags & DESCRIBED_BEHIND) == 0,
                "'" + text + "' is stored without its size before it");
        require(u16(at + 34) == 0, "'" + text + "' is in another volume");
        int madeBy = u16(at + 4) >>> 8;
        int kind = zip.getInt(at + 38) >>> 28;
        boolean unix = madeBy == 3 || madeBy == 19;
        require(!unix || Set.of(0, 4, 8).contains(kind), "'" + text + "' is a link or a device");
        extras(at + CENTRAL_BYTES + name.length, u16(at + 30), text);
        int packed = size(at + 20);
        int size = size(at + 24);
        require(method == DEFLATED || packed == size, "'" + text + "' is stored, with two sizes");
        require(
                size <= FREE_OF_RATIO || size / limits.ratio() <= packed,
                "'" + text + "' is more than " + limits.ratio() + " times as long as it was compressed to");
        return new Listed(name, text, flags, method, u32(at + 16), packed, size, size(at + 42));
    }

    private String name(byte[] name, int flags) throws SigningRefusedException {
        Optional<String> text = EntryName.utf8(name);
        boolean ascii = new String(name, StandardCharsets.ISO_8859_1).chars().allMatch(c -> c < 0x80);
        // Without the flag the alphabet is anybody's guess.
        require(text.isPresent() && (ascii || (flags & UTF_8) != 0), "the name of one of its files is not UTF-8");
        String plain = text.orElseThrow();
        Optional<String> fault = EntryName.fault(plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
        require(fault.isEmpty(), "the name '" + printable(plain) + "' is none: " + fault.orElse(""));
        return plain;
    }

    private static String printable(String name) {
        String safe = name.replaceAll("[^\\x20-\\x7e]", "?");
        return safe.length() <= 120 ? safe : safe.substring(0, 120) + "…";
    }

    private void extras(int at, int length, String name) throws SigningRefusedException {
        int end = at + length;
        int next = at;
        while (next < end) {
            require(next + 4 <= end, "an extra field of '" + name + "' is cut off");
            require(!REFUSED_EXTRAS.contains(u16(next)), "'" + name + "' has other sizes or names in an extra field");
            next += 4 + u16(next + 2);
        }
        require(next == end, "an extra field of '" + name + "' is cut off");
    }

    private static void refuseTwins(List<Listed> all) throws SigningRefusedException {
        Set<String> seen = new HashSet<>();
        Set<String> files = new HashSet<>();
        for (Listed listed : all) {
            String twin = EntryName.twin(listed.text());
            require(seen.add(twin), "the name '" + printable(listed.text()) + "' is there twice, or one like it");
            files.add(twin);
        }
        for (String file : files) {
            for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
                require(
                        !files.contains(file.substring(0, slash)),
                        "the name '" + printable(file.substring(0, slash)) + "' is that of a file and of a folder");
            }
        }
    }

    /** The file, whose bytes and what belongs to them end where the next one begins. */
    private Entry entry(Listed listed, int next) throws SigningRefusedException {
        int at = listed.offset();
        String name = listed.text();
        require(zip.getInt(at) == LOCAL, "'" + name + "' does not lie where the directory says");
        boolean behind = (listed.flags() & DESCRIBED_BEHIND) != 0;
        require(
                u16(at + 6) == listed.flags()
                        && u16(at + 8) == listed.method()
                        && Arrays.equals(bytes(at + LOCAL_BYTES, u16(at + 26)), listed.name())
                        && said(at + 14, listed.crc(), behind)
                        && said(at + 18, listed.packed(), behind)
                        && said(at + 22, listed.size(), behind),
                "the directory says something else of '" + name + "' than what stands before it");
        int extra = u16(at + 28);
        extras(at + LOCAL_BYTES + listed.name().length, extra, name);
        int data = at + LOCAL_BYTES + listed.name().length + extra;
        int end = data + listed.packed();
        if (behind) {
            end += zip.getInt(end) == DESCRIPTOR && next - end == 16 ? 4 : 0;
            require(
                    u32(end) == listed.crc() && u32(end + 4) == listed.packed() && u32(end + 8) == listed.size(),
                    "the directory says something else of '" + name + "' than what stands behind it");
            end += 12;
        }
        require(end == next, "something lies behind '" + name + "', or it overlaps another file");
        require(!name.endsWith("/") || listed.size() == 0, "'" + name + "' is a folder with content");
        byte[] bytes = bytes(data, listed.packed());
        byte[] out = listed.method() == STORED ? bytes : inflated(bytes, listed.size(), name);
        CRC32 crc = new CRC32();
        crc.update(out);
        require(crc.getValue() == listed.crc(), "'" + name + "' is damaged: its checksum is another");
        return new Entry(name, out, listed.method() == STORED, extra > 0);
    }

    private boolean said(int at, long value, boolean orZero) {
        return u32(at) == value || (orZero && u32(at) == 0);
    }

    private static byte[] inflated(byte[] packed, int size, String name) throws SigningRefusedException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            // One more than there may be, so that more is noticed.
            byte[] out = new byte[size + 1];
            int length = 0;
            while (!inflater.finished() && length <= size) {
                int more = inflater.inflate(out, length, out.length - length);
                length += more;
                require(more > 0 || inflater.finished(), "'" + name + "' is cut off");
            }
            require(
                    length == size && inflater.getBytesRead() == packed.length,
                    "'" + name + "' is longer or shorter than the directory says");
            return Arrays.copyOf(out, size);
        } catch (DataFormatException e) {
            throw new SigningRefusedException("expected a ZIP file, found '" + name + "' damaged in it", e);
        } finally {
            inflater.end();
        }
    }

    private int u16(int at) {
        return zip.getShort(at) & 0xffff;
    }

    private long u32(int at) {
        return zip.getInt(at) & 0xffffffffL;
    }

    /** A size or a place, which no file has that lies in memory if it is beyond this. */
    private int size(int at) throws SigningRefusedException {
        long value = u32(at);
        require(value <= Math.max(zip.capacity(), limits.bytes()), "a size in it is beyond the limits, or of Zip64");
        return (int) value;
    }

    private byte[] bytes(int at, int length) {
        byte[] bytes = new byte[Math.min(length, Math.max(0, zip.capacity() - at))];
        zip.get(at, bytes);
        if (bytes.length < length) {
            throw new IndexOutOfBoundsException(at + length);
        }
        return bytes;
    }

    private static void require(boolean right, String otherwise) throws SigningRefusedException {
        if (!right) {
            throw refused(otherwise);
        }
    }

    private static SigningRefusedException refused(String why) {
        return new SigningRefusedException("expected a ZIP file that every program reads alike, found that " + why);
    }
}
