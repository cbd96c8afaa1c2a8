package org.cretula.conformance;

import java.net.URI;
import java.util.Optional;

/** A partner's node that runs in this process for the time of an examination. */
public interface Node extends AutoCloseable {

    /** Where it receives messages. */
    URI endpoint();

    /** Where it lists what it delivered: {@code GET} gives JSON; see {@code docs/conformance.md}. */
    Optional<URI> observe();

    /** Where it is told to send: {@code POST ?to=NAME}; see {@code docs/conformance.md}. */
    Optional<URI> trigger();

    @Override
    void close();
}
