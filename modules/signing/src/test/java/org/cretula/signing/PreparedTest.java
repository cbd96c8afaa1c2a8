package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cretula.signing.internal.creation.Draft;
import org.cretula.signing.internal.creation.DraftForm;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two steps, with the key elsewhere; and what must not come of it. */
class PreparedTest {

    private static Prepared prepared() throws SigningRefusedException {
        return Fixture.enveloped().prepare(Fixture.EC.chain(), Fixture.SIGNED);
    }

    /** As a service with the key would sign, in the form that it would give. */
    private static byte[] elsewhere(String algorithm, PrivateKey key, byte[] bytes) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(bytes);
        return signature.sign();
    }

    @Test
    void a_value_of_another_key_or_of_other_bytes_does_not_complete_it_and_the_right_one_still_does() throws Exception {
        Prepared prepared = prepared();
        PrivateKey stranger = TestCa.newKeys("EC:secp256r1").getPrivate();
        byte[] right = elsewhere("SHA256withECDSA", Fixture.EC.key(), prepared.toBeSigned());
        for (byte[] wrong : List.of(
                elsewhere("SHA256withECDSA", stranger, prepared.toBeSigned()),
                elsewhere("SHA256withECDSA", Fixture.EC.key(), new byte[1]),
                elsewhere("SHA384withECDSA", Fixture.EC.key(), prepared.toBeSigned()),
                Arrays.copyOf(right, right.length - 1),
                new byte[64],
                new byte[0])) {
            assertThatThrownBy(() -> prepared.complete(wrong, Fixture.PROVIDERS))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("does not verify");
        }
        assertThat(Fixture.judge(prepared.complete(right, Fixture.PROVIDERS))
                        .verdict()
                        .indication())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void it_is_completed_once_and_not_again() throws Exception {
        Prepared prepared = prepared();
        byte[] value = elsewhere("SHA256withECDSA", Fixture.EC.key(), prepared.toBeSigned());
        prepared.complete(value, Fixture.PROVIDERS);
        assertThatThrownBy(() -> prepared.complete(value, Fixture.PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("completed already");
    }

    @Test
    void of_several_who_complete_it_at_the_same_time_one_succeeds() throws Exception {
        Prepared prepared = prepared();
        byte[] value = elsewhere("SHA256withECDSA", Fixture.EC.key(), prepared.toBeSigned());
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> all = Collections.nCopies(4, () -> {
                try {
                    return prepared.complete(value, Fixture.PROVIDERS).length > 0;
                } catch (SigningRefusedException e) {
                    return false;
                }
            });
            int succeeded = 0;
            for (Future<Boolean> one : threads.invokeAll(all)) {
                succeeded += one.get() ? 1 : 0;
            }
            assertThat(succeeded).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA256withECDSA", "SHA256withECDSAinP1363Format"})
    void a_value_in_either_form_of_ecdsa_completes_it_also_after_a_night_on_disk(String algorithm) throws Exception {
        Prepared prepared = Prepared.read(prepared().toBytes());
        assertThat(prepared.toBeSigned()).isEqualTo(prepared().toBeSigned());
        assertThat(prepared.algorithm()).isEqualTo(SignatureAlgorithm.ECDSA_SHA256);
        assertThat(prepared.certificate()).isEqualTo(Fixture.EC.certificate());
        assertThat(prepared.signingTime()).isEqualTo(Fixture.SIGNED);
        byte[] value = elsewhere(algorithm, Fixture.EC.key(), prepared.toBeSigned());
        byte[] signed = prepared.complete(value, Fixture.PROVIDERS);
        assertThat(Fixture.judge(signed).verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void the_two_steps_give_what_the_one_step_gives() throws Exception {
        Prepared prepared = Fixture.enveloped().prepare(Fixture.RSA.chain(), Fixture.SIGNED);
        byte[] value = elsewhere("SHA256withRSA", Fixture.RSA.key(), prepared.toBeSigned());
        assertThat(prepared.complete(value, Fixture.PROVIDERS)).isEqualTo(Fixture.sign(Fixture.RSA));
    }

    @Test
    void what_was_given_out_cannot_change_it() throws Exception {
        Prepared prepared = prepared();
        Arrays.fill(prepared.toBeSigned(), (byte) 0);
        byte[] value = elsewhere("SHA256withECDSA", Fixture.EC.key(), prepared.toBeSigned());
        assertThat(prepared.complete(value, Fixture.PROVIDERS)).isNotEmpty();
    }

    @Test
    void any_byte_of_it_that_is_damaged_is_noticed() throws Exception {
        byte[] bytes = prepared().toBytes();
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> Prepared.read(damaged)).isInstanceOf(SigningRefusedException.class);
        }
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Prepared.read(cut)).isInstanceOf(SigningRefusedException.class);
        }
        assertThatThrownBy(() -> Prepared.read(Arrays.copyOf(bytes, bytes.length + 1)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void another_version_is_named() throws Exception {
        byte[] bytes = prepared().toBytes();
        bytes["cretula-prepared ".length()] = '2';
        assertThatThrownBy(() -> Prepared.read(bytes))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("version '2'")
                .hasMessageContaining("release that prepared it");
    }

    @Test
    void a_document_put_in_its_place_by_somebody_who_mends_the_digest_does_not_come_out_signed() throws Exception {
        Prepared honest = prepared();
        byte[] value = elsewhere("SHA256withECDSA", Fixture.EC.key(), honest.toBeSigned());
        byte[] bytes = honest.toBytes();
        String latin = new String(bytes, StandardCharsets.ISO_8859_1).replace(">2400<", ">9400<");
        byte[] forged = latin.getBytes(StandardCharsets.ISO_8859_1);
        byte[] digest = DigestAlgorithm.SHA256.digest(Arrays.copyOf(forged, forged.length - 32));
        System.arraycopy(digest, 0, forged, forged.length - 32, 32);
        Prepared read = Prepared.read(forged);
        assertThatThrownBy(() -> read.complete(value, Fixture.PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("is not that of what it leads to");
    }

    /** Kept by somebody who put these in their place, and mended the digest. */
    private static Prepared forged(X509Certificate certificate, byte[] toBeSigned) throws SigningRefusedException {
        Draft honest = DraftForm.read(prepared().toBytes());
        return Prepared.read(DraftForm.write(new Draft(
                honest.algorithm(),
                certificate,
                honest.time(),
                honest.id(),
                toBeSigned,
                honest.before(),
                honest.after(),
                List.of(),
                true)));
    }

    @Test
    void what_was_given_out_instead_of_the_signed_information_does_not_come_back_as_its_signature() throws Exception {
        byte[] other = "something else".getBytes(StandardCharsets.UTF_8);
        Prepared forged = forged(Fixture.EC.certificate(), other);
        byte[] value = elsewhere("SHA256withECDSA", Fixture.EC.key(), forged.toBeSigned());
        assertThatThrownBy(() -> forged.complete(value, Fixture.PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("not what was prepared");
    }

    @Test
    void another_signer_than_the_document_names_does_not_complete_it() throws Exception {
        Credential other = TestCa.root("Root").issue(Subject.named("Other"));
        Prepared forged = forged(other.certificate(), prepared().toBeSigned());
        byte[] value = elsewhere("SHA256withECDSA", other.key(), forged.toBeSigned());
        assertThatThrownBy(() -> forged.complete(value, Fixture.PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("does not name the certificate");
    }

    @Test
    void an_expired_signer_is_not_even_prepared() {
        Credential expired = Fixture.ROOT.issue(Subject.named("Expired")
                .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")));
        assertThatThrownBy(() -> Fixture.enveloped().prepare(expired.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("2025-01-01");
    }

    @Test
    void without_a_certificate_nothing_is_prepared() {
        assertThatThrownBy(() -> Fixture.enveloped().prepare(List.of(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void K06_a_digest_or_scheme_that_the_catalogue_does_not_hold_reliable_at_that_time_signs_nothing()
            throws Exception {
        AlgorithmCatalogue strict = AlgorithmCatalogue.load("""
                version;7
                source;own
                kind;name;from;to;end;clause;dates;note
                digest;SHA-256;;;2026-06-01;1;own;
                digest;SHA-512;;;;1;own;
                signature;ECDSA;;;;1;own;
                key;P-256;;;;1;own;
                """.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Fixture.enveloped().prepare(Fixture.EC.chain(), Fixture.SIGNED, strict))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("SHA-256, not reliable since 2026-06-01")
                .hasMessageContaining("version 7");
        SignatureRequest stronger =
                Fixture.enveloped().algorithm(SignatureAlgorithm.ECDSA_SHA512).digest(DigestAlgorithm.SHA512);
        assertThat(stronger.prepare(Fixture.EC.chain(), Fixture.SIGNED, strict).algorithm())
                .isEqualTo(SignatureAlgorithm.ECDSA_SHA512);
        assertThatThrownBy(() -> stronger.policy(SignaturePolicy.of("urn:p", new byte[1]))
                        .prepare(Fixture.EC.chain(), Fixture.SIGNED, strict))
                .isInstanceOf(SigningRefusedException.class);
        assertThatThrownBy(
                        () -> Fixture.enveloped().prepare(Fixture.RSA.chain(), Instant.parse("2029-01-01T00:00:00Z")))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("RSA PKCS#1 v1.5");
    }

    @Test
    void an_algorithm_that_is_not_for_the_key_of_the_certificate_signs_nothing() {
        Credential ml = Fixture.ROOT.issue(Subject.named("ML").key("ML-DSA-65"));
        Credential weak = Fixture.ROOT.issue(Subject.named("Weak").rsa(1024));
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            boolean ecdsa = algorithm.name().startsWith("ECDSA");
            assertThat(algorithm.fits(Fixture.EC.certificate().getPublicKey())).isEqualTo(ecdsa);
            assertThat(algorithm.fits(weak.certificate().getPublicKey())).isFalse();
            if (!ecdsa) {
                assertThatThrownBy(() ->
                                Fixture.enveloped().algorithm(algorithm).prepare(Fixture.EC.chain(), Fixture.SIGNED))
                        .isInstanceOf(SigningRefusedException.class)
                        .hasMessageContaining("EC of 256 bits");
            }
        }
        assertThatThrownBy(() -> Fixture.enveloped().prepare(ml.chain(), Fixture.SIGNED))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("name ML_DSA_65_EXPERIMENTAL");
    }
}
