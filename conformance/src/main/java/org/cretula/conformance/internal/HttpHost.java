package org.cretula.conformance.internal;

import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** An HTTP server with one servlet at one path. */
final class HttpHost implements AutoCloseable {

    private final Server server;
    private final URI uri;

    private HttpHost(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    /** A free port of the loopback interface. */
    static InetSocketAddress anywhere() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    static HttpHost start(InetSocketAddress address, String path, HttpServlet servlet) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        String host = address.getAddress().getHostAddress();
        connector.setHost(host);
        connector.setPort(address.getPort());
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(servlet), path);
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) { // Jetty's own signature; whatever it was, nothing listens
            throw new IOException("cannot listen on " + host + ":" + address.getPort() + ": " + e.getMessage(), e);
        }
        String inUri = host.contains(":") ? "[" + host + "]" : host;
        return new HttpHost(server, URI.create("http://" + inUri + ":" + connector.getLocalPort() + path));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty's own signature
            throw new IllegalStateException("the server at " + uri + " did not stop", e);
        }
    }
}
