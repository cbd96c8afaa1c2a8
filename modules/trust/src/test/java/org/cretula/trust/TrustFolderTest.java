package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cretula.trust.internal.Cross.add;
import static org.cretula.trust.internal.Cross.encoded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.Assumptions;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustFolderTest {

    private final TestCa root = TestCa.root("Root");
    private final TestCa issuing = root.intermediate("Issuing CA");

    @TempDir
    private Path dir;

    @Test
    void a_folder_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> load(dir.resolve("none")))
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("found nothing");
    }

    @Test
    void garbage_is_refused_and_named() throws Exception {
        write("issuers/bad.crt", "not a certificate".getBytes(StandardCharsets.US_ASCII));
        refused("issuers/bad.crt");
    }

    @Test
    void C14_a_certificate_with_bytes_behind_its_end_is_refused_and_named() throws Exception {
        byte[] der = encoded(root.certificate());
        write("issuers/root.crt", java.util.Arrays.copyOf(der, der.length + 1));
        refused("issuers/root.crt");
    }

    @Test
    void a_broken_list_is_refused_and_named() throws Exception {
        write("lists/ca.crl", encoded(root.certificate()));
        refused("lists/ca.crl");
    }

    @Test
    void a_private_key_in_a_trust_folder_is_refused_and_named() throws Exception {
        write("issuers/oops.pem", pem("PRIVATE KEY", root.credential().key().getEncoded()));
        refused("issuers/oops.pem");
    }

    @Test
    void a_symbolic_link_is_refused_and_named() throws Exception {
        write("root.crt", encoded(root.certificate()));
        Files.createDirectories(dir.resolve("issuers"));
        Files.createSymbolicLink(dir.resolve("issuers/link.crt"), dir.resolve("root.crt"));
        refused("issuers/link.crt");
    }

    @Test
    void a_linked_folder_within_is_refused_but_the_folder_named_may_be_a_link(@TempDir Path elsewhere)
            throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        Path link = Files.createSymbolicLink(elsewhere.resolve("trust"), dir);
        assertThat(load(link).anchors(Purpose.ISSUER)).containsExactly(root.certificate());
        Files.createSymbolicLink(dir.resolve("more"), elsewhere);
        refused("more");
    }

    @Test
    void an_unreadable_file_is_refused_and_named() throws Exception {
        Path file = write("issuers/root.crt", encoded(root.certificate()));
        Assumptions.assumeThat(file.toFile().setReadable(false)).isTrue();
        Assumptions.assumeThat(Files.isReadable(file))
                .as("root reads everything")
                .isFalse();
        refused("issuers/root.crt");
    }

    @Test
    void C21_a_file_above_the_limit_is_refused_and_named() throws Exception {
        write("issuers/big.crt", new byte[TrustFolder.MAX_CERTIFICATE_FILE_BYTES + 1]);
        refused("issuers/big.crt");
    }

    @Test
    void folders_too_deep_are_refused_and_not_passed_over() throws Exception {
        write("issuers/1/2/3/4/5/6/7/8/root.crt", encoded(root.certificate()));
        refused("issuers/1/2/3/4/5/6/7");
    }

    @Test
    void anchors_are_anchors_for_their_folders_purpose_only() throws Exception {
        for (Purpose purpose : Purpose.values()) {
            write(
                    purpose.folder() + "/x.crt",
                    encoded(TestCa.root("Root of " + purpose).certificate()));
        }
        TrustMaterial material = load(dir);
        for (Purpose purpose : Purpose.values()) {
            assertThat(material.anchors(purpose))
                    .singleElement()
                    .satisfies(c ->
                            assertThat(c.getSubjectX500Principal().getName()).isEqualTo("CN=Root of " + purpose));
        }
    }

    @Test
    void an_intermediate_in_issuers_is_no_anchor() throws Exception {
        write("issuers/issuing.crt", encoded(issuing.certificate()));
        TrustMaterial material = load(dir);
        assertThat(material.anchors(Purpose.ISSUER)).isEmpty();
        assertThat(material.intermediates()).containsExactly(issuing.certificate());
        assertThat(material.notes()).anyMatch(n -> n.contains("no anchor"));
    }

    @Test
    void a_certificate_whose_names_are_equal_but_that_another_key_signed_is_no_anchor() throws Exception {
        X509Certificate pretender =
                Cross.ca("Root", TestCa.newKeys("EC:secp256r1"), "Root", TestCa.newKeys("EC:secp256r1"));
        write("issuers/pretender.crt", encoded(pretender));
        assertThat(load(dir).anchors(Purpose.ISSUER)).isEmpty();
    }

    @Test
    void directly_in_the_folder_a_root_is_an_anchor_for_issuers_and_tsas_but_not_for_registers() throws Exception {
        write("root.crt", encoded(root.certificate()));
        write("issuing.pem", pem("CERTIFICATE", encoded(issuing.certificate())));
        TrustMaterial material = load(dir);
        assertThat(material.anchors(Purpose.ISSUER)).containsExactly(root.certificate());
        assertThat(material.anchors(Purpose.TSA)).containsExactly(root.certificate());
        assertThat(material.anchors(Purpose.REGISTER)).isEmpty();
        assertThat(material.intermediates()).containsExactly(issuing.certificate());
    }

    @Test
    void lists_are_read_anywhere_in_der_and_pem() throws Exception {
        write("issuers/nz/root.crl", root.crl().der());
        write("issuing.CRL", pem("X509 CRL", issuing.crl().der()));
        assertThat(load(dir).crls()).hasSize(2);
    }

    @Test
    void answers_are_read_anywhere_and_everything_keeps_the_file_it_came_from() throws Exception {
        byte[] answer = TestOcsp.by(root.credential())
                .good(issuing.certificate(), root.certificate())
                .der();
        write("issuers/root.crt", encoded(root.certificate()));
        String before = load(dir).fingerprint();
        write("answers/nz/today.ocsp", answer);
        write("issuing.crt", encoded(issuing.certificate()));
        write("lists/root.crl", root.crl().der());
        TrustMaterial material = load(dir);
        assertThat(material.fingerprint()).isNotEqualTo(before);
        assertThat(material.evidence().answers())
                .singleElement()
                .satisfies(e -> assertThat(e.origin()).isEqualTo(Origin.file("answers/nz/today.ocsp")));
        assertThat(material.evidence().lists().get(0).origin()).isEqualTo(Origin.file("lists/root.crl"));
        assertThat(material.evidence().certificates().get(0).origin()).isEqualTo(Origin.file("issuing.crt"));
    }

    @Test
    void C07_a_broken_answer_is_refused_and_named() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("today.ocsp", root.crl().der());
        refused("today.ocsp");
    }

    @Test
    void a_pem_file_may_hold_several_certificates_and_words_between_them() throws Exception {
        String bundle =
                "the root:\n" + new String(pem("CERTIFICATE", encoded(root.certificate())), StandardCharsets.UTF_8)
                        + "and below it:\n"
                        + new String(pem("CERTIFICATE", encoded(issuing.certificate())), StandardCharsets.UTF_8);
        write("issuers/bundle.pem", bundle.getBytes(StandardCharsets.UTF_8));
        TrustMaterial material = load(dir);
        assertThat(material.anchors(Purpose.ISSUER)).containsExactly(root.certificate());
        assertThat(material.intermediates()).containsExactly(issuing.certificate());
    }

    @Test
    void what_is_left_aside_is_noted() throws Exception {
        write("issuers/root.crt", encoded(root.certificate()));
        write("README.txt", new byte[0]);
        write("old/root.crt", encoded(TestCa.root("Old").certificate()));
        TrustMaterial material = load(dir);
        assertThat(material.notes()).hasSize(2);
        assertThat(material.notes()).anyMatch(n -> n.startsWith("README.txt was left aside"));
        assertThat(material.notes()).anyMatch(n -> n.startsWith("old/root.crt was left aside"));
        assertThat(material.anchors(Purpose.ISSUER)).containsExactly(root.certificate());
    }

    @Test
    void an_example_root_is_remembered_but_no_anchor_unless_allowed() throws Exception {
        X509Certificate example =
                TestCa.root("CN=Example,O=Cretula Example - do not trust").certificate();
        write("issuers/example.crt", encoded(example));
        TrustMaterial refused = load(dir);
        assertThat(refused.anchors(Purpose.ISSUER)).isEmpty();
        assertThat(refused.refusedExampleRoots()).containsExactly(example);
        assertThat(refused.notes()).anyMatch(n -> n.contains("issuers/example.crt is no anchor"));
        TrustMaterial allowed = TrustFolder.load(dir, ExampleTrust.ALLOWED);
        assertThat(allowed.anchors(Purpose.ISSUER)).containsExactly(example);
        assertThat(allowed.refusedExampleRoots()).isEmpty();
    }

    @Test
    void the_fingerprint_does_not_depend_on_file_names() throws Exception {
        write("issuers/a.crt", encoded(root.certificate()));
        String before = load(dir).fingerprint();
        Files.move(dir.resolve("issuers/a.crt"), dir.resolve("issuers/b.crt"));
        assertThat(load(dir).fingerprint()).isEqualTo(before);
    }

    @Test
    void C19_reading_a_folder_and_examining_opens_no_connection() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
            String url = "http://127.0.0.1:" + listener.socket().getLocalPort() + "/";
            Subject plain = Subject.named("Chamber");
            X509Certificate holder = issuing.issue(new Subject(
                            plain.name(),
                            plain.algorithm(),
                            plain.notBefore(),
                            plain.notAfter(),
                            plain.keyUsage(),
                            List.of(),
                            Optional.of(url + "ca.crl"),
                            add(
                                    Extension.authorityInfoAccess,
                                    false,
                                    new AuthorityInformationAccess(new AccessDescription(
                                            AccessDescription.id_ad_caIssuers,
                                            new GeneralName(GeneralName.uniformResourceIdentifier, url + "ca.crt"))))))
                    .certificate();
            write("issuers/root.crt", encoded(root.certificate()));
            write("holder.crt", encoded(holder));
            PathExaminer examiner = new PathExaminer(load(dir), Scene.PROVIDERS);
            // Neither the missing issuer nor the missing lists are fetched.
            assertThat(examiner.examine(holder, List.of(), Purpose.ISSUER, Scene.AT)
                            .verdict()
                            .indication())
                    .isEqualTo(Indication.INDETERMINATE);
            assertThat(examiner.examine(holder, List.of(issuing.certificate()), Purpose.ISSUER, Scene.AT)
                            .path())
                    .hasSize(3);
            assertThat(listener.accept()).isNull();
        }
    }

    private static TrustMaterial load(Path folder) throws TrustFolderException {
        return TrustFolder.load(folder, ExampleTrust.REFUSED);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        Path file = dir.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private void refused(String file) {
        assertThatThrownBy(() -> load(dir))
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining(file);
    }

    private static byte[] pem(String label, byte[] der) {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
