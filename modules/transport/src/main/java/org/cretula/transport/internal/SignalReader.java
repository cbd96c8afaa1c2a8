package org.cretula.transport.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Limits;
import org.cretula.transport.Delivery;
import org.cretula.transport.EbmsError;
import org.cretula.transport.PMode;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.SignedReference;
import org.cretula.transport.WireMessage;
import org.cretula.xml.XmlElement;

/**
 * Judges what came back for a message (attacks S17, S19).
 *
 * <p>A receipt counts only when the partner's pinned certificate signed it, it names our message, and its references
 * are, as a set, exactly those of our signature. An error counts as the partner's word under the same signature; any
 * other error is passed on as a hint.
 */
public final class SignalReader {

    private static final QName NRI = new QName(Names.EBBP, "NonRepudiationInformation");
    private static final QName PART = new QName(Names.EBBP, "MessagePartNRInformation");
    private static final Comparator<SignedReference> ORDER = Comparator.comparing(SignedReference::uri)
            .thenComparing(SignedReference::digestMethod)
            .thenComparing(SignedReference::digestValue);

    private final Opener opener;

    /** A reader for answers to messages of this identity. */
    public SignalReader(As4Identity identity) {
        this.opener = new Opener(identity);
    }

    /** A message of ours by what matters for its receipt. */
    private record Sent(String messageId, List<SignedReference> references) {
        static Sent of(WireMessage message, PMode mode) {
            try {
                MimeDoor.Mime mime = new MimeDoor(mode.limits()).read(message.contentType(), message.body());
                SoapEnvelope envelope = SoapEnvelope.parse(mime.envelope(), mode.limits());
                String id = UserMessage.read(envelope.messaging()).messageId();
                List<SignedReference> references = new ArrayList<>();
                for (XmlElement security : envelope.security()) {
                    for (XmlElement reference : security.path(Names.ds("Signature"), Names.ds("SignedInfo"))
                            .map(i -> i.children(Names.ds("Reference")))
                            .orElse(List.of())) {
                        references.add(SecurityRules.copied(reference));
                    }
                }
                return new Sent(id, references);
            } catch (Refusal e) {
                // Sent broken on purpose: whatever comes back cannot be a receipt for it.
                return new Sent("", List.of());
            }
        }
    }

    /** What the answer says about the message. */
    public Delivery judge(WireMessage message, WireMessage.Answer answer, PMode mode, Instant now) {
        Sent sent = Sent.of(message, mode);
        SoapEnvelope envelope;
        byte[] bytes;
        List<XmlElement> signals;
        try {
            MimeDoor.Mime mime = new MimeDoor(As4Limits.DEFAULT)
                    .read(answer.message().contentType(), answer.message().body());
            bytes = mime.envelope();
            envelope = SoapEnvelope.parse(bytes, As4Limits.DEFAULT);
            signals = envelope.messaging().children();
            if (signals.size() != 1
                    || !signals.get(0).is(Names.eb("SignalMessage"))
                    || !mime.parts().isEmpty()) {
                throw Header.invalid("expected exactly one SignalMessage and no attachments");
            }
        } catch (Refusal e) {
            return noSignal(sent, answer, e);
        }
        Optional<Refusal> fault = authentic(envelope, mode, now);
        XmlElement signal = signals.get(0);
        List<XmlElement> errors = signal.children(Names.eb("Error"));
        return errors.isEmpty()
                ? receipt(sent, signal, bytes, fault)
                : refused(sent, signal, errors, bytes, fault.isEmpty());
    }

    private static Delivery noSignal(Sent sent, WireMessage.Answer answer, Refusal e) {
        boolean silent = answer.message().size() == 0;
        EbmsCode code = answer.status() / 100 == 2 ? EbmsCode.MISSING_RECEIPT : EbmsCode.CONNECTION_FAILURE;
        return new Delivery.Unconfirmed(
                sent.messageId(),
                Delivery.Unconfirmed.Reason.NO_SIGNAL,
                code.code(),
                "expected a receipt, found HTTP status " + answer.status()
                        + (silent ? " without a body" : ": " + e.detail()));
    }

    private Optional<Refusal> authentic(SoapEnvelope envelope, PMode mode, Instant now) {
        try {
            Opener.Opened opened = opener.open(envelope, List.of(), mode.partnerSigningCertificates(), now);
            Coverage.check(envelope, opened);
            return Optional.empty();
        } catch (Refusal e) {
            return Optional.of(e);
        }
    }

    private static Delivery receipt(Sent sent, XmlElement signal, byte[] bytes, Optional<Refusal> fault) {
        try {
            if (fault.isPresent()) {
                throw fault.get();
            }
            XmlElement info = Header.one(signal, "MessageInfo");
            String ref = Header.messageId(Header.one(info, "RefToMessageId"));
            List<SignedReference> receipted = receipted(Header.one(signal, "Receipt"));
            if (sent.references().isEmpty() || !ref.equals(sent.messageId())) {
                throw Header.invalid("expected a receipt for message " + sent.messageId() + ", found one for " + ref);
            }
            if (!sorted(receipted).equals(sorted(sent.references()))) {
                throw Header.invalid("expected a receipt for the "
                        + sent.references().size() + " digests that were sent, found others");
            }
            return new Delivery.Acknowledged(
                    sent.messageId(),
                    Header.instant(Header.one(info, "Timestamp")),
                    sent.references(),
                    receipted,
                    new ReceivedMessage.Bytes(bytes));
        } catch (Refusal e) {
            return new Delivery.Unconfirmed(
                    sent.messageId(),
                    Delivery.Unconfirmed.Reason.INVALID_RECEIPT,
                    EbmsCode.INVALID_RECEIPT.code(),
                    e.detail());
        }
    }

    private static List<SignedReference> receipted(XmlElement receipt) throws Refusal {
        List<SignedReference> references = new ArrayList<>();
        // Products add elements of their own beside NonRepudiationInformation; they are signed and mean nothing here.
        List<XmlElement> informations = receipt.children(NRI);
        if (informations.size() != 1) {
            throw Header.invalid("expected one NonRepudiationInformation in the receipt");
        }
        for (XmlElement part : informations.get(0).children()) {
            if (!part.is(PART)) {
                throw Header.invalid("expected only MessagePartNRInformation in NonRepudiationInformation");
            }
            references.add(SecurityRules.copied(SecurityRules.one(part, Names.ds("Reference"))));
        }
        return references;
    }

    private static List<SignedReference> sorted(List<SignedReference> references) {
        return references.stream().sorted(ORDER).toList();
    }

    private static Delivery refused(
            Sent sent, XmlElement signal, List<XmlElement> errors, byte[] bytes, boolean signed) {
        Optional<String> ref = signal.child(Names.eb("MessageInfo"))
                .flatMap(i -> i.child(Names.eb("RefToMessageId")))
                .map(XmlElement::text);
        List<EbmsError> list = errors.stream().map(SignalReader::error).toList();
        if (list.stream().noneMatch(EbmsError::isFailure)) {
            return new Delivery.Unconfirmed(
                    sent.messageId(),
                    Delivery.Unconfirmed.Reason.NO_SIGNAL,
                    EbmsCode.MISSING_RECEIPT.code(),
                    "expected a receipt, found warnings only");
        }
        boolean ours = Stream.concat(ref.stream(), list.stream().flatMap(e -> e.refToMessageInError().stream()))
                        .allMatch(id -> id.equals(sent.messageId()))
                && (ref.isPresent()
                        || list.stream().allMatch(e -> e.refToMessageInError().isPresent()));
        return new Delivery.Refused(sent.messageId(), list, signed && ours, new ReceivedMessage.Bytes(bytes));
    }

    private static EbmsError error(XmlElement error) {
        String detail = Stream.of("Description", "ErrorDetail")
                .flatMap(n -> error.child(Names.eb(n)).stream())
                .map(e -> e.text().strip())
                .filter(t -> !t.isEmpty())
                .reduce((a, b) -> a + ": " + b)
                .orElse("");
        return new EbmsError(
                error.attribute("errorCode").orElse(""),
                error.attribute("severity").orElse("failure"),
                error.attribute("shortDescription").orElse(""),
                detail.length() > 2000 ? detail.substring(0, 2000) : detail,
                error.attribute("refToMessageInError"));
    }
}
