package org.cretula.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A private key with its certificate chain, the holder's certificate first and the root last.
 *
 * @param key the private key
 * @param chain at least one certificate
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {

    public Credential {
        chain = List.copyOf(chain);
    }

    /** The holder's certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** A PKCS#12 key store with this one entry. */
    public byte[] pkcs12(String alias, String password) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(alias, key, password.toCharArray(), chain.toArray(new Certificate[0]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, password.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("cannot write a PKCS#12 store", e);
        }
    }
}
