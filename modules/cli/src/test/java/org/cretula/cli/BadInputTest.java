package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the command is given, it answers with a verdict on standard output or a complaint on standard error, never
 * with a stack trace, and ends with the promised code.
 *
 * <p>What is large or built to blow up is judged in a JVM of its own with the launcher's memory; the rest in this one.
 */
class BadInputTest {

    private static final List<String> LAUNCHER = List.of("-Xmx256m");
    private static final Ran.Input NOTHING = stdin -> {};
    private static final int MIB = 1 << 20;

    @TempDir
    static Path folder;

    private static Path trust = Path.of("");
    private static Path sealed = Path.of("");

    @BeforeAll
    static void seal() throws IOException {
        trust = Sealing.trust(folder.resolve("trust"));
        sealed = Sealing.sealed(folder, "co-chamber-non-preferential.xml", "issuer-xa");
    }

    // Files that are no certificate.

    static Map<String, byte[]> no_certificates() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        byte[] whole = Files.readAllBytes(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml"));
        byte[] noise = new byte[3 * MIB];
        new Random(7).nextBytes(noise);
        files.put("empty", new byte[0]);
        files.put("binary", noise);
        files.put("zeros", new byte[MIB]);
        files.put("text", bytes("certificate of origin"));
        files.put("truncated", Arrays.copyOf(whole, whole.length / 2));
        files.put("doctype", bytes("<!DOCTYPE a SYSTEM \"http://127.0.0.1:9/a.dtd\"><a/>"));
        files.put("file-entity", bytes("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>"));
        files.put("laughs", bytes(billionLaughs()));
        files.put("unknown-encoding", bytes("<?xml version=\"1.0\" encoding=\"x-none\"?><a/>"));
        files.put("utf-16", "<a/>".getBytes(StandardCharsets.UTF_16));
        files.put("long-name", bytes("<" + "a".repeat(9 * MIB) + "/>"));
        files.put("other-xml", bytes("<a/>"));
        files.put("unsealed", whole);
        return files;
    }

    static List<String> names() throws IOException {
        return List.copyOf(no_certificates().keySet());
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_is_no_sealed_certificate_is_invalid(String name) throws IOException {
        Path file = Files.write(folder.resolve(name + ".bin"), no_certificates().getOrDefault(name, new byte[0]));
        verify(file).judged(ExitCode.NO, "INVALID");
    }

    @Test
    void all_of_them_together_are_judged_within_the_launchers_memory() throws IOException, InterruptedException {
        Path all = Files.createDirectory(folder.resolve("all"));
        for (Map.Entry<String, byte[]> file : no_certificates().entrySet()) {
            Files.write(all.resolve(file.getKey() + ".xml"), file.getValue());
        }
        Ran ran = apart(NOTHING, all.toString()).judged(ExitCode.NO, "INVALID");
        assertThat(ran.out().lines().filter(line -> line.startsWith("  INVALID")))
                .hasSize(names().size());
    }

    // Files that are too much.

    /** Each is about 10 MiB, the most that is read, and takes a multiple of that in memory if it is let. */
    static Map<String, String> bombs() {
        int size = 10 * MIB - 64;
        Map<String, String> bombs = new TreeMap<>();
        bombs.put("depth", "<a>".repeat(size / 3));
        bombs.put("elements", "<a>" + "<b/>".repeat(size / 4) + "</a>");
        bombs.put(
                "attributes",
                "<a>"
                        + fill(
                                size,
                                "<b c=\"\" d=\"1\" e=\"2\" f=\"3\" g=\"4\" h=\"5\" i=\"6\" "
                                        + "j=\"7\" k=\"8\" l=\"9\" m=\"0\" n=\"z\" o=\"y\" p=\"x\" q=\"w\" r=\"v\" s=\"u\"/>")
                        + "</a>");
        bombs.put("instructions", "<a>" + fill(size, "<?b?>") + "</a>");
        bombs.put("comments", "<a>" + fill(size, "<!---->") + "</a>");
        bombs.put("attribute", "<a b=\"" + "c".repeat(size) + "\"/>");
        bombs.put("text", "<a>" + "b".repeat(size) + "</a>");
        bombs.put("references", "<a>" + fill(size, "&#x41;") + "</a>");
        bombs.put("too-large", "<a>" + " ".repeat(10 * MIB) + "</a>");
        return bombs;
    }

    @Test
    void P05_P06_ten_megabytes_built_to_blow_up_are_more_than_can_be_judged() throws IOException, InterruptedException {
        Path all = Files.createDirectory(folder.resolve("bombs"));
        for (Map.Entry<String, String> bomb : bombs().entrySet()) {
            Files.writeString(all.resolve(bomb.getKey() + ".xml"), bomb.getValue());
        }
        Ran ran = apart(NOTHING, all.toString()).judged(ExitCode.CANNOT_TELL, "RESOURCE_LIMIT");
        assertThat(ran.out().lines().filter(line -> line.matches("  INDETERMINATE +RESOURCE_LIMIT, .*")))
                .hasSize(bombs().size());
    }

    @Test
    void P06_a_sealed_certificate_with_ten_megabytes_of_attributes_added_is_more_than_can_be_judged()
            throws IOException, InterruptedException {
        String text = Files.readString(sealed);
        int end = text.lastIndexOf("</");
        String more =
                fill(10 * MIB - text.length() - 64, "<a b=\"1\" c=\"2\" d=\"3\" e=\"4\" f=\"5\" g=\"6\" h=\"7\"/>");
        Path file = Files.writeString(folder.resolve("more.bin"), text.substring(0, end) + more + text.substring(end));
        apart(NOTHING, file.toString()).judged(ExitCode.CANNOT_TELL, "RESOURCE_LIMIT");
    }

    @Test
    void two_gibibytes_on_standard_input_are_not_read_to_the_end() throws IOException, InterruptedException {
        apart(BadInputTest::twoGibibytes, "-").judged(ExitCode.CANNOT_TELL, "RESOURCE_LIMIT");
    }

    @Test
    void a_file_of_two_gibibytes_is_not_read_to_the_end() throws IOException, InterruptedException {
        Path file = folder.resolve("sparse.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.write(bytes("<a>".repeat(1_000)));
            sparse.setLength(2L << 30);
        }
        apart(NOTHING, file.toString()).judged(ExitCode.CANNOT_TELL, "RESOURCE_LIMIT");
    }

    @Test
    void X23_many_references_to_a_large_document_are_not_all_held_in_memory() throws IOException, InterruptedException {
        String xml = Files.readString(sealed);
        String reference = xml.substring(
                xml.indexOf("<ds:Reference "), xml.indexOf("</ds:Reference>") + "</ds:Reference>".length());
        String filled = xml.replaceFirst("</cbc:IssueTime>", "$0" + ("<x>" + "a".repeat(MIB - 10) + "</x>").repeat(9));
        Path file = Files.writeString(
                folder.resolve("references.xml"),
                filled.replaceFirst(
                        "<ds:Reference ",
                        reference.replaceAll(" Id=\"[^\"]*\"", "").repeat(27) + "$0"));
        apart(NOTHING, file.toString()).judged(ExitCode.NO, "found 29");
    }

    @Tag("long")
    @Test
    void P06_the_reports_of_a_folder_of_loud_files_are_not_held_in_memory() throws IOException, InterruptedException {
        Path loud = Files.createDirectory(folder.resolve("loud"));
        // So is one that is intact under a key that nobody trusts, and its words are shown as well.
        String xml = Files.readString(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml"))
                .replaceFirst(
                        "</cbc:IssueTime>", "$0" + ("<cbc:Note>" + "a".repeat(MIB - 10) + "</cbc:Note>").repeat(7));
        String[] sealing = {
            "sign",
            Files.writeString(folder.resolve("loud.xml"), xml).toString(),
            "--keystore",
            key(),
            "--alias",
            "seal",
            "--password",
            "example",
            "-o",
            loud.resolve("0.xml").toString()
        };
        assertThat(Ran.here(sealing).code()).isEqualTo(ExitCode.YES);
        for (int i = 1; i < 6; i++) {
            Files.copy(loud.resolve("0.xml"), loud.resolve(i + ".xml"));
        }
        Path report = folder.resolve("loud.json");
        String[] arguments = {
            "verify",
            loud.toString(),
            "--trust",
            trust.toString(),
            "--allow-example-trust",
            "--format",
            "json",
            "-o",
            report.toString()
        };
        // One of them takes some 85 MiB; six reports kept until the end, of 7 MiB each, would take more than this.
        Ran ran = Ran.apart(folder, List.of("-Xmx104m"), NOTHING, arguments);
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        try (Stream<String> lines = Files.lines(report)) {
            assertThat(lines.filter(l -> l.contains("\"verdict\":\"VALID\""))).hasSize(6);
        }
    }

    @Test
    void a_report_is_not_written_over_what_is_to_be_judged() throws IOException {
        Path evidence = Files.copy(sealed, folder.resolve("evidence.xml"));
        Ran.here(
                        "verify",
                        evidence.toString(),
                        "--trust",
                        trust.toString(),
                        "-o",
                        folder.resolve("./evidence.xml").toString())
                .refused(ExitCode.USAGE, "another file for -o");
        assertThat(evidence).hasSameBinaryContentAs(sealed);
    }

    @Test
    void a_JVM_with_too_little_memory_says_so_and_does_not_say_invalid() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("zeros.bin"), new byte[9 * MIB]);
        String[] arguments = {"verify", file.toString(), "--trust", trust.toString(), "--allow-example-trust"};
        Ran.apart(folder, List.of("-Xmx24m"), NOTHING, arguments).refused(ExitCode.INTERNAL, "memory");
    }

    // Files that cannot be read, and folders without any.

    @Test
    void a_file_that_is_not_there_cannot_be_read() {
        verify(folder.resolve("none.xml")).refused(ExitCode.NO_INPUT, "none.xml: no such file");
    }

    @Test
    void a_path_through_a_file_cannot_be_read() {
        verify(sealed.resolve("inside.xml")).refused(ExitCode.NO_INPUT, "Not a directory");
    }

    @Test
    void a_folder_without_a_certificate_is_no_input() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Files.writeString(empty.resolve("notes.txt"), "none");
        verify(empty).refused(ExitCode.NO_INPUT, "found none");
    }

    @Test
    void a_file_that_cannot_be_read_hides_no_verdict_of_the_others() {
        Ran ran = Ran.here(
                "verify",
                folder.resolve("none.xml").toString(),
                sealed.toString(),
                "--trust",
                trust.toString(),
                "--allow-example-trust");
        assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(ran.out())
                .contains("VALID")
                .endsWith("\n2 files: 1 VALID, 0 INVALID, 0 INDETERMINATE, 1 not read\n");
        assertThat(ran.err()).contains("none.xml");
    }

    @Test
    void a_name_cannot_fake_a_line_of_ours() {
        Ran ran =
                verify(folder.resolve("x\n  VALID\u001b[2A.xml")).refused(ExitCode.NO_INPUT, "x\uFFFD  VALID\uFFFD[2A");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void a_file_named_like_an_option_file_is_a_file() throws IOException {
        // Two files that an investigator did not name, and a shell's * names both.
        Path option = Files.writeString(folder.resolve("options.xml"), "--allow-example-trust");
        Ran ran = Ran.here("verify", "@" + option, sealed.toString(), "--trust", trust.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(ran.out()).contains("INDETERMINATE").contains("example root");
    }

    // Trust.

    @Test
    void an_empty_folder_of_trust_leaves_every_seal_undecided() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("no-trust"));
        trusting(empty, sealed).judged(ExitCode.CANNOT_TELL, "NO_CERTIFICATE_CHAIN_FOUND");
    }

    @Test
    void another_root_leaves_the_seal_undecided() throws IOException, CertificateEncodingException {
        Path other = Files.createDirectory(folder.resolve("other-trust"));
        Files.write(
                other.resolve("root.crt"), TestCa.root("Stranger").certificate().getEncoded());
        trusting(other, sealed).judged(ExitCode.CANNOT_TELL, "NO_CERTIFICATE_CHAIN_FOUND");
    }

    @Test
    void the_example_root_is_not_trusted_unless_told() {
        Ran.here("verify", sealed.toString(), "--trust", trust.toString())
                .judged(ExitCode.CANNOT_TELL, "NO_CERTIFICATE_CHAIN_FOUND");
    }

    @Test
    void a_folder_of_trust_that_is_not_there_cannot_be_read() {
        trusting(folder.resolve("nowhere"), sealed).refused(ExitCode.NO_INPUT, "found nothing");
    }

    @Test
    void a_file_in_place_of_a_folder_of_trust_cannot_be_read() {
        trusting(sealed, sealed).refused(ExitCode.NO_INPUT, "found a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage.crt", "garbage.pem", "garbage.crl", "issuers/garbage.crt"})
    void garbage_in_a_folder_of_trust_is_named(String name) throws IOException {
        Path bad = Files.createTempDirectory(folder, "trust");
        Files.createDirectories(bad.resolve(name).getParent());
        Files.write(bad.resolve(name), new byte[] {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff, 1});
        trusting(bad, sealed).refused(ExitCode.NO_INPUT, name);
        Files.writeString(bad.resolve(name), "-----BEGIN CERTIFICATE-----\nno base64!\n");
        trusting(bad, sealed).refused(ExitCode.NO_INPUT, name);
        Files.write(bad.resolve(name), new byte[0]);
        trusting(bad, sealed).refused(ExitCode.NO_INPUT, name);
    }

    @Test
    void C01_an_expired_signer_leaves_the_seal_undecided()
            throws IOException, CertificateEncodingException, SigningRefusedException {
        TestCa root = TestCa.root("Root");
        Credential signer = root.issue(Subject.named("Chamber")
                .valid(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")));
        Path own = Files.createDirectory(folder.resolve("own-trust"));
        Files.write(own.resolve("root.crt"), root.certificate().getEncoded());
        Files.write(
                own.resolve("root.crl"),
                root.crl()
                        .current(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2046-01-01T00:00:00Z"))
                        .der());
        byte[] seal = new CertificateSealer(new KeyEntry(signer.key(), signer.chain()), new Providers())
                .seal(
                        Files.readAllBytes(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml")),
                        Instant.parse("2024-06-01T00:00:00Z"));
        Path file = Files.write(folder.resolve("expired.bin"), seal);
        trusting(own, file).judged(ExitCode.CANNOT_TELL, "OUT_OF_BOUNDS_NO_POE");
        Ran.here("verify", file.toString(), "--trust", own.toString(), "--at", "2024-07-01T00:00:00Z")
                .judged(ExitCode.YES, "VALID");
    }

    // Keys.

    @Test
    void a_wrong_password_is_said() {
        sign("--keystore", key(), "--alias", "seal", "--password", "wrong")
                .refused(ExitCode.NO_INPUT, "expected the password");
    }

    @Test
    void a_key_that_is_not_in_the_store_is_said_with_those_that_are() {
        sign("--keystore", key(), "--alias", "stamp", "--password", "example").refused(ExitCode.NO_INPUT, "'seal'");
    }

    @Test
    void a_key_store_that_is_not_there_is_said() {
        String none = folder.resolve("none.p12").toString();
        sign("--keystore", none, "--alias", "seal", "--password", "example").refused(ExitCode.NO_INPUT, "none.p12");
    }

    @Test
    void a_key_store_that_is_none_is_said() {
        for (Path other : List.of(sealed, folder)) {
            sign("--keystore", other.toString(), "--alias", "seal", "--password", "example")
                    .refused(ExitCode.NO_INPUT, other.toString());
        }
    }

    @Test
    void a_password_file_that_is_not_there_is_said() {
        String none = folder.resolve("none.txt").toString();
        sign("--keystore", key(), "--alias", "seal", "--password-file", none).refused(ExitCode.NO_INPUT, "none.txt");
    }

    @Test
    void an_expired_key_is_not_sealed_with() throws IOException {
        Credential expired = TestCa.root("Root")
                .issue(Subject.named("Chamber")
                        .valid(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2025-01-01T00:00:00Z")));
        Path store = Files.write(folder.resolve("expired.p12"), expired.pkcs12("seal", "secret"));
        sign("--keystore", store.toString(), "--alias", "seal", "--password", "secret")
                .refused(ExitCode.NO, "to 2025-01-01T00:00:00Z, not at");
    }

    @ParameterizedTest
    @MethodSource("names")
    void what_is_no_certificate_is_not_sealed(String name) throws IOException {
        if (!name.equals("unsealed")) {
            Path file =
                    Files.write(folder.resolve(name + ".un"), no_certificates().getOrDefault(name, new byte[0]));
            Ran.here("sign", file.toString(), "--keystore", key(), "--alias", "seal", "--password", "example")
                    .refused(ExitCode.NO, "not sealed");
        }
    }

    @Test
    void what_is_sealed_is_not_sealed_again() {
        Ran.here("sign", sealed.toString(), "--keystore", key(), "--alias", "seal", "--password", "example")
                .refused(ExitCode.NO, "signature already");
    }

    // The command line.

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|subcommand",
                "frobnicate|frobnicate",
                "--frobnicate|--frobnicate",
                "verify|--trust",
                "verify x.xml|--trust",
                "verify --trust|--trust",
                "verify --trust t|FILE",
                "verify x.xml --trust t --trust u|--trust",
                "verify x.xml --trust t --frobnicate|--frobnicate",
                "verify x.xml --trust t --format pdf2|--format",
                "sign|FILE",
                "sign x.xml --alias a|--keystore",
                "sign x.xml y.xml --keystore k.p12 --alias a|found 2",
                "sign x.xml --keystore k.p12 --alias a --password p --password-file f|found both",
                "sign x.xml --keystore k.p12 --alias a --level B-Z|B-Z",
                "complete p.bin|--value",
                "countersign|FILE",
                "countersign x.xml|--keystore",
            })
    void a_wrong_command_line_is_a_usage_error(String line, String words) {
        Ran.here(line.isEmpty() ? new String[0] : line.split(" ", -1)).refused(ExitCode.USAGE, words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "2026-03-04", "2026-03-04T00:00:00", "", "2026-13-01T00:00:00Z"})
    void a_moment_that_is_none_is_a_usage_error(String at) {
        Ran.here("verify", sealed.toString(), "--trust", trust.toString(), "--at", at)
                .refused(ExitCode.USAGE, "--at");
    }

    @Test
    void an_empty_path_is_a_usage_error_and_not_the_current_folder() {
        // cretula verify "$FILE" --trust "$TRUST", with a variable that is not set
        Ran.here("verify", sealed.toString(), "--trust", "").refused(ExitCode.USAGE, "--trust");
        Ran.here("verify", "", "--trust", trust.toString()).refused(ExitCode.USAGE, "FILE");
    }

    // Output.

    @Test
    void a_file_that_cannot_be_written_is_said() {
        String nowhere = folder.resolve("nowhere/out.xml").toString();
        sign("--keystore", key(), "--alias", "seal", "--password", "example", "-o", nowhere)
                .refused(ExitCode.NO_INPUT, "cannot write");
        sign("--keystore", key(), "--alias", "seal", "--password", "example", "-o", folder.toString())
                .refused(ExitCode.NO_INPUT, "cannot write");
    }

    @Test
    void a_full_disk_behind_standard_output_is_not_success() throws IOException, InterruptedException {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "only Linux has /dev/full");
        String[] arguments = {"verify", sealed.toString(), "--trust", trust.toString(), "--allow-example-trust"};
        Ran.apart(folder, LAUNCHER, NOTHING, full, Main.class.getName(), arguments)
                .refused(ExitCode.NO_INPUT, "cannot write all of standard output");
    }

    private static Ran verify(Path file) {
        return trusting(trust, file);
    }

    private static Ran trusting(Path anchors, Path file) {
        return Ran.here("verify", file.toString(), "--trust", anchors.toString(), "--allow-example-trust");
    }

    private static Ran apart(Ran.Input stdin, String file) throws IOException, InterruptedException {
        return Ran.apart(folder, LAUNCHER, stdin, "verify", file, "--trust", trust.toString(), "--allow-example-trust");
    }

    private static Ran sign(String... options) {
        List<String> arguments = new ArrayList<>();
        arguments.add("sign");
        arguments.add(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml").toString());
        arguments.addAll(List.of(options));
        return Ran.here(arguments.toArray(new String[0]));
    }

    private static String key() {
        return Ran.KEYSTORES.resolve("issuer-xa.p12").toString();
    }

    private static void twoGibibytes(OutputStream stdin) throws IOException {
        byte[] block = bytes("<a>".repeat(1 << 16));
        for (long written = 0; written < 2L << 30; written += block.length) {
            stdin.write(block);
        }
    }

    private static String billionLaughs() {
        StringBuilder document = new StringBuilder("<!DOCTYPE l [<!ENTITY l0 \"ha\">");
        for (int i = 1; i < 30; i++) {
            String ten = ("&l" + (i - 1) + ";").repeat(10);
            document.append("<!ENTITY l").append(i).append(" \"").append(ten).append("\">");
        }
        return document.append("]><l>&l29;</l>").toString();
    }

    private static String fill(int size, String piece) {
        return piece.repeat(size / piece.length());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
