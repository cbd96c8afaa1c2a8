package org.cretula.conformance;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cretula.gateway.Gateway;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import org.cretula.transport.MessageStore;
import org.cretula.transport.WireTap;

/** Starts gateways of this project, as the command does. */
record Nodes(Clock clock) implements NodeFactory {

    @Override
    public Node start(Path config, UnaryOperator<MessageStore> around) throws InputException {
        try {
            Gateway gateway = Gateway.start(GatewayConfig.load(config), clock, WireTap.none(), around);
            return new Running(gateway);
        } catch (GatewayConfigException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private record Running(Gateway gateway) implements Node {
        @Override
        public URI endpoint() {
            return gateway.endpoint();
        }

        @Override
        public Optional<URI> observe() {
            return gateway.config().admin().map(a -> gateway.admin());
        }

        @Override
        public Optional<URI> trigger() {
            return observe();
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
