package org.cretula.trust.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.trust.timestamp.Stamping.CONTENT;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.cretula.testkit.Credential;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.Network;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An authority that is not ours: {@code openssl ts}, asked without a network. */
class OpenSslTsaTest {

    private static final String CONFIGURATION = """
            [tsa]
            default_tsa = t
            [t]
            serial = serial
            crypto_device = builtin
            signer_cert = tsa.pem
            signer_key = tsa.key
            default_policy = 1.2.3.4.1
            digests = sha256
            signer_digest = sha256
            accuracy = secs:1
            ess_cert_id_alg = %s
            """;

    @TempDir
    Path folder;

    private byte[] answer(byte[] question) throws IOException {
        Files.write(folder.resolve("question"), question);
        run("ts", "-reply", "-config", "tsa.cnf", "-queryfile", "question", "-out", "answer");
        return Files.readAllBytes(folder.resolve("answer"));
    }

    private String run(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("openssl");
        builder.command().addAll(List.of(arguments));
        Process process =
                builder.directory(folder.toFile()).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(output).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    private Network.Reply fetch(Network.Request request) throws IOException {
        return new Network.Reply(
                request.address(), answer(request.question().orElseThrow().bytes()));
    }

    private TimeStampClient client(Credential tsa, String ess) throws IOException {
        try {
            Files.writeString(folder.resolve("tsa.cnf"), CONFIGURATION.formatted(ess));
            pem("tsa.pem", "CERTIFICATE", tsa.certificate().getEncoded());
            pem("tsa.key", "PRIVATE KEY", tsa.key().getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException(e);
        }
        // The machine's own time, which is also the one that OpenSSL tells.
        Instant now = Files.getLastModifiedTime(folder.resolve("tsa.key")).toInstant();
        return new TimeStampClient(
                this::fetch,
                List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                TimeStampLimits.USUAL,
                Stamping.examiner(),
                Stamping.PROVIDERS,
                Clock.fixed(now, ZoneOffset.UTC),
                new SecureRandom());
    }

    private void pem(String name, String kind, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    @Test
    void a_token_of_openssl_is_taken_and_openssl_verifies_what_we_took() throws IOException, TimeStampException {
        Assumptions.assumeTrue(isInstalled(), "openssl is not installed");
        for (String ess : List.of("sha1", "sha256", "sha512")) {
            for (Credential tsa : List.of(
                    Stamping.TSA, Stamping.ROOT.issue(TestTsa.subject("RSA").rsa(3072)))) {
                TimeStampToken token = client(tsa, ess).stamp(CONTENT);
                assertThat(token.policy()).isEqualTo("1.2.3.4.1");
                assertThat(Stamping.examiner()
                                .examine(token, CONTENT, EvidenceStore.empty(), token.time())
                                .proven())
                        .contains(token.time());
                Files.write(folder.resolve("token"), token.encoded());
                Files.write(folder.resolve("content"), CONTENT);
                rootPem(Stamping.ROOT.certificate());
                assertThat(run("ts", "-verify", "-in", "token", "-token_in", "-data", "content", "-CAfile", "root.pem"))
                        .contains("Verification: OK");
            }
        }
    }

    private void rootPem(X509Certificate root) throws IOException {
        try {
            pem("root.pem", "CERTIFICATE", root.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IOException(e);
        }
    }

    @Test
    void a_token_of_openssl_by_a_stranger_is_refused() throws IOException {
        Assumptions.assumeTrue(isInstalled(), "openssl is not installed");
        TimeStampClient client = client(TestCa.root("Stranger").issue(TestTsa.subject("TSA")), "sha256");
        assertThatThrownBy(() -> client.stamp(CONTENT)).isInstanceOf(TimeStampException.class);
    }

    private static boolean isInstalled() {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
