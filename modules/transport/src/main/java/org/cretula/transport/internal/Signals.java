package org.cretula.transport.internal;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cretula.transport.As4Identity;
import org.w3c.dom.Element;

/** Makes the signals that answer a message; those that are signed can be stored and sent byte for byte. */
final class Signals {

    private final Sealer sealer;
    private final Clock clock;

    Signals(As4Identity identity, Clock clock) {
        this.sealer = new Sealer(identity);
        this.clock = clock;
    }

    /** A signed receipt over these ds:Reference elements. */
    byte[] receipt(String messageId, List<Element> references) {
        return sealer.signal(MessagingWriter.receipt(id(), now(), messageId, references));
    }

    /** A signed error. */
    byte[] error(String messageId, Refusal refusal) {
        return sealer.signal(
                Xml.own(MessagingWriter.error(id(), now(), Optional.of(messageId), refusal.code(), refusal.detail())));
    }

    /** An error that is not signed, for a sender that we do not know. */
    byte[] unsignedError(Optional<String> messageId, Refusal refusal) {
        return MessagingWriter.error(id(), now(), messageId, refusal.code(), refusal.detail());
    }

    private static String id() {
        return UUID.randomUUID() + "@cretula.org";
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
