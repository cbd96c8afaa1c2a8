package org.cretula.gateway;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.transport.PMode;
import org.cretula.transport.PartyId;
import org.cretula.transport.ReceivedMessage;
import org.cretula.transport.SignedReference;

/** Messages as a receiver hands them to its store, made without one. */
final class Messages {

    static final PartyId CHAMBER = PartyId.of("XX-CHAMBER-1", "urn:example:party");
    static final PartyId MINISTRY = PartyId.of("XX-MINISTRY-1", "urn:example:party");
    private static final PartyId CUSTOMS = PartyId.of("YY-CUSTOMS-1", "urn:example:party");
    private static final Credential SIGNER = TestCa.root("Example AS4 Root").issue(Subject.named("Sender"));

    private Messages() {}

    static ReceivedMessage message(PartyId from, String id, String... payloads) {
        List<byte[]> bytes = new ArrayList<>();
        for (String payload : payloads) {
            bytes.add(payload.getBytes(StandardCharsets.UTF_8));
        }
        return message(from, id, bytes);
    }

    static ReceivedMessage message(PartyId from, String id, List<byte[]> payloads) {
        List<ReceivedMessage.Part> parts = new ArrayList<>();
        MessageDigest content = sha256();
        for (byte[] payload : payloads) {
            byte[] digest = sha256().digest(payload);
            content.update(digest);
            parts.add(new ReceivedMessage.Part(
                    "part-" + parts.size() + "@" + id,
                    "application/xml",
                    Map.of(),
                    HexFormat.of().formatHex(digest),
                    new ReceivedMessage.Bytes(payload)));
        }
        return new ReceivedMessage(
                id,
                "conversation of " + id,
                Optional.empty(),
                Instant.parse("2026-11-24T08:59:00Z"),
                agreedWith(from),
                Map.of(),
                SIGNER.certificate(),
                parts,
                List.of(new SignedReference("#m", "http://www.w3.org/2001/04/xmlenc#sha256", "AA==")),
                HexFormat.of().formatHex(content.digest()),
                new ReceivedMessage.Bytes(("<header of='" + id + "'/>").getBytes(StandardCharsets.UTF_8)));
    }

    /** A receipt like no other. */
    static byte[] receipt(String text) {
        return ("<receipt>" + text + "</receipt>").getBytes(StandardCharsets.UTF_8);
    }

    static String sha256Of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static PMode agreedWith(PartyId from) {
        return PMode.builder("co")
                .initiator(from)
                .responder(CUSTOMS)
                .service("urn:example:co")
                .action("submit")
                .partnerSigningCertificate(SIGNER.certificate())
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
