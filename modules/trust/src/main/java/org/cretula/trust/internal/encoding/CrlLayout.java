package org.cretula.trust.internal.encoding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extensions;

/**
 * Where the parts of a revocation list lie in its bytes, RFC 5280 5.1.
 *
 * <p>Strategy: one pass over the bytes, which notes the place of each entry in an array of numbers and makes no object
 * for it, since a list may have a million entries (attack C10). What an entry's extensions forbid is noted on the way.
 */
public final class CrlLayout {

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 0x02;
    private static final int BOOLEAN = 0x01;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OID = 0x06;
    private static final int EXTENSIONS = 0xa0;
    // Names and extensions become objects, so they are bounded more closely than the list.
    private static final int LARGEST_PART = 256 * 1024;

    private final byte[] der;
    private int tbs;
    private int tbsEnd;
    private int algorithm;
    private int signature;
    private X500Principal issuer = new X500Principal("");
    private Instant thisUpdate = Instant.MIN;
    private Optional<Instant> nextUpdate = Optional.empty();
    private Optional<Extensions> extensions = Optional.empty();
    private int[] entries = new int[16];
    private int entryCount;
    private int[] issuerMarks = new int[0];
    private int issuerMarkCount;
    private Optional<String> unknownCritical = Optional.empty();

    private CrlLayout(byte[] der) {
        this.der = der;
    }

    /** Reads bytes that {@link Der} has walked over without a fault; they are kept, not copied. */
    public static CrlLayout of(byte[] der) throws Malformed {
        CrlLayout layout = new CrlLayout(der);
        layout.read();
        return layout;
    }

    private void read() throws Malformed {
        int end = expect(0, der.length, SEQUENCE, "no sequence");
        tbs = Tlv.content(der, 0);
        tbsEnd = expect(tbs, end, SEQUENCE, "no content");
        algorithm = tbsEnd;
        signature = expect(algorithm, end, SEQUENCE, "no signature algorithm");
        if (expect(signature, end, BIT_STRING, "no signature") != end) {
            throw new Malformed("something behind the signature");
        }
        boolean wholeBytes = Tlv.content(der, signature) < end && der[Tlv.content(der, signature)] == 0;
        if (!wholeBytes) {
            throw new Malformed("a signature that is not whole bytes");
        }
        content();
        entries = Arrays.copyOf(entries, entryCount);
        issuerMarks = Arrays.copyOf(issuerMarks, issuerMarkCount);
    }

    private void content() throws Malformed {
        int at = version(Tlv.content(der, tbs));
        int next = expect(at, tbsEnd, SEQUENCE, "no algorithm in the content");
        if (!Arrays.equals(der, at, next, der, algorithm, Tlv.end(der, algorithm))) {
            throw new Malformed("two signature algorithms that differ");
        }
        at = next;
        next = expect(at, tbsEnd, SEQUENCE, "no issuer");
        issuer = name(slice(at, next));
        thisUpdate = DerTime.is(der, next, tbsEnd) ? DerTime.read(der, next) : missing("no date");
        at = Tlv.end(der, next);
        if (DerTime.is(der, at, tbsEnd)) {
            nextUpdate = Optional.of(DerTime.read(der, at));
            at = Tlv.end(der, at);
        }
        if (Tlv.is(der, at, tbsEnd, SEQUENCE)) {
            entries(at);
            at = Tlv.end(der, at);
        }
        if (Tlv.is(der, at, tbsEnd, EXTENSIONS)) {
            extensions = Optional.of(extensions(slice(Tlv.content(der, at), Tlv.end(der, at))));
            at = Tlv.end(der, at);
        }
        if (at != tbsEnd) {
            throw new Malformed("something behind the extensions");
        }
    }

    private int version(int at) throws Malformed {
        if (!Tlv.is(der, at, tbsEnd, INTEGER)) {
            return at;
        }
        int end = Tlv.end(der, at);
        if (end - at != 3 || der[end - 1] != 1) {
            throw new Malformed("another version than 2");
        }
        return end;
    }

    private void entries(int all) throws Malformed {
        int end = Tlv.end(der, all);
        for (int at = Tlv.content(der, all); at < end; at = Tlv.end(der, at)) {
            entry(at, expect(at, end, SEQUENCE, "something among the entries"));
        }
    }

    private void entry(int entry, int end) throws Malformed {
        int serial = Tlv.content(der, entry);
        int date = expect(serial, end, INTEGER, "an entry without a serial number");
        if (!shortest(Tlv.content(der, serial), date)) {
            throw new Malformed("a serial number that is not in its shortest form");
        }
        if (!DerTime.is(der, date, end)) {
            throw new Malformed("an entry without a date");
        }
        int extensionList = Tlv.end(der, date);
        if (extensionList < end) {
            if (expect(extensionList, end, SEQUENCE, "something behind an entry's date") != end) {
                throw new Malformed("something behind an entry's extensions");
            }
            entryExtensions(entry, extensionList, end);
        }
        if (entryCount == entries.length) {
            entries = Arrays.copyOf(entries, entryCount + entryCount / 2);
        }
        entries[entryCount++] = entry;
    }

    private boolean shortest(int from, int end) {
        if (end - from < 2) {
            return end > from;
        }
        return der[from] != (der[from + 1] < 0 ? -1 : 0);
    }

    private void entryExtensions(int entry, int list, int end) throws Malformed {
        for (int at = Tlv.content(der, list); at < end; at = Tlv.end(der, at)) {
            int last = expect(at, end, SEQUENCE, "something among an entry's extensions");
            int id = Tlv.content(der, at);
            int value = expect(id, last, OID, "an extension without a name");
            boolean critical = false;
            if (Tlv.is(der, value, last, BOOLEAN)) {
                critical = der[Tlv.content(der, value)] != 0;
                value = Tlv.end(der, value);
            }
            if (expect(value, last, OCTET_STRING, "an extension without a value") != last) {
                throw new Malformed("something behind an extension");
            }
            int number = CrlEntry.extension(der, id);
            if (number == CrlEntry.CERTIFICATE_ISSUER) {
                CrlEntry.issuer(der, value);
                issuerMark(entry);
            } else if (critical && number == CrlEntry.UNKNOWN_EXTENSION) {
                unknownCritical = unknownCritical.or(() -> Optional.of(CrlEntry.oid(der, id)));
            }
        }
    }

    private void issuerMark(int entry) {
        if (issuerMarkCount == issuerMarks.length) {
            issuerMarks = Arrays.copyOf(issuerMarks, 16 + issuerMarkCount + issuerMarkCount / 2);
        }
        issuerMarks[issuerMarkCount++] = entry;
    }

    private int expect(int at, int end, int tag, String otherwise) throws Malformed {
        if (!Tlv.is(der, at, end, tag)) {
            throw new Malformed(otherwise);
        }
        return Tlv.end(der, at);
    }

    private byte[] slice(int from, int to) throws Malformed {
        if (to - from > LARGEST_PART) {
            throw new Malformed("a name or extensions of more than " + LARGEST_PART + " bytes");
        }
        return Arrays.copyOfRange(der, from, to);
    }

    private static X500Principal name(byte[] der) throws Malformed {
        try {
            return new X500Principal(der);
        } catch (IllegalArgumentException e) {
            throw new Malformed("an issuer whose name cannot be read");
        }
    }

    private static Extensions extensions(byte[] der) throws Malformed {
        try {
            return Extensions.getInstance(der);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            throw new Malformed("extensions that cannot be read: " + Words.line(e));
        }
    }

    private static Instant missing(String what) throws Malformed {
        throw new Malformed(what);
    }

    public X500Principal issuer() {
        return issuer;
    }

    public Instant thisUpdate() {
        return thisUpdate;
    }

    public Optional<Instant> nextUpdate() {
        return nextUpdate;
    }

    public Optional<Extensions> extensions() {
        return extensions;
    }

    /** The first critical extension in an entry that nobody here understands. */
    public Optional<String> unknownCriticalInEntry() {
        return unknownCritical;
    }

    /** The places of all entries, in the order of the list. */
    public int[] entries() {
        return entries;
    }

    /** The places of the entries that name an issuer of their own, in the order of the list. */
    public int[] issuerMarks() {
        return issuerMarks;
    }

    public int tbs() {
        return tbs;
    }

    public int tbsEnd() {
        return tbsEnd;
    }

    /** The algorithm identifier, DER encoded. */
    public byte[] algorithm() {
        return Arrays.copyOfRange(der, algorithm, signature);
    }

    public byte[] signature() {
        return Arrays.copyOfRange(der, Tlv.content(der, signature) + 1, der.length);
    }
}
