package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import org.cretula.testkit.TestCa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTest {

    private static final X509Certificate CERTIFICATE = TestCa.root("Root").certificate();

    @TempDir
    private Path folder;

    private static String pem() throws Exception {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(CERTIFICATE.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void anything_but_one_certificate_is_refused_with_the_files_name() throws Exception {
        String[] texts = {"", "no certificate", pem() + pem(), pem().replace("MII", "AII"), "x".repeat(200_000)};
        for (String text : texts) {
            Path file = Files.writeString(folder.resolve("partner.crt"), text);
            assertThatThrownBy(() -> CertificateFile.read(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("partner.crt");
        }
    }

    @Test
    void one_certificate_is_read_in_either_form() throws Exception {
        assertThat(CertificateFile.read(Files.writeString(folder.resolve("a.crt"), pem())))
                .isEqualTo(CERTIFICATE);
        assertThat(CertificateFile.read(Files.write(folder.resolve("b.crt"), CERTIFICATE.getEncoded())))
                .isEqualTo(CERTIFICATE);
    }

    @Test
    void a_chain_of_none_of_too_many_or_with_a_broken_one_is_refused() throws Exception {
        String[] texts = {"", "no certificate", pem().repeat(11), pem() + pem().replace("MII", "AII")};
        for (String text : texts) {
            Path file = Files.writeString(folder.resolve("chain.pem"), text);
            assertThatThrownBy(() -> CertificateFile.chain(file))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("chain.pem");
        }
    }

    @Test
    void a_chain_is_read_in_the_order_of_the_file() throws Exception {
        X509Certificate other = TestCa.root("Other").certificate();
        String pem = "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(other.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
        assertThat(CertificateFile.chain(Files.writeString(folder.resolve("c.pem"), pem() + pem)))
                .containsExactly(CERTIFICATE, other);
        assertThat(CertificateFile.chain(Files.write(folder.resolve("d.crt"), CERTIFICATE.getEncoded())))
                .containsExactly(CERTIFICATE);
    }
}
