package org.cretula.conformance.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.cretula.transport.WireMessage;

/**
 * What a partner lets us ask it besides AS4: which messages it delivered ({@code GET} of a JSON list whose entries have
 * {@code payloads} with {@code sha256}), and to send one ({@code POST ?to=NAME}, answered by JSON with {@code outcome}).
 */
public final class PartnerSide {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Wire wire = new Wire();

    /** What a partner says became of a message that it was asked to send. */
    public record Outcome(String outcome, String explanation) {
        /** Whether the partner takes the message for received. */
        public boolean acknowledged() {
            return outcome.equals("acknowledged");
        }
    }

    /** How many delivered messages have a payload of this digest. */
    public int delivered(URI observe, String payloadSha256) throws IOException {
        JsonNode list = json(wire.get(observe));
        if (!list.isArray()) {
            throw new IOException("expected a JSON list of delivered messages from " + observe);
        }
        int count = 0;
        for (JsonNode message : list) {
            for (JsonNode payload : message.path("payloads")) {
                if (payload.path("sha256").asText().equalsIgnoreCase(payloadSha256)) {
                    count++;
                }
            }
        }
        return count;
    }

    /** Asks the partner to send us a document. */
    public Outcome trigger(URI trigger, String ourName, byte[] document) throws IOException {
        String separator = trigger.getRawQuery() == null ? "?" : "&";
        URI to = URI.create(trigger + separator + "to=" + URLEncoder.encode(ourName, StandardCharsets.UTF_8));
        WireMessage.Answer answer = wire.post(to, new WireMessage("application/xml", document));
        JsonNode json = json(answer);
        String outcome = json.path("outcome").asText();
        if (outcome.isEmpty()) {
            throw new IOException("expected JSON with 'outcome' from the trigger, found HTTP status " + answer.status()
                    + (json.path("error").isMissingNode()
                            ? ""
                            : ": " + json.path("error").asText()));
        }
        String explanation = json.path("explanation").asText();
        return new Outcome(
                outcome,
                explanation.isEmpty() ? json.path("errors").path(0).path("code").asText() : explanation);
    }

    private static JsonNode json(WireMessage.Answer answer) throws IOException {
        try {
            return MAPPER.readTree(answer.message().body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException("expected JSON, found HTTP status " + answer.status() + " and other text", e);
        }
    }
}
