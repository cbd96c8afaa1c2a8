package org.cretula.oracle.phase4;

import com.helger.phase4.crypto.AS4CryptoFactoryInMemoryKeyStore;
import com.helger.phase4.crypto.IAS4CryptoFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Our key and the one certificate that the other side signs with and decrypts with.
 *
 * @param crypto as phase4 wants both; trusts nothing but {@code partner}
 * @param partner the other side's certificate
 */
record PeerKeys(IAS4CryptoFactory crypto, X509Certificate partner) {

    static PeerKeys of(PeerOptions options) throws IOException, GeneralSecurityException {
        char[] password = options.required("password").toCharArray();
        KeyStore ours = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(options.required("keystore")))) {
            ours.load(in, password);
        }
        X509Certificate partner;
        try (InputStream in = Files.newInputStream(Path.of(options.required("partner")))) {
            partner = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("partner", partner);
        IAS4CryptoFactory crypto =
                new AS4CryptoFactoryInMemoryKeyStore(ours, options.or("alias", "as4"), password, trusted);
        return new PeerKeys(crypto, partner);
    }
}
