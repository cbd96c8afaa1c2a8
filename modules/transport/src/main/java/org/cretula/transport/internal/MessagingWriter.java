package org.cretula.transport.internal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.xml.CanonicalWriter;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Writes SOAP envelopes, not yet signed.
 *
 * <p>The identifiers of the signed elements are fixed: when a message is made again from the same values its digests
 * are the same, so the receipt that the receiver stored the first time fits the second attempt as well.
 */
final class MessagingWriter {

    static final String MESSAGING_ID = "messaging";
    static final String BODY_ID = "body";
    private static final Map<String, String> USER_PREFIXES = Map.of("S12", Names.S12, "eb", Names.EB, "wsu", Names.WSU);

    private MessagingWriter() {}

    static byte[] userMessage(OutboundMessage message, PMode mode) {
        CanonicalWriter w = open(USER_PREFIXES);
        if (mode.mpc().equals(PMode.DEFAULT_MPC)) {
            w.start("eb:UserMessage");
        } else {
            w.start("eb:UserMessage", "mpc", mode.mpc());
        }
        messageInfo(w, message.timestamp(), message.messageId(), Optional.empty());
        w.start("eb:PartyInfo");
        member(w, "eb:From", mode.initiator());
        member(w, "eb:To", mode.responder());
        w.end().start("eb:CollaborationInfo");
        mode.agreement().ifPresent(a -> w.element("eb:AgreementRef", a));
        w.element("eb:Service", mode.service().value(), type(mode.service().type()));
        w.element("eb:Action", mode.action());
        w.element("eb:ConversationId", message.conversationId()).end();
        if (!message.properties().isEmpty()) {
            w.start("eb:MessageProperties");
            message.properties().forEach((name, value) -> w.element("eb:Property", value, "name", name));
            w.end();
        }
        if (!message.payloads().isEmpty()) {
            w.start("eb:PayloadInfo");
            message.payloads().forEach(p -> partInfo(w, p));
            w.end();
        }
        return close(w.end());
    }

    private static void partInfo(CanonicalWriter w, Payload payload) {
        w.start("eb:PartInfo", "href", "cid:" + payload.contentId()).start("eb:PartProperties");
        w.element("eb:Property", payload.mimeType(), "name", "MimeType");
        w.element("eb:Property", Names.GZIP, "name", "CompressionType");
        payload.properties().forEach((name, value) -> w.element("eb:Property", value, "name", name));
        w.end().end();
    }

    /** A receipt whose NonRepudiationInformation copies these ds:Reference elements (AS4 Profile V1.0, 5.1.8). */
    static Document receipt(String signalId, Instant now, String messageId, List<Element> references) {
        CanonicalWriter w = open(new TreeMap<>(Names.ENVELOPE_PREFIXES));
        w.start("eb:SignalMessage");
        messageInfo(w, now, signalId, Optional.of(messageId));
        w.start("eb:Receipt").start("ebbp:NonRepudiationInformation");
        references.forEach(r -> w.start("ebbp:MessagePartNRInformation").end());
        Document document = Xml.own(close(w.end().end().end()));
        List<Element> slots = Xml.all(document.getDocumentElement(), Names.EBBP, "MessagePartNRInformation");
        for (int i = 0; i < references.size(); i++) {
            // Exclusive canonical form declares its own namespaces; a node moved between trees would not, and the
            // receipt's signature would break on the wire.
            Document copy = Xml.own(Xml.exclusiveCanonical(references.get(i)));
            slots.get(i).appendChild(document.importNode(copy.getDocumentElement(), true));
        }
        return document;
    }

    static byte[] error(String signalId, Instant now, Optional<String> messageId, EbmsCode code, String detail) {
        CanonicalWriter w = open(USER_PREFIXES);
        w.start("eb:SignalMessage");
        messageInfo(w, now, signalId, messageId);
        TreeMap<String, String> attributes = new TreeMap<>(Map.of(
                "category", code.category(),
                "errorCode", code.code(),
                "origin", code.origin(),
                "severity", "failure",
                "shortDescription", code.shortDescription()));
        messageId.ifPresent(id -> attributes.put("refToMessageInError", id));
        w.start(
                "eb:Error",
                attributes.entrySet().stream()
                        .flatMap(a -> List.of(a.getKey(), a.getValue()).stream())
                        .toArray(String[]::new));
        w.element("eb:Description", code.shortDescription(), "xml:lang", "en");
        w.element("eb:ErrorDetail", detail).end();
        return close(w.end());
    }

    private static CanonicalWriter open(Map<String, String> prefixes) {
        return CanonicalWriter.compact()
                .root("S12:Envelope", prefixes)
                .start("S12:Header")
                .start("eb:Messaging", "S12:mustUnderstand", "true", "wsu:Id", MESSAGING_ID);
    }

    private static byte[] close(CanonicalWriter w) {
        w.end().end().start("S12:Body", "wsu:Id", BODY_ID).end().end();
        return w.text().getBytes(StandardCharsets.UTF_8);
    }

    private static void messageInfo(CanonicalWriter w, Instant at, String id, Optional<String> ref) {
        w.start("eb:MessageInfo").element("eb:Timestamp", at.toString()).element("eb:MessageId", id);
        ref.ifPresent(r -> w.element("eb:RefToMessageId", r));
        w.end();
    }

    private static void member(CanonicalWriter w, String name, PMode.Member member) {
        w.start(name)
                .element("eb:PartyId", member.party().id(), type(member.party().type()))
                .element("eb:Role", member.role())
                .end();
    }

    private static String[] type(Optional<String> type) {
        return type.map(t -> new String[] {"type", t}).orElseGet(() -> new String[0]);
    }
}
