package org.cretula.trust;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.internal.encoding.JksStore;

/** A Java key store (JKS). */
final class JksShelf implements KeyShelf {

    private final JksStore store;
    private final char[] password;
    private final Provider provider;

    JksShelf(JksStore store, char[] password, Provider provider) {
        this.store = store;
        this.password = password.clone();
        this.provider = provider;
    }

    @Override
    public List<String> keys() {
        return store.keys();
    }

    @Override
    public Optional<String> named(String alias) {
        return store.named(alias);
    }

    @Override
    public PrivateKey key(String name) throws IOException, GeneralSecurityException {
        return store.key(name, password, provider);
    }

    @Override
    public List<byte[]> chain(String name) {
        return store.chain(name);
    }
}
