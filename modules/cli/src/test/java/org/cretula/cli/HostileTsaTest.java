package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.cretula.cli.network.AddressRange;
import org.cretula.cli.network.HttpNetwork;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.timestamp.TimeStampAuthority;
import org.cretula.trust.timestamp.TimeStampClient;
import org.cretula.trust.timestamp.TimeStampExaminer;
import org.cretula.trust.timestamp.TimeStampLimits;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code cretula sign --level B-T} with authorities on loopback that fail or lie: alone, such a one is a clear error and
 * no file; after each of them the next one is asked, and an honest one's time-stamp taken.
 */
class HostileTsaTest {

    private static final TestCa ROOT = TestCa.root("Root");
    private static final Credential HOLDER =
            ROOT.issue(LoopbackHost.withoutAddress(Subject.named("Chamber of Port A")));
    private static final TestCa TSA_ROOT = TestCa.root("TSA root");
    private static final Credential TSA = TSA_ROOT.issue(LoopbackHost.withoutAddress(TestTsa.subject("TSA")));
    private static final Map<String, Bad> BAD = new LinkedHashMap<>();

    @TempDir
    static Path folder;

    private static LoopbackHost host;
    private static Path trust;
    private static Path keystore;

    private final Path out = folder.resolve("sealed.xml");

    /**
     * An authority that is of no use.
     *
     * @param words what the error says of it
     */
    private record Bad(LoopbackHost.Manner manner, String words) {}

    @BeforeAll
    static void start() throws IOException, CertificateEncodingException {
        host = new LoopbackHost();
        Path issuers = Files.createDirectories(folder.resolve("trust/issuers"));
        Path authorities = Files.createDirectories(folder.resolve("trust/tsa"));
        trust = folder.resolve("trust");
        Files.write(issuers.resolve("root.crt"), ROOT.certificate().getEncoded());
        Files.write(authorities.resolve("root.crt"), TSA_ROOT.certificate().getEncoded());
        Files.write(trust.resolve("root.crl"), ROOT.crl().der());
        Files.write(trust.resolve("tsa-root.crl"), TSA_ROOT.crl().der());
        keystore = Files.write(folder.resolve("seal.p12"), HOLDER.pkcs12("seal", "example"));
        host.on("/honest", stamping(tsa()));
        bad();
        BAD.forEach((name, bad) -> host.on("/" + name, bad.manner()));
    }

    @AfterAll
    static void stop() {
        host.close();
        BAD.clear();
    }

    @BeforeEach
    void clear() throws IOException {
        Files.deleteIfExists(out);
        host.asked();
    }

    private static void bad() {
        Instant hourAgo = Programs.clock().instant().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.SECONDS);
        BAD.put("T01-other-imprint", new Bad(stamping(tsa().imprint(new byte[32])), "is over something else"));
        BAD.put("T01-other-nonce", new Bad(stamping(tsa().nonce(BigInteger.TEN)), "found another one"));
        BAD.put("T01-no-nonce", new Bad(stamping(tsa().withoutNonce()), "found none"));
        BAD.put("T01-last-token-again", new Bad(again(), "found another one"));
        BAD.put(
                "T03-stranger",
                new Bad(
                        stamping(now(TestTsa.by(TestCa.root("Stranger").issue(TestTsa.subject("TSA"))))),
                        "no chain leads from"));
        BAD.put(
                "T02-no-authority",
                new Bad(stamping(now(TestTsa.by(TSA_ROOT.issue(Subject.named("Web"))))), "timeStamping"));
        BAD.put("stale", new Bad(stamping(TestTsa.by(TSA).at(hourAgo)), "expected the present time"));
        BAD.put("refusing", new Bad(stamping(tsa().refusing(2)), "not today"));
        BAD.put("page", new Bad(LoopbackHost.page(), "time-stamp response"));
        BAD.put("empty", new Bad(LoopbackHost.bytes(new byte[0]), "time-stamp response"));
        BAD.put(
                "half",
                new Bad(
                        LoopbackHost.honest("application/timestamp-reply", request -> half(tsa().answer(request))),
                        "time-stamp response"));
        BAD.put("cut", new Bad(LoopbackHost.cut(tsa()::answer), "expected a whole answer, found a failure"));
        BAD.put(
                "oversize",
                new Bad(LoopbackHost.bytes(new byte[TimeStampLimits.USUAL.answerBytes() + 1]), "expected at most"));
        BAD.put("endless", new Bad(LoopbackHost.endless(), "expected at most"));
        for (int status : List.of(204, 404, 503)) {
            BAD.put("status-" + status, new Bad(LoopbackHost.status(status), "found " + status));
        }
        BAD.put(
                "redirect-that-drops-the-question",
                new Bad(LoopbackHost.redirect(302, host.address("/honest")), "found 302"));
        BAD.put(
                "redirect-in-a-circle",
                new Bad(LoopbackHost.redirect(307, host.address("/redirect-in-a-circle")), "redirects"));
        BAD.put("C19-redirect-into-the-house", new Bad(LoopbackHost.redirect(307, "http://10.0.0.1/"), "10.0.0.1"));
    }

    private static TestTsa tsa() {
        return now(TestTsa.by(TSA));
    }

    private static TestTsa now(TestTsa tsa) {
        return tsa.at(Programs.clock().instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }

    private static LoopbackHost.Manner stamping(TestTsa tsa) {
        return LoopbackHost.honest("application/timestamp-reply", tsa::answer);
    }

    /** Gives to everybody the token that somebody was given once. */
    private static LoopbackHost.Manner again() {
        Deque<byte[]> answers = new ConcurrentLinkedDeque<>();
        return LoopbackHost.honest("application/timestamp-reply", request -> {
            answers.add(tsa().nonce(BigInteger.ONE).answer(request));
            return answers.getFirst();
        });
    }

    static List<String> bad_ones() {
        return List.copyOf(BAD.keySet());
    }

    private Ran sign(String level, String... authorities) {
        List<String> arguments = new ArrayList<>(List.of(
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
                level,
                "-o",
                out.toString()));
        for (String authority : authorities) {
            arguments.addAll(List.of("--tsa", authority));
        }
        return Ran.here(arguments.toArray(new String[0]));
    }

    @Test
    void there_are_bad_ones() {
        assertThat(BAD).hasSizeGreaterThan(15);
    }

    @Tag("long")
    @ParameterizedTest
    @MethodSource("bad_ones")
    void alone_it_is_a_clear_error_and_nothing_is_written(String name) {
        Ran ran = sign("B-T", host.address("/" + name));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.NO);
        assertThat(ran.err())
                .contains("not raised to B-T: no time-stamp could be had: " + host.address("/" + name))
                .contains(Objects.requireNonNull(BAD.get(name)).words())
                .contains("name another authority")
                .doesNotContain("Exception");
        assertThat(ran.out()).isEmpty();
        assertThat(out).doesNotExist();
        assertThat(host.asked()).doesNotContain("/honest");
    }

    @Test
    void after_each_of_them_the_next_is_asked_and_an_honest_one_believed() {
        List<String> all = new ArrayList<>(bad_ones());
        all.add("honest");
        Ran ran = sign("B-T", all.stream().map(name -> host.address("/" + name)).toArray(String[]::new));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        assertThat(host.asked().stream().distinct())
                .containsExactlyElementsOf(all.stream().map(name -> "/" + name).toList());
        assertThat(out).content().contains("SignatureTimeStamp");
    }

    @Test
    void a_closed_door_is_told_and_the_next_is_tried() throws IOException {
        String closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = "http://127.0.0.1:" + socket.getLocalPort() + "/";
        }
        Ran alone = sign("B-T", closed);
        assertThat(alone.code()).isEqualTo(ExitCode.NO);
        assertThat(alone.err()).contains("no time-stamp could be had: " + closed + ": expected an answer, found");
        assertThat(out).doesNotExist();
        assertThat(sign("B-T", closed, host.address("/honest")).code()).isEqualTo(ExitCode.YES);
    }

    @Test
    void a_right_token_is_right_whatever_the_server_calls_it_and_behind_a_redirect_that_keeps_the_question() {
        host.on("/misnamed", LoopbackHost.honest("text/html", request -> tsa().answer(request)));
        host.on("/moved", LoopbackHost.redirect(307, host.address("/misnamed")));
        Ran ran = sign("B-T", host.address("/moved"));
        assertThat(ran.code()).as(ran.err()).isEqualTo(ExitCode.YES);
        assertThat(host.asked()).containsExactly("/moved", "/misnamed");
        Ran verified = Ran.here("verify", out.toString(), "--trust", trust.toString(), "--format", "json");
        assertThat(verified.code()).as(verified.out()).isEqualTo(ExitCode.YES);
        assertThat(verified.out()).contains("\"level\":\"B-T\"");
    }

    @Test
    void what_was_written_before_is_left_as_it_is() throws IOException {
        Files.writeString(out, "of yesterday");
        assertThat(sign("B-LTA", host.address("/T01-other-imprint")).code()).isEqualTo(ExitCode.NO);
        assertThat(out).hasContent("of yesterday");
    }

    @Test
    void an_authority_that_fails_at_the_second_time_stamp_leaves_nothing_of_the_first() {
        host.on("/once", once());
        Ran ran = sign("B-LTA", host.address("/once"));
        assertThat(ran.code()).isEqualTo(ExitCode.NO);
        assertThat(ran.err()).contains("not raised to B-LTA: no time-stamp could be had", "found 503");
        assertThat(host.asked()).containsExactly("/once", "/once", "/once");
        assertThat(out).doesNotExist();
        host.on("/once", once());
        assertThat(sign("B-LTA", host.address("/once"), host.address("/honest")).code())
                .isEqualTo(ExitCode.YES);
        assertThat(host.asked()).containsExactly("/once", "/once", "/honest");
    }

    private static LoopbackHost.Manner once() {
        AtomicBoolean answered = new AtomicBoolean();
        LoopbackHost.Manner honest = stamping(tsa());
        return (exchange, request) ->
                (answered.getAndSet(true) ? LoopbackHost.status(503) : honest).answer(exchange, request);
    }

    /** As the command does it, with less patience. */
    private static byte[] raised(Duration patience, URI... authorities) throws Exception {
        Providers providers = new Providers();
        TrustMaterial material = TrustFolder.load(trust, ExampleTrust.REFUSED);
        TimeStampLimits usual = TimeStampLimits.USUAL;
        TimeStampClient client = new TimeStampClient(
                HttpNetwork.allowingAddresses(List.of(AddressRange.of("127.0.0.1"))),
                Stream.of(authorities).map(TimeStampAuthority::at).toList(),
                new TimeStampLimits(usual.answerBytes(), patience, 1, usual.drift()),
                new TimeStampExaminer(new PathExaminer(material, providers), providers, AlgorithmCatalogue.usual()),
                providers,
                Programs.clock(),
                new SecureRandom());
        byte[] sealed = new CertificateSealer(new KeyEntry(HOLDER.key(), HOLDER.chain()), providers)
                .seal(
                        Files.readAllBytes(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml")),
                        Programs.clock().instant());
        return new Augmenter(material, providers, Programs.clock())
                .stampedBy(client)
                .augment(sealed, SignatureLevel.B_T);
    }

    @Test
    void an_authority_that_answers_drop_by_drop_is_left_in_time_and_the_next_is_asked() throws Exception {
        URI slow = host.dripping();
        assertThatThrownBy(() -> raised(Duration.ofMillis(300), slow))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining(slow + ": expected an answer in time, found none");
        assertThat(raised(Duration.ofSeconds(3), host.dripping(), URI.create(host.address("/honest"))))
                .asString()
                .contains("SignatureTimeStamp");
    }
}
