package org.cretula.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cretula.transport.WireMessage;
import org.cretula.transport.WireTap;

/** The two nodes of {@code keystores-example} and the files that they are configured with. */
final class World {

    static final Path ROOT = Path.of(System.getProperty("cretula.root"));
    static final Path KEYS = ROOT.resolve("keystores-example");
    static final Path EXAMPLES = ROOT.resolve("docs/examples");
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    static final String NODE_XA = "node-xa";
    static final String CUSTOMS_XB = "customs-xb";

    private World() {}

    /** A {@code gateway.yaml} of one that waits for {@code partner}, whose certificate is this file. */
    static Path waiting(Path folder, String us, String partner, Path certificate) throws IOException {
        return yaml(folder, us, "127.0.0.1:0", partner, certificate, "");
    }

    /** A {@code gateway.yaml} of one that sends to {@code partner}, whose certificate is this file. */
    static Path sending(Path folder, String us, String partner, Path certificate, URI endpoint) throws IOException {
        return yaml(folder, us, "127.0.0.1:0", partner, certificate, "    endpoint: " + endpoint + "\n");
    }

    /** A {@code gateway.yaml} of one that listens on {@code port} and sends to one that listens on another. */
    static Path both(Path folder, String us, int port, String partner, int partnersPort) throws IOException {
        return yaml(
                folder,
                us,
                "127.0.0.1:" + port,
                partner,
                certificateOf(partner),
                "    endpoint: http://127.0.0.1:" + partnersPort + "/as4\n");
    }

    static Path certificateOf(String party) {
        return KEYS.resolve(party + ".crt");
    }

    /** The bytes of one of the certificates of origin in {@code docs/examples}. */
    static byte[] example(String name) throws IOException {
        return Files.readAllBytes(EXAMPLES.resolve(name));
    }

    /** Two ports that nobody listens on. */
    static List<Integer> freePorts() throws IOException {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return List.of(one.getLocalPort(), two.getLocalPort());
        }
    }

    private static Path yaml(Path folder, String us, String listen, String partner, Path certificate, String endpoint)
            throws IOException {
        Files.createDirectories(folder);
        return Files.writeString(
                folder.resolve("gateway.yaml"), """
                party:
                  id: %1$s
                  type: urn:oasis:names:tc:ebcore:partyid-type:unregistered
                keystore: %2$s/%1$s.p12
                alias: as4
                password: example
                listen: %3$s
                admin: 127.0.0.1:0
                store: store
                partners:
                  - name: %4$s
                    party:
                      id: %4$s
                      type: urn:oasis:names:tc:ebcore:partyid-type:unregistered
                    certificate: %5$s
                    agreement: urn:cretula:agreements:xa-xb
                    service: urn:cretula:services:co
                    action: submit
                """.formatted(us, KEYS, listen, partner, certificate) + endpoint);
    }

    /** Remembers what passed by. */
    static final class Recorder implements WireTap {
        final List<WireMessage> outgoing = Collections.synchronizedList(new ArrayList<>());
        final List<WireMessage> incoming = Collections.synchronizedList(new ArrayList<>());

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
