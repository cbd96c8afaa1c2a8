package org.cretula.signing.asic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.cretula.signing.DataObject;
import org.cretula.signing.Prepared;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.XadesSchema;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes into a container, what must not, and what comes out of it again. */
class AsicContainerTest {

    private static final Providers PROVIDERS = new Providers();
    private static final Instant SIGNED = Instant.parse("2026-11-24T08:00:00Z");
    private static final TestCa ROOT = TestCa.root("Root");
    private static final Credential FIRST = ROOT.issue(Subject.named("First"));
    private static final Credential SECOND = ROOT.issue(Subject.named("Second"));
    private static final DataObject CO = DataObject.named("Ursprung & Zeugnis+ä.xml", bytes("<co/>"), "text/xml");
    private static final DataObject INVOICE = DataObject.named("beside/invoice.pdf", bytes("%PDF"), "application/pdf");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static AsicContainer sign(AsicContainer container, Credential by) throws SigningRefusedException {
        return container.with(
                new XadesSigner(new KeyEntry(by.key(), by.chain()), PROVIDERS).sign(container.request(), SIGNED));
    }

    static byte[] signed() {
        try {
            return sign(AsicContainer.extended(CO, INVOICE), FIRST).toBytes();
        } catch (SigningRefusedException e) {
            throw new AssertionError(e);
        }
    }

    static AsicContainer signedAgain(AsicContainer container) throws SigningRefusedException {
        return sign(container, SECOND);
    }

    private static List<String> names(byte[] zip) throws Exception {
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        return names;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a",
                "a/../b",
                "/a",
                "//a/b",
                "a//b",
                "./a",
                "a/",
                "http://example.invalid/a",
                "C%3A/a",
                "a%5Cb",
                "a%00",
                "a?b",
                "%C3%28",
                "a%2F..%2Fb",
                "mimetype",
                "MimeType",
                "META-INF/a",
                "meta-inf/a",
                "META-INF",
                "a%2",
                "a%7F"
            })
    void Z02_a_name_that_leads_out_of_the_container_or_is_its_own_is_refused(String uri) {
        assertThatThrownBy(() -> AsicContainer.extended(new DataObject(uri, bytes("x"), "text/plain")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void Z03_two_names_that_are_one_to_some_programs_are_refused() {
        for (List<String> two :
                List.of(List.of("a", "a"), List.of("a", "A"), List.of("a", "%61"), List.of("%C3%A9", "e%CC%81"))) {
            assertThatThrownBy(() -> AsicContainer.extended(
                            new DataObject(two.get(0), bytes("x"), "text/plain"),
                            new DataObject(two.get(1), bytes("y"), "text/plain")))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void nothing_to_sign_or_a_folder_in_the_simple_form_makes_no_container() {
        assertThatThrownBy(AsicContainer::extended).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AsicContainer.simple(INVOICE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not in a folder");
    }

    @Test
    void a_container_without_signature_is_not_written() {
        assertThatThrownBy(() -> AsicContainer.simple(CO).toBytes()).isInstanceOf(SigningRefusedException.class);
    }

    @Test
    void a_signature_over_something_else_does_not_go_in() throws Exception {
        AsicContainer container = AsicContainer.extended(CO, INVOICE);
        XadesSigner signer = new XadesSigner(new KeyEntry(FIRST.key(), FIRST.chain()), PROVIDERS);
        byte[] changed = signer.sign(
                AsicContainer.simple(new DataObject(CO.uri(), bytes("<no/>"), "text/xml"))
                        .request(),
                SIGNED);
        assertThatThrownBy(() -> container.with(changed))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("something else");
        byte[] elsewhere = signer.sign(
                AsicContainer.simple(DataObject.named("other", bytes("x"), "text/plain"))
                        .request(),
                SIGNED);
        assertThatThrownBy(() -> container.with(elsewhere))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("'other'");
        byte[] bare = signer.sign(SignatureRequest.detached(CO), SIGNED);
        assertThatThrownBy(() -> container.with(bare))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("asic:XAdESSignatures");
        String right = new String(signer.sign(container.request(), SIGNED), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> container.with(bytes(right.replaceAll("URI=\"[^#][^\"]*\"", "URI=\"#x\""))))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("none of them");
    }

    @Test
    void a_manifest_to_which_nothing_refers_signs_no_file() throws Exception {
        AsicContainer container = AsicContainer.extended(CO, INVOICE);
        XadesSigner signer = new XadesSigner(new KeyEntry(FIRST.key(), FIRST.chain()), PROVIDERS);
        DataObject[] data = container.data().toArray(DataObject[]::new);
        String listed = new String(signer.sign(SignatureRequest.manifest(data), SIGNED), StandardCharsets.UTF_8)
                .replaceFirst("<\\?xml.*\\?>", "");
        String document = "<asic:XAdESSignatures xmlns:asic=\"http://uri.etsi.org/02918/v1.2.1#\">" + listed
                + "</asic:XAdESSignatures>";
        assertThat(container.with(bytes(document)).signatures()).hasSize(1);
        assertThatThrownBy(() -> container.with(bytes(document.replaceAll("URI=\"#[^\"]*-manifest-1\"", "URI=\"#x\""))))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("none of them");
    }

    @Test
    void of_a_file_that_a_signature_transforms_it_is_asked_only_that_it_is_there() throws Exception {
        AsicContainer container = AsicContainer.extended(INVOICE);
        XadesSigner signer = new XadesSigner(new KeyEntry(FIRST.key(), FIRST.chain()), PROVIDERS);
        String transformed = new String(signer.sign(container.request(), SIGNED), StandardCharsets.UTF_8)
                .replaceFirst(
                        "(invoice.pdf\">)(.*?DigestValue>)",
                        "$1<ds:Transforms><ds:Transform Algorithm=\"urn:t\"></ds:Transform></ds:Transforms>$2AAAA");
        assertThat(container.with(bytes(transformed)).signatures()).hasSize(1);
        assertThatThrownBy(() -> container.with(bytes(transformed.replace("invoice.pdf", "other.pdf"))))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("other.pdf");
    }

    @Test
    void an_earlier_signature_is_not_lost() throws Exception {
        AsicContainer once = sign(AsicContainer.simple(CO), FIRST);
        byte[] other =
                sign(AsicContainer.simple(CO), SECOND).signatures().get(0).bytes();
        assertThatThrownBy(() -> once.with(other))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("lost");
        SignatureDocument nowhere = new SignatureDocument("META-INF/signatures9.xml", other);
        assertThatThrownBy(() -> once.with(nowhere))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("signatures9");
    }

    @Test
    void the_same_signature_does_not_go_in_twice() throws Exception {
        AsicContainer once = sign(AsicContainer.extended(CO, INVOICE), FIRST);
        assertThatThrownBy(() -> sign(once, FIRST))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("already");
        AsicContainer simple = sign(AsicContainer.simple(CO), FIRST);
        assertThat(sign(simple, FIRST).signatures()).hasSize(1);
    }

    @Test
    void a_name_is_written_so_that_no_program_takes_it_for_another() throws Exception {
        AsicContainer container = AsicContainer.extended(new DataObject("a+b;c=1", bytes("x"), "text/plain"));
        assertThat(container.data()).extracting(DataObject::uri).containsExactly("a%2Bb%3Bc%3D1");
        AsicContainer signed = sign(container, FIRST);
        SignatureDocument document = signed.signatures().get(0);
        assertThat(new String(document.bytes(), StandardCharsets.UTF_8)).contains("URI=\"a%2Bb%3Bc%3D1\"");
        // As other products may write it.
        byte[] unescaped =
                bytes(new String(document.bytes(), StandardCharsets.UTF_8).replace("a%2Bb%3Bc%3D1", "a+b;c=1"));
        assertThat(signed.with(new SignatureDocument(document.name(), unescaped))
                        .signatures())
                .hasSize(1);
    }

    @Test
    void a_container_has_its_type_first_and_is_the_same_each_time() throws Exception {
        byte[] zip = signed();
        assertThat(signed()).isEqualTo(zip);
        assertThat(new String(zip, 30, 8 + 31, StandardCharsets.US_ASCII))
                .isEqualTo("mimetypeapplication/vnd.etsi.asic-e+zip");
        assertThat(zip[8]).as("not compressed").isZero();
        assertThat(zip[28]).as("no extra field").isZero();
        assertThat(names(zip))
                .containsExactly(
                        "mimetype",
                        "Ursprung & Zeugnis+ä.xml",
                        "beside/invoice.pdf",
                        "META-INF/manifest.xml",
                        "META-INF/signatures001.xml");
        assertThat(names(sign(AsicContainer.simple(CO), FIRST).toBytes()))
                .containsExactly("mimetype", "Ursprung & Zeugnis+ä.xml", "META-INF/signatures.xml");
    }

    @Test
    void what_was_put_in_comes_out_and_can_be_signed_again() throws Exception {
        AsicContainer read = AsicContainer.read(signed());
        assertThat(read.form()).isEqualTo(AsicForm.EXTENDED);
        assertThat(read.data()).extracting(DataObject::uri).containsExactly(CO.uri(), INVOICE.uri());
        assertThat(read.data()).extracting(DataObject::mimeType).containsExactly("text/xml", "application/pdf");
        assertThat(read.data().get(1).bytes()).isEqualTo(INVOICE.bytes());
        assertThat(read.files())
                .extracting(DataObject::uri)
                .containsExactly(CO.uri(), INVOICE.uri(), "mimetype", "META-INF/manifest.xml");
        assertThat(read.toBytes()).isEqualTo(signed());
        AsicContainer twice = sign(read, SECOND);
        assertThat(twice.signatures())
                .extracting(SignatureDocument::name)
                .containsExactly("META-INF/signatures001.xml", "META-INF/signatures002.xml");
        assertThat(AsicContainer.read(twice.toBytes()).signatures().get(0).bytes())
                .isEqualTo(read.signatures().get(0).bytes());
        AsicContainer same = twice.with(twice.signatures().get(1));
        assertThat(same.toBytes()).isEqualTo(twice.toBytes());
    }

    @Test
    void a_second_signature_of_the_simple_form_stands_beside_the_first() throws Exception {
        AsicContainer twice =
                sign(AsicContainer.read(sign(AsicContainer.simple(CO), FIRST).toBytes()), SECOND);
        assertThat(twice.signatures()).hasSize(1);
        String document = new String(twice.signatures().get(0).bytes(), StandardCharsets.UTF_8);
        assertThat(document.split("<ds:Signature ", -1)).hasSize(3);
        assertThat(new XadesSchema().faults(twice.signatures().get(0).bytes())).isEmpty();
    }

    @Test
    void more_files_than_a_signature_refers_to_are_signed_by_manifest() throws Exception {
        DataObject[] many = new DataObject[40];
        for (int i = 0; i < many.length; i++) {
            many[i] = DataObject.named("o" + i, new byte[] {(byte) i}, "text/plain");
        }
        AsicContainer signed = sign(AsicContainer.extended(many), FIRST);
        assertThat(new String(signed.signatures().get(0).bytes(), StandardCharsets.UTF_8))
                .contains("<ds:Manifest ");
        byte[] document = signed.signatures().get(0).bytes();
        many[39] = DataObject.named("o39", new byte[] {1}, "text/plain");
        assertThatThrownBy(() -> AsicContainer.extended(many).with(document))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("'o39'");
    }

    @Test
    void a_container_beyond_the_usual_limits_is_kept_between_two_steps_too() throws Exception {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (ZipReader.Entry entry : ZipReader.read(signed(), AsicLimits.USUAL)) {
            files.put(entry.name(), entry.bytes());
        }
        for (int i = 0; i < AsicLimits.USUAL.entries(); i++) {
            files.put("META-INF/kept" + i, new byte[0]);
        }
        byte[] large = ZipWriter.write(files);
        assertThatThrownBy(() -> AsicContainer.read(large)).isInstanceOf(SigningRefusedException.class);
        AsicContainer container = AsicContainer.read(large, new AsicLimits(2_000, 1 << 20, 1));
        PreparedContainer prepared =
                new PreparedContainer(container, container.request().prepare(SECOND.chain(), SIGNED));
        assertThat(PreparedContainer.read(prepared.toBytes()).container().toBytes())
                .isEqualTo(container.toBytes());
    }

    @Test
    void two_steps_give_what_one_gives_and_damage_between_them_is_noticed() throws Exception {
        AsicContainer container = AsicContainer.extended(CO, INVOICE);
        Prepared prepared = container.request().prepare(FIRST.chain(), SIGNED);
        byte[] kept = new PreparedContainer(container, prepared).toBytes();
        PreparedContainer read = PreparedContainer.read(kept);
        Signature deterministic = Signature.getInstance("SHA256withECDDSA", new BouncyCastleProvider());
        deterministic.initSign(FIRST.key());
        deterministic.update(read.prepared().toBeSigned());
        byte[] value = deterministic.sign();
        assertThat(read.complete(value, PROVIDERS).toBytes()).isEqualTo(signed());
        assertThatThrownBy(() -> read.complete(value, PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("completed already");
        for (int i = 0; i < kept.length; i += 13) {
            byte[] damaged = kept.clone();
            damaged[i] ^= 1;
            assertThatThrownBy(() -> PreparedContainer.read(damaged)).isInstanceOf(SigningRefusedException.class);
        }
        assertThatThrownBy(() -> PreparedContainer.read(new byte[3])).isInstanceOf(SigningRefusedException.class);
        PreparedContainer other = new PreparedContainer(
                AsicContainer.simple(CO), container.request().prepare(FIRST.chain(), SIGNED));
        assertThatThrownBy(() -> other.complete(value, PROVIDERS))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("invoice.pdf");
    }
}
