package org.cretula.conformance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cretula.conformance.internal.Inbox;
import org.cretula.conformance.internal.PartnerSide;
import org.cretula.transport.ReceivedMessage;

/** What a partner sends when told to, and what it takes for a receipt. */
final class InitiatorScenarios {

    private final Bench bench;
    private final Inbox inbox;
    private final URI trigger;
    private final Duration patience;

    InitiatorScenarios(Bench bench, Inbox inbox, URI trigger, Duration patience) {
        this.bench = bench;
        this.inbox = inbox;
        this.trigger = trigger;
        this.patience = patience;
    }

    void run() {
        bench.scenario("partner-sends", List.of("message-as-agreed", "receipt-accepted"), this::honest);
        dishonest("no-receipt-not-acknowledged", Inbox.Treatment.SILENT, "answered by 202 without a receipt");
        dishonest(
                "other-digests-not-acknowledged",
                Inbox.Treatment.OTHER_DIGESTS,
                "answered by a receipt for other digests");
        dishonest("error-not-acknowledged", Inbox.Treatment.REFUSED, "answered by a signed error");
    }

    private void honest() throws IOException {
        inbox.treat(Inbox.Treatment.HONEST);
        byte[] document = Bench.document("partner-sends", 1, bench.clock);
        PartnerSide.Outcome outcome = bench.partner.trigger(trigger, bench.plan.name(), document);
        Optional<ReceivedMessage> received = await(document);
        if (received.isPresent()) {
            bench.sheet.pass(
                    "message-as-agreed",
                    "message " + received.get().messageId() + " came with "
                            + received.get().payloads().size() + " payload and passed every check");
            bench.sheet.mark(
                    "receipt-accepted",
                    outcome.acknowledged() ? Mark.PASS : Mark.FAIL,
                    "our receipt was right, " + said(outcome));
        } else if (bench.evidence.current().isEmpty()) {
            bench.sheet.inconclusive("message-as-agreed", "nothing came to " + inbox.uri() + ", " + said(outcome));
        } else {
            bench.sheet.fail("message-as-agreed", "what came did not pass our receiving chain, " + said(outcome));
        }
    }

    private void dishonest(String id, Inbox.Treatment treatment, String how) {
        bench.scenario(id, List.of(id), () -> {
            inbox.treat(treatment);
            byte[] document = Bench.document(id, 1, bench.clock);
            PartnerSide.Outcome outcome = bench.partner.trigger(trigger, bench.plan.name(), document);
            if (await(document).isEmpty()) {
                bench.sheet.inconclusive(id, "no message came that could be answered, " + said(outcome));
            } else {
                bench.sheet.mark(id, outcome.acknowledged() ? Mark.FAIL : Mark.PASS, how + ", " + said(outcome));
            }
        });
    }

    private Optional<ReceivedMessage> await(byte[] document) throws IOException {
        try {
            return inbox.await(EvidenceFolder.sha256(document), patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for a message");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private static String said(PartnerSide.Outcome outcome) {
        return "the partner says '" + outcome.outcome() + "'"
                + (outcome.explanation().isEmpty() ? "" : " (" + outcome.explanation() + ")");
    }
}
