package org.cretula.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import org.cretula.trust.internal.encoding.Pem;

/** Reads one certificate that a program names, such as a partner's. */
public final class CertificateFile {

    private static final int MAX_BYTES = 2 * StrictCertificates.MAX_CERTIFICATE_BYTES;

    private CertificateFile() {}

    /**
     * Reads a file with exactly one certificate, DER or PEM.
     *
     * @throws IOException when the file cannot be read or holds anything else; the message says what was found
     */
    public static X509Certificate read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("expected a certificate, found more than " + MAX_BYTES + " bytes in " + file);
        }
        StrictParse<X509Certificate> parse = StrictCertificates.parse(der(file, bytes));
        if (parse instanceof StrictParse.Refused<X509Certificate> refused) {
            throw new IOException(file + ": " + refused.explanation());
        }
        return parse.value().orElseThrow();
    }

    private static byte[] der(Path file, byte[] bytes) throws IOException {
        if (bytes.length > 0 && bytes[0] == 0x30) {
            return bytes;
        }
        try {
            List<byte[]> blocks = Pem.blocks(new String(bytes, StandardCharsets.ISO_8859_1), "CERTIFICATE");
            if (blocks.size() != 1) {
                throw new IOException("expected one certificate, found " + blocks.size() + " in " + file);
            }
            return blocks.get(0);
        } catch (Pem.Fault e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
