package org.cretula.transport;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Two parties that have agreed, one of them with a real server on loopback. */
public final class World implements AutoCloseable {

    public static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    public static final PartyId CHAMBER = PartyId.of("XX-CHAMBER-1", "urn:example:party");
    public static final PartyId CUSTOMS = PartyId.of("YY-CUSTOMS-1", "urn:example:party");
    private static final TestCa CA;
    // Of different sizes, since the testkit shares RSA keys of one size between certificates.
    public static final Credential CHAMBER_SIGNING;
    public static final Credential CUSTOMS_SIGNING;
    public static final Credential CUSTOMS_ENCRYPTION;
    public static final Credential CHAMBER_ENCRYPTION;

    static {
        BouncyCastleFirst.inThisJvm();
        CA = TestCa.root("Example AS4 Root");
        CHAMBER_SIGNING = CA.issue(Subject.named("Chamber signing").rsa(2048));
        CUSTOMS_SIGNING = CA.issue(Subject.named("Customs signing"));
        CUSTOMS_ENCRYPTION =
                CA.issue(Subject.named("Customs encryption").rsa(2432).keyUsage(KeyUsage.keyEncipherment));
        CHAMBER_ENCRYPTION =
                CA.issue(Subject.named("Chamber encryption").rsa(2048).keyUsage(KeyUsage.keyEncipherment));
    }

    public static final As4Identity CHAMBER_IDENTITY = identity(CHAMBER, CHAMBER_SIGNING, CHAMBER_ENCRYPTION);
    public static final As4Identity CUSTOMS_IDENTITY = identity(CUSTOMS, CUSTOMS_SIGNING, CUSTOMS_ENCRYPTION);

    /** As the chamber sees it: the partner is the customs administration. */
    public static final PMode SENDING = agreed().partnerSigningCertificate(CUSTOMS_SIGNING.certificate())
            .partnerEncryptionCertificate(CUSTOMS_ENCRYPTION.certificate())
            .build();
    /** As the customs administration sees it: the partner is the chamber. */
    public static final PMode RECEIVING =
            agreed().partnerSigningCertificate(CHAMBER_SIGNING.certificate()).build();

    public final MemoryStore store = new MemoryStore();
    public final Recorder tap = new Recorder();
    private final Server server;
    private final URI endpoint;

    public World() {
        this(PModes.of(List.of(RECEIVING)), As4Limits.DEFAULT);
    }

    public World(PModes modes, As4Limits limits) {
        this(CUSTOMS_IDENTITY, modes, limits);
    }

    public World(As4Identity receiver, PModes modes, As4Limits limits) {
        server = new Server(new QueuedThreadPool(32));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(
                new ServletHolder(As4Receiver.of(receiver, modes, store, CLOCK)
                        .withLimits(limits)
                        .withTap(tap)
                        .servlet()),
                "/msh");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception e) { // Jetty declares no narrower type
            throw new IllegalStateException("cannot start the server", e);
        }
        endpoint = URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/msh");
    }

    public URI endpoint() {
        return endpoint;
    }

    public static PMode.Builder agreed() {
        return PMode.builder("co")
                .agreement("urn:example:agreement:1")
                .initiator(CHAMBER)
                .responder(CUSTOMS)
                .service("urn:example:co", "urn:example:services")
                .action("SubmitCertificate");
    }

    public static As4Identity identity(PartyId party, Credential signing, Credential encryption) {
        return new As4Identity(party, signing.key(), signing.chain(), encryption.key(), encryption.certificate());
    }

    /** A credential of the same authority that nobody has agreed on. */
    public static Credential stranger() {
        return CA.issue(Subject.named("Stranger").rsa(2304));
    }

    public static As4Sender sender() {
        return As4Sender.builder(CHAMBER_IDENTITY, CLOCK)
                .timeouts(Duration.ofSeconds(5), Duration.ofSeconds(60))
                .build();
    }

    public static OutboundMessage message(Payload... payloads) {
        OutboundMessage.Builder builder = OutboundMessage.builder()
                .conversationId("conversation-1")
                .originalSender("exporter-1")
                .finalRecipient("office-1");
        for (Payload payload : payloads) {
            builder.payload(payload);
        }
        return builder.build(CLOCK);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares no narrower type
            throw new IllegalStateException("cannot stop the server", e);
        }
    }

    /** Remembers what passed by. */
    public static final class Recorder implements WireTap {
        public final List<WireMessage> outgoing = Collections.synchronizedList(new ArrayList<>());
        public final List<WireMessage> incoming = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void outgoing(WireMessage message) {
            outgoing.add(message);
        }

        @Override
        public void incoming(WireMessage message) {
            incoming.add(message);
        }
    }
}
