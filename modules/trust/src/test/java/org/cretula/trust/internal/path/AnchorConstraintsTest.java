package org.cretula.trust.internal.path;

import static org.cretula.trust.internal.Cross.add;
import static org.cretula.trust.internal.Cross.replaceBasicConstraints;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathResult;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class AnchorConstraintsTest {

    private static final GeneralName NEW_ZEALAND = new GeneralName(new X500Name("C=NZ"));

    @Test
    void C13_an_anchor_of_version_1_is_not_known_to_be_a_ca() {
        KeyPair keys = TestCa.newKeys("EC:secp256r1");
        X509Certificate old = Cross.version1("Root", keys, "Root", keys);
        X509Certificate holder = Cross.holder("Chamber", TestCa.newKeys("EC:secp256r1"), "Root", keys);
        refused(Scene.path(holder, old));
    }

    @Test
    void C13_an_anchor_without_keyCertSign_may_not_issue() {
        TestCa root = TestCa.root(Subject.named("Root").keyUsage(KeyUsage.cRLSign));
        refused(path(root, "Chamber"));
    }

    @Test
    void an_anchor_without_constraints_allows_its_chain() {
        Scene.assertPassed(new AnchorConstraints().examine(path(TestCa.root("Root"), "Chamber")));
    }

    @Test
    void C13_a_path_longer_than_the_anchor_allows_is_refused() {
        TestCa root = TestCa.root(Subject.named("Root").forged(replaceBasicConstraints(0)));
        TestCa issuing = root.intermediate("Issuing CA");
        X509Certificate holder = issuing.issue(Subject.named("Chamber")).certificate();
        refused(Scene.path(holder, issuing.certificate(), root.certificate()));
        Scene.assertPassed(new AnchorConstraints().examine(path(root, "Chamber")));
    }

    @Test
    void a_ca_that_certified_its_own_new_key_does_not_count_for_the_length() {
        TestCa root = TestCa.root(Subject.named("Root").forged(replaceBasicConstraints(0)));
        TestCa renewed = root.intermediate("Root");
        X509Certificate holder = renewed.issue(Subject.named("Chamber")).certificate();
        Scene.assertPassed(
                new AnchorConstraints().examine(Scene.path(holder, renewed.certificate(), root.certificate())));
    }

    @Test
    void C11_a_ca_that_certified_its_own_new_key_is_not_held_to_the_names_but_a_holder_of_its_name_is() {
        TestCa root = constrained(new NameConstraints(trees(NEW_ZEALAND), null));
        TestCa renewed = root.intermediate("Root");
        refused(path(root, "Root"));
        refused(Scene.path(
                renewed.issue(Subject.named("Root")).certificate(), renewed.certificate(), root.certificate()));
        X509Certificate holder = renewed.issue(Subject.named("C=NZ,CN=Chamber")).certificate();
        Scene.assertPassed(
                new AnchorConstraints().examine(Scene.path(holder, renewed.certificate(), root.certificate())));
    }

    @Test
    void C11_a_constraint_with_a_minimum_is_not_enforced_in_part() {
        GeneralSubtree below = new GeneralSubtree(NEW_ZEALAND, BigInteger.ONE, null);
        refused(path(constrained(new NameConstraints(new GeneralSubtree[] {below}, null)), "C=NZ,CN=Chamber"));
    }

    @Test
    void C11_a_name_outside_what_the_anchor_permits_is_refused() {
        TestCa root = constrained(new NameConstraints(trees(NEW_ZEALAND), null));
        refused(path(root, "C=FJ,CN=Chamber"));
        Scene.assertPassed(new AnchorConstraints().examine(path(root, "C=NZ,CN=Chamber")));
    }

    @Test
    void C11_a_name_that_the_anchor_excludes_is_refused() {
        TestCa root = constrained(new NameConstraints(null, trees(NEW_ZEALAND)));
        refused(path(root, "C=NZ,CN=Chamber"));
        Scene.assertPassed(new AnchorConstraints().examine(path(root, "C=FJ,CN=Chamber")));
    }

    @Test
    void C11_an_intermediates_name_is_held_to_the_anchors_constraints_too() {
        TestCa root = constrained(new NameConstraints(trees(NEW_ZEALAND), null));
        TestCa outside = root.intermediate("C=FJ,CN=CA");
        X509Certificate holder = outside.issue(Subject.named("C=NZ,CN=Chamber")).certificate();
        refused(Scene.path(holder, outside.certificate(), root.certificate()));
    }

    @Test
    void C11_alternative_names_and_mail_addresses_in_the_subject_are_held_to_the_anchors_constraints() {
        TestCa root = constrained(
                new NameConstraints(trees(new GeneralName(GeneralName.rfc822Name, "chamber.example")), null));
        refused(path(root, "CN=Chamber,E=seal@elsewhere.example"));
        Subject elsewhere = Subject.named("Chamber")
                .forged(add(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.rfc822Name, "seal@elsewhere.example"))));
        refused(Scene.path(root.issue(elsewhere).certificate(), root.certificate()));
        Scene.assertPassed(new AnchorConstraints().examine(path(root, "CN=Chamber,E=seal@chamber.example")));
    }

    @Test
    void C11_a_constraint_of_a_kind_that_cannot_be_enforced_is_not_ignored() {
        TestCa root =
                constrained(new NameConstraints(trees(new GeneralName(GeneralName.registeredID, "1.2.3.4")), null));
        refused(path(root, "Chamber"));
    }

    @Test
    void C11_the_constraints_of_the_anchor_reach_the_result() {
        TestCa root = constrained(new NameConstraints(trees(NEW_ZEALAND), null));
        X509Certificate holder = root.issue(Subject.named("C=FJ,CN=Chamber")).certificate();
        PathResult result = Scene.examine(Scene.trusting(root), holder);
        // Neither engine sees it, which is why the check is here.
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertUnknown(Scene.finding(result, "anchor-constraints"), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }

    @Test
    void C14_an_unknown_critical_extension_of_the_anchor_is_not_ignored() {
        TestCa root = TestCa.root(Subject.named("Root")
                .forged(add(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, DERNull.INSTANCE)));
        refused(path(root, "Chamber"));
    }

    private static TestCa constrained(NameConstraints constraints) {
        return TestCa.root(Subject.named("Root").forged(add(Extension.nameConstraints, true, constraints)));
    }

    private static GeneralSubtree[] trees(GeneralName base) {
        return new GeneralSubtree[] {new GeneralSubtree(base)};
    }

    private static CandidatePath path(TestCa root, String holder) {
        return Scene.path(root.issue(Subject.named(holder)).certificate(), root.certificate());
    }

    private static void refused(CandidatePath path) {
        Scene.assertUnknown(new AnchorConstraints().examine(path), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }
}
