package org.cretula.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cretula.testkit.Subject;

/** Web servers on loopback, good and bad ones by their paths; remembers who was asked. */
final class LoopbackHost implements AutoCloseable {

    /** What a server does with a request. */
    interface Manner {
        void answer(HttpExchange exchange, byte[] request) throws IOException;
    }

    /** What an honest server makes of a question. */
    interface Answer {
        byte[] to(byte[] request);
    }

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Map<String, Manner> manners = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    LoopbackHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            byte[] request = exchange.getRequestBody().readAllBytes();
            try (exchange) {
                manners.getOrDefault(path, status(404)).answer(exchange, request);
            }
        });
        server.start();
    }

    /** What names no list, so that nobody else is asked. */
    static Subject withoutAddress(Subject subject) {
        return new Subject(
                subject.name(),
                subject.algorithm(),
                subject.notBefore(),
                subject.notAfter(),
                subject.keyUsage(),
                subject.extendedKeyUsages(),
                Optional.empty(),
                subject.forgery());
    }

    /** What is at a path from now on. */
    LoopbackHost on(String path, Manner manner) {
        manners.put(path, manner);
        return this;
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** The paths that were asked since the last time, in order. */
    List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /** Answers whatever is asked for by these bytes. */
    static Manner bytes(byte[] bytes) {
        return honest("application/octet-stream", request -> bytes);
    }

    static Manner honest(String mediaType, Answer answer) {
        return (exchange, request) -> {
            byte[] bytes = answer.to(request);
            exchange.getResponseHeaders().set("Content-Type", mediaType);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Manner status(int status) {
        return (exchange, request) -> exchange.sendResponseHeaders(status, -1);
    }

    static Manner page() {
        return honest("text/html", request -> "<html>please log in</html>".getBytes(StandardCharsets.US_ASCII));
    }

    /** Sends half of it and closes the connection. */
    static Manner cut(Answer answer) {
        return (exchange, request) -> {
            byte[] bytes = answer.to(request);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
            exchange.getResponseBody().flush();
        };
    }

    /** Ends when the other side hangs up, and only then. */
    static Manner endless() {
        return (exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[8192]);
            }
        };
    }

    static Manner redirect(int status, String to) {
        return (exchange, request) -> {
            exchange.getResponseHeaders().set("Location", to);
            exchange.sendResponseHeaders(status, -1);
        };
    }

    /** A server of its own that begins an answer, and then waits until the other side hangs up. */
    URI dripping() throws IOException {
        ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            try (listening;
                    Socket socket = listening.accept()) {
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n0".getBytes(StandardCharsets.US_ASCII));
                socket.getInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // The client hung up, as it should.
            }
        });
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
