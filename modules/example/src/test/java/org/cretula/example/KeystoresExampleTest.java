package org.cretula.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed folder {@code keystores-example}. */
class KeystoresExampleTest {

    static final Path FOLDER = Path.of(System.getProperty("cretula.root"), "keystores-example");

    @ParameterizedTest
    @EnumSource
    void a_store_holds_one_key_under_its_alias_that_fits_its_certificate(ExampleEntity entity) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(bytes(entity.fileName() + ".p12")), "example".toCharArray());
        assertThat(Collections.list(store.aliases())).containsExactly(entity.alias());

        ExampleCredential credential = credential(entity);
        String algorithm = entity.keyKind().signature();
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(credential.key());
        signature.update((byte) 1);
        byte[] made = signature.sign();
        signature.initVerify(credential.certificate());
        signature.update((byte) 1);
        assertThat(signature.verify(made)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ISSUER_XA, issuer-xa, seal, EC 256",
        "ISSUER_XB, issuer-xb, seal, RSA 3072",
        "NODE_XA, node-xa, as4, RSA 3072",
        "CUSTOMS_XB, customs-xb, as4, RSA 3072",
        "TSA, tsa, tsa, EC 256"
    })
    void a_store_has_the_name_alias_and_kind_of_key_that_its_readme_tells(
            ExampleEntity entity, String file, String alias, String key) throws Exception {
        ExampleCredential credential = ExampleCredential.fromPkcs12(bytes(file + ".p12"), alias);
        assertThat(ExamplePkiTest.bits(credential.certificate().getPublicKey())).isEqualTo(key);
        assertThat(entity.fileName()).isEqualTo(file);
    }

    @ParameterizedTest
    @EnumSource
    void a_chain_is_good_from_the_first_to_the_last_day_of_its_validity(ExampleEntity entity) throws Exception {
        List<X509Certificate> chain = credential(entity).chain();
        assertThat(chain.subList(1, 3)).containsExactly(certificate("ca.crt"), certificate("root.crt"));
        List<X509CRL> lists = List.of(crl("root.crl"), crl("ca.crl"));
        for (String at : List.of("2025-01-01T00:00:00Z", "2045-12-31T23:59:59Z")) {
            assertThatCode(() -> JdkPaths.validate(chain, lists, Instant.parse(at)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root", "ca"})
    void a_revocation_list_is_signed_by_its_ca_and_empty(String ca) throws Exception {
        X509CRL list = crl(ca + ".crl");
        list.verify(certificate(ca + ".crt").getPublicKey());
        assertThat(list.getRevokedCertificates()).isNull();
        assertThat(list.getThisUpdate()).isEqualTo(Rebuild.NOT_BEFORE);
        assertThat(list.getNextUpdate()).isEqualTo(Rebuild.NOT_AFTER);
    }

    @Test
    void a_certificate_for_the_partner_is_the_one_in_the_store() throws Exception {
        assertThat(certificate("node-xa.crt"))
                .isEqualTo(credential(ExampleEntity.NODE_XA).certificate());
        assertThat(certificate("customs-xb.crt"))
                .isEqualTo(credential(ExampleEntity.CUSTOMS_XB).certificate());
    }

    @Test
    void the_root_is_the_only_self_signed_certificate_and_carries_the_mark() throws Exception {
        X509Certificate root = certificate("root.crt");
        assertThat(root.getSubjectX500Principal()).isEqualTo(root.getIssuerX500Principal());
        assertThat(root.getSubjectX500Principal().getName()).contains("O=" + ExamplePki.ORGANIZATION + ",");
        for (String other : List.of("ca.crt", "node-xa.crt", "customs-xb.crt")) {
            assertThat(certificate(other).getSubjectX500Principal())
                    .isNotEqualTo(certificate(other).getIssuerX500Principal());
        }
    }

    @Test
    void the_readme_names_every_file_of_the_folder() throws IOException {
        String readme = new String(bytes("README.md"), StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(n -> !n.equals("README.md")))
                    .hasSize(12)
                    .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void openssl_opens_the_store_and_finds_the_chain_good(ExampleEntity entity, @TempDir Path scratch) {
        String certificate = scratch.resolve("holder.pem").toString();
        OpenSsl.Result opened = OpenSsl.run(
                FOLDER,
                "pkcs12",
                "-in",
                entity.fileName() + ".p12",
                "-passin",
                "pass:example",
                "-nokeys",
                "-clcerts",
                "-out",
                certificate);
        assertThat(opened.code()).as(opened.output()).isZero();
        OpenSsl.Result verified = OpenSsl.run(
                FOLDER,
                "verify",
                "-attime",
                OpenSsl.AT,
                "-x509_strict",
                "-crl_check_all",
                "-CAfile",
                "root.crt",
                "-untrusted",
                "ca.crt",
                "-CRLfile",
                "root.crl",
                "-CRLfile",
                "ca.crl",
                certificate);
        assertThat(verified.output()).contains("holder.pem: OK");
        assertThat(verified.code()).isZero();
    }

    @Test
    void openssl_does_not_find_a_revoked_holder_good(@TempDir Path scratch) throws Exception {
        ExamplePki pki = Stranger.PKI;
        pki.writeTo(scratch);
        X509CRL list = pki.crlRevoking(
                ExampleEntity.NODE_XA, Instant.parse("2025-06-01T00:00:00Z"), CRLReason.CESSATION_OF_OPERATION);
        Files.write(scratch.resolve("ca.crl"), list.getEncoded());
        String[] verify = ("verify -attime " + OpenSsl.AT
                        + " -x509_strict -crl_check_all -CAfile root.crt -untrusted ca.crt"
                        + " -CRLfile root.crl -CRLfile ca.crl node-xa.crt customs-xb.crt")
                .split(" ", -1);
        OpenSsl.Result verified = OpenSsl.run(scratch, verify);
        assertThat(verified.code()).isNotZero();
        assertThat(verified.output()).contains("certificate revoked").contains("customs-xb.crt: OK");
    }

    private static ExampleCredential credential(ExampleEntity entity) throws IOException {
        return ExampleCredential.fromPkcs12(bytes(entity.fileName() + ".p12"), entity.alias());
    }

    private static X509Certificate certificate(String file) throws IOException, GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes(file)));
    }

    private static X509CRL crl(String file) throws IOException, GeneralSecurityException {
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(bytes(file)));
    }

    private static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(FOLDER.resolve(file));
    }
}
