package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cretula.testkit.SoftToken;
import org.cretula.testkit.Subject;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFileException;
import org.cretula.trust.KeyToken;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures by keys that SoftHSM2 keeps: in one step, and in two with a program that is not ours between. */
class TokenSigningTest {

    private static final SoftToken TOKEN = SoftToken.installed().orElseGet(TokenSigningTest::absent);
    private static final Map<String, List<X509Certificate>> CHAINS = new HashMap<>();

    private static SoftToken absent() {
        String absent = "SoftHSM2 or OpenSC is not installed; apt-get install softhsm2 opensc";
        return "true".equals(System.getenv("CI")) ? fail(absent) : Assumptions.abort(absent);
    }

    /** The key of this kind, which is made when it is first asked for. */
    private static List<X509Certificate> chain(String key) {
        return CHAINS.computeIfAbsent(
                key,
                k -> TOKEN.make(k, Fixture.ROOT, Subject.named("Token " + k).key(k)));
    }

    @BeforeAll
    static void fill() {
        assertThat(chain("EC:secp256r1")).isNotEmpty();
    }

    private static KeyToken open() throws KeyFileException {
        return KeyToken.labelled(TOKEN.library(), SoftToken.LABEL, SoftToken.PIN.toCharArray());
    }

    private static byte[] sign(KeyEntry key, SignatureAlgorithm algorithm) throws SigningRefusedException {
        return new XadesSigner(key, Fixture.PROVIDERS).sign(Fixture.enveloped().algorithm(algorithm), Fixture.SIGNED);
    }

    private static void valid(byte[] signed) {
        SignatureJudgement judgement = Fixture.judge(signed);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
    }

    @Test
    void a_key_whose_certificate_is_anothers_signs_nothing() throws Exception {
        try (KeyToken open = open()) {
            KeyEntry key = open.key("EC:secp256r1");
            KeyEntry mixed = new KeyEntry(key.key(), Fixture.EC.chain(), key.provider());
            assertThatThrownBy(() -> sign(mixed, SignatureAlgorithm.ECDSA_SHA256))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("does the private key belong to the certificate?");
        }
    }

    @Test
    void a_key_signs_nothing_after_its_token_was_closed() throws Exception {
        KeyEntry key;
        try (KeyToken open = open()) {
            key = open.key("EC:secp256r1");
            valid(sign(key, SignatureAlgorithm.ECDSA_SHA256));
        }
        assertThatThrownBy(() -> sign(key, SignatureAlgorithm.ECDSA_SHA256))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("the token does not sign");
    }

    @Test
    void what_the_token_cannot_do_is_told() throws Exception {
        assertThat(chain("RSA:3072")).isNotEmpty();
        try (KeyToken open = open()) {
            KeyEntry key = open.key("RSA:3072");
            assertThatThrownBy(() -> sign(key, SignatureAlgorithm.PSS_SHA3_256))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("the token does not sign by PSS_SHA3_256")
                    .hasMessageContaining("choose another algorithm");
        }
    }

    @Test
    void a_key_that_the_JDK_cannot_use_in_a_token_is_told_and_leaves_the_others_usable() throws Exception {
        assertThat(chain("Ed25519")).isNotEmpty();
        try (KeyToken open = open()) {
            assertThatThrownBy(() -> open.key("Ed25519"))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("'Ed25519'")
                    .hasMessageContaining("in two steps");
            valid(sign(open.key("EC:secp256r1"), SignatureAlgorithm.ECDSA_SHA256));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RSA:3072, RSA_SHA256",
        "RSA:3072, PSS_SHA256",
        "EC:secp256r1, ECDSA_SHA256",
        "EC:secp256r1, ECDSA_SHA3_256"
    })
    void a_key_in_a_token_makes_a_valid_seal_by(String alias, SignatureAlgorithm algorithm) throws Exception {
        assertThat(chain(alias)).isNotEmpty();
        try (KeyToken open = open()) {
            valid(sign(open.key(alias), algorithm));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @CsvSource({
        "RSA:3072, RSA_SHA384",
        "RSA:3072, RSA_SHA512",
        "RSA:3072, PSS_SHA384",
        "RSA:3072, PSS_SHA512",
        "EC:secp521r1, ECDSA_SHA512",
        "EC:secp521r1, ECDSA_SHA3_512",
        "EC:brainpoolP256r1, ECDSA_SHA256",
        "EC:brainpoolP512r1, ECDSA_SHA512"
    })
    void so_it_does_by_all_that_the_JDK_and_the_token_both_can(String alias, SignatureAlgorithm algorithm)
            throws Exception {
        a_key_in_a_token_makes_a_valid_seal_by(alias, algorithm);
    }

    @ParameterizedTest
    @CsvSource({"RSA:3072, RSA_SHA256, SHA256-RSA-PKCS", "EC:secp256r1, ECDSA_SHA256, ECDSA"})
    void in_two_steps_another_program_lets_the_token_sign_by(
            String alias, SignatureAlgorithm algorithm, String mechanism) throws Exception {
        byte[] kept = Fixture.enveloped().prepare(chain(alias), Fixture.SIGNED).toBytes();
        Prepared prepared = Prepared.read(kept);
        assertThat(prepared.algorithm()).isEqualTo(algorithm);
        byte[] bytes = prepared.toBeSigned();
        byte[] given = mechanism.equals("ECDSA") ? DigestAlgorithm.SHA256.digest(bytes) : bytes;
        valid(prepared.complete(TOKEN.sign(alias, mechanism, given), Fixture.PROVIDERS));
        byte[] others = TOKEN.sign(alias, mechanism, DigestAlgorithm.SHA256.digest(new byte[1]));
        assertThatThrownBy(() -> Prepared.read(kept).complete(others, Fixture.PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("does not verify");
    }
}
