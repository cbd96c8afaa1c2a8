package org.cretula.transport.internal;

import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.regex.Pattern;
import javax.security.auth.callback.CallbackHandler;
import org.apache.wss4j.common.crypto.CryptoBase;
import org.apache.wss4j.common.crypto.CryptoType;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.cretula.transport.As4Identity;

/**
 * Our keys as WSS4J asks for them. It never trusts a certificate: that is decided by {@link PinnedSigner} alone.
 */
final class Keys extends CryptoBase {

    /** Name under which WSS4J asks for the signing key. */
    static final String SIGNING = "signing";

    private final As4Identity identity;

    Keys(As4Identity identity) {
        this.identity = identity;
    }

    @Override
    public X509Certificate[] getX509Certificates(CryptoType wanted) throws WSSecurityException {
        X509Certificate own = identity.decryptionCertificate();
        boolean matches = switch (wanted.getType()) {
            case ISSUER_SERIAL ->
                own.getSerialNumber().equals(wanted.getSerial())
                        && own.getIssuerX500Principal()
                                .equals(new javax.security.auth.x500.X500Principal(wanted.getIssuer()));
            case SKI_BYTES -> Arrays.equals(getSKIBytesFromCert(own), wanted.getBytes());
            default -> false;
        };
        if (wanted.getType() == CryptoType.TYPE.ALIAS && SIGNING.equals(wanted.getAlias())) {
            return new X509Certificate[] {identity.signingCertificate()};
        }
        return matches ? new X509Certificate[] {own} : new X509Certificate[0];
    }

    @Override
    public String getX509Identifier(X509Certificate certificate) {
        return SIGNING;
    }

    @Override
    public PrivateKey getPrivateKey(X509Certificate certificate, CallbackHandler callback) throws WSSecurityException {
        if (certificate.equals(identity.decryptionCertificate())) {
            return identity.decryptionKey();
        }
        throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
    }

    @Override
    public PrivateKey getPrivateKey(PublicKey key, CallbackHandler callback) throws WSSecurityException {
        throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
    }

    @Override
    public PrivateKey getPrivateKey(String name, String password) throws WSSecurityException {
        if (SIGNING.equals(name)) {
            return identity.signingKey();
        }
        throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_CHECK);
    }

    @Override
    public void verifyTrust(
            X509Certificate[] certificates,
            boolean revocation,
            Collection<Pattern> subjects,
            Collection<Pattern> issuers)
            throws WSSecurityException {
        throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_AUTHENTICATION);
    }

    @Override
    public void verifyTrust(PublicKey key) throws WSSecurityException {
        throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_AUTHENTICATION);
    }
}
