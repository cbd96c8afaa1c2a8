package org.cretula.gateway;

import java.time.Instant;
import java.util.List;
import org.cretula.transport.ReceivedMessage;

/**
 * A message as it lies in the store, without the bytes of its payloads; {@link GatewayStore#payload} gives those.
 *
 * @param from the sending party, type and identifier
 * @param messageId its id
 * @param conversationId its conversation
 * @param receivedAt when it was stored
 * @param payloads in the order of the message
 * @param receipt the receipt that was given for it, byte for byte
 */
public record StoredMessage(
        String from,
        String messageId,
        String conversationId,
        Instant receivedAt,
        List<StoredPayload> payloads,
        ReceivedMessage.Bytes receipt) {

    public StoredMessage {
        payloads = List.copyOf(payloads);
    }

    /**
     * One payload.
     *
     * @param contentId its Content-ID
     * @param mimeType its media type as signed
     * @param sha256 lower-case hexadecimal digest of its bytes, by which the store gives them
     */
    public record StoredPayload(String contentId, String mimeType, String sha256) {}
}
