package org.cretula.transport;

import java.time.Instant;
import java.util.List;

/** What is known after one attempt to send a message. Only {@link Acknowledged} is proof of anything. */
public sealed interface Delivery {

    /** The message concerned. */
    String messageId();

    /**
     * The partner has the message: its signed receipt names exactly the digests that we sent.
     *
     * @param messageId the message
     * @param receiptTimestamp when the partner says that it made the receipt
     * @param sent what our signature covered, in order
     * @param receipted what the receipt names, in its order; as a set equal to {@code sent}
     * @param receipt the SOAP envelope of the receipt, byte for byte as it came
     */
    record Acknowledged(
            String messageId,
            Instant receiptTimestamp,
            List<SignedReference> sent,
            List<SignedReference> receipted,
            ReceivedMessage.Bytes receipt)
            implements Delivery {
        public Acknowledged {
            sent = List.copyOf(sent);
            receipted = List.copyOf(receipted);
        }
    }

    /**
     * An error signal came back.
     *
     * @param messageId the message
     * @param errors at least one failure
     * @param authentic whether the signal names this message and is signed by the partner's pinned certificate. When
     *     not, anybody on the way may have sent it: it is a hint for people and no reason to stop trying
     * @param signal the SOAP envelope of the signal, byte for byte as it came
     */
    record Refused(String messageId, List<EbmsError> errors, boolean authentic, ReceivedMessage.Bytes signal)
            implements Delivery {
        public Refused {
            errors = List.copyOf(errors);
        }

        /**
         * Whether the same message may be sent again: when it is not sure that the partner said so, or when it said
         * {@code EBMS:0004}, which this module's receiver answers while it cannot store.
         */
        public boolean mayBeRepeated() {
            return !authentic || errors.stream().anyMatch(e -> e.code().equals("EBMS:0004"));
        }
    }

    /**
     * Nobody knows whether the message arrived; send it again, with the same message id.
     *
     * @param messageId the message
     * @param reason the kind of failure
     * @param code the ebMS code that fits, such as {@code EBMS:0301}
     * @param explanation what was expected and what was found
     */
    record Unconfirmed(String messageId, Reason reason, String code, String explanation) implements Delivery {

        /** Why it is not known. */
        public enum Reason {
            /** No connection could be made, or it broke. */
            CONNECTION,
            /** No complete answer in time. */
            TIME_OUT,
            /** An answer without a signal in it. */
            NO_SIGNAL,
            /** A receipt that proves nothing about this message: unsigned, by another signer, or for other bytes. */
            INVALID_RECEIPT
        }
    }
}
