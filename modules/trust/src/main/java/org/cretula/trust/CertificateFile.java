package org.cretula.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.cretula.trust.internal.encoding.Pem;

/** Reads certificates that a program names, such as a partner's, or a signer's chain. */
public final class CertificateFile {

    private static final int MAX_BYTES = 2 * StrictCertificates.MAX_CERTIFICATE_BYTES;

    private static final int MOST_OF_A_CHAIN = 10;

    private CertificateFile() {}

    /**
     * Reads a file with exactly one certificate, DER or PEM.
     *
     * @throws IOException when the file cannot be read or holds anything else; the message says what was found
     */
    public static X509Certificate read(Path file) throws IOException {
        List<byte[]> ders = ders(file, bytes(file, MAX_BYTES));
        if (ders.size() != 1) {
            throw new IOException("expected one certificate, found " + ders.size() + " in " + file);
        }
        return certificate(file, ders.get(0));
    }

    /**
     * Reads a file with a chain, the holder's certificate first: PEM, or one certificate in DER.
     *
     * @return at least one certificate, in the order of the file
     * @throws IOException when the file cannot be read or holds anything else; the message says what was found
     */
    public static List<X509Certificate> chain(Path file) throws IOException {
        List<byte[]> ders = ders(file, bytes(file, MOST_OF_A_CHAIN * MAX_BYTES));
        if (ders.isEmpty() || ders.size() > MOST_OF_A_CHAIN) {
            throw new IOException(
                    "expected 1 to " + MOST_OF_A_CHAIN + " certificates, found " + ders.size() + " in " + file);
        }
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : ders) {
            chain.add(certificate(file, der));
        }
        return List.copyOf(chain);
    }

    private static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException("expected a certificate, found more than " + most + " bytes in " + file);
            }
            return bytes;
        }
    }

    private static X509Certificate certificate(Path file, byte[] der) throws IOException {
        StrictParse<X509Certificate> parse = StrictCertificates.parse(der);
        if (parse instanceof StrictParse.Refused<X509Certificate> refused) {
            throw new IOException(file + ": " + refused.explanation());
        }
        return parse.value().orElseThrow();
    }

    private static List<byte[]> ders(Path file, byte[] bytes) throws IOException {
        if (bytes.length > 0 && bytes[0] == 0x30) {
            return List.of(bytes);
        }
        try {
            return Pem.blocks(new String(bytes, StandardCharsets.ISO_8859_1), "CERTIFICATE");
        } catch (Pem.Fault e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
