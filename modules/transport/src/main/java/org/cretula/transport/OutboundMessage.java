package org.cretula.transport;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A message to send, with its message id and timestamp fixed before the first attempt: to send it again is safe, since
 * the receiver knows it by that id and answers with the receipt it gave before.
 */
public final class OutboundMessage {

    private final String messageId;
    private final String conversationId;
    private final Instant timestamp;
    private final List<Payload> payloads;
    private final Map<String, String> properties;

    private OutboundMessage(Builder builder, Instant timestamp) {
        this.messageId = builder.messageId;
        this.conversationId = builder.conversationId;
        this.timestamp = timestamp;
        this.payloads = List.copyOf(builder.payloads);
        this.properties = Collections.unmodifiableMap(new LinkedHashMap<>(builder.properties));
    }

    /** A builder with a new message id and a conversation of its own. */
    public static Builder builder() {
        return new Builder();
    }

    /** {@code eb:MessageId}, an RFC 2822 message id without angle brackets. */
    public String messageId() {
        return messageId;
    }

    /** {@code eb:ConversationId}. */
    public String conversationId() {
        return conversationId;
    }

    /** {@code eb:Timestamp}, whole milliseconds. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The payloads in order; the first is the leading document. */
    public List<Payload> payloads() {
        return payloads;
    }

    /** Message properties, name to value, in order. */
    public Map<String, String> properties() {
        return properties;
    }

    /** Collects what a message says. */
    public static final class Builder {
        private String messageId = UUID.randomUUID() + "@cretula.org";
        private String conversationId = UUID.randomUUID().toString();
        private Optional<Instant> timestamp = Optional.empty();
        private final List<Payload> payloads = new ArrayList<>();
        private final Map<String, String> properties = new LinkedHashMap<>();

        private Builder() {}

        /** The id that a stored message had before. */
        public Builder messageId(String value) {
            if (!value.matches("[\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,255}")) {
                throw new IllegalArgumentException(
                        "expected a message id without blanks and brackets, got '" + value + "'");
            }
            messageId = value;
            return this;
        }

        /** The timestamp that a stored message had before. */
        public Builder timestamp(Instant value) {
            timestamp = Optional.of(value);
            return this;
        }

        /** The conversation that this message belongs to; may be empty where partners agree so. */
        public Builder conversationId(String value) {
            conversationId = value;
            return this;
        }

        /** One more payload. */
        public Builder payload(Payload payload) {
            if (payloads.stream().anyMatch(p -> p.contentId().equalsIgnoreCase(payload.contentId()))) {
                throw new IllegalArgumentException("two payloads have the content id '" + payload.contentId() + "'");
            }
            payloads.add(payload);
            return this;
        }

        /** One more message property. */
        public Builder property(String name, String value) {
            properties.put(name, value);
            return this;
        }

        /** The party on whose behalf we send (four-corner model). */
        public Builder originalSender(String value) {
            return property("originalSender", value);
        }

        /** The party that the receiver passes the message on to (four-corner model). */
        public Builder finalRecipient(String value) {
            return property("finalRecipient", value);
        }

        /** The message, dated now unless it has a timestamp already. */
        public OutboundMessage build(Clock clock) {
            return new OutboundMessage(this, timestamp.orElseGet(clock::instant).truncatedTo(ChronoUnit.MILLIS));
        }
    }
}
