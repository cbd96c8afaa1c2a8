package org.cretula.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.internal.encoding.JksStore;
import org.cretula.trust.internal.encoding.Words;

/**
 * Takes one key from a store: the one that was named, or the only one.
 *
 * @param what the store, for a reader
 * @param provider of keys that cannot leave it
 */
record KeyChoice(String what, KeyShelf shelf, Optional<Provider> provider) {

    /** The only key. */
    KeyEntry only() throws KeyFileException {
        try {
            List<String> keys = shelf.keys();
            if (keys.size() != 1) {
                throw new KeyFileException("expected one private key in " + what + ", found " + words(keys)
                        + (keys.isEmpty() ? "; import one with its certificate" : "; say which by its alias"));
            }
            return entry(keys.get(0));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    /** The key of this name. */
    KeyEntry named(String alias) throws KeyFileException {
        try {
            List<String> keys = shelf.keys();
            Optional<String> name = shelf.named(alias);
            if (name.isEmpty()) {
                throw new KeyFileException("expected an entry " + quoted(alias) + " in " + what + ", found "
                        + words(keys) + "; give one of these");
            }
            if (keys.stream().noneMatch(key -> key.equalsIgnoreCase(name.get()))) {
                throw new KeyFileException("expected a private key in the entry " + quoted(alias) + " of " + what
                        + ", found a certificate only; give the alias of a key, of " + words(keys));
            }
            return entry(name.get());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private KeyEntry entry(String name) throws KeyFileException, GeneralSecurityException {
        try {
            PrivateKey key = shelf.key(name);
            return new KeyEntry(key, chain(name), provider);
        } catch (JksStore.WrongPassword e) {
            throw new KeyFileException(
                    "expected a key with the password of the store in the entry " + quoted(name) + " of " + what
                            + ", found one with another; make them the same with keytool -keypasswd",
                    e);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // Bouncy Castle reports malformed keys by unchecked exceptions too; the message of the cause never holds
            // the key or the password.
            throw new KeyFileException(
                    "expected a private key in the entry " + quoted(name) + " of " + what
                            + ", found one that cannot be read: " + Words.line(e)
                            + (provider.isPresent()
                                    ? "; the JDK uses RSA and EC keys of a token, others can sign in two steps"
                                    : "; make it anew"),
                    e);
        }
    }

    private List<X509Certificate> chain(String name) throws GeneralSecurityException, KeyFileException {
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : shelf.chain(name)) {
            if (StrictCertificates.parse(der) instanceof StrictParse.Parsed<X509Certificate> p) {
                chain.add(p.parsed());
            } else {
                throw new KeyFileException("expected certificates in DER in the entry " + quoted(name) + " of " + what
                        + ", found one that is not; ask its issuer for another");
            }
        }
        if (chain.isEmpty()) {
            throw new KeyFileException("expected a certificate in the entry " + quoted(name) + " of " + what
                    + ", found a key only; import its certificate");
        }
        return chain;
    }

    private KeyFileException unreadable(Exception e) {
        return new KeyFileException(
                "expected a private key in " + what + ", found what cannot be read: " + Words.line(e)
                        + "; make it anew",
                e);
    }

    private static String words(List<String> keys) {
        List<String> sorted = keys.stream().sorted().toList();
        return sorted.isEmpty() ? "no key" : quoted(String.join("', '", sorted));
    }

    private static String quoted(String alias) {
        return "'" + Words.line(alias) + "'";
    }
}
