package org.cretula.trust.internal.path;

import static org.cretula.trust.internal.Cross.add;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatePurposeTest {

    private static final Subject CHAMBER = Subject.named("Chamber");
    private static final TestCa ROOT = TestCa.root("Root");

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "1.3.6.1.5.5.7.3.3", "1.3.6.1.5.5.7.3.8"})
    void C15_a_certificate_for_another_use_only_does_not_seal(String purpose) {
        refused(Purpose.ISSUER, CHAMBER.extendedKeyUsage(id(purpose)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.5.29.37.0", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"})
    void a_certificate_for_documents_mail_or_anything_seals(String purpose) {
        Scene.assertPassed(examine(Purpose.ISSUER, CHAMBER.extendedKeyUsage(id(purpose))));
        Scene.assertPassed(examine(
                Purpose.ISSUER,
                CHAMBER.extendedKeyUsage(KeyPurposeId.id_kp_clientAuth).extendedKeyUsage(id(purpose))));
    }

    @Test
    void C15_a_key_for_encryption_only_does_not_seal() {
        refused(Purpose.ISSUER, CHAMBER.keyUsage(KeyUsage.keyEncipherment));
        refused(Purpose.ISSUER, CHAMBER.keyUsage(KeyUsage.keyCertSign));
    }

    @Test
    void either_bit_or_no_key_usage_at_all_seals() {
        Scene.assertPassed(examine(Purpose.ISSUER, CHAMBER.keyUsage(KeyUsage.digitalSignature)));
        Scene.assertPassed(examine(Purpose.ISSUER, CHAMBER.keyUsage(KeyUsage.nonRepudiation)));
        Scene.assertPassed(examine(Purpose.ISSUER, CHAMBER.keyUsage(0)));
    }

    @Test
    void C15_a_web_servers_certificate_is_refused_in_the_result() {
        Subject server = CHAMBER.extendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
        PathResult result =
                Scene.examine(Scene.trusting(ROOT), ROOT.issue(server).certificate());
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertUnknown(Scene.finding(result, "certificate-purpose"), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }

    @Test
    void C15_a_stamping_certificate_must_be_for_that_alone_and_say_so_critically() {
        refused(Purpose.TSA, CHAMBER);
        refused(Purpose.TSA, CHAMBER.extendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        refused(
                Purpose.TSA,
                CHAMBER.forged(add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_timeStamping, KeyPurposeId.id_kp_emailProtection
                }))));
        Scene.assertPassed(examine(Purpose.TSA, stamping()));
    }

    @Test
    void a_stamping_certificate_passes_both_engines() {
        PathResult result = new PathExaminer(
                        Scene.trusting(ROOT)
                                .anchor(Purpose.TSA, ROOT.certificate())
                                .build(),
                        Scene.PROVIDERS)
                .examine(ROOT.issue(stamping()).certificate(), java.util.List.of(), Purpose.TSA, Scene.AT);
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertPassed(Scene.finding(result, "certificate-purpose"));
    }

    @Test
    void a_register_signers_own_purpose_is_for_registers_only() {
        Subject signer = CHAMBER.extendedKeyUsage(id("0.4.0.2231.3.0"));
        refused(Purpose.ISSUER, signer);
        Scene.assertPassed(examine(Purpose.REGISTER, signer));
    }

    private static Subject stamping() {
        return CHAMBER.forged(
                add(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping)));
    }

    private static KeyPurposeId id(String purpose) {
        return KeyPurposeId.getInstance(new ASN1ObjectIdentifier(purpose));
    }

    private static Finding examine(Purpose purpose, Subject subject) {
        return new CertificatePurpose(purpose).examine(ROOT.issue(subject).certificate());
    }

    private static void refused(Purpose purpose, Subject subject) {
        Scene.assertUnknown(examine(purpose, subject), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }
}
