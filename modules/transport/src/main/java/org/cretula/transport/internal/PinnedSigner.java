package org.cretula.transport.internal;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.apache.wss4j.dom.handler.RequestData;
import org.apache.wss4j.dom.validate.Credential;
import org.apache.wss4j.dom.validate.Validator;

/**
 * Accepts a signature only by one of the partner's pinned certificates, within its validity.
 *
 * @param pinned the certificates of the P-Mode
 * @param now when the message is judged
 */
record PinnedSigner(List<X509Certificate> pinned, Instant now) implements Validator {

    @Override
    public Credential validate(Credential credential, RequestData data) throws WSSecurityException {
        X509Certificate[] certificates = credential == null ? null : credential.getCertificates();
        if (certificates == null || certificates.length == 0 || !accepts(certificates[0])) {
            throw new WSSecurityException(WSSecurityException.ErrorCode.FAILED_AUTHENTICATION);
        }
        return credential;
    }

    boolean accepts(X509Certificate certificate) {
        return pinned.contains(certificate)
                && !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }
}
