package org.cretula.conformance;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.cretula.transport.As4Identity;
import org.cretula.transport.PMode;

/**
 * What an examination is to do: who we are, who the partner is, on what terms messages are exchanged.
 *
 * @param title heading of the report
 * @param name what the partner's trigger calls us
 * @param identity our party and keys
 * @param listen where the partner's messages reach us; empty when it sends none
 * @param outgoing the terms of what we send
 * @param incoming the terms of what we receive
 * @param place where the partner is found
 * @param roles the roles that the partner takes
 * @param vectors folder of vectors to judge; empty for none
 */
public record Plan(
        String title,
        String name,
        As4Identity identity,
        Optional<InetSocketAddress> listen,
        PMode outgoing,
        PMode incoming,
        Place place,
        Set<Assertion.Role> roles,
        Optional<Path> vectors) {

    /** Where the partner is found. */
    public sealed interface Place {

        /**
         * It is started for the time of the examination.
         *
         * @param config its configuration
         */
        record Started(Path config) implements Place {}

        /**
         * It runs already.
         *
         * @param endpoint where it receives messages
         * @param observe where it lists what it delivered
         * @param trigger where it is told to send
         */
        record Running(URI endpoint, Optional<URI> observe, Optional<URI> trigger) implements Place {}
    }

    public Plan {
        roles = Set.copyOf(roles);
    }

    /**
     * Reads a plan; paths in it are relative to its folder.
     *
     * @throws InputException when the file or one that it names cannot be used
     */
    public static Plan load(Path file) throws InputException {
        return new PlanReader(file).read();
    }
}
