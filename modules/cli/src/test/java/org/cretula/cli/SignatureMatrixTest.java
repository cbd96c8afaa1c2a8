package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.oracle.dss.XmlSec1Judge;
import org.cretula.signing.Commitment;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.ProductionPlace;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.SignaturePolicy;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.XadesSchema;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What software that is not ours says of every packaging with every algorithm, and with everything that a signer can
 * say; and of each packaging when one byte of what it signs was changed. The whole answer is written to {@code
 * target/signature-matrix.md}.
 *
 * <p>One process of DSS judges all files before the tests.
 */
class SignatureMatrixTest {

    private static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant JUDGED = Instant.parse("2026-07-01T10:00:00Z");
    private static final Providers PROVIDERS = new Providers();
    private static final XadesSchema SCHEMA = new XadesSchema();
    private static final TestCa ROOT = TestCa.root("Root of the matrix");
    private static final Credential FIRST = ROOT.issue(Subject.named("First signer"));
    private static final String DATA = "data%20one.bin";
    private static final byte[] POLICY = "seal what you have checked".getBytes(StandardCharsets.UTF_8);
    private static final String DOCUMENT =
            "<t:goods xmlns:t=\"urn:cretula:test\"><!-- c --><t:part Id=\"a\">120</t:part>"
                    + "<t:part Id=\"b\">7</t:part><t:slot/></t:goods>";

    /** What DSS says of EdDSA: intact, but TS 119 312 V1.5.1, by which it judges algorithms, does not list it. */
    private static final String NOT_IN_ITS_CATALOGUE = "INDETERMINATE\tCRYPTO_CONSTRAINTS_FAILURE_NO_POE";

    private static final Map<Row, Map<Judge, Boolean>> SAID = new LinkedHashMap<>();
    private static final Map<String, Credential> KEYS = new LinkedHashMap<>();
    private static final List<Row> ROWS = new ArrayList<>();

    @TempDir
    static Path folder;

    private static Map<String, String> dss = Map.of();

    /** Ways to sign; the names are those of the matrix. */
    enum Packaging {
        ENVELOPED,
        PARALLEL,
        SEQUENCE,
        INTERNALLY_DETACHED,
        ENVELOPING,
        ENVELOPING_XML,
        DETACHED,
        COUNTER_SIGNATURE;

        int signatures() {
            return this == PARALLEL || this == SEQUENCE || this == COUNTER_SIGNATURE ? 2 : 1;
        }
    }

    enum Judge {
        DSS,
        JDK,
        XMLSEC1
    }

    /**
     * A file.
     *
     * @param key as the testkit names it
     * @param more empty, or what is special about it
     */
    record Row(Packaging packaging, String key, SignatureAlgorithm algorithm, String more, Path file) {
        @Override
        public String toString() {
            return packaging + " " + key + " " + algorithm + more;
        }
    }

    @BeforeAll
    static void sign_and_let_DSS_judge() throws Exception {
        ROWS.clear();
        SAID.clear();
        trust();
        for (Packaging packaging : Packaging.values()) {
            for (Map.Entry<String, List<SignatureAlgorithm>> key : algorithms().entrySet()) {
                for (SignatureAlgorithm algorithm : key.getValue()) {
                    ROWS.add(row(packaging, key.getKey(), algorithm, ""));
                }
            }
            ROWS.add(row(packaging, "EC:secp256r1", SignatureAlgorithm.ECDSA_SHA256, " all"));
            ROWS.add(row(packaging, "EC:secp256r1", SignatureAlgorithm.ECDSA_SHA256, " changed"));
        }
        dss = dss();
        assertThat(dss).as("DSS judges every file").hasSameSizeAs(ROWS);
        for (Row row : good()) {
            SAID.put(row, ask(row));
        }
        Files.writeString(Path.of("target", "signature-matrix.md"), matrix());
    }

    private static Map<String, List<SignatureAlgorithm>> algorithms() {
        Map<String, List<SignatureAlgorithm>> all = new LinkedHashMap<>();
        all.put(
                "RSA:3072",
                Stream.of(SignatureAlgorithm.values())
                        .filter(a -> a.name().startsWith("RSA") || a.name().startsWith("PSS"))
                        .toList());
        for (String curve : List.of("secp256r1", "brainpoolP256r1")) {
            all.put("EC:" + curve, List.of(SignatureAlgorithm.ECDSA_SHA256, SignatureAlgorithm.ECDSA_SHA3_256));
        }
        for (String curve : List.of("secp384r1", "brainpoolP384r1")) {
            all.put("EC:" + curve, List.of(SignatureAlgorithm.ECDSA_SHA384, SignatureAlgorithm.ECDSA_SHA3_384));
        }
        for (String curve : List.of("secp521r1", "brainpoolP512r1")) {
            all.put("EC:" + curve, List.of(SignatureAlgorithm.ECDSA_SHA512, SignatureAlgorithm.ECDSA_SHA3_512));
        }
        all.put("Ed25519", List.of(SignatureAlgorithm.ED25519));
        all.put("Ed448", List.of(SignatureAlgorithm.ED448));
        all.put("ML-DSA-65", List.of(SignatureAlgorithm.ML_DSA_65_EXPERIMENTAL));
        return all;
    }

    /** Whether this judge knows the algorithm and the kind of key; where it does, it must say yes. */
    private static boolean knows(Judge judge, String key, SignatureAlgorithm algorithm) {
        boolean sha3 = algorithm.name().contains("SHA3");
        boolean brainpool = key.contains("brainpool");
        boolean edwards = key.startsWith("Ed");
        boolean experiment = key.startsWith("ML-DSA");
        return switch (judge) {
            case DSS -> !experiment;
            case JDK -> !experiment && !brainpool && !(algorithm.name().startsWith("ECDSA") && sha3);
            case XMLSEC1 ->
                !experiment && !sha3 && !edwards && !algorithm.name().startsWith("PSS");
        };
    }

    static List<Row> good() {
        return ROWS.stream().filter(row -> !row.more().equals(" changed")).toList();
    }

    static List<Row> changed() {
        return ROWS.stream().filter(row -> row.more().equals(" changed")).toList();
    }

    @Test
    void every_algorithm_is_in_the_matrix_in_every_packaging() {
        for (Packaging packaging : Packaging.values()) {
            assertThat(ROWS.stream().filter(row -> row.packaging() == packaging).map(Row::algorithm))
                    .contains(SignatureAlgorithm.values());
        }
    }

    @ParameterizedTest
    @MethodSource("changed")
    void nobody_takes_a_change_of_what_was_signed(Row row) throws Exception {
        assertThat(dss.get(row.file().toString())).startsWith("TOTAL_FAILED\tHASH_FAILURE");
        assertThat(jdk(row)).isFalse();
        if (xmlSec1().isPresent()) {
            assertThat(xmlSec1(row)).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void everybody_who_knows_the_algorithm_takes_it(Row row) {
        Map<Judge, Boolean> said = SAID.getOrDefault(row, Map.of());
        assertThat(said).containsKeys(Judge.DSS, Judge.JDK);
        for (Judge judge : said.keySet()) {
            if (knows(judge, row.key(), row.algorithm())) {
                assertThat(said.get(judge))
                        .as(judge + ": " + dss.get(row.file().toString()))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void the_schemas_take_it(Row row) throws IOException {
        assertThat(SCHEMA.faults(Files.readAllBytes(row.file()))).isEmpty();
    }

    private static Map<Judge, Boolean> ask(Row row) throws IOException, InterruptedException {
        Map<Judge, Boolean> said = new EnumMap<>(Judge.class);
        int signatures = row.packaging().signatures();
        String levels = String.join(",", Collections.nCopies(signatures, "XAdES-BASELINE-B"));
        String expected = (row.key().startsWith("Ed") ? NOT_IN_ITS_CATALOGUE : "TOTAL_PASSED\t-") + "\t" + levels + "\t"
                + signatures;
        said.put(Judge.DSS, expected.equals(dss.get(row.file().toString())));
        said.put(Judge.JDK, jdk(row));
        if (xmlSec1().isPresent()) {
            said.put(Judge.XMLSEC1, xmlSec1(row));
        }
        return said;
    }

    private static boolean jdk(Row row) throws IOException {
        byte[] data = Files.readAllBytes(row.file().resolveSibling("data one.bin"));
        List<CoreValidity> all = JdkXmlDsigJudge.judge(Files.readAllBytes(row.file()), Map.of(DATA, data));
        return all.size() == row.packaging().signatures() && all.stream().allMatch(CoreValidity::valid);
    }

    private static boolean xmlSec1(Row row) throws IOException, InterruptedException {
        for (XmlElement signature : signatures(parsed(Files.readAllBytes(row.file())))) {
            if (!xmlSec1()
                    .orElseThrow()
                    .valid(row.file(), signature.attribute("Id").orElseThrow())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<XmlSec1Judge> xmlSec1() {
        return XmlSec1Judge.installed(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    private static Row row(Packaging packaging, String key, SignatureAlgorithm algorithm, String more)
            throws IOException, SigningRefusedException {
        Credential signer = KEYS.computeIfAbsent(
                key,
                k -> ROOT.issue(Subject.named("Signer " + k.replace(':', ' ')).key(k)));
        SignatureRequest request = request(packaging).algorithm(algorithm);
        byte[] signed = sign(signer, more.equals(" all") ? withAll(request) : request);
        String name = (packaging + " " + key + " " + algorithm + more).replaceAll("[ :]", "-");
        Path own = Files.createDirectories(folder.resolve(name));
        byte[] data = data();
        if (more.equals(" changed")) {
            signed = changed(packaging, signed);
            data[0] ^= 1;
        }
        Files.write(own.resolve("data one.bin"), data);
        return new Row(packaging, key, algorithm, more, Files.write(own.resolve("signed.xml"), signed));
    }

    private static byte[] data() {
        return new byte[] {0, 13, 10, (byte) 0xff, '<'};
    }

    private static byte[] changed(Packaging packaging, byte[] signed) {
        String text = new String(signed, StandardCharsets.UTF_8);
        String changed = switch (packaging) {
            case ENVELOPED, PARALLEL, SEQUENCE, INTERNALLY_DETACHED, ENVELOPING_XML -> text.replace(">120<", ">920<");
            case ENVELOPING -> text.replace(base64(data()), base64(new byte[] {1, 13, 10, (byte) 0xff, '<'}));
            case DETACHED -> text;
            case COUNTER_SIGNATURE -> text.replace(">120<", ">920<");
        };
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SignatureRequest request(Packaging packaging) throws SigningRefusedException {
        return switch (packaging) {
            case ENVELOPED -> {
                XmlParse.Parsed parsed = document();
                yield SignatureRequest.enveloped(parsed.document(), slot(parsed), "application/xml");
            }
            case PARALLEL -> {
                XmlParse.Parsed parsed = parsed(sign(FIRST, beside(document())));
                yield beside(parsed);
            }
            case SEQUENCE -> {
                XmlParse.Parsed parsed = parsed(sign(FIRST, beside(document())));
                yield SignatureRequest.enveloped(parsed.document(), slot(parsed), "application/xml");
            }
            case INTERNALLY_DETACHED -> {
                XmlParse.Parsed parsed = document();
                yield SignatureRequest.internallyDetached(
                        parsed.document(), slot(parsed), Map.of("a", "application/xml"));
            }
            case ENVELOPING -> SignatureRequest.enveloping(new DataObject(DATA, data(), "application/octet-stream"));
            case ENVELOPING_XML ->
                SignatureRequest.enveloping(document().root().children().get(0), "application/xml");
            case DETACHED -> SignatureRequest.detached(new DataObject(DATA, data(), "application/octet-stream"));
            case COUNTER_SIGNATURE -> {
                XmlParse.Parsed unsigned = document();
                XmlParse.Parsed parsed = parsed(sign(
                        FIRST, SignatureRequest.enveloped(unsigned.document(), slot(unsigned), "application/xml")));
                yield SignatureRequest.counterSignature(
                        parsed.document(), signatures(parsed).get(0));
            }
        };
    }

    private static SignatureRequest beside(XmlParse.Parsed parsed) {
        return SignatureRequest.envelopedBesideOthers(parsed.document(), slot(parsed), "application/xml");
    }

    private static SignatureRequest withAll(SignatureRequest request) {
        return request.policy(SignaturePolicy.of("urn:oid:1.3.6.1.4.1.99999.1", POLICY)
                        .described("of the tests")
                        .notice("read it")
                        .travelling(POLICY, "urn:example:plain-text"))
                .commitment(Commitment.PROOF_OF_ORIGIN)
                .claimedRole("issuing body")
                .place(ProductionPlace.of("Wellington", "NZ"))
                .digest(DigestAlgorithm.SHA512);
    }

    private static byte[] sign(Credential signer, SignatureRequest request) throws SigningRefusedException {
        return new XadesSigner(new KeyEntry(signer.key(), signer.chain()), PROVIDERS).sign(request, SIGNED);
    }

    private static XmlParse.Parsed document() {
        return parsed(DOCUMENT.getBytes(StandardCharsets.UTF_8));
    }

    private static XmlParse.Parsed parsed(byte[] xml) {
        return (XmlParse.Parsed) new XmlDoor(XmlLimits.CERTIFICATE).parse(xml);
    }

    private static XmlElement slot(XmlParse.Parsed parsed) {
        return parsed.root().children().get(2);
    }

    private static List<XmlElement> signatures(XmlParse.Parsed parsed) {
        return parsed.root().descendantsAndSelf().stream()
                .filter(e -> e.name().getLocalPart().equals("Signature"))
                .toList();
    }

    private static void trust() throws IOException, CertificateEncodingException {
        Path trust = Files.createDirectories(folder.resolve("trust"));
        Files.write(trust.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(trust.resolve("root.crl"), ROOT.crl().der());
    }

    /** What DSS says of each file: the line without the file's name. */
    private static Map<String, String> dss() throws IOException, InterruptedException {
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        Path out = folder.resolve("dss.txt");
        Path err = Path.of("target", "signature-matrix-dss-messages.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--at", JUDGED.toString()));
        command.addAll(List.of("--trust", folder.resolve("trust").toString()));
        for (Row row : ROWS) {
            if (row.packaging() == Packaging.DETACHED) {
                command.addAll(List.of(
                        "--detached", row.file().resolveSibling("data one.bin").toString()));
            }
            command.add(row.file().toString());
        }
        new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return Files.readAllLines(out).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }

    /** Who says yes, by key and algorithm down, by packaging across. */
    private static String matrix() {
        StringBuilder text = new StringBuilder("| key, algorithm |");
        for (Packaging packaging : Packaging.values()) {
            text.append(' ').append(packaging).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Packaging.values().length)).append('\n');
        Set<String> names = new TreeSet<>();
        Map<String, Map<Packaging, String>> cells = new LinkedHashMap<>();
        for (Row row : good()) {
            String yes = SAID.getOrDefault(row, Map.of()).entrySet().stream()
                    .filter(Map.Entry::getValue)
                    .map(e -> e.getKey().name()
                            + (e.getKey() == Judge.DSS && row.key().startsWith("Ed") ? "*" : ""))
                    .collect(Collectors.joining(" "));
            names.add(row.key());
            cells.computeIfAbsent(row.key() + ", " + row.algorithm() + row.more(), k -> new EnumMap<>(Packaging.class))
                    .put(row.packaging(), yes.isEmpty() ? "–" : yes);
        }
        assertThat(names).hasSameSizeAs(algorithms().keySet());
        cells.forEach((name, byPackaging) -> text.append("| ")
                .append(name)
                .append(" | ")
                .append(String.join(" | ", byPackaging.values()))
                .append(" |\n"));
        text.append("\n`DSS*`: intact, but the catalogue by which DSS judges algorithms does not list EdDSA.\n");
        System.out.println(text);
        return text.toString();
    }
}
