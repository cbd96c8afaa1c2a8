package org.cretula.conformance;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.KeyFileException;

/**
 * The keys that the vectors are sealed with; committed, so that the same generators give the same bytes.
 *
 * <p>Their organisation is that of the example PKI, which nobody trusts by accident: the private keys are public.
 */
enum VectorKeys {
    P256("p256"),
    RSA3072("rsa-3072"),
    STRANGER("unknown-root"),
    REVOKED("revoked"),
    EXPIRED("expired");

    static final Path VECTORS = Root.path("conformance", "vectors");
    private static final String NAME = "C=XA,O=Cretula Example - do not trust,CN=";

    private final String file;

    VectorKeys(String file) {
        this.file = file;
    }

    KeyEntry load() {
        try {
            return KeyFile.pkcs12(VECTORS.resolve("keys").resolve(file + ".p12"), "example".toCharArray(), "seal");
        } catch (KeyFileException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes keys and trust anew if there are none; all vectors must then be made anew too. */
    static void makeIfAbsent() {
        if (Files.exists(VECTORS.resolve("keys"))) {
            return;
        }
        TestCa root = TestCa.root(NAME + "Vector root");
        TestCa ca = root.intermediate(NAME + "Vector issuing CA");
        P256.write(ca.issue(Subject.named(NAME + "Chamber with a P-256 key")));
        RSA3072.write(
                ca.issue(Subject.named(NAME + "Ministry with an RSA-3072 key").rsa(3072)));
        Credential revoked = ca.issue(Subject.named(NAME + "Chamber whose certificate is revoked"));
        REVOKED.write(revoked);
        EXPIRED.write(ca.issue(Subject.named(NAME + "Chamber whose certificate expires in 2026")
                .valid(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-12-31T00:00:00Z"))));
        STRANGER.write(TestCa.root(NAME + "Unknown root").issue(Subject.named(NAME + "Chamber under an unknown root")));
        for (String trust : new String[] {"trust", "trust-with-a-revocation"}) {
            Path folder = VECTORS.resolve(trust);
            Root.write(folder.resolve("root.crt"), pem(root.certificate()));
            Root.write(folder.resolve("ca.crt"), pem(ca.certificate()));
            Root.write(folder.resolve("root.crl"), root.crl().der());
        }
        Root.write(VECTORS.resolve("trust/ca.crl"), ca.crl().der());
        Root.write(
                VECTORS.resolve("trust-with-a-revocation/ca.crl"),
                ca.crl()
                        .current(Instant.parse("2026-06-01T10:00:00Z"), Instant.parse("2046-01-01T00:00:00Z"))
                        .revoke(revoked.certificate(), Instant.parse("2026-06-01T09:00:00Z"), 1)
                        .der());
    }

    private void write(Credential credential) {
        Root.write(VECTORS.resolve("keys").resolve(file + ".p12"), credential.pkcs12("seal", "example"));
    }

    private static byte[] pem(X509Certificate certificate) {
        try {
            return ("-----BEGIN CERTIFICATE-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n")
                    .getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
