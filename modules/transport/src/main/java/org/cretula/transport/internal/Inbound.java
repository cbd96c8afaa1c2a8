package org.cretula.transport.internal;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cretula.transport.As4Limits;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.WireMessage;

/**
 * The way of a message in, one type a step: {@link Parsed}, {@link Expected}, {@link Verified}, {@link Covered}, {@link
 * Allowed}. Each can only be made from the one before it, so no step can be left out.
 *
 * <p>Decrypted and verified are one step, since WSS4J takes the security header in document order; that both happened
 * is checked against the header and the P-Mode.
 */
final class Inbound {

    // RFC 6838, 4.2 allows 127 characters on each side of the slash.
    private static final int LONGEST_TYPE = 255;
    private static final Set<String> OWN_PROPERTIES = Set.of("MimeType", "CompressionType");

    private Inbound() {}

    /** Strict MIME, hardened XML, a complete header; nothing is trusted yet. */
    static final class Parsed {
        final MimeDoor.Mime mime;
        final UserMessage header;

        private Parsed(MimeDoor.Mime mime, UserMessage header) {
            this.mime = mime;
            this.header = header;
        }

        static Parsed of(WireMessage untrusted, As4Limits limits) throws Refusal {
            MimeDoor.Mime mime = new MimeDoor(limits).read(untrusted.contentType(), untrusted.body());
            SoapEnvelope envelope = SoapEnvelope.parse(mime.envelope(), limits);
            return new Parsed(mime, UserMessage.read(envelope.messaging()));
        }
    }

    /** A message that claims to fall under one of our agreements. */
    static final class Expected {
        final Parsed parsed;
        final PMode mode;

        private Expected(Parsed parsed, PMode mode) {
            this.parsed = parsed;
            this.mode = mode;
        }

        static Expected of(Parsed parsed, PModes modes, PartyId us) throws Refusal {
            Optional<PMode> found = modes.find(parsed.header.parties());
            // What a lookup returns is checked here: the certificate is bound to the party by the P-Mode (attack S15).
            PMode mode = found.filter(m -> m.responder().party().equals(us))
                    .filter(m -> m.fits(parsed.header.parties()))
                    .orElseThrow(
                            () -> new Refusal(
                                    EbmsCode.PROCESSING_MODE_MISMATCH,
                                    "expected parties, roles, service, action and agreement of an exchange that we have agreed"));
            if (!mode.mpc().equals(parsed.header.mpc())) {
                throw new Refusal(EbmsCode.VALUE_NOT_RECOGNIZED, "expected the agreed mpc " + mode.mpc());
            }
            return new Expected(parsed, mode);
        }
    }

    /** Decrypted, and signed by the partner's pinned certificate; what the signature covers is not yet known. */
    static final class Verified {
        final Expected expected;
        final SoapEnvelope envelope;
        final Opener.Opened opened;

        private Verified(Expected expected, SoapEnvelope envelope, Opener.Opened opened) {
            this.expected = expected;
            this.envelope = envelope;
            this.opened = opened;
        }

        static Verified of(Expected expected, SoapEnvelope envelope, List<RawPart> parts, Opener opener, Instant now)
                throws Refusal {
            Opener.Opened opened = opener.open(envelope, parts, expected.mode.partnerSigningCertificates(), now);
            return new Verified(expected, envelope, opened);
        }
    }

    /** The signature covers the header, the body and every attachment, each once, and nothing else. */
    static final class Covered {
        final Verified verified;
        final UserMessage header;

        private Covered(Verified verified, UserMessage header) {
            this.verified = verified;
            this.header = header;
        }

        static Covered of(Verified verified) throws Refusal {
            Coverage.check(verified.envelope, verified.opened);
            UserMessage signed = UserMessage.read(verified.envelope.messaging());
            if (!signed.equals(verified.expected.parsed.header)) {
                throw Header.invalid("expected one reading of the header, found two that differ");
            }
            return new Covered(verified, signed);
        }
    }

    /** Protected and packed as agreed: may be stored. */
    static final class Allowed {
        final Covered covered;
        final ReceivedMessage message;

        private Allowed(Covered covered, ReceivedMessage message) {
            this.covered = covered;
            this.message = message;
        }

        static Allowed of(Covered covered) throws Refusal {
            Opener.Opened opened = covered.verified.opened;
            PMode mode = covered.verified.expected.mode;
            Map<String, RawPart> byCid = new HashMap<>();
            opened.parts().forEach(p -> byCid.put(Cid.decoded(p.cid()), p));
            List<String> named = covered.header.parts().stream()
                    .map(UserMessage.PartInfo::contentId)
                    .toList();
            if (!byCid.keySet().equals(Set.copyOf(named))) {
                throw new Refusal(
                        EbmsCode.MIME_INCONSISTENCY,
                        "expected the attachments that PayloadInfo names: " + named + ", found others");
            }
            encryptedAsAgreed(mode, opened, byCid.keySet());
            if (named.size() > mode.limits().parts()) {
                throw new Refusal(
                        EbmsCode.MIME_INCONSISTENCY,
                        "expected at most " + mode.limits().parts() + " payloads");
            }
            return new Allowed(covered, message(covered, mode, opened, byCid));
        }

        private static void encryptedAsAgreed(PMode mode, Opener.Opened opened, Set<String> cids) throws Refusal {
            Set<String> wanted = mode.security() == PMode.Security.SIGN_AND_ENCRYPT ? cids : Set.of();
            if (!opened.rules().encrypted().equals(wanted) || opened.decrypted() != wanted.size()) {
                throw SecurityRules.policy("expected " + wanted.size() + " of " + cids.size()
                        + " payloads encrypted, as agreed, found " + opened.decrypted());
            }
        }

        private static ReceivedMessage message(
                Covered covered, PMode mode, Opener.Opened opened, Map<String, RawPart> byCid) throws Refusal {
            UserMessage header = covered.header;
            List<ReceivedMessage.Part> payloads = new ArrayList<>();
            MessageDigest content = Digests.sha256();
            As4Limits left = mode.limits();
            for (UserMessage.PartInfo info : header.parts()) {
                RawPart raw = byCid.get(info.contentId());
                if (raw == null) {
                    throw new Refusal(EbmsCode.MIME_INCONSISTENCY, "expected attachment '" + info.contentId() + "'");
                }
                ReceivedMessage.Part part = unpacked(info, raw, left);
                payloads.add(part);
                // Twenty parts of a message of a few megabytes could each fill the limit (attack S08); a limit is at
                // least 1.
                left = left.payloadBytes(
                        Math.max(1, left.payloadBytes() - part.content().size()));
                content.update(HexFormat.of().parseHex(part.sha256()));
            }
            return new ReceivedMessage(
                    header.messageId(),
                    header.conversationId(),
                    header.refToMessageId(),
                    header.timestamp(),
                    mode,
                    header.properties(),
                    opened.signer(),
                    payloads,
                    opened.rules().references(),
                    HexFormat.of().formatHex(content.digest()),
                    new ReceivedMessage.Bytes(Xml.exclusiveCanonical(
                            covered.verified.envelope.messaging().dom())));
        }

        private static ReceivedMessage.Part unpacked(UserMessage.PartInfo info, RawPart raw, As4Limits limits)
                throws Refusal {
            Optional<String> compression = Optional.ofNullable(info.properties().get("CompressionType"));
            Optional<String> mimeType =
                    Optional.ofNullable(info.properties().get("MimeType")).filter(t -> !t.isBlank());
            if (mimeType.filter(t -> t.length() > LONGEST_TYPE).isPresent()) {
                throw new Refusal(
                        EbmsCode.VALUE_NOT_RECOGNIZED,
                        "expected a MimeType of at most " + LONGEST_TYPE + " characters");
            }
            byte[] bytes = raw.bytes();
            if (compression.isPresent()) {
                if (!compression.get().equals(Names.GZIP) || mimeType.isEmpty()) {
                    throw new Refusal(
                            EbmsCode.DECOMPRESSION_FAILURE,
                            "expected CompressionType application/gzip together with MimeType");
                }
                bytes = Gzip.expand(bytes, limits);
            } else if (bytes.length > limits.payloadBytes()) {
                throw new Refusal(
                        EbmsCode.MIME_INCONSISTENCY,
                        "expected payloads of at most " + limits.payloadBytes() + " bytes");
            }
            String charset = info.properties().getOrDefault("CharacterSet", "utf-8");
            if (!charset.matches("[A-Za-z0-9][A-Za-z0-9._:+-]{0,39}")) {
                throw new Refusal(
                        EbmsCode.VALUE_NOT_RECOGNIZED, "expected the name of a character set, found other text");
            }
            Map<String, String> properties = new LinkedHashMap<>(info.properties());
            properties.keySet().removeAll(OWN_PROPERTIES);
            return new ReceivedMessage.Part(
                    info.contentId(),
                    mimeType.orElse(Names.OCTETS),
                    properties,
                    Digests.hex(bytes),
                    new ReceivedMessage.Bytes(bytes));
        }
    }
}
