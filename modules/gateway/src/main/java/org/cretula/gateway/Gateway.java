package org.cretula.gateway;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cretula.transport.As4Receiver;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.MessageStore;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PModes;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.WireTap;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * A running node: receives messages into its store, sends messages to its partners. Close it to stop it.
 *
 * <p>The program decides which security provider comes first in the JVM; one that receives large messages on JDK 17 puts
 * Bouncy Castle first.
 */
public final class Gateway implements AutoCloseable {

    private static final String AS4_PATH = "/as4";

    private final GatewayConfig config;
    private final GatewayStore store;
    private final As4Sender sender;
    private final Clock clock;
    private final Server server;
    private final Server adminServer;

    private Gateway(
            GatewayConfig config,
            GatewayStore store,
            As4Sender sender,
            Clock clock,
            Server server,
            Server adminServer) {
        this.config = config;
        this.store = store;
        this.sender = sender;
        this.clock = clock;
        this.server = server;
        this.adminServer = adminServer;
    }

    /** Starts a node; it accepts messages when this returns. */
    public static Gateway start(GatewayConfig config, Clock clock) throws GatewayConfigException {
        return start(config, clock, WireTap.none(), store -> store);
    }

    /**
     * Starts a node.
     *
     * @param tap sees all bytes that go in and out
     * @param around what stands between the endpoint and the store
     */
    public static Gateway start(GatewayConfig config, Clock clock, WireTap tap, UnaryOperator<MessageStore> around)
            throws GatewayConfigException {
        GatewayStore store = open(config, clock);
        As4Sender sender = As4Sender.builder(config.identity(), clock).tap(tap).build();
        PModes modes =
                PModes.of(config.partners().stream().map(Partner::incoming).toList());
        As4Receiver receiver = As4Receiver.of(config.identity(), modes, around.apply(store), clock)
                .withTap(tap);
        Server server = server(config.listen());
        handler(server).addServlet(new ServletHolder(receiver.servlet()), AS4_PATH);
        Server admin = server(config.admin().orElse(config.listen()));
        Gateway gateway = new Gateway(config, store, sender, clock, server, admin);
        handler(admin).addServlet(new ServletHolder(new AdminServlet(gateway)), "/messages");
        try {
            listen(server, config.listen());
            if (config.admin().isPresent()) {
                listen(admin, config.admin().get());
            }
            return gateway;
        } catch (GatewayConfigException e) {
            gateway.close();
            throw e;
        }
    }

    private static void listen(Server server, InetSocketAddress address) throws GatewayConfigException {
        try {
            server.start();
        } catch (Exception e) { // Jetty's own signature; whatever it was, the node does not run
            throw new GatewayConfigException(
                    "cannot listen on " + address + ": " + e.getMessage() + "; is the port in use?", e);
        }
    }

    private static GatewayStore open(GatewayConfig config, Clock clock) throws GatewayConfigException {
        try {
            return GatewayStore.embedded(config.store(), clock);
        } catch (IllegalStateException e) {
            throw new GatewayConfigException(
                    "expected to open the store in " + config.store() + ", found: " + e.getMessage(), e);
        } catch (RuntimeException e) { // pool, migration and database each throw their own
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            throw new GatewayConfigException(
                    "expected to open the store in " + config.store() + ", found: " + root.getMessage()
                            + "; may its files be written, and are they undamaged?",
                    e);
        }
    }

    /** Where partners send messages to. */
    public URI endpoint() {
        return uri(server, config.listen(), AS4_PATH);
    }

    /** Where programs on this machine list received messages (GET) and send one (POST); only if configured. */
    public URI admin() {
        return uri(adminServer, config.admin().orElseThrow(), "/messages");
    }

    /** The messages received. */
    public List<StoredMessage> messages() {
        return store.messages();
    }

    /** The bytes of a payload received, by their lower-case hexadecimal SHA-256. */
    public Optional<ReceivedMessage.Bytes> payload(String sha256) {
        return store.payload(sha256);
    }

    /** What the node was told. */
    public GatewayConfig config() {
        return config;
    }

    /** Makes messages for partners; for programs that want to see or alter the bytes before they leave. */
    public As4Sender sender() {
        return sender;
    }

    /**
     * Sends a message once and says what became of it.
     *
     * @throws GatewayConfigException when the partner is unknown or has no endpoint
     */
    public Delivery send(OutboundMessage message, String partnerName) throws GatewayConfigException {
        Partner partner = config.partner(partnerName)
                .orElseThrow(() -> new GatewayConfigException("no partner is called '" + partnerName + "'; there are "
                        + config.partners().stream().map(Partner::name).toList()));
        URI endpoint = partner.endpoint()
                .orElseThrow(() -> new GatewayConfigException(
                        "partner '" + partnerName + "' has no endpoint; add one to the configuration"));
        return sender.send(message, partner.outgoing(), endpoint);
    }

    /** The clock that the node runs by. */
    Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        try {
            try {
                server.stop();
            } finally {
                adminServer.stop();
            }
        } catch (Exception e) { // Jetty's own signature
            throw new IllegalStateException("the node did not stop", e);
        } finally {
            sender.close();
            store.close();
        }
    }

    private static URI uri(Server server, InetSocketAddress address, String path) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://" + address.getHostString() + ":" + port + path);
    }

    private static Server server(InetSocketAddress address) {
        QueuedThreadPool threads = new QueuedThreadPool(32, 4);
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(8 << 10);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(address.getHostString());
        connector.setPort(address.getPort());
        connector.setIdleTimeout(30_000);
        server.addConnector(connector);
        ErrorHandler errors = new ErrorHandler();
        errors.setShowStacks(false);
        errors.setShowMessageInTitle(false);
        server.setErrorHandler(errors);
        return server;
    }

    private static ServletContextHandler handler(Server server) {
        ServletContextHandler handler = new ServletContextHandler();
        handler.setContextPath("/");
        server.setHandler(handler);
        return handler;
    }
}
