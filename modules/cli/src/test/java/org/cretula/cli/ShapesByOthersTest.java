package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.cretula.oracle.dss.JdkXmlDsigJudge;
import org.cretula.oracle.dss.JdkXmlDsigJudge.CoreValidity;
import org.cretula.oracle.dss.XmlSec1Judge;
import org.cretula.signing.Commitment;
import org.cretula.signing.DataObject;
import org.cretula.signing.DataObjectFormat;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.XadesSigner;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.Purpose;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What software that is not ours says of manifests, of time-stamps over data, of what is said of single data objects, and
 * of containers; and of each when one byte of the data was changed. One process of DSS judges all files before the tests.
 */
class ShapesByOthersTest {

    private static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
    private static final Instant JUDGED = Instant.parse("2026-07-01T10:00:00Z");
    private static final Providers PROVIDERS = new Providers();
    private static final TestCa ROOT = TestCa.root("Root of the shapes");
    private static final TestCa TSA_ROOT = TestCa.root("TSA root of the shapes");
    private static final Credential TSA = TSA_ROOT.issue(TestTsa.subject("TSA"));
    private static final List<Credential> SIGNERS =
            List.of(ROOT.issue(Subject.named("First signer")), ROOT.issue(Subject.named("Second signer")));
    private static final Map<String, Shape> SHAPES = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static Map<String, String> dss = Map.of();

    /**
     * A signed file.
     *
     * @param signed the document, or the container
     * @param documents of a container, those with signatures; else the document itself
     * @param data outside of the document
     * @param signatures how many
     */
    record Shape(Path signed, List<byte[]> documents, List<DataObject> data, int signatures) {
        boolean container() {
            return !signed.toString().endsWith(".xml");
        }
    }

    @BeforeAll
    static void sign_and_let_DSS_judge() throws Exception {
        SHAPES.clear();
        for (boolean changed : new boolean[] {false, true}) {
            detached("manifest", changed, data(31), SignatureRequest.manifest(data(31)));
            detached(
                    "said of data",
                    changed,
                    data(2),
                    SignatureRequest.detached(data(2))
                            .describing(
                                    "o%201",
                                    DataObjectFormat.of("text/csv")
                                            .described("a list")
                                            .identified("urn:oid:1.2.3"))
                            .commitment(Commitment.PROOF_OF_ORIGIN.qualified("seen by two"), List.of("o%201"))
                            .commitment(Commitment.PROOF_OF_APPROVAL));
            detached(
                    "time-stamped data",
                    changed,
                    data(2),
                    SignatureRequest.detached(data(2)).contentTimeStamped(client()));
            detached(
                    "time-stamped manifest",
                    changed,
                    data(31),
                    SignatureRequest.manifest(data(31)).contentTimeStamped(client()));
            container("simple.asics", changed, AsicContainer.simple(odd(1)[0]), 2);
            container("extended.asice", changed, AsicContainer.extended(odd(3)), 2);
            container("extended-by-manifest.asice", changed, AsicContainer.extended(data(31)), 1);
        }
        enveloped();
        for (String name : List.of("dss.asice", "dss.asics")) {
            AsicContainer foreign = AsicContainer.read(foreign(name));
            container("again-" + name, false, foreign.with(sign(foreign.request(), SIGNERS.get(0))), 0);
        }
        dss = dss();
    }

    private static DataObject[] data(int count) {
        DataObject[] data = new DataObject[count];
        for (int i = 0; i < count; i++) {
            data[i] = DataObject.named("o " + i, new byte[] {0, 13, 10, (byte) i}, "application/octet-stream");
        }
        return data;
    }

    /** Data with names that programs get wrong. */
    private static DataObject[] odd(int count) {
        DataObject[] data = data(count);
        for (int i = 0; i < count; i++) {
            data[i] = DataObject.named("o ü+&%41;'" + i + ".bin", data[i].bytes(), data[i].mimeType());
        }
        return data;
    }

    private static void detached(String name, boolean changed, DataObject[] data, SignatureRequest request)
            throws IOException, SigningRefusedException {
        byte[] signed = sign(request, SIGNERS.get(0));
        Path own = Files.createDirectories(folder.resolve(name.replace(' ', '-') + changed));
        List<DataObject> outside = new ArrayList<>();
        for (DataObject object : data) {
            byte[] bytes = object.bytes();
            if (changed && object == data[data.length - 1]) {
                bytes[0] ^= 1;
            }
            outside.add(new DataObject(object.uri(), bytes, object.mimeType()));
            Files.write(own.resolve(object.uri().replace("%20", " ")), bytes);
        }
        SHAPES.put(
                name + (changed ? ", changed" : ""),
                new Shape(Files.write(own.resolve("signed.xml"), signed), List.of(signed), outside, 1));
    }

    private static void enveloped() throws IOException, SigningRefusedException {
        XmlParse.Parsed parsed = (XmlParse.Parsed)
                new XmlDoor(XmlLimits.CERTIFICATE).parse("<d><slot/><w>120</w></d>".getBytes(StandardCharsets.UTF_8));
        byte[] signed = sign(
                SignatureRequest.enveloped(
                                parsed.document(), parsed.root().children().get(0), "application/xml")
                        .contentTimeStamped(client()),
                SIGNERS.get(0));
        for (boolean changed : new boolean[] {false, true}) {
            byte[] is = changed
                    ? new String(signed, StandardCharsets.UTF_8)
                            .replace(">120<", ">920<")
                            .getBytes(StandardCharsets.UTF_8)
                    : signed;
            Path file = Files.write(folder.resolve("enveloped-" + changed + ".xml"), is);
            SHAPES.put(
                    "time-stamped, enveloped" + (changed ? ", changed" : ""),
                    new Shape(file, List.of(is), List.of(), 1));
        }
    }

    private static void container(String name, boolean changed, AsicContainer container, int signatures)
            throws IOException, SigningRefusedException {
        // Each comes back as it was written, before it is signed again.
        AsicContainer signed = container;
        for (Credential signer : SIGNERS.subList(0, signatures)) {
            signed = AsicContainer.read(
                    signed.with(sign(signed.request(), signer)).toBytes());
        }
        List<byte[]> documents =
                signed.signatures().stream().map(d -> d.bytes()).toList();
        byte[] bytes = changed ? changed(signed.toBytes()) : signed.toBytes();
        List<DataObject> data = new ArrayList<>(signed.data());
        if (changed) {
            DataObject last = data.remove(data.size() - 1);
            data.add(new DataObject(last.uri(), new byte[1], last.mimeType()));
        }
        Path file = Files.write(folder.resolve((changed ? "changed-" : "") + name), bytes);
        int all = documents.stream()
                .mapToInt(d -> new String(d, StandardCharsets.UTF_8).split("<ds:Signature ", -1).length - 1)
                .sum();
        SHAPES.put(name + (changed ? ", changed" : ""), new Shape(file, documents, data, all));
    }

    private static byte[] foreign(String name) throws IOException {
        try (InputStream in = ShapesByOthersTest.class.getResourceAsStream("foreign/containers/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        }
    }

    /** The container with another last data object. */
    private static byte[] changed(byte[] container) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        String last = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(container), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
                last = entry.getName().startsWith("o ") ? entry.getName() : last;
            }
        }
        files.put(last, new byte[1]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    private static byte[] sign(SignatureRequest request, Credential by) throws SigningRefusedException {
        return new XadesSigner(new KeyEntry(by.key(), by.chain()), PROVIDERS).sign(request, SIGNED);
    }

    private static TimeStampClient client() {
        TestTsa tsa = TestTsa.by(TSA).at(SIGNED);
        TrustMaterial trust = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.TSA, TSA_ROOT.certificate())
                .build();
        Network network = request -> new Network.Reply(
                request.address(), tsa.answer(request.question().orElseThrow().bytes()));
        return new TimeStampClient(
                network,
                List.of(TimeStampAuthority.at(URI.create("http://tsa.example.invalid/"))),
                TimeStampLimits.USUAL,
                new TimeStampExaminer(new PathExaminer(trust, PROVIDERS), PROVIDERS, AlgorithmCatalogue.usual()),
                PROVIDERS,
                Clock.fixed(SIGNED, ZoneOffset.UTC),
                new SecureRandom());
    }

    static List<String> good() {
        return SHAPES.keySet().stream()
                .filter(name -> !name.endsWith(", changed"))
                .toList();
    }

    static List<String> changed() {
        return SHAPES.keySet().stream()
                .filter(name -> name.endsWith(", changed"))
                .toList();
    }

    private static Shape shape(String name) {
        return Optional.ofNullable(SHAPES.get(name)).orElseThrow();
    }

    @Test
    void containers_of_another_product_are_taken_apart_and_signed_again() {
        assertThat(shape("again-dss.asice").signatures()).isEqualTo(2);
        assertThat(shape("again-dss.asice").data())
                .extracting(DataObject::uri)
                .containsExactly("goods%20%C3%A4%2B%26.xml", "beside.bin");
        assertThat(shape("again-dss.asics").signatures()).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("changed")
    void nobody_takes_a_change_of_the_data(String name) throws Exception {
        Shape shape = shape(name);
        assertThat(dss.get(shape.signed().toString())).startsWith("TOTAL_FAILED\tHASH_FAILURE");
        assertThat(jdk(shape)).isFalse();
        if (xmlSec1().isPresent() && !shape.container()) {
            assertThat(xmlSec1().get().valid(shape.signed())).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("good")
    void everybody_takes_what_was_signed(String name) throws Exception {
        Shape shape = shape(name);
        assertThat(dss.get(shape.signed().toString()))
                .isEqualTo("TOTAL_PASSED\t-\t"
                        + String.join(",", Collections.nCopies(shape.signatures(), "XAdES-BASELINE-B")) + "\t"
                        + shape.signatures());
        assertThat(jdk(shape)).isTrue();
        if (xmlSec1().isPresent() && !shape.container()) {
            assertThat(xmlSec1().get().valid(shape.signed())).isTrue();
        }
    }

    private static boolean jdk(Shape shape) {
        Map<String, byte[]> byName = shape.data().stream()
                .collect(Collectors.toMap(d -> URI.create(d.uri()).getPath(), DataObject::bytes));
        Map<String, byte[]> outside = new LinkedHashMap<>();
        for (byte[] document : shape.documents()) {
            Matcher uri =
                    Pattern.compile(" URI=\"([^#\"][^\"]*)\"").matcher(new String(document, StandardCharsets.UTF_8));
            while (uri.find()) {
                // Others escape other characters than we do.
                String found = uri.group(1).replace("&amp;", "&");
                outside.put(
                        found,
                        Objects.requireNonNull(byName.get(URI.create(found).getPath()), found));
            }
        }
        return shape.documents().stream()
                .flatMap(document -> JdkXmlDsigJudge.judge(document, outside).stream())
                .allMatch(CoreValidity::valid);
    }

    private static Optional<XmlSec1Judge> xmlSec1() {
        return XmlSec1Judge.installed(Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    private static Map<String, String> dss() throws IOException, InterruptedException, CertificateEncodingException {
        Path trust = Files.createDirectories(folder.resolve("trust"));
        Files.write(trust.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(trust.resolve("root.crl"), ROOT.crl().der());
        Files.write(trust.resolve("tsa.crt"), TSA_ROOT.certificate().getEncoded());
        Files.write(trust.resolve("tsa.crl"), TSA_ROOT.crl().der());
        for (String name : List.of("root.crt", "root.crl", "issuing.crt", "issuing.crl")) {
            Files.write(trust.resolve("dss-" + name), foreign(name));
        }
        Path target = Ran.ROOT.resolve("modules/oracle-dss/target");
        Path out = folder.resolve("dss.txt");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*"));
        command.addAll(List.of("org.cretula.oracle.dss.DssJudge", "--at", JUDGED.toString()));
        command.addAll(List.of("--trust", trust.toString()));
        for (Shape shape : SHAPES.values()) {
            if (!shape.container()) {
                for (DataObject object : shape.data()) {
                    Path beside = shape.signed().resolveSibling(object.uri().replace("%20", " "));
                    command.addAll(List.of("--detached", beside.toString()));
                }
            }
            command.add(shape.signed().toString());
        }
        new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(Path.of("target", "shapes-dss-messages.txt").toFile())
                .start()
                .waitFor();
        return Files.readAllLines(out).stream()
                .map(line -> line.split("\t", 2))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
    }
}
