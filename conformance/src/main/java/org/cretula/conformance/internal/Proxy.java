package org.cretula.conformance.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.cretula.transport.WireMessage;

/** A small HTTP server that answers each POST by a function of ours, usually after asking somebody else. */
public final class Proxy implements AutoCloseable {

    private static final int MAX_BYTES = 32 << 20;

    /** What is answered. */
    public interface Handler {
        /**
         * Answers a request.
         *
         * @param query the raw query, empty for none
         * @throws IOException when nobody could be asked; answered by 502
         */
        WireMessage.Answer answer(WireMessage request, String query) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final URI uri;

    private Proxy(HttpServer server, ExecutorService threads, URI uri) {
        this.server = server;
        this.threads = threads;
        this.uri = uri;
    }

    /** Listens on an address, at this path only. */
    public static Proxy listen(InetSocketAddress address, String path, Handler handler) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "conformance-proxy");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext(path, exchange -> handle(exchange, handler));
        server.start();
        URI uri = URI.create("http://" + host(address) + ":" + server.getAddress().getPort() + path);
        return new Proxy(server, threads, uri);
    }

    /** Listens on a free port of the loopback interface, in front of another address and at the same path. */
    public static Proxy before(URI behind, Handler handler) throws IOException {
        return listen(new InetSocketAddress("127.0.0.1", 0), behind.getPath(), handler);
    }

    private static String host(InetSocketAddress address) {
        String host = address.getHostString();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private static void handle(HttpExchange exchange, Handler handler) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
            if (!exchange.getRequestMethod().equals("POST") || body.length > MAX_BYTES) {
                exchange.sendResponseHeaders(body.length > MAX_BYTES ? 413 : 405, -1);
                return;
            }
            WireMessage request = new WireMessage(
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")).orElse(""), body);
            String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
            send(exchange, answered(handler, request, query));
        }
    }

    private static WireMessage.Answer answered(Handler handler, WireMessage request, String query) {
        try {
            return handler.answer(request, query);
        } catch (IOException e) {
            return new WireMessage.Answer(502, new WireMessage("", new byte[0]));
        }
    }

    private static void send(HttpExchange exchange, WireMessage.Answer answer) throws IOException {
        byte[] body = answer.message().body();
        if (!answer.message().contentType().isEmpty()) {
            exchange.getResponseHeaders().set("Content-Type", answer.message().contentType());
        }
        exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    /** Where it listens. */
    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
