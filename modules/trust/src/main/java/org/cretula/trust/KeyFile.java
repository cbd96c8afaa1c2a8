package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.internal.encoding.Pkcs12Cost;
import org.cretula.trust.internal.encoding.Words;

/**
 * Reads a private key with its certificates from a PKCS#12 store.
 *
 * <p>Size, encoding and the cost of its password-based algorithms are bounded before anything is computed: a store that
 * asks for billions of rounds would stop the program for hours (attack C21).
 */
public final class KeyFile {

    /** The largest store read. */
    public static final int MAX_BYTES = 1024 * 1024;

    private static final int JKS_MAGIC = 0xFE;

    private KeyFile() {}

    /**
     * Reads a key from a file.
     *
     * @param file a PKCS#12 store
     * @param password of the store and the key, which are the same in PKCS#12; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry pkcs12(Path file, char[] password, String alias) throws KeyFileException {
        if (Files.isDirectory(file)) {
            throw new KeyFileException("expected a key file at " + file + ", found a folder; name the file in it");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in.readNBytes(MAX_BYTES + 1), password, alias);
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

    /**
     * Reads a key from bytes.
     *
     * @param store a PKCS#12 store
     * @param password of the store and the key; not changed
     * @param alias the name of the entry
     * @throws KeyFileException if there is no such key to be had
     */
    public static KeyEntry pkcs12(byte[] store, char[] password, String alias) throws KeyFileException {
        return read("the key store", store, password, alias);
    }

    private static KeyEntry read(String what, byte[] bytes, char[] password, String alias) throws KeyFileException {
        if (bytes.length > MAX_BYTES) {
            throw new KeyFileException("expected a key store of at most " + MAX_BYTES + " bytes, found more in " + what
                    + "; make one with fewer entries");
        }
        Optional<String> fault = Pkcs12Cost.fault(bytes);
        if (fault.isPresent()) {
            throw new KeyFileException(
                    "expected a PKCS#12 store, found " + found(bytes).orElse(fault.get()) + " in " + what
                            + "; make one with keytool -importkeystore -deststoretype PKCS12");
        }
        // The JDK's reader asks the JVM's list for its ciphers and fails where Bouncy Castle comes first; Bouncy
        // Castle's asks nobody, and knows the brainpool curves.
        KeyStore store = open(what, bytes, password, new Providers().bouncyCastle());
        return entry(what, store, password, alias);
    }

    private static Optional<String> found(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.of("an empty file");
        }
        if ((bytes[0] & 0xff) == JKS_MAGIC) {
            return Optional.of("a Java key store (JKS)");
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

    private static KeyEntry entry(String what, KeyStore store, char[] password, String alias) throws KeyFileException {
        try {
            if (!store.containsAlias(alias)) {
                throw new KeyFileException("expected an entry '" + Words.line(alias) + "' in " + what + ", found "
                        + aliases(store) + "; give one of these");
            }
            if (!store.isKeyEntry(alias)) {
                throw new KeyFileException("expected a private key in the entry '" + Words.line(alias) + "' of " + what
                        + ", found a certificate only; give the alias of a key, of " + aliases(store));
            }
            return new KeyEntry(privateKey(store, password, alias), chain(what, store, alias));
        } catch (GeneralSecurityException | RuntimeException e) {
            // As above; the message of the cause never holds the key or the password.
            throw new KeyFileException(
                    "expected a private key in the entry '" + Words.line(alias) + "' of " + what
                            + ", found one that cannot be read: " + Words.line(e) + "; make it anew",
                    e);
        }
    }

    private static PrivateKey privateKey(KeyStore store, char[] password, String alias)
            throws GeneralSecurityException {
        if (store.getKey(alias, password) instanceof PrivateKey key) {
            return key;
        }
        throw new UnrecoverableKeyException("it is not a private key");
    }

    private static List<X509Certificate> chain(String what, KeyStore store, String alias)
            throws GeneralSecurityException, KeyFileException {
        Certificate[] certificates = store.getCertificateChain(alias);
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            if (StrictCertificates.parse(certificate.getEncoded()) instanceof StrictParse.Parsed<X509Certificate> p) {
                chain.add(p.parsed());
            } else {
                throw new KeyFileException("expected certificates in DER in the entry '" + Words.line(alias) + "' of "
                        + what + ", found one that is not; ask its issuer for another");
            }
        }
        if (chain.isEmpty()) {
            throw new KeyFileException("expected a certificate in the entry '" + Words.line(alias) + "' of " + what
                    + ", found a key only; import its certificate");
        }
        return chain;
    }

    private static String aliases(KeyStore store) throws GeneralSecurityException {
        List<String> aliases = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                aliases.add(alias);
            }
        }
        Collections.sort(aliases);
        return aliases.isEmpty() ? "no key" : "'" + Words.line(String.join("', '", aliases)) + "'";
    }
}
