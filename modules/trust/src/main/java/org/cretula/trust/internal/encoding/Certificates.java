package org.cretula.trust.internal.encoding;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collection;

/** What certificates take. */
public final class Certificates {

    // A parsed certificate holds its bytes, copies of most of them in parts, and objects around these.
    private static final long OBJECTS = 4_000;
    private static final long COPIES = 4;

    private Certificates() {}

    /** About how many bytes of memory a certificate takes. */
    public static long weight(X509Certificate certificate) {
        try {
            return OBJECTS + COPIES * certificate.getEncoded().length;
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    /** About how many bytes of memory certificates take. */
    public static long weight(Collection<X509Certificate> certificates) {
        return certificates.stream().mapToLong(Certificates::weight).sum();
    }
}
