package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.util.Optional;
import org.cretula.trust.internal.encoding.JksStore;
import org.cretula.trust.internal.encoding.Pkcs12Cost;
import org.cretula.trust.internal.encoding.Words;

/**
 * Reads a private key with its certificates from a PKCS#12 store or a Java key store (JKS).
 *
 * <p>Size, encoding and the cost of its password-based algorithms are bounded before anything is computed: a store that
 * asks for billions of rounds would stop the program for hours (attack C21). The kind is told by the bytes and not by the
 * name. A JCEKS store is refused, since to read one is to deserialise objects.
 */
public final class KeyFile {

    /** The largest store read. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final String CONVERT = "keytool -importkeystore -deststoretype PKCS12";

    private static final String BYTES = "the key store";

    private KeyFile() {}

    /**
     * Reads a key from a file.
     *
     * @param file a PKCS#12 or JKS store
     * @param password of the store and the key, which must be the same; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry read(Path file, char[] password, String alias) throws KeyFileException {
        return choice(file.toString(), bytes(file), password, true).named(alias);
    }

    /**
     * Reads the only key of a file.
     *
     * @param file a PKCS#12 or JKS store with one private key, whatever its name
     * @param password of the store and the key, which must be the same; not changed
     * @throws KeyFileException if there is no key to be had, or more than one
     */
    public static KeyEntry read(Path file, char[] password) throws KeyFileException {
        return choice(file.toString(), bytes(file), password, true).only();
    }

    /**
     * Reads a key from bytes.
     *
     * @param store a PKCS#12 or JKS store
     * @param password of the store and the key, which must be the same; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry read(byte[] store, char[] password, String alias) throws KeyFileException {
        return choice(BYTES, store, password, true).named(alias);
    }

    /**
     * Reads a key from a file that is to be PKCS#12.
     *
     * @param file a PKCS#12 store
     * @param password of the store and the key, which are the same in PKCS#12; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry pkcs12(Path file, char[] password, String alias) throws KeyFileException {
        return choice(file.toString(), bytes(file), password, false).named(alias);
    }

    /**
     * Reads a key from bytes that are to be PKCS#12.
     *
     * @param store a PKCS#12 store
     * @param password of the store and the key; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry pkcs12(byte[] store, char[] password, String alias) throws KeyFileException {
        return choice(BYTES, store, password, false).named(alias);
    }

    private static byte[] bytes(Path file) throws KeyFileException {
        if (Files.isDirectory(file)) {
            throw new KeyFileException("expected a key file at " + file + ", found a folder; name the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw new KeyFileException(
                    "expected a key file at " + file + ", found nothing; check the path or make one with keytool", e);
        } catch (IOException e) {
            throw new KeyFileException(
                    "expected a readable key file at " + file + ", found one that cannot be read ("
                            + e.getClass().getSimpleName() + "); check what it is and its permissions",
                    e);
        }
    }

    private static KeyChoice choice(String what, byte[] bytes, char[] password, boolean any) throws KeyFileException {
        if (bytes.length > MAX_BYTES) {
            throw new KeyFileException("expected a key store of at most " + MAX_BYTES + " bytes, found more in " + what
                    + "; make one with fewer entries");
        }
        if (any && JksStore.begins(bytes, JksStore.MAGIC)) {
            return new KeyChoice(what, jks(what, bytes, password), Optional.empty());
        }
        Optional<String> fault = Pkcs12Cost.fault(bytes);
        if (fault.isPresent()) {
            throw new KeyFileException("expected a PKCS#12 store" + (any ? " or a Java key store (JKS)" : "")
                    + ", found " + found(bytes).orElse(fault.get()) + " in " + what + "; make one with " + CONVERT);
        }
        // The JDK's reader asks the JVM's list for its ciphers and fails where Bouncy Castle comes first; Bouncy
        // Castle's asks nobody, and knows the brainpool curves.
        KeyStore store = open(what, bytes, password, new Providers().bouncyCastle());
        return new KeyChoice(what, new JavaShelf(store, password), Optional.empty());
    }

    private static KeyShelf jks(String what, byte[] bytes, char[] password) throws KeyFileException {
        try {
            return new JksShelf(JksStore.open(bytes, password), password, new Providers().bouncyCastle());
        } catch (JksStore.WrongPassword e) {
            // The digest over password and content does not tell one from the other.
            throw new KeyFileException(
                    "expected the password of " + what + ", found another, or a store that was changed; give the one"
                            + " it was made with",
                    e);
        } catch (IOException e) {
            throw new KeyFileException(
                    "expected a Java key store (JKS), found a fault in " + what + ": " + Words.line(e)
                            + "; make it anew",
                    e);
        }
    }

    private static Optional<String> found(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.of("an empty file");
        }
        if (JksStore.begins(bytes, JksStore.MAGIC)) {
            return Optional.of("a Java key store (JKS)");
        }
        if (JksStore.begins(bytes, JksStore.JCEKS_MAGIC)) {
            return Optional.of("a JCEKS store, which is not read because it holds serialised objects,");
        }
        return bytes[0] == '-' ? Optional.of("PEM text") : Optional.empty();
    }

    private static KeyStore open(String what, byte[] bytes, char[] password, Provider provider)
            throws KeyFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12", provider);
            store.load(new ByteArrayInputStream(bytes), password);
            return store;
        } catch (IOException e) {
            // Bouncy Castle has no type for this; the tests hold it to its words.
            if (String.valueOf(e.getMessage()).contains("wrong password")) {
                throw new KeyFileException(
                        "expected the password of " + what + ", found another; give the one it was made with", e);
            }
            throw new KeyFileException(
                    "expected a PKCS#12 store, found a fault in " + what + ": " + Words.line(e) + "; make it anew", e);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle reports some malformed stores by unchecked exceptions.
            throw new KeyFileException(
                    "expected a PKCS#12 store of known algorithms, found a fault in " + what + ": " + Words.line(e)
                            + "; make it anew",
                    e);
        }
    }
}
