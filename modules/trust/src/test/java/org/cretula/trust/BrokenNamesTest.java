package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that parsers choke on, or that mean the same in another way. */
class BrokenNamesTest {

    private final TestCa root = TestCa.root("Root");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dn:CN=\\#ff",
                "dn:CN=#04",
                "dn:CN=#0401",
                "dn:=",
                "dn:,",
                "dn:CN=a+",
                "ip::/104",
                "ip:/1",
                "ip:1/1",
                "ip:1.2.3.4.5.6/8",
                "ip:.../1",
                "email:@",
                "dns:."
            })
    void a_limit_that_cannot_be_read_ends_the_reading_of_the_folder(String name, @TempDir Path folder)
            throws Exception {
        assertRefused(folder, name);
    }

    @Test
    void C21_a_host_of_very_many_parts_ends_the_reading_of_the_folder(@TempDir Path folder) throws Exception {
        assertRefused(folder, "dns:" + "a.".repeat(30_000) + "a");
        assertRefused(folder, "email:seal@" + "a.".repeat(30_000) + "a");
    }

    private void assertRefused(Path folder, String name) throws Exception {
        Path issuers = Files.createDirectories(folder.resolve("issuers"));
        Files.write(issuers.resolve("root.crt"), root.certificate().getEncoded());
        Files.writeString(issuers.resolve("root.constraints"), "permitted-names = " + name);
        assertThatThrownBy(() -> TrustFolder.load(folder, ExampleTrust.REFUSED))
                .isInstanceOf(TrustFolderException.class)
                .hasMessageContaining("root.constraints");
    }

    @Test
    void C14_a_name_that_is_no_text_is_not_that_of_the_example() throws Exception {
        byte[] der = root.issue(Subject.named("O=Chamber")).certificate().getEncoded();
        int at = new String(der, StandardCharsets.ISO_8859_1).indexOf("Chamber");
        der[at + 2] = (byte) 0xa0;
        X509Certificate broken = StrictCertificates.parse(der).value().orElseThrow();
        assertThat(TrustMaterial.isExampleRoot(broken)).isFalse();
        assertThat(TrustMaterial.of(ExampleTrust.REFUSED)
                        .anchor(Purpose.ISSUER, broken)
                        .build()
                        .anchors(Purpose.ISSUER))
                .containsExactly(broken);
    }

    @Test
    void C11_a_mailbox_in_another_form_does_not_pass_by_limits_on_mailboxes() {
        ASN1Encodable mailbox = new DERSequence(new ASN1Encodable[] {
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9"),
            new DERTaggedObject(true, 0, new DERUTF8String("s\u00e9al@elsewhere.example"))
        });
        GeneralName other = new GeneralName(GeneralName.otherName, mailbox);
        X509Certificate holder = root.issue(Subject.named("Chamber")
                        .forged(Cross.add(Extension.subjectAlternativeName, false, new GeneralNames(other))))
                .certificate();
        Scene.assertUnknown(
                Scene.finding(limited(holder, "email:example.org"), "anchor-limits"),
                SubIndication.CHAIN_CONSTRAINTS_FAILURE);
        Scene.assertPassed(Scene.finding(limited(holder, "dns:example.org"), "anchor-limits"));
    }

    private PathResult limited(X509Certificate holder, String permitted) {
        AnchorLimits limits =
                new AnchorLimits(Set.of(permitted), Set.of(), Optional.empty(), Optional.empty(), Set.of());
        return Scene.examine(
                TrustMaterial.of(ExampleTrust.REFUSED)
                        .anchor(Purpose.ISSUER, new Anchor(root.certificate(), limits))
                        .crl(Scene.crl(root.crl())),
                holder);
    }

    @Test
    void C21_a_catalogue_of_very_many_lines_is_refused_in_time() {
        StringBuilder lines = new StringBuilder("version;1\nsource;x\nkind;name;from;to;end;clause;dates;note\n");
        for (int i = 0; lines.length() < 1_000_000; i++) {
            lines.append("key;a").append(i).append(";;;;c;d;\n");
        }
        byte[] csv = lines.toString().getBytes(StandardCharsets.UTF_8);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> AlgorithmCatalogue.load(csv))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("expected at most 2000 lines"));
    }
}
