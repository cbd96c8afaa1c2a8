package org.cretula.trust.internal.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cretula.trust.internal.Cross.add;
import static org.cretula.trust.internal.Cross.encoded;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.PathLimits;
import org.cretula.trust.PathPolicy;
import org.cretula.trust.PathResult;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PathCostTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = PathLimits.USUAL.policyNodes();

    private final TestCa root = TestCa.root("Root");

    @Test
    void C12_policies_mapped_each_to_each_grow_the_tree_by_their_number_with_every_certificate() {
        Credential holder = mapped(6, 8);
        CandidatePath path = path(holder);
        assertThat(PathCost.policyNodes(path, Long.MAX_VALUE)).isGreaterThan(100_000);
        PathResult result = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Scene.examine(Scene.trusting(root), holder.certificate(), holder.chain(), Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void C12_a_tree_as_large_as_allowed_does_not_hold_the_engines_up() {
        CandidatePath path = path(mapped(2, 18));
        assertThat(PathCost.policyNodes(path, Long.MAX_VALUE)).isBetween(MOST / 2L, (long) MOST);
        bothAnswerSoon(path);
    }

    @Test
    void C12_many_policies_without_mappings_are_counted_once_each() {
        CandidatePath path = path(chain(3, add(Extension.certificatePolicies, false, policies(300))));
        assertThat(PathCost.policyNodes(path, Long.MAX_VALUE)).isBetween(900L, 1_300L);
        bothAnswerSoon(path);
    }

    @Test
    void C12_an_honest_chain_costs_next_to_nothing() {
        CandidatePath path = path(mapped(1, 1));
        assertThat(PathCost.policyNodes(path, MOST)).isLessThan(20);
        assertThat(PathCost.nameComparisons(path)).isZero();
        Scene.assertPassed(Scene.finding(
                Scene.examine(
                        Scene.trusting(root), path.holder(), path.certificates().subList(1, 2), Scene.AT),
                "certificate-path"));
    }

    @Test
    void where_the_engines_find_different_policies_nothing_is_decided() {
        // Two policies, each mapped to both: RFC 5280 leaves both valid, Bouncy Castle loses one of them.
        Credential holder = mapped(1, 2);
        PathResult result = Scene.examine(Scene.trusting(root), holder.certificate(), holder.chain(), Scene.AT);
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.CERTIFICATE_CHAIN_GENERAL_FAILURE);
        assertThat(Scene.finding(result, "certificate-path").explanation()).contains("policies");
        assertThat(result.tried())
                .singleElement()
                .satisfies(t -> assertThat(t.refusals()).hasSize(1));
        assertThat(result.policies()).isEmpty();
    }

    @Test
    void C12_names_by_constraints_are_counted() {
        Credential holder = named(600, 600);
        CandidatePath path = path(holder);
        assertThat(PathCost.nameComparisons(path)).isGreaterThan(PathLimits.USUAL.nameComparisons());
        PathResult result = Assertions.assertTimeoutPreemptively(
                PATIENCE, () -> Scene.examine(Scene.trusting(root), holder.certificate(), holder.chain(), Scene.AT));
        Scene.assertUnknown(Scene.finding(result, "certificate-path"), SubIndication.RESOURCE_LIMIT);
    }

    @Test
    void C12_as_many_name_comparisons_as_allowed_do_not_hold_the_engines_up() {
        CandidatePath path = path(named(100, 350));
        assertThat(PathCost.nameComparisons(path))
                .isBetween(PathLimits.USUAL.nameComparisons() / 2L, (long) PathLimits.USUAL.nameComparisons());
        bothAnswerSoon(path);
    }

    @Test
    void C21_a_certificate_as_large_as_allowed_with_the_longest_name_is_judged_soon() {
        StringBuilder name = new StringBuilder("CN=Chamber");
        for (int i = 0; i < 1_500; i++) {
            name.append(",OU=unit ").append(i);
        }
        Credential holder = root.issue(Subject.named(name.toString()));
        assertThat(encoded(holder.certificate()).length).isBetween(20_000, StrictCertificates.MAX_CERTIFICATE_BYTES);
        PathResult result = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> Scene.examine(Scene.trusting(root), holder.certificate(), holder.chain(), Scene.AT));
        assertThat(result.verdict().indication()).isEqualTo(Indication.VALID);
        assertThat(result.findings()).allMatch(f -> f.explanation().length() < 2_100);
    }

    /** A chain of so many intermediates, in each of which every policy is mapped to every one of the next. */
    private Credential mapped(int depth, int policies) {
        ASN1EncodableVector pairs = new ASN1EncodableVector();
        for (int from = 0; from < policies; from++) {
            for (int to = 0; to < policies; to++) {
                pairs.add(new DERSequence(new ASN1ObjectIdentifier[] {policy(from), policy(to)}));
            }
        }
        return chain(
                depth,
                add(Extension.certificatePolicies, false, policies(policies))
                        .andThen(add(Extension.policyMappings, false, new DERSequence(pairs))));
    }

    private Credential chain(int depth, Consumer<X509v3CertificateBuilder> forgery) {
        TestCa ca = root;
        for (int i = 0; i < depth; i++) {
            ca = ca.intermediate(Subject.named("CA " + i).forged(forgery));
        }
        return ca.issue(Subject.named("Chamber").forged(add(Extension.certificatePolicies, false, policies(2))));
    }

    private Credential named(int constraints, int names) {
        GeneralSubtree[] trees = IntStream.range(0, constraints)
                .mapToObj(i -> new GeneralSubtree(new GeneralName(new X500Name("C=XA,O=Organisation " + i))))
                .toArray(GeneralSubtree[]::new);
        GeneralName[] more = IntStream.range(0, names)
                .mapToObj(i -> new GeneralName(new X500Name("C=XB,O=Organisation " + i)))
                .toArray(GeneralName[]::new);
        TestCa ca = root.intermediate(Subject.named("C=XB,CN=CA")
                .forged(add(Extension.nameConstraints, true, new NameConstraints(null, trees))));
        return ca.issue(Subject.named("C=XB,CN=Chamber")
                .forged(add(Extension.subjectAlternativeName, false, new GeneralNames(more))));
    }

    private static CertificatePolicies policies(int number) {
        return new CertificatePolicies(IntStream.range(0, number)
                .mapToObj(i -> new PolicyInformation(policy(i)))
                .toArray(PolicyInformation[]::new));
    }

    private static ASN1ObjectIdentifier policy(int number) {
        return new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2." + number);
    }

    private static void bothAnswerSoon(CandidatePath path) {
        for (PkixEngine engine : List.of(PkixEngine.jdk(Scene.PROVIDERS), PkixEngine.bouncyCastle(Scene.PROVIDERS))) {
            Assertions.assertTimeoutPreemptively(PATIENCE, () -> engine.answer(path, PathPolicy.ANY));
        }
    }

    private static CandidatePath path(Credential holder) {
        return Scene.path(holder.chain().toArray(X509Certificate[]::new));
    }
}
