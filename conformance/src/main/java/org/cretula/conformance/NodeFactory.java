package org.cretula.conformance;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.cretula.transport.MessageStore;

/** Starts nodes; the program provides it, since this module knows none. */
@FunctionalInterface
public interface NodeFactory {

    /**
     * Starts a node.
     *
     * @param config its configuration
     * @param around what is to stand between the node's endpoint and its store
     * @throws InputException when it does not start; the message says why
     */
    Node start(Path config, UnaryOperator<MessageStore> around) throws InputException;
}
