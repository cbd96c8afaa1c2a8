package org.cretula.trust;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A store that a provider of Java has opened. */
final class JavaShelf implements KeyShelf {

    private final KeyStore store;
    private final char[] password;

    JavaShelf(KeyStore store, char[] password) {
        this.store = store;
        this.password = password.clone();
    }

    @Override
    public List<String> keys() throws GeneralSecurityException {
        List<String> keys = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                keys.add(alias);
            }
        }
        return keys;
    }

    @Override
    public Optional<String> named(String alias) throws GeneralSecurityException {
        return store.containsAlias(alias) ? Optional.of(alias) : Optional.empty();
    }

    @Override
    public PrivateKey key(String name) throws GeneralSecurityException {
        if (store.getKey(name, password) instanceof PrivateKey key) {
            return key;
        }
        throw new UnrecoverableKeyException("it is not a private key");
    }

    @Override
    public List<byte[]> chain(String name) throws GeneralSecurityException {
        List<byte[]> chain = new ArrayList<>();
        Certificate[] certificates = store.getCertificateChain(name);
        for (Certificate certificate : certificates == null ? new Certificate[0] : certificates) {
            chain.add(certificate.getEncoded());
        }
        return chain;
    }
}
