package org.cretula.example;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * A private key of the example PKI with its certificate chain, the holder's certificate first and the root last.
 *
 * @param key the private key; everybody has the ones in {@code keystores-example}
 * @param chain at least one certificate
 */
public record ExampleCredential(PrivateKey key, List<X509Certificate> chain) {

    /** Refuses an empty chain. */
    public ExampleCredential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("expected a certificate chain, found none; give the holder's first");
        }
    }

    /** The holder's certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * A PKCS#12 key store with this one entry, under {@link ExamplePki#PASSWORD}: encrypted with AES, so that the JDK,
     * Bouncy Castle and OpenSSL 3 read it without legacy switches.
     */
    public byte[] pkcs12(String alias) {
        return ExampleStore.pkcs12(this, alias);
    }

    /**
     * Reads an entry of a PKCS#12 key store under {@link ExamplePki#PASSWORD}, as {@link #pkcs12} writes it.
     *
     * @throws IllegalArgumentException if the store cannot be read or has no such entry
     */
    public static ExampleCredential fromPkcs12(byte[] store, String alias) {
        try {
            KeyStore keys = emptyStore();
            char[] password = ExamplePki.PASSWORD.toCharArray();
            keys.load(new ByteArrayInputStream(store), password);
            if (keys.getKey(alias, password) instanceof PrivateKey key) {
                return new ExampleCredential(
                        key,
                        Stream.of(keys.getCertificateChain(alias))
                                .map(X509Certificate.class::cast)
                                .toList());
            }
            throw new IllegalArgumentException("expected a key under the alias " + alias
                    + ", found none; run keystores-example/rebuild for fresh stores");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "expected a PKCS#12 store with the password of the example stores, found something else"
                            + "; run keystores-example/rebuild for fresh ones",
                    e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        // Bouncy Castle's reader asks nobody else for its ciphers; the JDK's asks the JVM's list and fails where that
        // one stands first.
        KeyStore store = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
        store.load(null, null);
        return store;
    }
}
