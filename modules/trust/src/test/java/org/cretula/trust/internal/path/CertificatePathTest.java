package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cretula.trust.internal.Cross.add;
import static org.cretula.trust.internal.Cross.replaceBasicConstraints;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathResult;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class CertificatePathTest {

    private final TestCa root = TestCa.root("Root");

    @Test
    void a_chain_that_one_engine_accepts_and_the_other_does_not_is_indeterminate() {
        // A subject alternative name that is no list of names: the JDK passes over it, Bouncy Castle does not.
        X509Certificate holder = root.issue(Subject.named("Chamber")
                        .forged(add(Extension.subjectAlternativeName, false, new ASN1Integer(1))))
                .certificate();
        CandidatePath path = Scene.path(holder, root.certificate());
        assertThat(PkixEngine.jdk(Scene.PROVIDERS).refusal(path)).isEmpty();
        assertThat(PkixEngine.bouncyCastle(Scene.PROVIDERS).refusal(path)).isPresent();
        PathResult result = Scene.examine(Scene.trusting(root), holder);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
        assertThat(Scene.finding(result, "certificate-path").explanation()).contains("engines disagree");
        assertThat(result.path()).isEmpty();
    }

    @Test
    void C13_a_holder_cannot_issue() {
        Credential chamber = root.issue(Subject.named("Chamber"));
        X509Certificate rogue = Cross.holder(
                "Rogue",
                TestCa.newKeys("EC:secp256r1"),
                "Chamber",
                new KeyPair(chamber.certificate().getPublicKey(), chamber.key()));
        refused(rogue, List.of(chamber.certificate()));
    }

    @Test
    void C13_a_ca_without_keyCertSign_cannot_issue() {
        TestCa ca = root.intermediate(Subject.named("CA").keyUsage(KeyUsage.cRLSign));
        refused(ca.issue(Subject.named("Chamber")).certificate(), List.of(ca.certificate()));
    }

    @Test
    void C13_a_ca_below_path_length_zero_cannot_issue() {
        TestCa limited = root.intermediate(Subject.named("CA").forged(replaceBasicConstraints(0)));
        TestCa below = limited.intermediate("Sub CA");
        Credential holder = below.issue(Subject.named("Chamber"));
        refused(holder.certificate(), holder.chain());
        Credential direct = limited.issue(Subject.named("Chamber"));
        Scene.assertPassed(Scene.finding(
                Scene.examine(Scene.trusting(root), direct.certificate(), direct.chain(), Scene.AT),
                "certificate-path"));
    }

    @Test
    void C13_a_version_1_certificate_cannot_issue() {
        KeyPair keys = TestCa.newKeys("EC:secp256r1");
        X509Certificate old = Cross.version1("Old CA", keys, "Root", Cross.keys(root));
        refused(Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Old CA", keys), List.of(old));
    }

    @Test
    void C14_an_unknown_critical_extension_is_refused() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        X509Certificate holder = root.issue(Subject.named("Chamber").forged(add(unknown, true, DERNull.INSTANCE)))
                .certificate();
        refused(holder, List.of());
        X509Certificate tolerated = root.issue(Subject.named("Chamber").forged(add(unknown, false, DERNull.INSTANCE)))
                .certificate();
        Scene.assertPassed(Scene.finding(Scene.examine(Scene.trusting(root), tolerated), "certificate-path"));
    }

    @Test
    void C11_a_name_outside_an_intermediates_constraints_is_refused() {
        NameConstraints only = new NameConstraints(
                new GeneralSubtree[] {new GeneralSubtree(new GeneralName(new X500Name("C=NZ")))}, null);
        TestCa ca = root.intermediate(Subject.named("C=NZ,CN=CA").forged(add(Extension.nameConstraints, true, only)));
        refused(ca.issue(Subject.named("C=FJ,CN=Chamber")).certificate(), List.of(ca.certificate()));
        X509Certificate inside = ca.issue(Subject.named("C=NZ,CN=Chamber")).certificate();
        Scene.assertPassed(Scene.finding(
                Scene.examine(Scene.trusting(root), inside, List.of(ca.certificate()), Scene.AT), "certificate-path"));
    }

    private void refused(X509Certificate holder, List<X509Certificate> untrusted) {
        PathResult result = Scene.examine(Scene.trusting(root), holder, untrusted, Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
        assertThat(result.path()).isEmpty();
    }
}
