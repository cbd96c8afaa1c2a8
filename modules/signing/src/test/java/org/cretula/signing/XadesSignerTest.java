package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XadesSignerTest {

    @Test
    void an_expired_certificate_signs_nothing() {
        Credential expired = Fixture.ROOT.issue(Subject.named("Expired")
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")));
        assertThatThrownBy(() -> Fixture.sign(expired))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("2025-01-01T00:00:00Z")
                .hasMessageContaining("ask the CA");
    }

    @Test
    void C15_a_certificate_for_another_use_signs_nothing() {
        Credential other = Fixture.ROOT.issue(Subject.named("Encrypts").keyUsage(KeyUsage.keyEncipherment));
        assertThatThrownBy(() -> Fixture.sign(other))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("CN=Encrypts")
                .hasMessageContaining("is not for signing");
    }

    @Test
    void a_chain_in_another_order_is_refused() {
        List<X509Certificate> chain = Fixture.EC.chain();
        X509Certificate signer = chain.get(0);
        Credential twice = new Credential(Fixture.EC.key(), List.of(signer, signer));
        assertThatThrownBy(() -> Fixture.sign(twice))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("expected the certificate of "
                        + signer.getIssuerX500Principal().getName())
                .hasMessageContaining("put the chain in order");
    }

    @Test
    void a_key_that_does_not_belong_to_the_certificate_is_found_before_anything_leaves() {
        Credential mixed = new Credential(TestCa.newKeys("EC:secp256r1").getPrivate(), Fixture.EC.chain());
        assertThatThrownBy(() -> Fixture.sign(mixed))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("does the private key belong to the certificate");
    }

    @Test
    void K07_a_short_rsa_key_signs_nothing() {
        Credential weak = Fixture.ROOT.issue(Subject.named("Weak").rsa(1024));
        assertThatThrownBy(() -> Fixture.sign(weak))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("2048");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC:secp256r1", "EC:secp384r1", "EC:secp521r1", "RSA:2048", "RSA:3072"})
    void what_is_signed_is_judged_valid_and_signed_again_gives_the_same_bytes(String algorithm) throws Exception {
        Subject subject = Subject.named("Signer " + algorithm);
        String[] parts = algorithm.split(":", -1);
        Credential signer = Fixture.ROOT.issue(
                parts[0].equals("RSA") ? subject.rsa(Integer.parseInt(parts[1])) : subject.ec(parts[1]));
        byte[] signed = Fixture.sign(signer);
        assertThat(Fixture.judge(signed).verdict().findings()).isNotEmpty();
        assertThat(Fixture.judge(signed).verdict().indication())
                .as(() -> Fixture.judge(signed).verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(Fixture.sign(signer)).isEqualTo(signed);
    }

    @Test
    void the_signature_has_what_B_B_asks_for_and_nothing_it_forbids() throws Exception {
        String signed = new String(Fixture.sign(Fixture.EC), StandardCharsets.UTF_8);
        assertThat(signed)
                .contains("<xades:SigningTime>2026-11-24T08:00:00Z</xades:SigningTime>")
                .contains("<xades:SigningCertificateV2><xades:Cert><xades:CertDigest>")
                .contains("<xades:MimeType>application/xml</xades:MimeType>")
                .contains("ecdsa-sha256");
        for (String forbidden : List.of(
                "<xades:SigningCertificate>",
                "IssuerSerial",
                " URI=\"http",
                "&#xD;",
                "QualifyingPropertiesReference")) {
            assertThat(signed).doesNotContain(forbidden);
        }
        String signature = signed.substring(signed.indexOf("<ds:Signature"), signed.indexOf("</ds:Signature>"));
        assertThat(signature).doesNotContain("\n");
    }
}
