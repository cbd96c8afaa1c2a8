package org.cretula.transport.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.xml.XmlElement;

/**
 * What an eb:UserMessage says (ebMS 3.0 Core, 5.2.2).
 *
 * @param messageId key of the message within its sender
 * @param refToMessageId message that this one answers
 * @param timestamp when it was made
 * @param parties parties, service, action and agreement
 * @param mpc message partition channel
 * @param conversationId conversation
 * @param properties message properties in order
 * @param parts payloads in order
 */
record UserMessage(
        String messageId,
        Optional<String> refToMessageId,
        Instant timestamp,
        PModes.Header parties,
        String mpc,
        String conversationId,
        Map<String, String> properties,
        List<PartInfo> parts) {

    /**
     * What the header says of one payload.
     *
     * @param contentId decoded Content-ID
     * @param properties part properties in order
     */
    record PartInfo(String contentId, Map<String, String> properties) {}

    UserMessage {
        parts = List.copyOf(parts);
    }

    /** Reads eb:Messaging. */
    static UserMessage read(XmlElement messaging) throws Refusal {
        List<XmlElement> children = messaging.children();
        if (children.size() != 1 || !children.get(0).is(Names.eb("UserMessage"))) {
            throw new Refusal(
                    EbmsCode.FEATURE_NOT_SUPPORTED,
                    "expected exactly one UserMessage; signals are answered to messages only, and nothing is pulled here");
        }
        XmlElement user = children.get(0);
        Header.onlyChildren(user, "MessageInfo", "PartyInfo", "CollaborationInfo", "MessageProperties", "PayloadInfo");
        XmlElement info = Header.one(user, "MessageInfo");
        Header.onlyChildren(info, "Timestamp", "MessageId", "RefToMessageId");
        Optional<XmlElement> ref = Header.optional(info, "RefToMessageId");
        XmlElement collaboration = Header.one(user, "CollaborationInfo");
        Header.onlyChildren(collaboration, "AgreementRef", "Service", "Action", "ConversationId");
        return new UserMessage(
                Header.messageId(Header.one(info, "MessageId")),
                ref.isPresent() ? Optional.of(Header.messageId(ref.get())) : Optional.empty(),
                Header.instant(Header.one(info, "Timestamp")),
                parties(Header.one(user, "PartyInfo"), collaboration),
                user.attribute("mpc").orElse(PMode.DEFAULT_MPC),
                Header.text(Header.one(collaboration, "ConversationId")),
                properties(Header.optional(user, "MessageProperties")),
                parts(Header.optional(user, "PayloadInfo")));
    }

    private static PModes.Header parties(XmlElement partyInfo, XmlElement collaboration) throws Refusal {
        Header.onlyChildren(partyInfo, "From", "To");
        XmlElement service = Header.one(collaboration, "Service");
        Optional<XmlElement> agreement = Header.optional(collaboration, "AgreementRef");
        return new PModes.Header(
                member(Header.one(partyInfo, "From")),
                member(Header.one(partyInfo, "To")),
                new PMode.Service(Header.filled(service), service.attribute("type")),
                Header.filled(Header.one(collaboration, "Action")),
                agreement.isPresent() ? Optional.of(Header.filled(agreement.get())) : Optional.empty());
    }

    private static PMode.Member member(XmlElement side) throws Refusal {
        Header.onlyChildren(side, "PartyId", "Role");
        XmlElement id = Header.one(side, "PartyId");
        Optional<String> type = id.attribute("type").filter(t -> !t.isBlank());
        return new PMode.Member(new PartyId(Header.filled(id), type), Header.filled(Header.one(side, "Role")));
    }

    private static Map<String, String> properties(Optional<XmlElement> parent) throws Refusal {
        Map<String, String> properties = new LinkedHashMap<>();
        if (parent.isPresent()) {
            Header.onlyChildren(parent.get(), "Property");
            for (XmlElement property : parent.get().children()) {
                String name = property.attribute("name").orElse("");
                if (name.isBlank() || properties.putIfAbsent(name, Header.text(property)) != null) {
                    throw Header.invalid("expected each property once and with a name, found '" + name + "'");
                }
            }
        }
        return properties;
    }

    private static List<PartInfo> parts(Optional<XmlElement> payloadInfo) throws Refusal {
        List<PartInfo> parts = new ArrayList<>();
        if (payloadInfo.isPresent()) {
            Set<String> ids = new HashSet<>();
            Header.onlyChildren(payloadInfo.get(), "PartInfo");
            for (XmlElement part : payloadInfo.get().children()) {
                Header.onlyChildren(part, "Schema", "Description", "PartProperties");
                String href = part.attribute("href").orElse("");
                if (!Cid.isCidUri(href)) {
                    throw new Refusal(
                            EbmsCode.EXTERNAL_PAYLOAD_ERROR,
                            "expected payloads as attachments, named by 'cid:', found href '" + href + "'");
                }
                if (!ids.add(Cid.ofUri(href))) {
                    throw Header.invalid("expected one PartInfo for each attachment, found two for '" + href + "'");
                }
                parts.add(new PartInfo(Cid.ofUri(href), properties(Header.optional(part, "PartProperties"))));
            }
        }
        return parts;
    }
}
