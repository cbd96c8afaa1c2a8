package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a file says, and what of it nobody signed: told of good files and of forged ones alike. */
class InspectCommandTest {

    private static final Instant SIGNED = Instant.parse("2026-11-24T08:00:00Z");
    private static final Credential SIGNER = TestCa.root("Root").issue(Subject.named("Signer"));

    @TempDir
    Path folder;

    private static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }

    private static byte[] signed(SignatureRequest request) throws SigningRefusedException {
        return new XadesSigner(new KeyEntry(SIGNER.key(), SIGNER.chain()), new Providers()).sign(request, SIGNED);
    }

    /** One of two elements signed, the other not. */
    private static byte[] partly() throws SigningRefusedException {
        XmlParse.Parsed document =
                parsed("<doc note=\"x\"><a Id=\"a\">1</a><b>2</b><slot/></doc>".getBytes(StandardCharsets.UTF_8));
        return signed(SignatureRequest.internallyDetached(
                document.document(), document.root().children().get(2), Map.of("a", "text/xml")));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static Ran inspected(Path file, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "inspect";
        System.arraycopy(options, 0, arguments, 1, options.length);
        arguments[options.length + 1] = file.toString();
        return Ran.here(arguments);
    }

    private static JsonNode json(Path file, String... options) throws IOException {
        String[] all = java.util.Arrays.copyOf(options, options.length + 2);
        all[options.length] = "--format";
        all[options.length + 1] = "json";
        Ran ran = inspected(file, all);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        return new ObjectMapper().readTree(ran.out());
    }

    @Test
    void a_seal_that_was_broken_is_shown_without_any_verdict() throws IOException {
        Path sealed = Sealing.sealed(folder, "co-wine-timber-textiles.xml", "issuer-xa");
        Ran good = inspected(sealed);
        Ran broken = inspected(Sealing.changed(sealed));
        for (Ran ran : new Ran[] {good, broken}) {
            assertThat(ran.code()).isEqualTo(ExitCode.YES);
            assertThat(ran.out()).startsWith(InspectText.NO_VERDICT + "\n").doesNotContain("VALID");
            assertThat(ran.out())
                    .contains("says to be                  certificate of origin XA-2026-000123")
                    .contains("CN=Example Issuing Body XA")
                    .contains("(a claim)")
                    .contains("the whole document, without this signature")
                    .contains("ds:KeyInfo, which carries certificates")
                    .contains("nothing of the document, beside what is told of each signature");
        }
    }

    @Test
    void what_stands_beside_a_signed_element_is_told() throws Exception {
        JsonNode json = json(file("partly.xml", partly()));
        JsonNode document = json.get("documents").get(0);
        assertThat(json.get("verdict").asText()).isEqualTo("NONE");
        assertThat(document.get("notCovered"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "/doc itself, with its attributes and text",
                        "/doc/b, with all that is in it",
                        "/doc/slot itself, with its attributes and text");
        JsonNode signature = document.get("signatures").get(0);
        assertThat(signature.get("packaging").asText()).isEqualTo("internally detached");
        assertThat(signature.get("references").get(0).get("covers").asText()).isEqualTo("the element /doc/a");
        assertThat(signature.get("claimedSigner").asText()).isEqualTo("CN=Signer");
        assertThat(signature.has("level")).isFalse();
    }

    @Test
    void X04_an_identifier_on_two_elements_leads_to_neither() throws Exception {
        String twice = new String(partly(), StandardCharsets.UTF_8).replace("<b>", "<b Id=\"a\">");
        JsonNode document = json(file("twice.xml", twice.getBytes(StandardCharsets.UTF_8)))
                .get("documents")
                .get(0);
        assertThat(document.get("signatures")
                        .get(0)
                        .get("references")
                        .get(0)
                        .get("covers")
                        .asText())
                .isEqualTo("one of 2 elements called 'a': it cannot be told which");
        assertThat(document.get("notCovered")).extracting(JsonNode::asText).anyMatch(l -> l.startsWith("/doc/a"));
    }

    @Test
    void X21_what_an_unknown_transform_selects_counts_as_covered_by_nobody() throws Exception {
        String selecting = new String(partly(), StandardCharsets.UTF_8)
                .replaceFirst(
                        "Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"></ds:Transform>",
                        "Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"></ds:Transform>");
        JsonNode document = json(file("selecting.xml", selecting.getBytes(StandardCharsets.UTF_8)))
                .get("documents")
                .get(0);
        assertThat(document.get("signatures")
                        .get(0)
                        .get("references")
                        .get(0)
                        .get("covers")
                        .asText())
                .contains("what its transforms take from the element /doc/a; they are not followed here");
        assertThat(document.get("notCovered")).extracting(JsonNode::asText).anyMatch(l -> l.startsWith("/doc/a"));
    }

    @Test
    void comments_that_no_signature_keeps_are_told() throws Exception {
        String commented = new String(partly(), StandardCharsets.UTF_8).replace("<b>", "<!-- pay twice --><b>");
        assertThat(inspected(file("commented.xml", commented.getBytes(StandardCharsets.UTF_8)))
                        .out())
                .contains("comments, of which the first is at line 2");
    }

    @Test
    void Z05_a_file_of_a_container_that_no_signature_is_over_is_told() throws Exception {
        AsicContainer container =
                AsicContainer.extended(DataObject.named("in voice.pdf", new byte[] {1}, "application/pdf"));
        byte[] zip = container.with(signed(container.request())).toBytes();
        Path whole = file("whole.asice", zip);
        assertThat(inspected(whole).out()).contains("META-INF/manifest.xml").contains("in voice.pdf");
        JsonNode json = json(file("more.asice", with(zip, "added.pdf")));
        assertThat(json.get("filesNotCovered"))
                .extracting(JsonNode::asText)
                .contains("added.pdf")
                .doesNotContain("in voice.pdf");
        assertThat(json.get("documents")
                        .get(0)
                        .get("signatures")
                        .get(0)
                        .get("packaging")
                        .asText())
                .isEqualTo("detached");
    }

    private static byte[] with(byte[] zip, String name) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip));
                ZipOutputStream all = new ZipOutputStream(out)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] bytes = in.readAllBytes();
                ZipEntry copy = new ZipEntry(e.getName());
                copy.setMethod(ZipEntry.STORED);
                copy.setSize(bytes.length);
                java.util.zip.CRC32 crc = new java.util.zip.CRC32();
                crc.update(bytes);
                copy.setCrc(crc.getValue());
                all.putNextEntry(copy);
                all.write(bytes);
            }
            all.putNextEntry(new ZipEntry(name));
            all.write(7);
        }
        return out.toByteArray();
    }

    @Test
    void the_level_is_told_clause_by_clause() throws Exception {
        Path file = file("partly.xml", partly());
        JsonNode signature =
                json(file, "--level").get("documents").get(0).get("signatures").get(0);
        assertThat(signature.get("level").asText()).isEqualTo("B-B");
        assertThat(signature.get("requirements")).hasSizeGreaterThan(70);
        assertThat(inspected(file, "--level").out())
                .contains("level by its form         XAdES-B-B")
                .contains("not B-T because           SignatureTimeStamp: found none")
                .contains("ok   shall");
    }

    @Test
    void a_counter_signature_is_shown_with_what_it_signs() throws Exception {
        XmlParse.Parsed document = parsed(partly());
        XmlElement signature = new XmlElement((org.w3c.dom.Element) document.document()
                .getElementsByTagNameNS("http://www.w3.org/2000/09/xmldsig#", "Signature")
                .item(0));
        byte[] both = signed(SignatureRequest.counterSignature(document.document(), signature));
        JsonNode all = json(file("both.xml", both)).get("documents").get(0).get("signatures");
        assertThat(all).hasSize(1);
        assertThat(all.get(0).get("counterSignatures").get(0).get("packaging").asText())
                .isEqualTo("counter-signature");
        assertThat(inspected(file("both.xml", both)).out())
                .contains("the value of a signature, /doc/slot/ds:Signature/ds:SignatureValue");
    }

    @Test
    void a_document_without_signature_is_read_too() throws IOException {
        assertThat(inspected(file("plain.xml", "<x/>".getBytes(StandardCharsets.UTF_8)))
                        .out())
                .contains("<x>, no signature");
    }

    @Test
    void a_file_cannot_fake_a_line_of_the_report() throws Exception {
        String faking = new String(partly(), StandardCharsets.UTF_8)
                .replace(
                        "Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"",
                        "Algorithm=\"x&#10;VALID\"");
        assertThat(inspected(file("faking.xml", faking.getBytes(StandardCharsets.UTF_8)))
                        .out())
                .contains("x\uFFFDVALID")
                .doesNotContain("\nVALID");
    }

    @Test
    void what_cannot_be_read_ends_with_66() throws IOException {
        inspected(folder.resolve("none.xml")).refused(ExitCode.NO_INPUT, "no such file");
        inspected(file("broken.xml", "<x>".getBytes(StandardCharsets.UTF_8))).refused(ExitCode.NO_INPUT, "well-formed");
        inspected(file("broken.asice", new byte[] {'P', 'K', 3, 4, 0})).refused(ExitCode.NO_INPUT, "expected");
    }
}
