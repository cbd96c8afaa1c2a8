package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SealAlgorithmsTest {

    @ParameterizedTest
    @CsvSource({
        "RSA:3072, RSA_SHA384",
        "RSA:3072, RSA_SHA512",
        "RSA:3072, PSS_SHA256",
        "RSA:3072, PSS_SHA384",
        "RSA:3072, PSS_SHA512",
        "RSA:3072, PSS_SHA3_256",
        "RSA:3072, PSS_SHA3_384",
        "RSA:3072, PSS_SHA3_512",
        "EC:secp256r1, ECDSA_SHA256",
        "EC:secp384r1, ECDSA_SHA384",
        "EC:secp521r1, ECDSA_SHA512",
        "EC:secp256r1, ECDSA_SHA3_256",
        "EC:secp384r1, ECDSA_SHA3_384",
        "EC:secp521r1, ECDSA_SHA3_512",
        "EC:brainpoolP256r1, ECDSA_SHA256",
        "EC:brainpoolP384r1, ECDSA_SHA384",
        "EC:brainpoolP512r1, ECDSA_SHA512",
        "Ed25519, ED25519",
        "Ed448, ED448",
        "ML-DSA-65, ML_DSA_65_EXPERIMENTAL"
    })
    void a_seal_by_any_algorithm_is_judged_valid_and_made_again_the_same_except_by_RSA_PSS(
            String key, SignatureAlgorithm algorithm) throws Exception {
        Credential signer = Fixture.ROOT.issue(Subject.named("Signer " + key).key(key));
        byte[] signed = Fixture.sign(signer, algorithm);
        SignatureJudgement judgement = Fixture.judge(signed);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        boolean random = algorithm.name().startsWith("PSS");
        assertThat(Arrays.equals(Fixture.sign(signer, algorithm), signed)).isEqualTo(!random);
    }

    @ParameterizedTest
    @EnumSource
    void a_seal_with_any_digest_is_judged_valid(DigestAlgorithm digest) throws Exception {
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS)
                .sign(Fixture.enveloped().digest(digest), Fixture.SIGNED);
        assertThat(new String(signed, StandardCharsets.UTF_8).split(digest.uri(), -1))
                .hasSize(4);
        assertThat(Fixture.judge(signed).verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void a_seal_with_commitment_role_and_place_is_judged_valid() throws Exception {
        SignatureRequest request = Fixture.enveloped()
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .claimedRole("issuing body")
                .place(ProductionPlace.of("Wellington", "NZ"));
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS).sign(request, Fixture.SIGNED);
        assertThat(Fixture.judge(signed).verdict().indication()).isEqualTo(Indication.VALID);
    }

    @Test
    void a_seal_may_name_the_policy_that_it_was_made_under() throws Exception {
        SignatureRequest request = Fixture.enveloped().policy(SignaturePolicy.of("urn:p", new byte[1]));
        byte[] signed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS).sign(request, Fixture.SIGNED);
        assertThat(Fixture.judge(signed).verdict().indication()).isEqualTo(Indication.VALID);
    }
}
