package org.cretula.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * What a certificate shall say, good unless told otherwise: P-256, valid from 2020 to 2046, digitalSignature and
 * nonRepudiation.
 *
 * @param name distinguished name, RFC 4514 form
 * @param algorithm {@code "EC:secp256r1"}, {@code "RSA:3072"} and the like
 * @param notBefore start of validity
 * @param notAfter end of validity
 * @param keyUsage bits of {@link KeyUsage}; 0 leaves the extension out
 * @param extendedKeyUsages purposes; none leaves the extension out
 * @param crlUrl address of the CRL distribution point
 * @param forgery applied last to the builder, to make certificates that no honest CA would issue
 */
public record Subject(
        String name,
        String algorithm,
        Instant notBefore,
        Instant notAfter,
        int keyUsage,
        List<KeyPurposeId> extendedKeyUsages,
        Optional<String> crlUrl,
        Consumer<X509v3CertificateBuilder> forgery) {

    static final Instant START = Instant.parse("2020-01-01T00:00:00Z");
    static final Instant END = Instant.parse("2046-01-01T00:00:00Z");

    /** A subject with common name {@code name} and the defaults above. */
    public static Subject named(String name) {
        return new Subject(
                name.contains("=") ? name : "CN=" + name,
                "EC:secp256r1",
                START,
                END,
                KeyUsage.digitalSignature | KeyUsage.nonRepudiation,
                List.of(),
                Optional.of("http://crl.example.invalid/ca.crl"),
                builder -> {});
    }

    /** With an RSA key of this many bits. */
    public Subject rsa(int bits) {
        return with("RSA:" + bits);
    }

    /** With an EC key on this named curve. */
    public Subject ec(String curve) {
        return with("EC:" + curve);
    }

    /** With a key as {@link TestCa#newKeys} names it. */
    public Subject key(String newAlgorithm) {
        return with(newAlgorithm);
    }

    private Subject with(String newAlgorithm) {
        return new Subject(name, newAlgorithm, notBefore, notAfter, keyUsage, extendedKeyUsages, crlUrl, forgery);
    }

    /** Valid from {@code from} to {@code to}. */
    public Subject valid(Instant from, Instant to) {
        return new Subject(name, algorithm, from, to, keyUsage, extendedKeyUsages, crlUrl, forgery);
    }

    /** With these key usage bits; 0 leaves the extension out. */
    public Subject keyUsage(int bits) {
        return new Subject(name, algorithm, notBefore, notAfter, bits, extendedKeyUsages, crlUrl, forgery);
    }

    /** With this purpose added. */
    public Subject extendedKeyUsage(KeyPurposeId purpose) {
        List<KeyPurposeId> more = new ArrayList<>(extendedKeyUsages);
        more.add(purpose);
        return new Subject(name, algorithm, notBefore, notAfter, keyUsage, List.copyOf(more), crlUrl, forgery);
    }

    /** Forged as told. */
    public Subject forged(Consumer<X509v3CertificateBuilder> change) {
        return new Subject(name, algorithm, notBefore, notAfter, keyUsage, extendedKeyUsages, crlUrl, change);
    }
}
