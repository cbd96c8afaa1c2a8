package org.cretula.trust.internal.encoding;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** Digests by which evidence is named. */
public final class Digests {

    private Digests() {}

    /** SHA-256 in lower-case hexadecimal. */
    public static String sha256(byte[] bytes) {
        return hex("SHA-256", bytes);
    }

    /** SHA-256 of a certificate in DER, in lower-case hexadecimal. */
    public static String sha256(X509Certificate certificate) {
        return sha256(encoded(certificate));
    }

    /** A digest in lower-case hexadecimal; the JDK must have the algorithm. */
    public static String hex(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm, "SUN").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected a Java runtime with " + algorithm + ", found none", e);
        }
    }

    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }
}
