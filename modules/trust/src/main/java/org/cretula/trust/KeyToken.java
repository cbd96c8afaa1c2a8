package org.cretula.trust;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.login.LoginException;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.trust.internal.token.TokenLabels;

/**
 * A token behind PKCS#11, be it a security module or a smart card, whose keys sign without leaving it.
 *
 * <p>The JDK's access (SunPKCS11) does the talking, as a provider made for this one token and not known to the rest of
 * the JVM. So it knows what the JDK knows, RSA and ECDSA; an EdDSA key in a token can sign in two steps with another
 * program. A key counts with its certificate, which has the same {@code CKA_ID} in the
 * token. Closing logs out, for all who use the token in this process.
 */
public final class KeyToken implements AutoCloseable {

    private static final AtomicInteger OPENED = new AtomicInteger();

    private final String what;
    private final Provider provider;
    private final KeyStore store;

    private KeyToken(String what, Provider provider, KeyStore store) {
        this.what = what;
        this.provider = provider;
        this.store = store;
    }

    /**
     * Logs in to the token of this label. The JVM must have been started with
     * {@code --add-exports=jdk.crypto.cryptoki/sun.security.pkcs11.wrapper=ALL-UNNAMED} (or {@code =org.cretula.trust}
     * on the module path), or it cannot read labels.
     *
     * @param library the maker's PKCS#11 library
     * @param pin of the user, as the token's maker encodes it; not changed
     * @throws KeyFileException if there is no such token to be had; a PIN is told to no other
     */
    public static KeyToken labelled(Path library, String label, char[] pin) throws KeyFileException {
        String path = path(library);
        // Initialises the library as the JDK wants it, for several threads.
        provider(library, "slotListIndex=0");
        List<Long> slots = labels(library, path).entrySet().stream()
                .filter(token -> token.getValue().equals(label))
                .map(Map.Entry::getKey)
                .toList();
        if (slots.size() != 1) {
            throw new KeyFileException("expected one token '" + Words.line(label) + "' behind " + library + ", found "
                    + (slots.isEmpty() ? words(labels(library, path)) : slots.size() + " of that label")
                    + (slots.isEmpty() ? "; give one of these" : "; give the number of a slot, of " + slots));
        }
        return open("the token '" + Words.line(label) + "'", provider(library, "slot=" + slots.get(0)), pin);
    }

    /**
     * Logs in to the token in this slot.
     *
     * @param library the maker's PKCS#11 library
     * @param slot its number, as PKCS#11 gives it
     * @param pin of the user; not changed
     * @throws KeyFileException if there is no such token to be had
     */
    public static KeyToken inSlot(Path library, long slot, char[] pin) throws KeyFileException {
        return open("the token in slot " + slot, provider(library, "slot=" + slot), pin);
    }

    /**
     * The key of this name.
     *
     * @param alias label of the certificate, or of the key
     * @throws KeyFileException if there is no such key with a certificate
     */
    public KeyEntry key(String alias) throws KeyFileException {
        return choice().named(alias);
    }

    /**
     * The only key.
     *
     * @throws KeyFileException if there is no key with a certificate, or more than one
     */
    public KeyEntry key() throws KeyFileException {
        return choice().only();
    }

    private KeyChoice choice() {
        return new KeyChoice(what, new JavaShelf(store, new char[0]), Optional.of(provider));
    }

    /** Logs out; keys from here no longer sign. */
    @Override
    public void close() {
        try {
            if (provider instanceof AuthProvider token) {
                token.logout();
            }
        } catch (LoginException e) {
            // Whoever pulled the card out has logged out.
        }
    }

    private static String path(Path library) throws KeyFileException {
        Path file = library.toAbsolutePath();
        if (!Files.isRegularFile(file)) {
            throw new KeyFileException("expected a PKCS#11 library at " + library + ", found "
                    + (Files.exists(file) ? "something else" : "nothing")
                    + "; name the one of the token's maker, such as /usr/lib/softhsm/libsofthsm2.so");
        }
        String path = file.toString();
        // The JDK expands, and ends, a path at these in its configuration.
        if (path.matches(".*[\"\\p{Cntrl}].*") || path.contains("${")) {
            throw new KeyFileException("expected a path without quotation marks, line ends and ${ for a PKCS#11"
                    + " library, found " + Words.line(path) + "; give a link to it");
        }
        return path;
    }

    private static Provider provider(Path library, String slot) throws KeyFileException {
        Provider base = Security.getProvider("SunPKCS11");
        if (base == null) {
            throw new KeyFileException(
                    "expected a Java runtime with SunPKCS11 (module jdk.crypto.cryptoki), found none;"
                            + " run with a complete JDK 17 or later");
        }
        String configuration = "--name=cretula" + OPENED.incrementAndGet() + "\nlibrary=\""
                + path(library).replace("\\", "\\\\") + "\"\n" + slot;
        try {
            return base.configure(configuration);
        } catch (RuntimeException e) {
            // SunPKCS11 reports whatever goes wrong by unchecked exceptions, the reason in their cause.
            throw new KeyFileException(
                    "expected a PKCS#11 library with a token (" + slot.replace("=", " ") + ") at " + library
                            + ", found: " + Words.line(root(e)) + "; see that it is the token's library, that its"
                            + " configuration is found and that a token is there",
                    e);
        }
    }

    private static Map<Long, String> labels(Path library, String path) throws KeyFileException {
        try {
            return TokenLabels.of(path);
        } catch (TokenLabels.NotAllowed e) {
            throw new KeyFileException(
                    "expected to be allowed to read the labels of the tokens behind " + library
                            + ", found that Java was started without " + e.getMessage()
                            + "; add that, or give the number of the slot",
                    e);
        }
    }

    private static KeyToken open(String what, Provider provider, char[] pin) throws KeyFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS11", provider);
            store.load(null, pin);
            return new KeyToken(what, provider, store);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The token's own word, such as CKR_PIN_LOCKED, is at the bottom.
            String reason = Words.line(root(e));
            throw new KeyFileException(
                    switch (reason) {
                        case "CKR_PIN_INCORRECT", "CKR_PIN_LEN_RANGE", "CKR_PIN_INVALID" ->
                            "expected the PIN of " + what + ", found another (" + reason
                                    + "); give the user's, and mind that tokens lock themselves after some tries";
                        case "CKR_PIN_LOCKED" ->
                            "expected a token that lets its user in, found " + what
                                    + " locked after too many wrong PINs; unlock it with its maker's program";
                        default ->
                            "expected to log in to " + what + ", found: " + reason
                                    + "; see that a token is there and has a user's PIN";
                    },
                    e);
        }
    }

    private static Throwable root(Throwable thrown) {
        Throwable at = thrown;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    private static String words(Map<Long, String> labels) {
        List<String> named = labels.values().stream().filter(l -> !l.isEmpty()).toList();
        return named.isEmpty() ? "none that has a label" : "'" + Words.line(String.join("', '", named)) + "'";
    }

    /** Says which token it is. */
    @Override
    public String toString() {
        return "KeyToken[" + what + "]";
    }
}
