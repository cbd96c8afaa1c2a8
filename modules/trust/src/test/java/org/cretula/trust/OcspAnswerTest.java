package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

class OcspAnswerTest {

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();
    private final Credential responder =
            ca.issue(Subject.named("Responder").extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));

    @Test
    void an_answer_says_what_its_bytes_say() {
        Instant revoked = Instant.parse("2026-03-01T00:00:00Z");
        byte[] der = TestOcsp.by(responder)
                .nonce(new byte[] {1, 2})
                .good(holder, ca.certificate())
                .revoked(ca.certificate(), ca.certificate(), revoked, 1)
                .der();
        OcspAnswer answer = Scene.answer(der);
        assertThat(answer.encoded()).isEqualTo(der);
        assertThat(answer.status()).isEqualTo(OcspAnswer.ResponseStatus.SUCCESSFUL);
        assertThat(answer.producedAt()).contains(Scene.AT);
        assertThat(answer.responderName()).contains(responder.certificate().getSubjectX500Principal());
        assertThat(answer.responderKeyHash()).isEmpty();
        assertThat(answer.nonce()).contains("0102");
        assertThat(answer.certificates()).containsExactly(responder.certificate());
        assertThat(answer.answers())
                .extracting(OcspAnswer.Single::serialNumber)
                .containsExactly(holder.getSerialNumber(), ca.certificate().getSerialNumber());
        assertThat(answer.answers().get(0).status()).isEqualTo(OcspAnswer.CertificateStatus.GOOD);
        assertThat(answer.answers().get(1).revocationDate()).contains(revoked);
        assertThat(answer.answers().get(1).reason()).contains(CRLReason.KEY_COMPROMISE);
        assertThat(answer.signedContent().isReadOnly()).isTrue();
    }

    @Test
    void a_responder_may_go_by_its_key() {
        OcspAnswer answer = Scene.answer(TestOcsp.by(responder)
                .byKey()
                .good(BigInteger.ONE, ca.certificate(), ca.certificate())
                .der());
        assertThat(answer.responderName()).isEmpty();
        assertThat(answer.responderKeyHash().orElseThrow()).hasSize(40);
    }

    @Test
    void C07_a_response_without_an_answer_is_read_as_that() {
        OcspAnswer answer = Scene.answer(TestOcsp.refusal(3));
        assertThat(answer.status()).isEqualTo(OcspAnswer.ResponseStatus.TRY_LATER);
        assertThat(answer.answers()).isEmpty();
        assertThat(answer.certificates()).isEmpty();
        assertThat(answer.signature()).isEmpty();
    }

    @Test
    void C07_what_is_no_response_is_refused() {
        byte[] der = TestOcsp.by(responder).good(holder, ca.certificate()).der();
        refused(new byte[0], "in DER");
        refused(Arrays.copyOf(der, der.length + 1), "behind the end");
        refused(Arrays.copyOf(der, der.length - 1), "in DER");
        refused(ca.crl().der(), "expected an OCSP response");
        refused(new byte[StrictCertificates.MAX_OCSP_BYTES + 1], "at most");
        refused(TestOcsp.refusal(4), "does not know");
        refused(TestOcsp.refusal(0), "without an answer");
        byte[] otherKind = der.clone();
        otherKind[indexOf(der, "2b0601050507300101") + 8] = 2;
        refused(otherKind, "another kind of response");
    }

    private static int indexOf(byte[] der, String hex) {
        String all = java.util.HexFormat.of().formatHex(der);
        return all.indexOf(hex) / 2;
    }

    private static void refused(byte[] der, String why) {
        assertThat(StrictCertificates.parseOcsp(der))
                .isInstanceOfSatisfying(
                        StrictParse.Refused.class,
                        r -> assertThat(r.explanation()).contains(why));
    }
}
