package org.cretula.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class UnconfirmedTest {

    private static final OutboundMessage MESSAGE = World.message(Payload.of("text/plain", "a".getBytes(UTF_8)));

    private static Delivery.Unconfirmed send(URI endpoint) {
        try (As4Sender sender = As4Sender.builder(World.CHAMBER_IDENTITY, World.CLOCK)
                .timeouts(Duration.ofSeconds(5), Duration.ofMillis(500))
                .build()) {
            Delivery delivery = sender.send(MESSAGE, World.SENDING, endpoint);
            assertThat(delivery).isInstanceOf(Delivery.Unconfirmed.class);
            return (Delivery.Unconfirmed) delivery;
        }
    }

    private static Delivery.Unconfirmed answered(int status, String type, String body, String location)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", type);
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            byte[] bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            return send(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_listening_is_a_connection_failure() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        Delivery.Unconfirmed delivery = send(URI.create("http://127.0.0.1:" + port + "/"));

        assertThat(delivery.reason()).isEqualTo(Delivery.Unconfirmed.Reason.CONNECTION);
        assertThat(delivery.code()).isEqualTo("EBMS:0005");
        assertThat(delivery.messageId()).isEqualTo(MESSAGE.messageId());
    }

    @Test
    void S18_no_answer_in_time_is_a_missing_receipt_and_not_a_failure() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Delivery.Unconfirmed delivery = send(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"));

            assertThat(delivery.reason()).isEqualTo(Delivery.Unconfirmed.Reason.TIME_OUT);
            assertThat(delivery.code()).isEqualTo("EBMS:0301");
        }
    }

    @Test
    void a_page_of_a_broken_server_is_no_signal() throws IOException {
        Delivery.Unconfirmed delivery = answered(500, "text/html", "<html>oops</html>", "");

        assertThat(delivery.reason()).isEqualTo(Delivery.Unconfirmed.Reason.NO_SIGNAL);
        assertThat(delivery.explanation()).contains("500");
    }

    @Test
    void accepted_without_a_body_is_a_missing_receipt() throws IOException {
        Delivery.Unconfirmed delivery = answered(202, "text/plain", "", "");

        assertThat(delivery.reason()).isEqualTo(Delivery.Unconfirmed.Reason.NO_SIGNAL);
        assertThat(delivery.code()).isEqualTo("EBMS:0301");
    }

    @Test
    void a_redirect_is_not_followed() throws IOException {
        AtomicInteger visits = new AtomicInteger();
        HttpServer elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        elsewhere.createContext("/", exchange -> {
            visits.incrementAndGet();
            exchange.close();
        });
        elsewhere.start();
        try {
            String location = "http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/";

            assertThat(answered(307, "text/plain", "", location).explanation()).contains("307");
            assertThat(visits).hasValue(0);
        } finally {
            elsewhere.stop(0);
        }
    }
}
