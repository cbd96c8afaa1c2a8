package org.cretula.transport;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A message that was signed by the partner's pinned certificate, covered in full by that signature, and protected as
 * agreed; given to the {@link MessageStore} by the receiver.
 *
 * @param messageId {@code eb:MessageId}; unique only together with the sending party
 * @param conversationId {@code eb:ConversationId}
 * @param refToMessageId {@code eb:RefToMessageId}
 * @param timestamp when the sender says that it made the message
 * @param mode the P-Mode it was received under
 * @param properties message properties, name to value
 * @param signer certificate of the partner that the signature was verified with
 * @param payloads in the order of the header
 * @param references what the signature covers
 * @param contentDigest lower-case hexadecimal SHA-256 over the digests of the payloads in order: two messages with the
 *     same message id are duplicates when it is equal, in conflict when not
 * @param messaging the signed {@code eb:Messaging} element
 */
public record ReceivedMessage(
        String messageId,
        String conversationId,
        Optional<String> refToMessageId,
        Instant timestamp,
        PMode mode,
        Map<String, String> properties,
        X509Certificate signer,
        List<Part> payloads,
        List<SignedReference> references,
        String contentDigest,
        Bytes messaging) {

    public ReceivedMessage {
        properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        payloads = List.copyOf(payloads);
        references = List.copyOf(references);
    }

    /** The sending party; the P-Mode binds it to its certificate. */
    public PartyId from() {
        return mode.initiator().party();
    }

    /** The receiving party. */
    public PartyId to() {
        return mode.responder().party();
    }

    /** The service. */
    public PMode.Service service() {
        return mode.service();
    }

    /** The action. */
    public String action() {
        return mode.action();
    }

    /**
     * One payload as it was before compression.
     *
     * @param contentId Content-ID without angle brackets
     * @param mimeType from the signed part properties, never from the MIME headers, which no signature covers
     * @param properties part properties other than MimeType and CompressionType
     * @param sha256 lower-case hexadecimal digest of the bytes
     * @param content the bytes
     */
    public record Part(
            String contentId, String mimeType, Map<String, String> properties, String sha256, Bytes content) {
        public Part {
            properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
        }
    }

    /** Bytes that nobody can change. */
    public static final class Bytes {
        private final byte[] bytes;

        /** A copy of these bytes. */
        public Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        /** A copy. */
        public byte[] toArray() {
            return bytes.clone();
        }

        /** How many. */
        public int size() {
            return bytes.length;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes b && Arrays.equals(bytes, b.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
