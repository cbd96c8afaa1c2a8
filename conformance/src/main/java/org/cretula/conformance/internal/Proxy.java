package org.cretula.conformance.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
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

    private final HttpHost host;

    private Proxy(HttpHost host) {
        this.host = host;
    }

    /** Listens on an address, at this path only. */
    public static Proxy listen(InetSocketAddress address, String path, Handler handler) throws IOException {
        return new Proxy(HttpHost.start(address, path, new Asking(handler)));
    }

    /** Listens on a free port of the loopback interface, in front of another address and at the same path. */
    public static Proxy before(URI behind, Handler handler) throws IOException {
        return listen(HttpHost.anywhere(), behind.getPath(), handler);
    }

    /** Where it listens. */
    public URI uri() {
        return host.uri();
    }

    @Override
    public void close() {
        host.close();
    }

    private static final class Asking extends HttpServlet {
        private static final long serialVersionUID = 1L;

        private final transient Handler handler;

        Asking(Handler handler) {
            this.handler = handler;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
            if (body.length > MAX_BYTES) {
                response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return;
            }
            String type = Optional.ofNullable(request.getContentType()).orElse("");
            String query = Optional.ofNullable(request.getQueryString()).orElse("");
            WireMessage.Answer answer = answered(new WireMessage(type, body), query);
            response.setStatus(answer.status());
            if (!answer.message().contentType().isEmpty()) {
                response.setContentType(answer.message().contentType());
            }
            response.getOutputStream().write(answer.message().body());
        }

        private WireMessage.Answer answered(WireMessage request, String query) {
            try {
                return handler.answer(request, query);
            } catch (IOException e) {
                return new WireMessage.Answer(HttpServletResponse.SC_BAD_GATEWAY, new WireMessage("", new byte[0]));
            }
        }
    }
}
