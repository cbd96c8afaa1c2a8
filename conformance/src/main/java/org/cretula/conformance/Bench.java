package org.cretula.conformance;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cretula.conformance.internal.PartnerSide;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.EbmsError;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;

/** What every scenario works with. */
final class Bench {

    final Plan plan;
    final Clock clock;
    final URI endpoint;
    final Optional<URI> observe;
    final Optional<URI> trigger;
    final Sheet sheet;
    final EvidenceFolder evidence;
    final As4Sender sender;
    final PartnerSide partner = new PartnerSide();

    Bench(Plan plan, Clock clock, Plan.Place.Running place, Sheet sheet, EvidenceFolder evidence, As4Sender sender) {
        this.plan = plan;
        this.clock = clock;
        this.endpoint = place.endpoint();
        this.observe = place.observe();
        this.trigger = place.trigger();
        this.sheet = sheet;
        this.evidence = evidence;
        this.sender = sender;
    }

    /** A document of its own for each message, so that it can be told apart where it is delivered. */
    static byte[] document(String scenario, int number, Clock clock) {
        return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Conformance xmlns=\"urn:cretula:conformance\" scenario=\""
                        + scenario + "\" number=\"" + number + "\" nonce=\"" + java.util.UUID.randomUUID()
                        + "\">" + clock.instant() + "</Conformance>\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    OutboundMessage message(byte[]... documents) {
        OutboundMessage.Builder builder = OutboundMessage.builder();
        for (byte[] document : documents) {
            builder.payload(Payload.of("application/xml", document));
        }
        return builder.build(clock);
    }

    /** Sends once and says what came of it. */
    Answered exchange(WireMessage wire, PMode mode) throws IOException {
        WireMessage.Answer answer = sender.transmit(wire, endpoint);
        return new Answered(answer.status(), sender.judge(wire, answer, mode));
    }

    /** How many delivered messages have this document; empty where the partner does not say. */
    Optional<Integer> delivered(byte[] document) throws IOException {
        return observe.isPresent()
                ? Optional.of(partner.delivered(observe.get(), EvidenceFolder.sha256(document)))
                : Optional.empty();
    }

    /** Runs a scenario; what it leaves unmarked because nobody answered is inconclusive. */
    void scenario(String name, List<String> ids, Scenario body) {
        evidence.begin(name);
        String reason = "the scenario ended before this was seen";
        try {
            body.run();
        } catch (IOException e) {
            reason = "no answer to be judged: " + e.getMessage();
        }
        for (String id : ids) {
            if (!sheet.isMarked(id)) {
                sheet.inconclusive(id, reason);
            }
        }
    }

    /** The steps of a scenario. */
    interface Scenario {
        void run() throws IOException;
    }

    /**
     * What came back for a message.
     *
     * @param status HTTP status
     * @param delivery what it means
     */
    record Answered(int status, Delivery delivery) {

        boolean acknowledged() {
            return delivery instanceof Delivery.Acknowledged;
        }

        /** A receipt of any kind, right or wrong. */
        boolean isReceipt() {
            boolean wrong = delivery instanceof Delivery.Unconfirmed u
                    && u.reason() == Delivery.Unconfirmed.Reason.INVALID_RECEIPT;
            return wrong || acknowledged();
        }

        String words() {
            if (delivery instanceof Delivery.Acknowledged a) {
                return "HTTP " + status + " with a signed receipt for "
                        + a.receipted().size() + " digests";
            }
            if (delivery instanceof Delivery.Refused r) {
                return "HTTP " + status + " with "
                        + String.join(
                                ", ", r.errors().stream().map(Answered::words).toList());
            }
            return "HTTP " + status + (isReceipt() ? " with a receipt that proves nothing: " : ", ")
                    + ((Delivery.Unconfirmed) delivery).explanation();
        }

        private static String words(EbmsError error) {
            String name = error.shortDescription();
            // Many products repeat the name of the error in its description.
            String detail = error.detail().startsWith(name + ": ")
                    ? error.detail().substring(name.length() + 2)
                    : error.detail();
            return error.code() + " " + name + (detail.isEmpty() ? "" : ": " + detail);
        }
    }
}
