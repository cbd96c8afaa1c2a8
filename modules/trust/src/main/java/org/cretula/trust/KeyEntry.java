package org.cretula.trust;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.cretula.trust.internal.encoding.Words;

/**
 * A private key and the certificates that speak for it.
 *
 * @param key the private key
 * @param chain the holder's certificate first, then as much of its chain as the file held; never empty
 */
public record KeyEntry(PrivateKey key, List<X509Certificate> chain) {

    public KeyEntry {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a key entry needs the holder's certificate, got none");
        }
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
