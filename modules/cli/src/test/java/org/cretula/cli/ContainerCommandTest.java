package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.signing.DataObject;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.SignatureDocument;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers and manifests on the command line; what DSS says of them is in {@link OutsideJudgesTest}. */
class ContainerCommandTest {

    private static final String SECOND = "META-INF/signatures002.xml";

    @TempDir
    private static Path folder;

    private static Path one = Path.of("");
    private static Path two = Path.of("");
    private static Path extended = Path.of("");

    @BeforeAll
    static void sign_a_container() throws IOException {
        one = Files.writeString(folder.resolve("one ü.txt"), "one");
        two = Files.writeString(folder.resolve("two.xml"), "<two/>");
        Files.writeString(Files.createDirectories(folder.resolve("other")).resolve("two.xml"), "<other/>");
        extended = signed("extended.asice", "asic-e", one, two);
    }

    private static Ran run(String command, Path out, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, "-o", out.toString()));
        all.addAll(List.of(arguments));
        return Ran.here(all.toArray(String[]::new));
    }

    private static String[] with(String[] more, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String[] key(String... more) {
        return key("issuer-xa", more);
    }

    private static String[] key(String issuer, String[] more) {
        String store = Ran.KEYSTORES.resolve(issuer + ".p12").toString();
        return with(more, "--keystore", store, "--alias", "seal", "--password", "example");
    }

    private static String[] means(String... more) {
        return with(more, "--tsa", "example", "--trust", Ran.KEYSTORES.toString(), "--allow-example-trust");
    }

    private static Path done(Ran ran, Path out) {
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        return out;
    }

    private static Path signed(String name, String packaging, Path... files) {
        Path out = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("--packaging", packaging));
        for (Path file : files) {
            all.add(file.toString());
        }
        return done(run("sign", out, key(all.toArray(String[]::new))), out);
    }

    /** By another signer: two signatures of one signer in one second have the same Id, in two documents. */
    private static Path further(String name, String... more) {
        Path out = folder.resolve(name);
        String[] all = with(more, extended.toString(), "--packaging", "asic-e");
        return done(run("sign", out, key("issuer-xb", all)), out);
    }

    private static AsicContainer read(Path container) throws Exception {
        return AsicContainer.read(Files.readAllBytes(container));
    }

    private static void coreValid(Path container, int... signatures) throws Exception {
        AsicContainer whole = read(container);
        Map<String, byte[]> files = new HashMap<>();
        for (DataObject file : whole.files()) {
            files.put(file.uri(), file.bytes());
        }
        List<SignatureDocument> documents = whole.signatures();
        assertThat(documents).hasSize(signatures.length);
        for (int i = 0; i < signatures.length; i++) {
            assertThat(JdkXmlDsigJudge.judge(documents.get(i).bytes(), files))
                    .hasSize(signatures[i])
                    .allMatch(CoreValidity::valid);
        }
    }

    private static String document(Path container, int number) throws Exception {
        return new String(read(container).signatures().get(number).bytes(), StandardCharsets.UTF_8);
    }

    /** A container that is a right one, but for one of its files, which is another. */
    static Path changed(Path container, String entry) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(
                        new ByteArrayInputStream(Files.readAllBytes(container)), StandardCharsets.UTF_8);
                ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (ZipEntry from = in.getNextEntry(); from != null; from = in.getNextEntry()) {
                ZipEntry to = new ZipEntry(from.getName());
                if (from.getName().equals("mimetype")) {
                    to.setMethod(ZipEntry.STORED);
                    to.setSize(from.getSize());
                    to.setCompressedSize(from.getSize());
                    to.setCrc(from.getCrc());
                }
                out.putNextEntry(to);
                out.write(from.getName().equals(entry) ? new byte[] {'n', 'o'} : in.readAllBytes());
                out.closeEntry();
            }
        }
        return Files.write(container.resolveSibling("changed-" + container.getFileName()), bytes.toByteArray());
    }

    @Test
    void a_container_with_a_changed_file_is_not_raised_and_nothing_is_written() throws Exception {
        Path out = folder.resolve("raised-changed.asice");
        Ran ran = run("augment", out, means(changed(extended, "two.xml").toString(), "--to", "B-T"));
        ran.refused(ExitCode.NO, "not raised to B-T: expected a signature that verifies, found that 'two.xml'");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_damaged_container_is_refused_by_each_command() throws IOException {
        byte[] bytes = Files.readAllBytes(extended);
        Path cut = Files.write(folder.resolve("cut.asice"), Arrays.copyOf(bytes, bytes.length / 2));
        Path out = folder.resolve("none");
        run("augment", out, means(cut.toString(), "--to", "B-T")).refused(ExitCode.NO, "not raised to B-T: expected");
        run("countersign", out, key(cut.toString())).refused(ExitCode.NO, "not counter-signed: expected a ZIP");
        run("sign", out, key(cut.toString(), "--packaging", "asic-e")).refused(ExitCode.NO, "not signed: expected");
        assertThat(out).doesNotExist();
    }

    @Test
    void a_file_that_is_too_long_is_not_signed_in_part() throws IOException {
        Path file = folder.resolve("long.bin");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength((64L << 20) + 1);
        }
        Path out = folder.resolve("none");
        run("sign", out, key(file.toString(), "--packaging", "asic-e"))
                .refused(ExitCode.NO_INPUT, "long.bin is larger than 64 MiB");
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | sign ONE TWO --packaging asic-s KEY | one file to sign, found 2; several take",
                "64 | sign TWO other/two.xml --packaging asic-e KEY | data objects with different names",
                "64 | sign TWO other/two.xml --packaging manifest KEY | objects with different URIs",
                "64 | sign EXTENDED --packaging asic-s KEY | --packaging asic-e for a container of that form",
                "64 | sign EXTENDED --packaging asic-e --media-type a/b KEY | --media-type for files",
                "64 | sign ONE --packaging asic-e --time-stamp-data KEY | --tsa URL, an authority",
                "64 | sign ONE --packaging asic-e --id a KEY | --id with --packaging internally-detached",
                "1  | sign EXTENDED KEY | not sealed: expected a certificate of origin, found a ZIP file",
                "64 | augment EXTENDED --to B-LT --renew-digests SHA512 MEANS | --to B-LTA with --renew-digests",
                "64 | augment EXTENDED --to B-T --data ONE MEANS | --data with a signature that is beside them",
                "64 | augment TWO --to B-T --document x MEANS | --document with a container",
                "64 | augment TWO --to B-T --data TWO --data other/two.xml MEANS | two files known as two.xml",
                "1  | augment EXTENDED --to B-T --document x MEANS | found 0; name one by --document, of META-INF",
                "1  | augment EXTENDED --to B-T --signature x MEANS | and in it the Id x, found 0",
                "66 | augment TWO --to B-T --data none.txt MEANS | cannot read",
                "64 | countersign EXTENDED --certificate C --prepare P | a key at hand for a signature in a container"
            })
    void what_cannot_be_is_told_and_what_to_do(int code, String line, String words) {
        List<String> all = new ArrayList<>();
        for (String word : line.split(" ", -1)) {
            switch (word) {
                case "KEY" ->
                    all.addAll(List.of(key("-o", folder.resolve("none").toString())));
                case "MEANS" ->
                    all.addAll(List.of(means("-o", folder.resolve("none").toString())));
                case "ONE" -> all.add(one.toString());
                case "TWO" -> all.add(two.toString());
                case "EXTENDED" -> all.add(extended.toString());
                default ->
                    all.add(
                            word.contains(".txt") || word.contains("/two")
                                    ? folder.resolve(word).toString()
                                    : word);
            }
        }
        Ran.here(all.toArray(String[]::new)).refused(code, words);
        assertThat(folder.resolve("none")).doesNotExist();
    }

    @Test
    void a_further_signature_in_a_container_is_raised_alone_and_counter_signed() throws Exception {
        Path more = further("two-signatures.asice", means("--time-stamp-data", "--level", "B-T"));
        assertThat(document(more, 1)).contains("<xades:AllDataObjectsTimeStamp>", "<xades:SignatureTimeStamp");
        Path out = folder.resolve("raised.asice");
        run("augment", out, means(more.toString(), "--to", "B-LT"))
                .refused(ExitCode.NO, "found 2; name one by --document, of META-INF/signatures001.xml, " + SECOND);
        done(run("augment", out, means(more.toString(), "--to", "B-LTA", "--document", SECOND)), out);
        assertThat(document(out, 0)).isEqualTo(document(more, 0)).doesNotContain("TimeStamp");
        assertThat(document(out, 1)).contains("ArchiveTimeStamp");
        String id = document(more, 0).replaceFirst("(?s).*?<ds:Signature [^>]*Id=\"([^\"]+)\".*", "$1");
        Path countersigned = folder.resolve("counter-signed.asice");
        done(run("countersign", countersigned, key(out.toString(), "--signature", id)), countersigned);
        coreValid(countersigned, 2, 1);
    }

    @Test
    void a_simple_container_takes_one_file_and_further_signatures() throws Exception {
        Path simple = signed("simple.asics", "asic-s", one);
        coreValid(signed("simple-2.asics", "asic-s", simple), 2);
    }

    @Test
    void a_container_waits_for_a_value_from_elsewhere_once() throws Exception {
        Path waiting = folder.resolve("waiting.bin");
        Path toBeSigned = folder.resolve("bytes");
        KeyEntry key = KeyFile.pkcs12(Ran.KEYSTORES.resolve("issuer-xa.p12"), "example".toCharArray(), "seal");
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : key.chain()) {
            pem.append("-----BEGIN CERTIFICATE-----\n")
                    .append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()))
                    .append("\n-----END CERTIFICATE-----\n");
        }
        Path chain = Files.writeString(folder.resolve("chain.pem"), pem);
        String[] first = {"sign", extended.toString(), "--packaging", "asic-e", "--certificate", chain.toString()};
        done(
                Ran.here(with(
                        new String[] {"--prepare", waiting.toString(), "--bytes-out", toBeSigned.toString()}, first)),
                waiting);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(key.key());
        signature.update(Files.readAllBytes(toBeSigned));
        Path value = Files.write(folder.resolve("value"), signature.sign());
        Path out = folder.resolve("completed.asice");
        run("complete", out, waiting.toString(), "--value", toBeSigned.toString())
                .refused(ExitCode.NO, "not completed: ");
        run("complete", out, means(waiting.toString(), "--value", value.toString(), "--data", one.toString()))
                .refused(ExitCode.USAGE, "a container, which holds them");
        assertThat(out).doesNotExist();
        String[] second = {waiting.toString(), "--value", value.toString(), "--level", "B-LT"};
        done(run("complete", out, means(second)), out);
        coreValid(out, 1, 1);
        assertThat(document(out, 1)).contains("RevocationValues");
        run("complete", folder.resolve("none"), means(second)).refused(ExitCode.NO, "completed already");
    }

    @Test
    void a_manifest_of_files_beside_it_is_signed_raised_and_its_digests_renewed() throws Exception {
        Path list = folder.resolve("list.xml");
        String[] sign = {one.toString(), two.toString(), "--packaging", "manifest", "--level", "B-LTA"};
        done(run("sign", list, key(means(sign))), list);
        Path out = folder.resolve("renewed.xml");
        String[] renew = {list.toString(), "--to", "B-LTA", "--renew-digests", "sha512", "--data", two.toString()};
        Ran without = run("augment", out, means(renew));
        assertThat(without.err()).contains("the digest of 'one%20%C3%BC.txt' cannot be renewed without the data");
        assertThat(without.code()).isEqualTo(ExitCode.NO);
        assertThat(out).doesNotExist();
        done(run("augment", out, means(with(renew, "--data", "one%20%C3%BC.txt=" + one))), out);
        assertThat(Files.readString(out)).contains("RenewedDigestsV2");
    }

    @Test
    void files_beside_a_signature_are_given_to_raise_it() {
        Path detached = signed("detached.xml", "detached", one);
        Path out = folder.resolve("detached-raised.xml");
        run("augment", out, means(detached.toString(), "--to", "B-T"))
                .refused(ExitCode.NO, "nothing is fetched; give the data");
        done(run("augment", out, means(detached.toString(), "--to", "B-T", "--data", one.toString())), out);
    }
}
