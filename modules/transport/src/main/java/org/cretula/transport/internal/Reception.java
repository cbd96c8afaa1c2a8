package org.cretula.transport.internal;

import java.util.Optional;
import org.cretula.transport.MessageStore;
import org.cretula.transport.ReceivedMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on its way through the SOAP stack, and the answer that was found for it.
 *
 * <p>Order of the last steps: sign the receipt, store it together with the message, and only then hand it out. Whatever
 * fails before the store has committed leaves no receipt behind (attack S29).
 */
final class Reception {

    static final String KEY = Reception.class.getName();
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    final Inbound.Expected expected;
    private final Signals signals;
    private final MessageStore store;
    private Inbound.@Nullable Verified verified;
    private @Nullable Answer answer;

    Reception(Inbound.Expected expected, Signals signals, MessageStore store) {
        this.expected = expected;
        this.signals = signals;
        this.store = store;
    }

    void verified(Inbound.Verified result) {
        verified = result;
    }

    void refuse(Refusal refusal) {
        String id = expected.parsed.header.messageId();
        LOG.debug("refused {}: {}", id, refusal.code(), refusal);
        answer = new Answer(200, signals.error(id, refusal));
    }

    Optional<Answer> answer() {
        return Optional.ofNullable(answer);
    }

    /** Covers, allows, stores, acknowledges. */
    void accept() {
        if (verified == null) {
            throw new IllegalStateException("a message cannot be accepted before its signature is verified");
        }
        try {
            Inbound.Allowed allowed = Inbound.Allowed.of(Inbound.Covered.of(verified));
            byte[] receipt = signals.receipt(
                    allowed.message.messageId(), verified.opened.rules().referenceElements());
            if (allowed.message.service().isTest()) {
                answer = new Answer(200, receipt);
            } else {
                answer = stored(allowed.message, receipt);
            }
        } catch (Refusal e) {
            refuse(e);
        }
    }

    private Answer stored(ReceivedMessage message, byte[] receipt) throws Refusal {
        MessageStore.Outcome outcome;
        try {
            outcome = store.store(message, receipt.clone());
        } catch (RuntimeException e) {
            // Any failure of the program's store: nothing was kept, and the partner is to send again.
            LOG.debug("not stored: {}", message.messageId(), e);
            Refusal later = new Refusal(
                    EbmsCode.OTHER, "the message could not be stored; send it again later with the same message id", e);
            return new Answer(503, signals.error(message.messageId(), later));
        }
        if (outcome instanceof MessageStore.Outcome.Duplicate duplicate) {
            return new Answer(200, duplicate.earlierReceipt().toArray());
        }
        if (outcome instanceof MessageStore.Outcome.Conflict) {
            throw new Refusal(
                    EbmsCode.VALUE_INCONSISTENT,
                    "expected a new message id, found one that was used before for other payloads");
        }
        return new Answer(200, receipt);
    }
}
