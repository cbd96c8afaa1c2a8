package org.cretula.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;
import org.cretula.trust.Network;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpNetworkTest {

    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);
    private static final AddressRange LOOPBACK = AddressRange.of("127.0.0.1");

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        on("/hello", exchange -> answer(exchange, 200, HELLO));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void on(String path, HttpHandler handler) {
        server.createContext(path, exchange -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            handler.handle(exchange);
        });
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private void redirect(String path, int status, String location) {
        on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            answer(exchange, status, HELLO);
        });
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private static Network.Reply fetch(URI address, int most, Duration within) throws IOException {
        return HttpNetwork.allowingAddresses(List.of(LOOPBACK))
                .fetch(new Network.Request(address, Optional.empty(), most, within));
    }

    private static Network.Reply fetch(URI address) throws IOException {
        return fetch(address, 1_000, Duration.ofSeconds(20));
    }

    private static void refused(URI address, String words) {
        assertThatThrownBy(() -> fetch(address)).isInstanceOf(IOException.class).hasMessageContaining(words);
    }

    @Test
    void what_an_allowed_server_gives_is_fetched_without_cookies_credentials_or_compression() throws IOException {
        on("/headers", exchange -> {
            exchange.getResponseHeaders().set("Set-Cookie", "who=you");
            answer(
                    exchange,
                    200,
                    String.join(" ", exchange.getRequestHeaders().keySet()).getBytes(StandardCharsets.UTF_8));
        });
        for (int i = 0; i < 2; i++) {
            Network.Reply reply = fetch(at("/headers"));
            assertThat(reply.from()).isEqualTo(at("/headers"));
            assertThat(new String(reply.bytes(), StandardCharsets.UTF_8))
                    .doesNotContain("Cookie", "Authorization", "encoding", "Upgrade");
        }
    }

    @Test
    void a_question_is_sent_by_post() throws IOException {
        on("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            answer(
                    exchange,
                    200,
                    (type + " " + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        });
        redirect("/moved", 307, "/echo");
        redirect("/turned", 302, "/echo");
        Network network = HttpNetwork.allowingAddresses(List.of(LOOPBACK));
        for (String path : new String[] {"/echo", "/moved"}) {
            assertThat(network.fetch(question(at(path))).bytes())
                    .isEqualTo("a/b hello".getBytes(StandardCharsets.UTF_8));
        }
        assertThatThrownBy(() -> network.fetch(question(at("/turned")))).hasMessageContaining("found 302");
    }

    private static Network.Request question(URI address) {
        return new Network.Request(address, Optional.of(new Network.Body("a/b", HELLO)), 1_000, Duration.ofSeconds(20));
    }

    @Test
    void C19_loopback_is_not_reached_unless_allowed() {
        Network network = HttpNetwork.allowingAddresses(List.of());
        for (URI address : List.of(
                at("/hello"),
                URI.create("http://localhost:" + server.getAddress().getPort() + "/hello"),
                URI.create("http://[::ffff:127.0.0.1]:" + server.getAddress().getPort() + "/hello"),
                URI.create("http://0.0.0.0:" + server.getAddress().getPort() + "/hello"))) {
            assertThatThrownBy(() -> network.fetch(
                            new Network.Request(address, Optional.empty(), 1_000, Duration.ofSeconds(20))))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("expected a public address");
        }
        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/x",
                "http://192.168.0.1:8080/x",
                "http://169.254.169.254/latest/meta-data/",
                "http://[::1]/x",
                "http://[fe80::1]/x",
                "http://224.0.0.1/x",
                "http://127.0.0.2/x"
            })
    void C19_a_redirect_to_an_address_inside_is_not_followed(String inside) {
        redirect("/away", 302, inside);
        refused(at("/away"), "expected a public address");
        assertThat(seen).containsExactly("GET /away");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ldap://127.0.0.1/x", "jar:http://127.0.0.1/x!/y", "//", "http:///x"})
    void C19_a_redirect_to_something_else_than_http_is_not_followed(String elsewhere) {
        redirect("/away", 302, elsewhere);
        refused(at("/away"), "expected ");
        assertThat(seen).containsExactly("GET /away");
    }

    @Test
    void C19_a_redirect_to_a_low_port_or_with_a_user_is_not_followed() {
        redirect("/mail", 302, "http://127.0.0.1:25/");
        redirect("/user", 302, "http://you@127.0.0.1:" + server.getAddress().getPort() + "/hello");
        refused(at("/mail"), "expected port 80, 443");
        refused(at("/user"), "without a user");
    }

    @Test
    void three_redirects_are_followed_and_a_loop_is_not() throws IOException {
        redirect("/1", 301, "/2");
        redirect("/2", 302, at("/3").toString());
        redirect("/3", 308, "/hello");
        redirect("/loop", 302, "/loop");
        Network.Reply reply = fetch(at("/1"));
        assertThat(reply.from()).isEqualTo(at("/hello"));
        assertThat(reply.bytes()).isEqualTo(HELLO);
        seen.clear();
        refused(at("/loop"), "expected at most 3 redirects");
        assertThat(seen).hasSize(4);
    }

    @Test
    void C19_a_body_that_is_too_long_is_cut_off() throws IOException {
        on("/long", exchange -> answer(exchange, 200, new byte[1_001]));
        on("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            // Ends when the other side hangs up, and only then.
            while (true) {
                exchange.getResponseBody().write(new byte[8_192]);
            }
        });
        on("/fits", exchange -> answer(exchange, 200, new byte[1_000]));
        refused(at("/long"), "expected at most 1000 bytes, found more");
        refused(at("/endless"), "expected at most 1000 bytes, found more");
        assertThat(fetch(at("/fits")).bytes()).hasSize(1_000);
    }

    @Test
    void C19_a_server_that_never_answers_is_left_in_time() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            assertThatThrownBy(() -> fetch(address, 1_000, Duration.ofMillis(300)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in time");
        }
    }

    @Test
    void C19_a_server_that_answers_drop_by_drop_is_left_in_time() throws IOException {
        try (ServerSocket dripping = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            threads.execute(() -> headersOnly(dripping));
            URI address = URI.create("http://127.0.0.1:" + dripping.getLocalPort() + "/");
            assertThatThrownBy(() -> fetch(address, 1_000, Duration.ofMillis(800)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("in time");
        }
    }

    /** Promises ten bytes, gives one, and then waits until the other side hangs up. */
    private static void headersOnly(ServerSocket dripping) {
        try (Socket socket = dripping.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // The client hung up, as it should.
        }
    }

    @Test
    void what_is_not_there_is_said_so() {
        on("/missing", exchange -> answer(exchange, 404, HELLO));
        on("/empty", exchange -> answer(exchange, 204, new byte[0]));
        refused(at("/missing"), "found 404");
        refused(at("/empty"), "found 204");
        refused(URI.create("http://no-such-host.invalid/x"), "expected an address for its name, found none");
    }

    @Test
    void C19_a_compressed_body_is_not_unpacked() {
        on("/packed", exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                out.write(HELLO);
            }
        });
        refused(at("/packed"), "which was not asked for");
    }
}
