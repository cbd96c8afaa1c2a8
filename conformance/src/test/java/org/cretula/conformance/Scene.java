package org.cretula.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** A plan and a partner's node in a folder of their own, with the keys of the example PKI. */
final class Scene {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);

    private Scene() {}

    /** Writes plan and node; the text of the plan may be changed before. */
    static Path plan(Path folder, java.util.function.UnaryOperator<String> change) {
        int port = freePort();
        String keys = Root.path("keystores-example").toString();
        String node = """
                party: {id: customs-xb, type: "urn:example:party"}
                keystore: %1$s/customs-xb.p12
                alias: as4
                password: example
                listen: 127.0.0.1:0
                admin: 127.0.0.1:0
                store: store
                partners:
                  - name: node-xa
                    party: {id: node-xa, type: "urn:example:party"}
                    endpoint: http://127.0.0.1:%2$d/as4
                    certificate: %1$s/node-xa.crt
                    agreement: urn:example:agreement
                    service: urn:example:co
                    action: SubmitCertificate
                """.formatted(keys, port);
        String plan = """
                title: Customs of XB
                examiner:
                  name: node-xa
                  party: {id: node-xa, type: "urn:example:party"}
                  keystore: %1$s/node-xa.p12
                  alias: as4
                  password: example
                  listen: 127.0.0.1:%2$d
                partner:
                  party: {id: customs-xb, type: "urn:example:party"}
                  certificate: %1$s/customs-xb.crt
                  node: gateway.yaml
                exchange:
                  agreement: urn:example:agreement
                  service: urn:example:co
                  action: SubmitCertificate
                """.formatted(keys, port);
        Root.write(folder.resolve("gateway.yaml"), node.getBytes(StandardCharsets.UTF_8));
        Root.write(folder.resolve("plan.yaml"), change.apply(plan).getBytes(StandardCharsets.UTF_8));
        return folder.resolve("plan.yaml");
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
