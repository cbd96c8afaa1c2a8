package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.cretula.cli.network.AddressRange;
import org.cretula.cli.network.HttpNetwork;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestOcsp;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Network;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code cretula sign --level B-LT} where the signer's status is told by an OCSP responder and a list on loopback, one of
 * which fails or lies: beside a good one the good one is embedded, and alone it is a clear error and no file.
 */
class HostileRevocationTest {

    private static final String HTTP_OCSP = "application/ocsp-response";
    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa CA = ROOT.intermediate(LoopbackHost.withoutAddress(Subject.named("Issuing CA")));
    private static final TestCa STRANGER = TestCa.root("Stranger");
    private static final TestCa TSA_ROOT = TestCa.root("TSA root");
    private static final Credential TSA = TSA_ROOT.issue(LoopbackHost.withoutAddress(TestTsa.subject("TSA")));
    private static final Map<String, Bad> RESPONDERS = new LinkedHashMap<>();
    private static final Map<String, Bad> LISTS = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static LoopbackHost host;
    private static Credential holder;
    private static Path trust;
    private static Path keystore;

    private final Path out = folder.resolve("sealed.xml");

    /**
     * A source that is of no use.
     *
     * @param words what the error says of it
     */
    private record Bad(LoopbackHost.Manner manner, String words) {}

    @BeforeAll
    static void start() throws IOException, CertificateEncodingException {
        host = new LoopbackHost();
        holder = CA.issue(asking("Chamber of Port A", host.address("/ocsp")));
        Path issuers = Files.createDirectories(folder.resolve("trust/issuers"));
        Path authorities = Files.createDirectories(folder.resolve("trust/tsa"));
        trust = folder.resolve("trust");
        Files.write(issuers.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(authorities.resolve("root.crt"), TSA_ROOT.certificate().getEncoded());
        Files.write(trust.resolve("root.crl"), ROOT.crl().der());
        Files.write(trust.resolve("tsa-root.crl"), TSA_ROOT.crl().der());
        keystore = Files.write(folder.resolve("seal.p12"), holder.pkcs12("seal", "example"));
        host.on(
                "/tsa",
                LoopbackHost.honest(
                        "application/timestamp-reply",
                        request -> TestTsa.by(TSA).at(now()).answer(request)));
        responders();
        lists();
    }

    @AfterAll
    static void stop() {
        host.close();
        RESPONDERS.clear();
        LISTS.clear();
    }

    @BeforeEach
    void clear() throws IOException {
        Files.deleteIfExists(out);
        host.on("/ocsp", LoopbackHost.status(404)).on("/ca.crl", LoopbackHost.status(404));
        host.asked();
    }

    private static Instant now() {
        return Programs.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Subject asking(String name, String responder) {
        Subject plain = Subject.named(name);
        AccessDescription ocsp = new AccessDescription(
                AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, responder));
        return new Subject(
                plain.name(),
                plain.algorithm(),
                plain.notBefore(),
                plain.notAfter(),
                plain.keyUsage(),
                plain.extendedKeyUsages(),
                Optional.of(host.address("/ca.crl")),
                builder -> {
                    try {
                        ASN1EncodableVector access = new ASN1EncodableVector();
                        access.add(ocsp);
                        builder.addExtension(Extension.authorityInfoAccess, false, new DERSequence(access));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    /** What an answer says beside the nonce. */
    private interface Saying {
        TestOcsp of(TestOcsp answer);
    }

    private static LoopbackHost.Manner responder(Credential signer, Saying saying) {
        return LoopbackHost.honest(HTTP_OCSP, request -> answer(signer, saying, nonce(request)));
    }

    private static LoopbackHost.Manner responder(Credential signer, Saying saying, byte[] otherNonce) {
        return LoopbackHost.honest(HTTP_OCSP, request -> answer(signer, saying, otherNonce));
    }

    private static byte[] answer(Credential signer, Saying saying, byte[] nonce) {
        TestOcsp fresh = TestOcsp.by(signer)
                .producedAt(now())
                .current(now().minusSeconds(60), now().plus(Duration.ofHours(1)))
                .nonce(nonce);
        return saying.of(fresh).der();
    }

    private static byte[] nonce(byte[] request) {
        try {
            return ASN1OctetString.getInstance(new OCSPReq(request)
                            .getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                            .getParsedValue())
                    .getOctets();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TestOcsp good(TestOcsp answer) {
        return answer.good(holder.certificate(), CA.certificate());
    }

    private static LoopbackHost.Manner goodResponder() {
        return responder(CA.credential(), HostileRevocationTest::good);
    }

    private static LoopbackHost.Manner goodList() {
        return LoopbackHost.bytes(list());
    }

    private static byte[] list() {
        return CA.crl()
                .current(now().minusSeconds(60), now().plus(Duration.ofDays(1)))
                .der();
    }

    private static void responders() {
        LoopbackHost.Answer right = request -> answer(CA.credential(), HostileRevocationTest::good, nonce(request));
        RESPONDERS.put("status-500", new Bad(LoopbackHost.status(500), "found 500"));
        RESPONDERS.put("page", new Bad(LoopbackHost.page(), "expected a OCSP response in DER"));
        RESPONDERS.put("cut", new Bad(LoopbackHost.cut(right), "expected a whole answer, found a failure"));
        RESPONDERS.put(
                "oversize",
                new Bad(LoopbackHost.bytes(new byte[CollectionLimits.USUAL.smallBytes() + 1]), "expected at most"));
        RESPONDERS.put("endless", new Bad(LoopbackHost.endless(), "expected at most"));
        RESPONDERS.put("later", new Bad(LoopbackHost.bytes(TestOcsp.refusal(3)), "TRY_LATER"));
        RESPONDERS.put(
                "C06-other-nonce",
                new Bad(responder(CA.credential(), HostileRevocationTest::good, new byte[32]), "nonce"));
        RESPONDERS.put(
                "stranger",
                new Bad(
                        responder(STRANGER.credential(), HostileRevocationTest::good),
                        "its responder 'CN=Stranger' was not named by the certificate's issuer"));
        RESPONDERS.put(
                "about-another",
                new Bad(
                        responder(CA.credential(), a -> a.good(BigInteger.TEN, CA.certificate(), CA.certificate())),
                        "serial number"));
        RESPONDERS.put(
                "stale",
                new Bad(
                        responder(
                                CA.credential(),
                                a -> good(a.producedAt(now().minus(Duration.ofDays(9)))
                                        .current(now().minus(Duration.ofDays(9)), now().minus(Duration.ofDays(8))))),
                        "it speaks only until"));
        RESPONDERS.put(
                "knows-nothing",
                new Bad(
                        responder(CA.credential(), a -> a.unknown(holder.certificate(), CA.certificate())),
                        "its responder does not know the certificate"));
    }

    private static void lists() {
        LISTS.put("status-404", new Bad(LoopbackHost.status(404), "found 404"));
        LISTS.put("page", new Bad(LoopbackHost.page(), "expected a revocation list in DER"));
        LISTS.put("cut", new Bad(LoopbackHost.cut(request -> list()), "expected a whole answer, found a failure"));
        LISTS.put("endless", new Bad(LoopbackHost.endless(), "expected at most"));
        LISTS.put(
                "stranger",
                new Bad(
                        LoopbackHost.bytes(CA.crl().signedBy(STRANGER.credential())),
                        "it names another key of its issuer"));
        LISTS.put(
                "of-another-CA",
                new Bad(LoopbackHost.bytes(STRANGER.crl().der()), "no list of 'CN=Issuing CA' was given"));
        LISTS.put(
                "stale",
                new Bad(
                        LoopbackHost.bytes(CA.crl()
                                .current(now().minus(Duration.ofDays(9)), now().minus(Duration.ofDays(8)))
                                .der()),
                        "it speaks only until"));
        LISTS.put(
                "C19-redirect-into-the-house",
                new Bad(LoopbackHost.redirect(302, "http://169.254.169.254/ca.crl"), "169.254.169.254"));
    }

    static List<String> bad_responders() {
        return List.copyOf(RESPONDERS.keySet());
    }

    static List<String> bad_lists() {
        return List.copyOf(LISTS.keySet());
    }

    private Ran sign() {
        return Ran.here(
                "sign",
                Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml").toString(),
                "--keystore",
                keystore.toString(),
                "--alias",
                "seal",
                "--password",
                "example",
                "--trust",
                trust.toString(),
                "--allow-address",
                "127.0.0.1",
                "--level",
                "B-LT",
                "--tsa",
                host.address("/tsa"),
                "-o",
                out.toString());
    }

    private void refused(String... words) {
        Ran ran = sign();
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.NO);
        assertThat(ran.err())
                .contains("not raised to B-LT: evidence is missing that would have to be embedded")
                .contains(words)
                .doesNotContain("Exception");
        assertThat(out).doesNotExist();
    }

    private void taken(String embedded) throws IOException {
        Ran ran = sign();
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        assertThat(out).content(StandardCharsets.UTF_8).contains(embedded);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("bad_responders")
    void a_bad_responder_alone_is_a_clear_error_and_nothing_is_written(String name) {
        Bad bad = Objects.requireNonNull(RESPONDERS.get(name));
        host.on("/ocsp", bad.manner());
        refused(bad.words());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("bad_responders")
    void beside_a_bad_responder_the_list_is_believed(String name) throws IOException {
        host.on("/ocsp", Objects.requireNonNull(RESPONDERS.get(name)).manner()).on("/ca.crl", goodList());
        taken("EncapsulatedCRLValue");
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("bad_lists")
    void a_bad_list_alone_is_a_clear_error_and_nothing_is_written(String name) {
        Bad bad = Objects.requireNonNull(LISTS.get(name));
        host.on("/ca.crl", bad.manner());
        refused(bad.words());
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("bad_lists")
    void beside_a_bad_list_the_responder_is_believed(String name) throws IOException {
        host.on("/ocsp", goodResponder())
                .on("/ca.crl", Objects.requireNonNull(LISTS.get(name)).manner());
        taken("EncapsulatedOCSPValue");
    }

    @Test
    void what_was_embedded_is_enough_to_verify() throws IOException {
        host.on("/ocsp", goodResponder()).on("/ca.crl", goodList());
        taken("EncapsulatedCRLValue");
        Ran verified = Ran.here("verify", out.toString(), "--trust", trust.toString(), "--format", "json");
        assertThat(verified.code()).as(verified.out()).isEqualTo(ExitCode.YES);
        assertThat(verified.out()).contains("\"level\":\"B-LT\"");
    }

    @Test
    void a_signer_whom_either_source_calls_revoked_is_not_raised() {
        Instant revoked = now().minus(Duration.ofDays(1));
        host.on("/ocsp", responder(CA.credential(), a -> a.revoked(holder.certificate(), CA.certificate(), revoked, 1)))
                .on("/ca.crl", goodList());
        refused("was revoked");
        byte[] list = CA.crl()
                .current(now().minusSeconds(60), now().plus(Duration.ofDays(1)))
                .revoke(holder.certificate(), revoked, 1)
                .der();
        host.on("/ocsp", goodResponder()).on("/ca.crl", LoopbackHost.bytes(list));
        refused("was revoked");
    }

    /** As the command does it, with less patience. */
    private static byte[] raised(Duration patience, Credential signer) throws Exception {
        Providers providers = new Providers();
        TrustMaterial material = TrustFolder.load(trust, ExampleTrust.REFUSED);
        Network network = HttpNetwork.allowingAddresses(List.of(AddressRange.of("127.0.0.1")));
        CollectionLimits usual = CollectionLimits.USUAL;
        CollectionLimits limits = new CollectionLimits(
                usual.requests(),
                usual.smallBytes(),
                usual.listBytes(),
                usual.totalBytes(),
                patience,
                usual.total(),
                usual.depth());
        byte[] sealed = new CertificateSealer(new KeyEntry(signer.key(), signer.chain()), providers)
                .seal(
                        Files.readAllBytes(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml")),
                        Programs.clock().instant());
        return new Augmenter(material, providers, Programs.clock())
                .stampedBy(new TimeStampClient(
                        network,
                        List.of(TimeStampAuthority.at(URI.create(host.address("/tsa")))),
                        TimeStampLimits.USUAL,
                        new TimeStampExaminer(
                                new PathExaminer(material, providers), providers, AlgorithmCatalogue.usual()),
                        providers,
                        Programs.clock(),
                        new SecureRandom()))
                .collectingBy(new EvidenceCollector(network, limits, providers, Programs.clock(), new SecureRandom()))
                .augment(sealed, SignatureLevel.B_LT);
    }

    @Test
    void a_responder_that_answers_drop_by_drop_is_left_in_time_and_the_list_is_believed() throws Exception {
        URI slow = host.dripping();
        Credential unlucky = CA.issue(asking("Unlucky", slow.toString()));
        assertThatThrownBy(() -> raised(Duration.ofMillis(300), unlucky))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(slow + ": expected an answer in time, found none");
        host.on("/ca.crl", goodList());
        Credential lucky = CA.issue(asking("Lucky", host.dripping().toString()));
        assertThat(raised(Duration.ofSeconds(3), lucky)).asString().contains("EncapsulatedCRLValue");
    }

    @Test
    void the_answer_of_openssl_is_embedded_and_believed() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of("/usr/bin/openssl")) || Files.exists(Path.of("/usr/local/bin/openssl")),
                "openssl is not installed");
        pem("ca.pem", "CERTIFICATE", CA.certificate().getEncoded());
        pem("ca.key", "PRIVATE KEY", CA.credential().key().getEncoded());
        String serial = holder.certificate().getSerialNumber().toString(16).toUpperCase(java.util.Locale.ROOT);
        Files.writeString(
                folder.resolve("index.txt"),
                "V\t460101000000Z\t\t" + (serial.length() % 2 == 0 ? "" : "0") + serial + "\tunknown\t/CN=x\n");
        host.on("/ocsp", LoopbackHost.honest(HTTP_OCSP, HostileRevocationTest::openssl));
        taken("EncapsulatedOCSPValue");
    }

    private static byte[] openssl(byte[] request) {
        try {
            Files.write(folder.resolve("request.der"), request);
            Process process = new ProcessBuilder(
                            ("openssl ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -ndays 1"
                                            + " -reqin request.der -respout response.der")
                                    .split(" ", -1))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.txt").toFile())
                    .start();
            assertThat(process.waitFor()).isZero();
            return Files.readAllBytes(folder.resolve("response.der"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pem(String name, String kind, byte[] der) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }
}
