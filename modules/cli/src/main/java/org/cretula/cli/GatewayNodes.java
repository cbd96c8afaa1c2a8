package org.cretula.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.cretula.conformance.InputException;
import org.cretula.conformance.Node;
import org.cretula.conformance.NodeFactory;
import org.cretula.gateway.Gateway;
import org.cretula.gateway.GatewayConfig;
import org.cretula.gateway.GatewayConfigException;
import org.cretula.transport.MessageStore;
import org.cretula.transport.WireTap;

/** Gateways as the examiner sees partners' nodes. */
record GatewayNodes(Clock clock) implements NodeFactory {

    @Override
    public Node start(Path config, UnaryOperator<MessageStore> around) throws InputException {
        try {
            return new Running(Gateway.start(GatewayConfig.load(config), clock, WireTap.none(), around));
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
            return gateway.config().admin().map(address -> gateway.admin());
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
