package org.cretula.conformance.internal;

import java.io.IOException;
import java.net.URI;
import org.cretula.transport.As4Receiver;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A receiver of ours on a free port of the loopback interface. */
final class As4Server implements AutoCloseable {

    private final Server server;
    private final URI uri;

    private As4Server(Server server, URI uri) {
        this.server = server;
        this.uri = uri;
    }

    static As4Server start(As4Receiver receiver) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(16, 2);
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(receiver.servlet()), "/as4");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) { // Jetty's own signature; whatever it was, nothing listens
            throw new IOException("cannot listen on the loopback interface: " + e.getMessage(), e);
        }
        return new As4Server(server, URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/as4"));
    }

    URI uri() {
        return uri;
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty's own signature
            throw new IllegalStateException("the receiver did not stop", e);
        }
    }
}
