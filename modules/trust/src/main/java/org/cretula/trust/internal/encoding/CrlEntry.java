package org.cretula.trust.internal.encoding;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/** Reads one entry of a revocation list from its place in the bytes. */
public final class CrlEntry {

    public static final int UNKNOWN_EXTENSION = 0;
    public static final int REASON = 21;
    public static final int HOLD_INSTRUCTION = 23;
    public static final int INVALIDITY_DATE = 24;
    public static final int CERTIFICATE_ISSUER = 29;

    // In the order of their numbers, of which 7 is not used.
    private static final List<CRLReason> REASONS = List.of(CRLReason.values());
    private static final int GENERALIZED_TIME = 0x18;
    private static final int ENUMERATED = 0x0a;
    private static final int BOOLEAN = 0x01;
    private static final int LARGEST_NAMES = 16 * 1024;
    private static final int LARGEST_DATE = 32;

    private CrlEntry() {}

    /** The last number of an extension's name 2.5.29.n if it is one of the above. */
    static int extension(byte[] der, int oid) {
        int from = Tlv.content(der, oid);
        if (Tlv.end(der, oid) - from != 3 || der[from] != 0x55 || der[from + 1] != 0x1d) {
            return UNKNOWN_EXTENSION;
        }
        int number = der[from + 2];
        return switch (number) {
            case REASON, HOLD_INSTRUCTION, INVALIDITY_DATE, CERTIFICATE_ISSUER -> number;
            default -> UNKNOWN_EXTENSION;
        };
    }

    static String oid(byte[] der, int at) {
        try {
            return ASN1ObjectIdentifier.getInstance(Arrays.copyOfRange(der, at, Tlv.end(der, at)))
                    .getId();
        } catch (IllegalArgumentException e) {
            return "one whose name cannot be read";
        }
    }

    /** The issuer that an octet string with the names of a certificate's issuer holds. */
    static X500Principal issuer(byte[] der, int octets) throws Malformed {
        int from = Tlv.content(der, octets);
        int end = Tlv.end(der, octets);
        if (end - from > LARGEST_NAMES) {
            throw new Malformed("an entry whose issuer's names take more than " + LARGEST_NAMES + " bytes");
        }
        try {
            for (GeneralName name :
                    GeneralNames.getInstance(Arrays.copyOfRange(der, from, end)).getNames()) {
                if (name.getTagNo() == GeneralName.directoryName) {
                    return new X500Principal(name.getName().toASN1Primitive().getEncoded(ASN1Encoding.DER));
                }
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            throw new Malformed("an entry whose issuer cannot be read");
        }
        throw new Malformed("an entry whose issuer has no name of a directory");
    }

    /** Compares the serial number of an entry with one in two's complement, as the bytes have it. */
    public static int compareSerial(byte[] der, int entry, byte[] serial) {
        int at = Tlv.content(der, entry);
        return Arrays.compare(der, Tlv.content(der, at), Tlv.end(der, at), serial, 0, serial.length);
    }

    /** Compares the serial numbers of two entries. */
    public static int compareSerials(byte[] der, int one, int other) {
        int a = Tlv.content(der, one);
        int b = Tlv.content(der, other);
        return Arrays.compare(der, Tlv.content(der, a), Tlv.end(der, a), der, Tlv.content(der, b), Tlv.end(der, b));
    }

    public static BigInteger serial(byte[] der, int entry) {
        int at = Tlv.content(der, entry);
        return new BigInteger(Arrays.copyOfRange(der, Tlv.content(der, at), Tlv.end(der, at)));
    }

    /** The date of revocation; one that cannot be read is taken at its worst. */
    public static Instant date(byte[] der, int entry) {
        try {
            return DerTime.read(der, Tlv.end(der, Tlv.content(der, entry)));
        } catch (Malformed e) {
            return Instant.MIN;
        }
    }

    /** The reason, if there is one that RFC 5280 5.3.1 knows. */
    public static Optional<CRLReason> reason(byte[] der, int entry) {
        int octets = value(der, entry, REASON);
        if (octets < 0) {
            return Optional.empty();
        }
        int at = Tlv.content(der, octets);
        int end = Tlv.end(der, octets);
        boolean one = end - at == 3 && der[at] == ENUMERATED && der[at + 1] == 1;
        return one ? reason(der[at + 2]) : Optional.empty();
    }

    /** The reason with this number of RFC 5280 5.3.1. */
    static Optional<CRLReason> reason(int number) {
        return number >= 0 && number < REASONS.size() ? Optional.of(REASONS.get(number)) : Optional.empty();
    }

    /** Since when the key is known or suspected to be compromised; a date that cannot be read is taken at its worst. */
    public static Optional<Instant> invalidSince(byte[] der, int entry) {
        int octets = value(der, entry, INVALIDITY_DATE);
        if (octets < 0) {
            return Optional.empty();
        }
        int at = Tlv.content(der, octets);
        int end = Tlv.end(der, octets);
        byte[] own = Arrays.copyOfRange(der, at, Math.min(end, at + LARGEST_DATE));
        if (Der.fault(own).isPresent() || own[0] != GENERALIZED_TIME) {
            return Optional.of(Instant.MIN);
        }
        try {
            return Optional.of(DerTime.read(own, 0));
        } catch (Malformed e) {
            return Optional.of(Instant.MIN);
        }
    }

    /** The issuer that an entry names as its certificate's. */
    public static Optional<X500Principal> issuerOf(byte[] der, int entry) {
        int octets = value(der, entry, CERTIFICATE_ISSUER);
        try {
            return octets < 0 ? Optional.empty() : Optional.of(issuer(der, octets));
        } catch (Malformed e) {
            throw new IllegalStateException("a list was read whose entries cannot be", e);
        }
    }

    /** Where the octet string of an entry's extension lies; negative if there is none. */
    private static int value(byte[] der, int entry, int extension) {
        int end = Tlv.end(der, entry);
        int list = Tlv.end(der, Tlv.end(der, Tlv.content(der, entry)));
        if (list >= end) {
            return -1;
        }
        for (int at = Tlv.content(der, list); at < end; at = Tlv.end(der, at)) {
            int id = Tlv.content(der, at);
            if (extension(der, id) == extension) {
                int next = Tlv.end(der, id);
                return der[next] == BOOLEAN ? Tlv.end(der, next) : next;
            }
        }
        return -1;
    }
}
