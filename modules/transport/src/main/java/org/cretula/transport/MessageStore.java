package org.cretula.transport;

/**
 * Where received messages are kept, durably; implemented by the program.
 *
 * <p>The answer to the partner depends on it: a receipt leaves only after this call returned, so it must return only
 * after message and receipt are committed in one transaction. It is called from several threads, and possibly on
 * several machines, with the same message at once: the key (sending party, message id) must be unique by the store's
 * own means, not by looking first.
 */
public interface MessageStore {

    /**
     * Keeps the message together with the receipt for it, unless the same party has sent this message id before.
     *
     * @param receipt the signed receipt, to be given back as {@link Outcome.Duplicate} when the message comes again
     * @throws RuntimeException when it is not certain that the message is kept; the partner is then told to send it
     *     again. Half of it must never be kept; where the whole was kept after all, the next copy is a duplicate like any
     *     other and gets the receipt that was stored with it
     */
    Outcome store(ReceivedMessage message, byte[] receipt);

    /** What became of a message. */
    sealed interface Outcome {

        /** Kept now, for the first time. */
        record Stored() implements Outcome {}

        /**
         * Kept before with equal {@link ReceivedMessage#contentDigest()}.
         *
         * @param earlierReceipt the receipt that was stored then
         */
        record Duplicate(ReceivedMessage.Bytes earlierReceipt) implements Outcome {}

        /** The same party used this message id before for other content. */
        record Conflict() implements Outcome {}
    }
}
