package org.cretula.trust;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.internal.encoding.Words;

/**
 * A private key and the certificates that speak for it.
 *
 * @param key the private key, or what stands for one that cannot leave its token
 * @param chain the holder's certificate first, then as much of its chain as the file held; never empty
 * @param provider what alone can compute with a key that is kept in a token; empty for a key that is here
 */
public record KeyEntry(PrivateKey key, List<X509Certificate> chain, Optional<Provider> provider) {

    public KeyEntry {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key entry needs the holder's certificate, got none");
        }
    }

    /** A key that is here, for any provider to compute with. */
    public KeyEntry(PrivateKey key, List<X509Certificate> chain) {
        this(key, chain, Optional.empty());
    }

    /** The holder's certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "KeyEntry[" + Words.name(certificate()) + "]";
    }
}
