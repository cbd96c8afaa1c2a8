package org.cretula.oracle.dss;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.x509.tsp.KeyEntityTSPSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;

/** The keys of a corpus: {@code NAME.p12} in a folder, each with one entry. */
final class CorpusKeys {

    private final Path folder;
    private final char[] password;

    CorpusKeys(Path folder, String password) {
        this.folder = folder;
        this.password = password.toCharArray();
    }

    /**
     * A key and its certificates.
     *
     * @param chain its own certificate first
     */
    record Key(PrivateKey key, List<X509Certificate> chain) {
        Key {
            chain = List.copyOf(chain);
        }

        CertificateToken certificate() {
            return new CertificateToken(chain.get(0));
        }

        List<CertificateToken> tokens() {
            return chain.stream().map(CertificateToken::new).toList();
        }
    }

    /** The key by this name. */
    Key get(String name) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, password);
        }
        String alias = store.aliases().nextElement();
        return new Key(
                (PrivateKey) store.getKey(alias, password),
                Stream.<Certificate>of(store.getCertificateChain(alias))
                        .map(X509Certificate.class::cast)
                        .toList());
    }

    /** The authority by the name {@code tsa}, which tells this time. */
    KeyEntityTSPSource authority(Instant time) throws GeneralSecurityException, IOException {
        Key key = get("tsa");
        KeyEntityTSPSource source = new KeyEntityTSPSource(key.key(), key.certificate(), key.tokens());
        source.setTsaPolicy("1.2.3.4.1");
        source.setAcceptedDigestAlgorithms(Arrays.asList(DigestAlgorithm.values()));
        source.setProductionTime(Date.from(time));
        return source;
    }
}
