package org.cretula.trust.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.HexFormat;
import org.cretula.testkit.TestCa;

/** Writes revocation lists byte by byte: longer, or more broken, than any library writes them. */
public final class RawList {

    private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
    private static final byte[] VERSION_2 = hex("020101");

    private final TestCa ca;
    private final ByteArrayOutputStream entries = new ByteArrayOutputStream();
    private byte[] extensions = new byte[0];
    private byte[] version = VERSION_2;
    private byte[] innerAlgorithm = ECDSA_WITH_SHA256;
    private byte[] behind = new byte[0];

    public RawList(TestCa ca) {
        this.ca = ca;
    }

    /** A list with this many entries of 20-byte serial numbers, of which every tenth gives a reason. */
    public RawList entries(int count) {
        byte[] serial = new byte[20];
        serial[0] = 0x55;
        byte[] date = time("260101000000Z");
        byte[] reason = hex("300c300a0603551d1504030a0101");
        for (int i = 0; i < count; i++) {
            // Spread, so that they are not in order.
            int spread = Integer.reverse(i);
            for (int k = 0; k < 4; k++) {
                serial[1 + k] = (byte) (spread >>> (24 - 8 * k));
            }
            entry(value(0x02, serial), date, i % 10 == 0 ? reason : new byte[0]);
        }
        return this;
    }

    public RawList entry(BigInteger serial) {
        return entry(value(0x02, serial.toByteArray()), time("260101000000Z"), new byte[0]);
    }

    /** An entry of these encoded parts. */
    public RawList entry(byte[]... parts) {
        entries.writeBytes(value(0x30, parts));
        return this;
    }

    /** Something among the entries. */
    public RawList amongEntries(byte[] der) {
        entries.writeBytes(der);
        return this;
    }

    /** With one extension of the list, whose content need not be anything. */
    public RawList extension(String oid, boolean critical, byte[] content) {
        extensions = value(
                0xa0, value(0x30, value(0x30, hex(oid), critical ? hex("0101ff") : new byte[0], value(0x04, content))));
        return this;
    }

    public RawList version(byte[] der) {
        version = der;
        return this;
    }

    public RawList innerAlgorithm(byte[] der) {
        innerAlgorithm = der;
        return this;
    }

    /** With something behind the extensions. */
    public RawList behind(byte[] der) {
        behind = der;
        return this;
    }

    /** The list, signed by its CA, which has an EC key. */
    public byte[] der() {
        try {
            byte[] tbs = value(
                    0x30,
                    version,
                    innerAlgorithm,
                    ca.certificate().getSubjectX500Principal().getEncoded(),
                    time("260101000000Z"),
                    time("460101000000Z"),
                    value(0x30, entries.toByteArray()),
                    extensions,
                    behind);
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(ca.credential().key());
            signer.update(tbs);
            return value(0x30, tbs, ECDSA_WITH_SHA256, value(0x03, new byte[1], signer.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] time(String utc) {
        return value(0x17, utc.getBytes(StandardCharsets.US_ASCII));
    }

    public static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    /** A value of this tag. */
    public static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
        out.write(tag);
        if (length < 0x80) {
            out.write(length);
        } else {
            byte[] big = BigInteger.valueOf(length).toByteArray();
            int skip = big[0] == 0 ? 1 : 0;
            out.write(0x80 | (big.length - skip));
            out.write(big, skip, big.length - skip);
        }
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
