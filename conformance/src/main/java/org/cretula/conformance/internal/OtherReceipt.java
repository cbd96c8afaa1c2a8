package org.cretula.conformance.internal;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Receiver;
import org.cretula.transport.As4Sender;
import org.cretula.transport.MessageStore;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;

/**
 * Makes receipts that are right in all but one thing: signed by our key, for the message asked about, with the digests
 * of another one.
 *
 * <p>How: a receiver of ours, told that our own certificate is the partner's, is sent a message with the same message id
 * and other content. What it answers no digest comparison may let pass (attack S17), and nothing else is wrong with it.
 */
final class OtherReceipt {

    private static final byte[] OTHER = "<other/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private final As4Identity us;
    private final PartyId partner;
    private final Clock clock;

    OtherReceipt(As4Identity us, PartyId partner, Clock clock) {
        this.us = us;
        this.partner = partner;
        this.clock = clock;
    }

    WireMessage.Answer forMessage(String messageId) throws IOException {
        PMode mode = PMode.builder("other")
                .initiator(partner)
                .responder(us.party())
                .service("urn:cretula:conformance")
                .action("other")
                .security(PMode.Security.SIGN)
                .partnerSigningCertificate(us.signingCertificate())
                .build();
        As4Identity asPartner = new As4Identity(
                partner, us.signingKey(), us.signingChain(), us.decryptionKey(), us.decryptionCertificate());
        MessageStore store = (message, receipt) -> new MessageStore.Outcome.Stored();
        OutboundMessage message = OutboundMessage.builder()
                .messageId(messageId)
                .payload(Payload.of("application/xml", OTHER))
                .build(clock);
        try (HttpHost server = HttpHost.start(
                        HttpHost.anywhere(),
                        "/as4",
                        As4Receiver.of(us, PModes.of(List.of(mode)), store, clock)
                                .servlet());
                As4Sender sender = As4Sender.builder(asPartner, clock).build()) {
            return sender.transmit(sender.prepare(message, mode), server.uri());
        }
    }
}
