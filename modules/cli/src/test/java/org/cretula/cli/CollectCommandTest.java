package org.cretula.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.cretula.sealing.CertificateSealer;
import org.cretula.signing.SigningRefusedException;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.Providers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certificate whose issuer publishes on a server on loopback: collected online, then judged offline. */
class CollectCommandTest {

    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    Path folder;

    private final Map<String, byte[]> published = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private TestCa root;
    private TestCa ca;
    private Credential holder;
    private Path sealed;
    private Path trust;
    private Path out;

    @BeforeEach
    void start() throws IOException, SigningRefusedException, CertificateEncodingException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] body = published.getOrDefault(path, new byte[0]);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            try (OutputStream stream = exchange.getResponseBody()) {
                stream.write(body);
            }
        });
        server.start();
        root = TestCa.root("Root");
        ca = root.intermediate(subject("Issuing CA", "/root.crl", Optional.empty(), Optional.empty()));
        holder = ca.issue(subject("Chamber of Port A", "/ca.crl", Optional.of("/ca.crt"), Optional.of("/ocsp")));
        published.put("/ca.crt", ca.certificate().getEncoded());
        published.put("/ca.crl", ca.crl().der());
        published.put("/root.crl", root.crl().der());
        // The holder alone in the seal, as where a signer brings no chain.
        byte[] document = new CertificateSealer(
                        new KeyEntry(holder.key(), List.of(holder.certificate())), new Providers())
                .seal(
                        Files.readAllBytes(Ran.EXAMPLES.resolve("co-chamber-non-preferential.xml")),
                        Instant.parse("2026-11-01T00:00:00Z"));
        sealed = Files.write(folder.resolve("sealed.xml"), document);
        trust = Files.createDirectories(folder.resolve("trust/issuers"));
        Files.write(trust.resolve("root.crt"), root.certificate().getEncoded());
        trust = folder.resolve("trust");
        out = folder.resolve("evidence");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address(String path) {
        return "http://" + LOOPBACK + ":" + server.getAddress().getPort() + path;
    }

    private Subject subject(String name, String list, Optional<String> issuer, Optional<String> responder) {
        Subject plain = Subject.named(name);
        ASN1EncodableVector access = new ASN1EncodableVector();
        issuer.ifPresent(path -> access.add(description(AccessDescription.id_ad_caIssuers, path)));
        responder.ifPresent(path -> access.add(description(AccessDescription.id_ad_ocsp, path)));
        return new Subject(
                plain.name(),
                plain.algorithm(),
                plain.notBefore(),
                plain.notAfter(),
                plain.keyUsage(),
                plain.extendedKeyUsages(),
                Optional.of(address(list)),
                builder -> {
                    try {
                        if (access.size() > 0) {
                            builder.addExtension(Extension.authorityInfoAccess, false, new DERSequence(access));
                        }
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                });
    }

    private AccessDescription description(org.bouncycastle.asn1.ASN1ObjectIdentifier method, String path) {
        return new AccessDescription(method, new GeneralName(GeneralName.uniformResourceIdentifier, address(path)));
    }

    private Ran collect(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("collect", sealed.toString(), "--trust", trust.toString(), "-o", out.toString()));
        arguments.addAll(List.of(more));
        return Ran.here(arguments.toArray(new String[0]));
    }

    private Ran verify(String... more) {
        List<String> arguments = new ArrayList<>(List.of("verify", sealed.toString(), "--trust", trust.toString()));
        arguments.addAll(List.of(more));
        return Ran.here(arguments.toArray(new String[0]));
    }

    @Test
    void what_was_collected_online_is_enough_to_judge_offline() throws IOException {
        verify().judged(ExitCode.CANNOT_TELL, "NO_CERTIFICATE_CHAIN_FOUND");
        Ran ran = collect("--allow-address", LOOPBACK);
        assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(ExitCode.YES);
        assertThat(ran.err()).contains("fetching " + address("/ca.crt"), "asking " + address("/ocsp"));
        assertThat(ran.out())
                .contains("CN=Chamber of Port A: good", "CN=Issuing CA: good", "3 pieces of evidence in " + out)
                .contains("note: could not get the OCSP answer about 'CN=Chamber of Port A' from " + address("/ocsp"))
                .contains("cretula verify " + sealed + " --trust " + trust + " --evidence " + out);
        stop();
        verify("--evidence", out.toString()).judged(ExitCode.YES, "  VALID");
        assertThat(verify("--evidence", out.toString()).out()).doesNotContain("left aside");
        List<String> index = Files.readAllLines(out.resolve("collected.csv"));
        assertThat(index).hasSize(4).first().asString().contains("\"speaks_from\",\"speaks_until\"");
        for (String path : new String[] {"/ca.crt", "/ca.crl", "/root.crl"}) {
            assertThat(index)
                    .filteredOn(row -> row.contains('"' + address(path) + '"'))
                    .hasSize(1);
        }
        assertThat(index.get(1))
                .matches("\"certificate-[0-9a-f]{16}\\.crt\",\"[0-9a-f]{64}\",.*Z\",\"2020.*\",\"2046.*\"\"?,\"\"");
    }

    @Test
    void a_revoked_signer_stays_indeterminate_and_is_named() {
        published.put(
                "/ca.crl",
                ca.crl()
                        .revoke(holder.certificate(), Instant.parse("2026-03-01T00:00:00Z"), 1)
                        .der());
        Ran ran = collect("--allow-address", LOOPBACK);
        assertThat(ran.code()).as(ran.err() + ran.out()).isEqualTo(ExitCode.YES);
        assertThat(ran.out()).contains("CN=Chamber of Port A: revoked, revoked on 2026-03-01T00:00:00Z");
        verify("--evidence", out.toString()).judged(ExitCode.CANNOT_TELL, "REVOKED_NO_POE");
    }

    @Test
    void what_could_not_be_had_is_said_and_the_command_cannot_tell() {
        published.remove("/root.crl");
        Ran ran = collect("--allow-address", LOOPBACK);
        assertThat(ran.code()).isEqualTo(ExitCode.CANNOT_TELL);
        assertThat(ran.out())
                .contains("still unknown: nobody told whether 'CN=Issuing CA' is revoked", "found 404", "to settle it");
        published.put("/root.crl", root.crl().der());
        assertThat(collect("--allow-address", LOOPBACK).code()).isEqualTo(ExitCode.YES);
        verify("--evidence", out.toString()).judged(ExitCode.YES, "  VALID");
    }

    @Test
    void C19_a_server_in_the_own_network_is_not_asked_unless_it_is_allowed() throws IOException {
        Ran ran = collect();
        assertThat(ran.code()).isEqualTo(ExitCode.CANNOT_TELL);
        assertThat(ran.out()).contains("expected a public address, found 127.0.0.1", "--allow-address");
        assertThat(collect("--allow-address", "10.0.0.0/8").code()).isEqualTo(ExitCode.CANNOT_TELL);
        assertThat(asked).isEmpty();
        try (Stream<Path> inside = Files.list(out)) {
            assertThat(inside.map(f -> f.getFileName().toString())).containsExactly("collected.csv");
        }
    }

    @Test
    void for_an_altered_certificate_nothing_is_fetched() throws IOException {
        sealed = Sealing.changed(sealed);
        Ran ran = collect("--allow-address", LOOPBACK);
        assertThat(ran.code()).isEqualTo(ExitCode.NO);
        assertThat(ran.out()).contains("nothing was fetched: the seal is INVALID");
        assertThat(asked).isEmpty();
        assertThat(out).doesNotExist();
    }

    @Test
    void a_second_run_adds_to_the_folder_and_says_nothing_twice() throws IOException {
        collect("--allow-address", LOOPBACK);
        published.put(
                "/ca.crl",
                ca.crl()
                        .current(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2045-01-01T00:00:00Z"))
                        .der());
        collect("--allow-address", LOOPBACK);
        assertThat(Files.readAllLines(out.resolve("collected.csv"))).hasSize(5).doesNotHaveDuplicates();
        verify("--evidence", out.toString()).judged(ExitCode.YES, "  VALID");
    }

    @Test
    void evidence_never_makes_an_anchor() throws IOException, CertificateEncodingException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path issuers = Files.createDirectories(folder.resolve("more/issuers"));
        Files.write(issuers.resolve("root.crt"), root.certificate().getEncoded());
        Files.write(issuers.resolve("ca.crt"), ca.certificate().getEncoded());
        trust = empty;
        verify("--evidence", folder.resolve("more").toString())
                .judged(ExitCode.CANNOT_TELL, "no anchor was found in the trust folder");
    }

    @Test
    void what_was_fetched_never_comes_to_lie_in_the_trust_folder() throws IOException {
        Path folderOfTrust = trust;
        for (String inside : List.of("issuers/new/deep", "evidence", "other/../issuers/new", "issuers")) {
            out = folderOfTrust.resolve(inside);
            collect().refused(ExitCode.USAGE, "what was fetched is not what you trust");
        }
        Path link = Files.createSymbolicLink(folder.resolve("link"), folderOfTrust);
        out = link.resolve("issuers/new");
        collect().refused(ExitCode.USAGE, "what was fetched is not what you trust");
        assertThat(asked).isEmpty();
    }

    @Test
    void no_link_in_the_folder_leads_what_is_written_elsewhere() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "mine");
        Files.createDirectories(out);
        Files.createSymbolicLink(out.resolve("collected.csv"), precious);
        collect("--allow-address", LOOPBACK).refused(ExitCode.USAGE, "expected an empty folder for -o");
        Files.delete(out.resolve("collected.csv"));
        collect("--allow-address", LOOPBACK);
        String list = files(".crl").get(0);
        Files.delete(out.resolve(list));
        Files.createSymbolicLink(out.resolve(list), precious);
        Ran refused = collect("--allow-address", LOOPBACK);
        assertThat(refused.code()).isEqualTo(ExitCode.NO_INPUT);
        assertThat(refused.err()).contains("cannot write to");
        assertThat(precious).hasContent("mine");
    }

    private List<String> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(out)) {
            return all.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .toList();
        }
    }

    @Test
    void a_wrong_command_line_is_refused_and_nothing_is_written() throws IOException {
        collect("--allow-address", "localhost").refused(ExitCode.USAGE, "expected a range of addresses");
        Path file = out;
        out = trust;
        collect().refused(ExitCode.USAGE, "what was fetched is not what you trust");
        out = Files.createDirectories(folder.resolve("full"));
        Files.writeString(out.resolve("letter.txt"), "dear");
        collect().refused(ExitCode.USAGE, "expected an empty folder for -o");
        out = file;
        Path there = sealed;
        sealed = folder.resolve("missing.xml");
        collect().refused(ExitCode.NO_INPUT, "missing.xml");
        sealed = there;
        trust = folder.resolve("missing");
        collect().refused(ExitCode.NO_INPUT, "expected a trust folder");
        assertThat(out).doesNotExist();
        assertThat(asked).isEmpty();
    }

    @Test
    void the_help_says_how_to_use_what_was_collected() {
        Ran ran = Ran.here("collect", "--help");
        assertThat(ran.code()).isZero();
        assertThat(Pattern.compile("\\s+").matcher(ran.out()).replaceAll(" "))
                .contains("cretula verify FILE --trust DIR --evidence OUT", "never fetched");
    }
}
