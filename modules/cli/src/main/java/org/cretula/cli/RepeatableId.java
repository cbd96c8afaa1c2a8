package org.cretula.cli;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.Payload;

/**
 * Message ids from which, with the document, the whole message can be made again.
 *
 * <p>A receiver answers a copy by the receipt that it gave before, and that one names the digests of the first attempt.
 * So a second attempt must not differ in a single byte of what is signed: the time, the conversation and the content id
 * all follow from the message id, a UUID of version 7 (RFC 9562, 5.7), which begins with its time.
 */
final class RepeatableId {

    private static final String DOMAIN = "@cretula.org";
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})" + DOMAIN);
    private static final int VERSION = 7;

    private RepeatableId() {}

    /** An id for a message made now. */
    static String fresh(Clock clock) {
        UUID random = UUID.randomUUID();
        long head = clock.millis() << 16 | VERSION << 12 | (random.getMostSignificantBits() & 0xFFF);
        return new UUID(head, random.getLeastSignificantBits()) + DOMAIN;
    }

    /** The message of this id; empty if the id is not one of ours. */
    static Optional<OutboundMessage> message(String id, byte[] document) {
        Matcher matcher = FORM.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        UUID uuid = UUID.fromString(matcher.group(1));
        if (uuid.version() != VERSION) {
            return Optional.empty();
        }
        Instant made = Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
        return Optional.of(OutboundMessage.builder()
                .messageId(id)
                .conversationId(uuid.toString())
                .timestamp(made)
                .payload(Payload.restored("document." + id, "application/xml", document, Map.of()))
                .build(Clock.fixed(made, ZoneOffset.UTC)));
    }
}
