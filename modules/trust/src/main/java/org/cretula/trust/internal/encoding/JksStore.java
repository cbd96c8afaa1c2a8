package org.cretula.trust.internal.encoding;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * A Java key store of the JDK's first form (JKS), whose description is the source of the JDK: a head, the entries, and a
 * SHA-1 over the password and all that.
 *
 * <p>Read here and not by the JDK, which asks the JVM's list of providers for certificates and keys, lacks curves, and
 * takes counts and lengths from the file. Every length is held against what there is before memory is taken, and the
 * digest is compared before anything but lengths and names is read. Deriving the key stream costs one SHA-1 for twenty
 * bytes of key, whatever the file says (attack C21).
 */
public final class JksStore {

    /** How every store begins. */
    public static final int MAGIC = 0xFEEDFEED;
    /** How the JDK's second form begins, which holds serialised Java objects. */
    public static final int JCEKS_MAGIC = 0xCECECECE;

    private static final int KEY = 1;
    private static final int CERTIFICATE = 2;
    private static final int DIGEST_BYTES = 20;
    private static final int HEAD_BYTES = 12;
    private static final String WHITENER = "Mighty Aphrodite";
    private static final String PROTECTION = "1.3.6.1.4.1.42.2.17.1.1";

    /** The password is not the one that the store, or the key, was made with; or a byte was changed since. */
    public static final class WrongPassword extends IOException {
        private static final long serialVersionUID = 1L;

        WrongPassword(String message) {
            super(message);
        }
    }

    /**
     * An entry.
     *
     * @param key encrypted; empty for an entry that is a certificate only
     * @param chain DER, the holder's first
     */
    private record Entry(Optional<byte[]> key, List<byte[]> chain) {}

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private JksStore() {}

    /** Whether it begins like one. */
    public static boolean begins(byte[] bytes, int magic) {
        return bytes.length >= 4
                && ((bytes[0] & 0xff) << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | (bytes[3] & 0xff))
                        == magic;
    }

    /**
     * Opens a store.
     *
     * @throws WrongPassword when the digest is another
     * @throws IOException for whatever is not a store from its first byte to its last
     */
    public static JksStore open(byte[] bytes, char[] password) throws IOException {
        int end = bytes.length - DIGEST_BYTES;
        if (end < HEAD_BYTES || !begins(bytes, MAGIC)) {
            throw new IOException("it is shorter than the least store");
        }
        MessageDigest digest = sha1();
        digest.update(encoded(password));
        digest.update(WHITENER.getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes, 0, end);
        if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new WrongPassword("the digest over password and content is another");
        }
        JksStore store = new JksStore();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 4, end - 4))) {
            store.read(in);
        }
        return store;
    }

    private void read(DataInputStream in) throws IOException {
        int version = in.readInt();
        if (version != 1 && version != 2) {
            throw new IOException("its version is " + version + ", not 1 or 2");
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            int kind = in.readInt();
            String alias = in.readUTF();
            in.readLong();
            Optional<byte[]> key = Optional.empty();
            int certificates = 1;
            if (kind == KEY) {
                key = Optional.of(field(in));
                certificates = in.readInt();
            } else if (kind != CERTIFICATE) {
                throw new IOException("an entry is of kind " + kind + ", neither key nor certificate");
            }
            List<byte[]> chain = new ArrayList<>();
            for (int c = 0; c < certificates; c++) {
                if (version == 2 && !in.readUTF().equals("X.509")) {
                    throw new IOException("a certificate is not X.509");
                }
                chain.add(field(in));
            }
            if (entries.put(alias, new Entry(key, chain)) != null) {
                throw new IOException("two entries have one name");
            }
        }
        if (count < 0 || in.available() > 0) {
            throw new IOException("it has other than the " + count + " entries that it counts");
        }
    }

    private static byte[] field(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a field is longer than what there is");
        }
        return in.readNBytes(length);
    }

    /** The names of entries with a key. */
    public List<String> keys() {
        return entries.entrySet().stream()
                .filter(entry -> entry.getValue().key().isPresent())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The entry's own name for this one; the JDK writes them in small letters and asks for them in any. */
    public Optional<String> named(String alias) {
        return entries.containsKey(alias)
                ? Optional.of(alias)
                : entries.keySet().stream()
                        .filter(name -> name.equalsIgnoreCase(alias))
                        .findFirst();
    }

    /** The certificates of an entry that is there, in DER. */
    public List<byte[]> chain(String name) {
        return entries.getOrDefault(name, new Entry(Optional.empty(), List.of()))
                .chain();
    }

    /**
     * The private key of an entry that is there.
     *
     * @param provider that reads its encoding, and knows algorithms by their object identifiers
     * @throws WrongPassword when the key has a password of its own
     */
    public PrivateKey key(String name, char[] password, Provider provider)
            throws IOException, GeneralSecurityException {
        byte[] encrypted = entries.getOrDefault(name, new Entry(Optional.empty(), List.of()))
                .key()
                .orElseThrow(() -> new IOException("it is not a private key"));
        try {
            EncryptedPrivateKeyInfo info = EncryptedPrivateKeyInfo.getInstance(encrypted);
            String protection = info.getEncryptionAlgorithm().getAlgorithm().getId();
            if (!protection.equals(PROTECTION)) {
                throw new IOException("it is protected by " + protection + ", which JKS does not know");
            }
            byte[] plain = decrypted(info.getEncryptedData(), encoded(password));
            String algorithm = PrivateKeyInfo.getInstance(plain)
                    .getPrivateKeyAlgorithm()
                    .getAlgorithm()
                    .getId();
            return KeyFactory.getInstance(algorithm, provider).generatePrivate(new PKCS8EncodedKeySpec(plain));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException | ClassCastException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            throw new IOException("it is not the encoding of a private key", e);
        }
    }

    /** Salt, the key under a stream that is a chain of digests, and a digest to know it by. */
    private byte[] decrypted(byte[] data, byte[] password) throws IOException {
        int length = data.length - 2 * DIGEST_BYTES;
        if (length < 1) {
            throw new IOException("it is shorter than a key can be");
        }
        MessageDigest digest = sha1();
        byte[] stream = Arrays.copyOf(data, DIGEST_BYTES);
        byte[] plain = new byte[length];
        for (int i = 0; i < length; i++) {
            if (i % DIGEST_BYTES == 0) {
                digest.update(password);
                stream = digest.digest(stream);
            }
            plain[i] = (byte) (data[DIGEST_BYTES + i] ^ stream[i % DIGEST_BYTES]);
        }
        digest.update(password);
        byte[] expected = Arrays.copyOfRange(data, DIGEST_BYTES + length, data.length);
        if (!MessageDigest.isEqual(digest.digest(plain), expected)) {
            throw new WrongPassword("the key has a password of its own");
        }
        return plain;
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1", "SUN");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected a Java runtime with SHA-1, found none", e);
        }
    }

    private static byte[] encoded(char[] password) {
        byte[] bytes = new byte[2 * password.length];
        for (int i = 0; i < password.length; i++) {
            bytes[2 * i] = (byte) (password[i] >> 8);
            bytes[2 * i + 1] = (byte) password[i];
        }
        return bytes;
    }
}
