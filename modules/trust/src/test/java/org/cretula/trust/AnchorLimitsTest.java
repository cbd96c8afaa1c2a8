package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.trust.internal.Cross.add;
import static org.cretula.trust.internal.Cross.encoded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.PolicyInformation;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchorLimitsTest {

    private static final String POLICY = "1.3.6.1.4.1.99999.1.2";
    private static final String OTHER_POLICY = "1.3.6.1.4.1.99999.1.3";

    private final TestCa root = TestCa.root("C=XA,CN=Root");

    @TempDir
    private Path dir;

    @Test
    void after_the_last_instant_the_anchor_is_not_trusted_without_a_proof_of_existence() {
        X509Certificate holder = holder("C=XA,CN=Chamber");
        AnchorLimits limits = dates(Optional.empty(), Optional.of(Scene.AT.minusSeconds(1)));
        refused(limits, holder, SubIndication.NO_CERTIFICATE_CHAIN_FOUND_NO_POE);
        accepted(dates(Optional.empty(), Optional.of(Scene.AT)), holder);
    }

    @Test
    void before_the_first_instant_the_anchor_is_not_trusted() {
        X509Certificate holder = holder("C=XA,CN=Chamber");
        AnchorLimits limits = dates(Optional.of(Scene.AT.plusSeconds(1)), Optional.empty());
        refused(limits, holder, SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
        accepted(dates(Optional.of(Scene.AT), Optional.empty()), holder);
    }

    @Test
    void C11_a_name_outside_the_permitted_ones_is_refused() {
        refusedNames(names(Set.of("dn:C=XA"), Set.of()), holder("C=XB,CN=Chamber"));
        accepted(names(Set.of("dn:C=XA"), Set.of()), holder("C=XA,CN=Chamber"));
    }

    @Test
    void C11_an_excluded_name_is_refused() {
        refusedNames(names(Set.of(), Set.of("dn:OU=Test,C=XA")), holder("C=XA,OU=Test,CN=Chamber"));
        accepted(names(Set.of(), Set.of("dn:OU=Test,C=XA")), holder("C=XA,OU=Real,CN=Chamber"));
    }

    @Test
    void C11_an_rdn_in_the_middle_or_at_the_end_is_not_within_the_permitted_tree() {
        refusedNames(names(Set.of("dn:C=XA"), Set.of()), holder("CN=Chamber,C=XA"));
        refusedNames(names(Set.of("dn:C=XA"), Set.of()), holder("O=Forger,C=XA,CN=Chamber"));
    }

    @Test
    void C11_an_intermediate_outside_is_refused_too() {
        TestCa outside = root.intermediate("C=XB,CN=CA");
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, new Anchor(root.certificate(), names(Set.of("dn:C=XA"), Set.of())))
                .intermediate(outside.certificate())
                .crl(Scene.crl(root.crl()))
                .crl(Scene.crl(outside.crl()));
        PathResult result = Scene.examine(
                material, outside.issue(Subject.named("C=XA,CN=Chamber")).certificate());
        Scene.assertUnknown(Scene.finding(result, "anchor-limits"), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }

    @ParameterizedTest
    @CsvSource({
        "dns:example.org, 2, evil.org, seal.example.org",
        "dns:example.org, 2, notexample.org, example.org",
        "dns:example.org, 2, example.org.evil.org, a.b.example.org",
        "email:example.org, 1, seal@evil.org, seal@example.org",
        "email:example.org, 1, seal@sub.example.org, seal@example.org",
        "email:seal@example.org, 1, other@example.org, seal@example.org",
        "email:.example.org, 1, seal@example.org, seal@sub.example.org",
        "uri:.example.org, 6, http://evil.org/.example.org, http://seal.example.org/x",
        "uri:example.org, 6, http://sub.example.org/, http://example.org/x",
        "ip:192.0.2.0/24, 7, 198.51.100.1, 192.0.2.7",
    })
    void C11_each_kind_of_name_is_held_to_its_tree(String tree, int kind, String outside, String inside) {
        refusedNames(names(Set.of(tree), Set.of()), named(kind, outside));
        accepted(names(Set.of(tree), Set.of()), named(kind, inside));
    }

    @Test
    void a_path_for_none_of_the_policies_is_refused() {
        AnchorLimits limits = new AnchorLimits(Set.of(), Set.of(), Optional.empty(), Optional.empty(), Set.of(POLICY));
        refused(limits, holder("CN=Chamber"), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
        refused(limits, under(OTHER_POLICY), SubIndication.CHAIN_CONSTRAINTS_FAILURE);
        assertThat(accepted(limits, under(POLICY)).policies()).containsExactly(POLICY);
        assertThat(accepted(limits, under(PathPolicy.ANY_POLICY)).policies()).containsExactly(POLICY);
        assertThat(accepted(AnchorLimits.NONE, under(OTHER_POLICY)).policies()).containsExactly(OTHER_POLICY);
    }

    @Test
    void an_anchor_without_limits_has_no_finding_about_them() {
        assertThat(accepted(AnchorLimits.NONE, holder("CN=Chamber")).findings())
                .noneMatch(f -> f.check().equals("anchor-limits"));
    }

    @Test
    void limits_are_part_of_the_fingerprint() {
        String without = fingerprint(AnchorLimits.NONE);
        assertThat(fingerprint(names(Set.of("dn:C=XA", "dn:C=XB"), Set.of())))
                .isNotEqualTo(without)
                .isNotEqualTo(fingerprint(names(Set.of(), Set.of("dn:C=XA", "dn:C=XB"))))
                .isEqualTo(fingerprint(names(Set.of("dn:C=XB", "dn:C=XA"), Set.of())));
        assertThat(fingerprint(dates(Optional.of(Scene.AT), Optional.empty())))
                .isNotEqualTo(fingerprint(dates(Optional.empty(), Optional.of(Scene.AT))));
    }

    @Test
    void one_certificate_with_two_different_limits_is_refused() {
        TrustMaterial.Builder material = material(AnchorLimits.NONE);
        Anchor other = new Anchor(root.certificate(), names(Set.of("dn:C=XA"), Set.of()));
        assertThatThrownBy(() -> material.anchor(Purpose.ISSUER, other)).isInstanceOf(IllegalArgumentException.class);
        // For another purpose it is another anchor.
        assertThat(material.anchor(Purpose.TSA, other).build().trusted(Purpose.TSA))
                .containsExactly(other);
    }

    @Test
    void a_constraints_file_limits_the_anchor_beside_it() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("issuers/root.constraints", """
                # until its successor takes over
                valid-from = 2020-01-01T00:00:00Z
                valid-until = 2030-12-31T23:59:59Z
                permitted-names = dn:C=XA; dns:example.org; dn:O=K\\u00f6ln\\\\; AG,C=XA
                excluded-names = email:.example.org
                policies = 1.3.6.1.4.1.99999.1.2 1.3.6.1.4.1.99999.1.3
                """);
        assertThat(load().trusted(Purpose.ISSUER))
                .containsExactly(new Anchor(
                        root.certificate(),
                        new AnchorLimits(
                                Set.of("dn:C=XA", "dns:example.org", "dn:O=Köln\\; AG,C=XA"),
                                Set.of("email:.example.org"),
                                Optional.of(Instant.parse("2020-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2030-12-31T23:59:59Z")),
                                Set.of(POLICY, OTHER_POLICY))));
        String before = load().fingerprint();
        write("issuers/root.constraints", "policies = " + POLICY);
        assertThat(load().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void directly_in_the_folder_it_limits_both_purposes() throws Exception {
        write("root.pem", encoded(root.certificate()));
        write("root.constraints", "permitted-names=dn:C=XA");
        TrustMaterial material = load();
        for (Purpose purpose : List.of(Purpose.ISSUER, Purpose.TSA)) {
            assertThat(material.trusted(purpose))
                    .singleElement()
                    .satisfies(a -> assertThat(a.limits().permittedNames()).containsExactly("dn:C=XA"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# nothing",
                "valid-to = 2030-01-01T00:00:00Z",
                "valid-until = 2030-01-01",
                "valid-until =",
                "valid-from = 2031-01-01T00:00:00Z\nvalid-until = 2030-01-01T00:00:00Z",
                "policies = serious",
                "policies = 2.5.29.32.0",
                "permitted-names = ",
                "permitted-names = C=XA",
                "permitted-names = dn:",
                "permitted-names = dn:nonsense",
                "permitted-names = dn:UNKNOWNTYPE=x",
                "permitted-names = dns:exa mple",
                "permitted-names = dns:*.example.org",
                "permitted-names = email:a@b@example.org",
                "permitted-names = uri:http://example.org/",
                "permitted-names = ip:192.0.2.0",
                "permitted-names = ip:300.0.2.0/24",
                "permitted-names = other:x",
                "policies = 1.2.3\npolicies = 1.2.4",
                "policies = \\u12",
            })
    void a_constraints_file_that_says_something_else_is_refused_and_named(String content) throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("issuers/root.constraints", content);
        refusedFolder("issuers/root.constraints: expected");
    }

    @Test
    void a_constraints_file_in_another_encoding_is_refused() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("issuers/root.constraints", "permitted-names=dn:O=Köln".getBytes(StandardCharsets.ISO_8859_1));
        refusedFolder("UTF-8");
    }

    @Test
    void a_constraints_file_without_its_anchor_is_refused() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("issuers/rooot.constraints", "permitted-names=dn:C=XA");
        refusedFolder("issuers/rooot.constraints");
    }

    @Test
    void a_constraints_file_beside_an_intermediate_is_refused() throws Exception {
        write("issuers/ca.crt", encoded(root.intermediate("CA").certificate()));
        write("issuers/ca.constraints", "permitted-names=dn:C=XA");
        refusedFolder("issuers/ca.constraints");
    }

    @Test
    void two_constraints_files_of_one_name_are_refused() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("issuers/root.constraints", "permitted-names=dn:C=XA");
        write("issuers/root.CONSTRAINTS", "permitted-names=dn:C=XB");
        refusedFolder("root.CONSTRAINTS");
    }

    @Test
    void one_root_in_two_files_with_different_constraints_is_refused() throws Exception {
        write("issuers/a.crt", encoded(root.certificate()));
        write("issuers/a.constraints", "permitted-names=dn:C=XA");
        write("issuers/b.crt", encoded(root.certificate()));
        refusedFolder("issuers/b.crt");
    }

    private X509Certificate holder(String name) {
        return root.issue(Subject.named(name)).certificate();
    }

    private X509Certificate named(int kind, String name) {
        return root.issue(Subject.named("C=XA,CN=Chamber")
                        .forged(add(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(kind, name)))))
                .certificate();
    }

    private X509Certificate under(String policy) {
        return root.issue(Subject.named("Chamber")
                        .forged(add(
                                Extension.certificatePolicies,
                                false,
                                new CertificatePolicies(new PolicyInformation(new ASN1ObjectIdentifier(policy))))))
                .certificate();
    }

    private TrustMaterial.Builder material(AnchorLimits limits) {
        return TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, new Anchor(root.certificate(), limits))
                .crl(Scene.crl(root.crl()));
    }

    private String fingerprint(AnchorLimits limits) {
        return TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, new Anchor(root.certificate(), limits))
                .build()
                .fingerprint();
    }

    private void refusedNames(AnchorLimits limits, X509Certificate holder) {
        refused(limits, holder, SubIndication.CHAIN_CONSTRAINTS_FAILURE);
    }

    private void refused(AnchorLimits limits, X509Certificate holder, SubIndication reason) {
        PathResult result = Scene.examine(material(limits), holder);
        Scene.assertPassed(Scene.finding(result, "certificate-path"));
        Scene.assertUnknown(Scene.finding(result, "anchor-limits"), reason);
        assertThat(result.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
    }

    private PathResult accepted(AnchorLimits limits, X509Certificate holder) {
        PathResult result = Scene.examine(material(limits), holder);
        assertThat(result.verdict().indication())
                .as("%s", result.verdict().decisive())
                .isEqualTo(Indication.VALID);
        return result;
    }

    private static AnchorLimits names(Set<String> permitted, Set<String> excluded) {
        return new AnchorLimits(permitted, excluded, Optional.empty(), Optional.empty(), Set.of());
    }

    private static AnchorLimits dates(Optional<Instant> from, Optional<Instant> until) {
        return new AnchorLimits(Set.of(), Set.of(), from, until, Set.of());
    }

    private TrustMaterial load() throws TrustFolderException {
        return TrustFolder.load(dir, ExampleTrust.REFUSED);
    }

    private void refusedFolder(String words) {
        assertThatThrownBy(this::load)
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining(words)
                .hasMessageContaining("found");
    }

    private void write(String name, String content) throws IOException {
        write(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private void write(String name, byte[] content) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }
}
