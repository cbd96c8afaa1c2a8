package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code sign} takes, and what it refuses, with keys in files. */
class SigningWaysTest {

    private static final String KEYSTORE =
            Ran.KEYSTORES.resolve("issuer-xa.p12").toString();
    private static final String CO =
            Ran.EXAMPLES.resolve("co-wine-timber-textiles.xml").toString();

    @TempDir
    private static Path folder;

    private static Path xml = Path.of("");

    @BeforeAll
    static void write() throws IOException {
        xml = Files.writeString(
                folder.resolve("list of goods.xml"),
                "<list xmlns=\"urn:cretula:test\"><part Id=\"a\">1</part><part Id=\"b\">2</part><end Id=\"c\"/></list>");
    }

    private static Ran sign(Path file, Path out, String... more) {
        List<String> all = new ArrayList<>(List.of("sign", file.toString(), "-o", out.toString()));
        all.addAll(List.of("--keystore", KEYSTORE, "--password", "example"));
        all.addAll(List.of(more));
        return Ran.here(all.toArray(String[]::new));
    }

    private static Path done(Ran ran, Path out) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        return out;
    }

    private static void coreValid(Path signed, int signatures) throws IOException {
        List<CoreValidity> all = JdkXmlDsigJudge.judge(Files.readAllBytes(signed));
        assertThat(all).hasSize(signatures).allMatch(CoreValidity::valid);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sign IN | a key: --keystore K.p12, or --pkcs11 LIB --token LABEL, or --certificate",
                "sign IN --keystore K --pkcs11 L --token T | --keystore or --pkcs11, found both",
                "sign IN --pkcs11 L | --token LABEL or --token-slot N with --pkcs11, found neither",
                "sign IN --pkcs11 L --token T --token-slot 1 | with --pkcs11, found both",
                "sign IN --keystore K --token T | --pkcs11 LIB with a token, found none",
                "sign IN --keystore K --password P --pin-file F | a password or a file with it, found both",
                "sign IN --keystore K --prepare P | --prepare for one that is elsewhere, found both",
                "sign IN --prepare P | --certificate CHAIN.pem, the signer's certificate first, found none",
                "sign IN --certificate C --prepare P -o O | -o at cretula complete",
                "sign IN --certificate C --prepare P --level B-T | give --level to cretula complete",
                "sign IN --keystore K --digest-out D | --prepare P.bin with --bytes-out and --digest-out",
                "sign IN --keystore K --slot a | a certificate is sealed in its own place",
                "sign IN IN --keystore K | one file to sign, found 2",
                "sign IN --keystore K --packaging internally-detached | --id with --packaging internally-detached",
                "sign IN --keystore K --packaging parallel --id a | --id with --packaging internally-detached",
                "sign IN --keystore K --packaging detached --slot a | detached, which has no place for it",
                "sign IN --keystore K --packaging sideways | Invalid value for option '--packaging'",
                "sign IN --keystore K --packaging parallel --policy urn:p | --policy URI and --policy-file F together",
                "sign IN --keystore K --packaging parallel --commitment much | expected an absolute URI",
                "sign IN --keystore K --packaging parallel --place moon=X | expected parts of a place"
            })
    void options_that_contradict_each_other_are_a_wrong_command_line(String line, String words) {
        String[] arguments = line.replace("IN", xml.toString()).split(" (?!of |goods)", -1);
        Ran ran = Ran.here(arguments);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.USAGE);
        assertThat(ran.err()).startsWith("cretula: ").contains(words);
    }

    @Test
    void an_authority_that_is_asked_for_nothing_is_told() throws Exception {
        Ran ran = sign(xml, folder.resolve("unasked.xml"), "--packaging", "parallel", "--tsa", "example");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).contains("nothing was time-stamped: --tsa is asked for levels above B-B");
    }

    @Test
    void a_wrong_password_is_not_repeated() {
        Ran ran = Ran.here("sign", CO, "--keystore", KEYSTORE, "--password", "sesame");
        ran.refused(ExitCode.NO_INPUT, "expected the password of");
        assertThat(ran.err()).doesNotContain("sesame");
    }

    @Test
    void a_chain_of_another_key_is_refused() throws Exception {
        Path out = folder.resolve("other-chain.xml");
        sign(
                        Path.of(CO),
                        out,
                        "--certificate",
                        Ran.KEYSTORES.resolve("node-xa.crt").toString())
                .refused(ExitCode.NO, "expected the certificate of the key first");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_second_signature_that_breaks_the_first_is_refused_unless_allowed() throws IOException {
        Path first = done(sign(xml, folder.resolve("1.xml"), "--packaging", "enveloped"), folder.resolve("1.xml"));
        Path second = folder.resolve("2.xml");
        sign(first, second, "--packaging", "parallel").refused(ExitCode.NO, "would break the earlier one");
        assertThat(second).doesNotExist();
        Ran allowed = sign(first, second, "--packaging", "parallel", "--break-earlier");
        assertThat(allowed.code()).isEqualTo(ExitCode.YES);
        assertThat(allowed.err()).contains("as allowed, this breaks the earlier signatures xades-");
        assertThat(JdkXmlDsigJudge.judge(Files.readAllBytes(second)).stream().map(CoreValidity::valid))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void what_is_no_xml_is_sent_to_the_packagings_that_take_it() throws IOException {
        Path text = Files.writeString(folder.resolve("plain.txt"), "no XML");
        sign(text, folder.resolve("plain.xml"), "--packaging", "enveloped")
                .refused(ExitCode.NO, "files that are no XML take --packaging enveloping or detached");
    }

    @Test
    void a_place_that_is_not_there_is_refused() {
        sign(xml, folder.resolve("x.xml"), "--packaging", "enveloped", "--slot", "z")
                .refused(ExitCode.NO, "expected one element with the Id z");
    }

    @Test
    void a_seal_is_made_with_the_only_key_of_a_java_key_store() throws Exception {
        Path jks = Files.write(folder.resolve("keys.jks"), jks());
        Path password = Files.writeString(folder.resolve("password"), "example\nnot this\n");
        Path out = folder.resolve("jks.xml");
        Ran ran = Ran.here(
                "sign", CO, "--keystore", jks.toString(), "--password-file", password.toString(), "-o", out.toString());
        done(ran, out);
        assertThat(ran.err()).startsWith("sealed by CN=Example Issuing Body XA").doesNotContain("example\n");
        Ran.here("verify", out.toString(), "--trust", Ran.KEYSTORES.toString(), "--allow-example-trust")
                .judged(ExitCode.YES, "VALID");
    }

    @Test
    void a_seal_with_all_that_a_signer_can_say_is_valid() throws IOException {
        Path out = folder.resolve("said.xml");
        done(
                sign(
                        Path.of(CO),
                        out,
                        "--alias",
                        "seal",
                        "--algorithm",
                        "ecdsa_sha3_256",
                        "--digest",
                        "SHA512",
                        "--commitment",
                        "origin",
                        "--commitment",
                        "urn:test:commitment",
                        "--role",
                        "issuing body",
                        "--place",
                        "city=Port Amber",
                        "--place",
                        "country=XA"),
                out);
        assertThat(out)
                .content()
                .contains("#ecdsa-sha3-256", "#ProofOfOrigin", "urn:test:commitment", "issuing body", "Port Amber");
        Ran.here("verify", out.toString(), "--trust", Ran.KEYSTORES.toString(), "--allow-example-trust")
                .judged(ExitCode.YES, "VALID");
    }

    @ParameterizedTest
    @CsvSource({
        "enveloped, --slot=c",
        "parallel, --slot=c",
        "internally-detached, --id=a --id=b",
        "enveloping, --media-type=text/xml",
        "enveloping-xml, --role=x"
    })
    void any_document_is_signed_in_the_packaging(String packaging, String options) throws IOException {
        Path out = folder.resolve(packaging + ".xml");
        List<String> more = new ArrayList<>(List.of("--packaging", packaging));
        more.addAll(List.of(options.split(" ", -1)));
        done(sign(xml, out, more.toArray(String[]::new)), out);
        coreValid(out, 1);
    }

    @Test
    void parallel_signatures_stand_side_by_side_and_the_new_one_is_raised() throws IOException {
        Path one = folder.resolve("one.xml");
        Path two = folder.resolve("two.xml");
        done(sign(xml, one, "--packaging", "parallel"), one);
        done(
                sign(
                        one,
                        two,
                        "--packaging",
                        "parallel",
                        "--level",
                        "B-T",
                        "--tsa",
                        "example",
                        "--trust",
                        Ran.KEYSTORES.toString(),
                        "--allow-example-trust"),
                two);
        coreValid(two, 2);
        assertThat(Files.readString(two).split("<xades:SignatureTimeStamp", -1)).hasSize(2);
    }

    @Test
    void files_of_any_kind_are_signed_where_they_are() throws IOException {
        Path data = Files.write(folder.resolve("photo ü:1.jpg"), new byte[] {1, 2, 3});
        Path out = folder.resolve("detached.xml");
        done(sign(data, out, "--packaging", "detached", "--media-type", "image/jpeg"), out);
        assertThat(Files.readString(out)).contains("image/jpeg", "URI=\"./photo%20%C3%BC:1.jpg\"");
        assertThat(JdkXmlDsigJudge.judge(
                        Files.readAllBytes(out), Map.of("./photo%20%C3%BC:1.jpg", Files.readAllBytes(data))))
                .hasSize(1)
                .allMatch(CoreValidity::valid);
        Path several = folder.resolve("several.xml");
        done(sign(data, several, xml.toString(), "--packaging", "detached"), several);
        assertThat(Files.readString(several))
                .contains("URI=\"list%20of%20goods.xml\"", "application/xml", "application/octet-stream");
    }

    @Test
    void a_policy_travels_with_a_signature() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.txt"), "Seal what you have seen.");
        Path out = folder.resolve("travels.xml");
        done(
                sign(
                        xml,
                        out,
                        "--packaging",
                        "enveloped",
                        "--policy",
                        "urn:test:policy",
                        "--policy-file",
                        policy.toString(),
                        "--policy-travels",
                        "urn:test:plain-text"),
                out);
        coreValid(out, 1);
        assertThat(Files.readString(out)).contains("urn:test:policy", "urn:test:plain-text", "SignaturePolicyStore>");
    }

    private static byte[] jks() throws GeneralSecurityException, IOException {
        char[] password = "example".toCharArray();
        KeyStore from = KeyStore.getInstance("PKCS12");
        from.load(new ByteArrayInputStream(Files.readAllBytes(Path.of(KEYSTORE))), password);
        KeyStore to = KeyStore.getInstance("JKS");
        to.load(null, null);
        to.setKeyEntry("any name", from.getKey("seal", password), password, from.getCertificateChain("seal"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        to.store(out, password);
        return out.toByteArray();
    }

    @Test
    void help_tells_the_ways_apart() {
        Ran help = Ran.here("sign", "--help");
        assertThat(help.code()).isEqualTo(ExitCode.YES);
        assertThat(help.out())
                .contains("The key:", "In two steps, the key elsewhere:", "What is signed, if not a certificate")
                .contains("How, and what the signer says besides:");
        assertThat(help.out().getBytes(StandardCharsets.UTF_8).length).isLessThan(9_000);
    }
}
