package org.cretula.gateway;

import java.net.URI;
import java.util.Optional;
import org.cretula.transport.PMode;

/**
 * Somebody to exchange messages with.
 *
 * @param name what the partner is called in commands
 * @param endpoint where messages to it go; empty for one that only sends to us
 * @param outgoing the terms of what we send
 * @param incoming the terms of what we receive
 */
public record Partner(String name, Optional<URI> endpoint, PMode outgoing, PMode incoming) {}
