package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Network;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;

/** Evidence that is fetched, or that is an OCSP answer, is embedded like any other. */
class EmbeddedEvidenceTest {

    private static final TestCa ROOT = TestCa.root("Root of all");
    private static final Credential SIGNER = ROOT.issue(Subject.named("Signer"));
    private static final Credential TSA = ROOT.issue(TestTsa.subject("TSA"));
    private static final Instant LATER = Levelled.STAMPED.plus(Duration.ofDays(100));

    private static TrustMaterial.Builder anchors() {
        return TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ROOT.certificate())
                .anchor(Purpose.TSA, ROOT.certificate());
    }

    private static Augmenter collecting(Network network) {
        return Levelled.augmenter(anchors().build(), TestTsa.by(TSA), Levelled.STAMPED)
                .collectingBy(new EvidenceCollector(
                        network,
                        CollectionLimits.USUAL,
                        Levelled.PROVIDERS,
                        Levelled.clock(Levelled.STAMPED),
                        new SecureRandom()));
    }

    private static void isKept(byte[] signed) {
        SignatureJudgement judgement = Levelled.judge(signed, anchors().build(), LATER);
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(Indication.VALID);
        assertThat(judgement.level()).contains(SignatureLevel.B_LT);
    }

    @Test
    void lists_are_fetched_from_the_addresses_in_the_certificates() throws SigningRefusedException {
        byte[] list = ROOT.crl().der();
        isKept(collecting(request -> new Network.Reply(request.address(), list))
                .augment(Fixture.sign(SIGNER), SignatureLevel.B_LT));
    }

    @Test
    void a_list_that_cannot_be_fetched_refuses_the_level_and_the_reason_is_told() throws SigningRefusedException {
        byte[] signed = Fixture.sign(SIGNER);
        Augmenter cut = collecting(request -> {
            throw new IOException("expected an answer within 20 s, found none");
        });
        assertThatThrownBy(() -> cut.augment(signed, SignatureLevel.B_LT))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("evidence is missing")
                .hasMessageContaining("within 20 s");
        Augmenter lied = collecting(request -> new Network.Reply(
                request.address(), TestCa.root("Root of all").crl().der()));
        assertThatThrownBy(() -> lied.augment(signed, SignatureLevel.B_LT)).isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void OCSP_answers_are_embedded_and_believed_from_the_document() throws SigningRefusedException {
        byte[] answer = TestOcsp.by(ROOT.credential())
                .current(Levelled.STAMPED.plusSeconds(60), Levelled.STAMPED.plusSeconds(3600))
                .good(SIGNER.certificate(), ROOT.certificate())
                .good(TSA.certificate(), ROOT.certificate())
                .der();
        TrustMaterial trust = anchors()
                .answer(StrictCertificates.parseOcsp(answer).value().orElseThrow())
                .build();
        byte[] signed = Levelled.augmenter(trust, TestTsa.by(TSA), Levelled.STAMPED)
                .augment(Fixture.sign(SIGNER), SignatureLevel.B_LT);
        assertThat(new String(signed, java.nio.charset.StandardCharsets.UTF_8)).contains("<xades:OCSPValues>");
        isKept(signed);
    }
}
