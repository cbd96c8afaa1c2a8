package org.cretula.trust.internal.collection;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.Network;
import org.cretula.trust.internal.encoding.Words;

/** Asks within the limits, each address once for each thing, and remembers what was in vain. */
final class Fetcher {

    private final Network network;
    private final CollectionLimits limits;
    private final Clock clock;
    private final Instant end;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> notes = new LinkedHashSet<>();
    private int requests;
    private long bytes;

    Fetcher(Network network, CollectionLimits limits, Clock clock) {
        this.network = network;
        this.limits = limits;
        this.clock = clock;
        this.end = clock.instant().plus(limits.total());
    }

    /** Remembers a sentence for the report. */
    void note(String note) {
        notes.add(note);
    }

    List<String> notes() {
        return List.copyOf(notes);
    }

    /** What a GET gives; empty when it was done before or in vain. */
    Optional<Network.Reply> get(URI address, int mostBytes, String what) {
        return asked.add(address.toString()) ? fetch(address, Optional.empty(), mostBytes, what) : Optional.empty();
    }

    /** What a POST gives; empty when it is in vain. */
    Optional<Network.Reply> post(URI address, Network.Body question, String what) {
        return fetch(address, Optional.of(question), limits.smallBytes(), what);
    }

    private Optional<Network.Reply> fetch(URI address, Optional<Network.Body> question, int mostBytes, String what) {
        Duration left = Duration.between(clock.instant(), end);
        if (requests >= limits.requests()) {
            note("not everything was asked for: expected to do with " + limits.requests()
                    + " requests, found need of more; get " + what + " by hand");
            return Optional.empty();
        }
        if (left.isNegative() || left.isZero()) {
            note("not everything was asked for: expected to be done within "
                    + limits.total().toSeconds() + " s, found that over; try again, or get " + what + " by hand");
            return Optional.empty();
        }
        long room = limits.totalBytes() - bytes;
        if (room <= 0) {
            note("not everything was asked for: expected to do with " + limits.totalBytes()
                    + " bytes, found need of more; get " + what + " by hand");
            return Optional.empty();
        }
        requests++;
        int most = (int) Math.min(mostBytes, room);
        Duration within = left.compareTo(limits.each()) < 0 ? left : limits.each();
        try {
            Network.Reply reply = network.fetch(new Network.Request(address, question, most, within));
            int length = reply.bytes().length;
            bytes += length;
            if (length <= most) {
                return Optional.of(reply);
            }
            refuse(address, what, "expected at most " + most + " bytes, found " + length);
        } catch (IOException | RuntimeException e) {
            // Clients report some addresses and answers by unchecked exceptions, which whoever wrote them would like.
            refuse(address, what, Words.line(e));
        }
        return Optional.empty();
    }

    /** Remembers that an address gave nothing to be used. */
    void refuse(URI address, String what, String why) {
        note("could not get " + what + " from " + Words.line(address.toString()) + ": " + why
                + "; try again later, or ask its issuer for it");
    }
}
