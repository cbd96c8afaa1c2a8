package org.cretula.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cretula.conformance.internal.Mutant;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.PMode;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;

/** What a partner does with our messages: good ones, the same ones again, and those that no partner may accept. */
final class ResponderScenarios {

    private static final String NOT_OBSERVED = "; whether it was delivered is not known, since nothing can be observed";
    private static final String CONVERSATION = "<eb:ConversationId>";

    private final Bench bench;
    private final Sheet sheet;
    private final PMode mode;

    ResponderScenarios(Bench bench) {
        this.bench = bench;
        this.sheet = bench.sheet;
        this.mode = bench.plan.outgoing();
    }

    void run() {
        good();
        severalPayloads();
        testService();
        duplicate();
        conflict();
        refusals();
    }

    private void good() {
        byte[] document = document("receipt", 1);
        List<String> ids = List.of("receipt-given", "receipt-proves-receipt", "stored-when-acknowledged");
        bench.scenario("receipt", ids, () -> {
            Bench.Answered answer = send(bench.message(document), mode);
            boolean given = answer.isReceipt() && answer.status() / 100 == 2;
            sheet.mark(
                    "receipt-given",
                    given ? Mark.PASS : Mark.FAIL,
                    given ? "HTTP " + answer.status() + " with a receipt" : answer.words());
            sheet.mark("receipt-proves-receipt", answer.acknowledged() ? Mark.PASS : Mark.FAIL, answer.words());
            Optional<Integer> delivered = bench.delivered(document);
            if (!answer.isReceipt() || delivered.isEmpty()) {
                sheet.inconclusive(
                        "stored-when-acknowledged",
                        delivered.isEmpty() ? "nothing can be observed: no 'observe' in the plan" : answer.words());
            } else {
                sheet.mark(
                        "stored-when-acknowledged",
                        delivered.get() == 1 ? Mark.PASS : Mark.FAIL,
                        listed(delivered.get()) + " when the receipt had arrived");
            }
        });
    }

    private void severalPayloads() {
        byte[][] documents = {document("payloads", 1), document("payloads", 2), document("payloads", 3)};
        bench.scenario("payloads", List.of("payloads-delivered-together"), () -> {
            Bench.Answered answer = send(bench.message(documents), mode);
            int listed = 0;
            for (byte[] document : documents) {
                listed += Math.min(1, bench.delivered(document).orElse(0));
            }
            boolean all = bench.observe.isEmpty() || listed == documents.length;
            Mark mark = !answer.acknowledged() || !all
                    ? Mark.FAIL
                    : bench.observe.isEmpty() ? Mark.INCONCLUSIVE : Mark.PASS;
            sheet.mark(
                    "payloads-delivered-together",
                    mark,
                    answer.words()
                            + (bench.observe.isEmpty() ? NOT_OBSERVED : "; " + listed + " of 3 payloads listed"));
        });
    }

    private void testService() {
        byte[] document = document("test-service", 1);
        List<String> ids = List.of("test-service-acknowledged", "test-service-not-delivered");
        bench.scenario("test-service", ids, () -> {
            Bench.Answered answer = send(bench.message(document), mode.testService());
            sheet.mark("test-service-acknowledged", answer.acknowledged() ? Mark.PASS : Mark.FAIL, answer.words());
            notDelivered("test-service-not-delivered", document, answer.words());
        });
    }

    private void notDelivered(String id, byte[] document, String words) throws IOException {
        Optional<Integer> delivered = bench.delivered(document);
        if (delivered.isEmpty()) {
            sheet.inconclusive(id, words + NOT_OBSERVED);
        } else {
            sheet.mark(id, delivered.get() == 0 ? Mark.PASS : Mark.FAIL, words + "; " + listed(delivered.get()));
        }
    }

    private void duplicate() {
        byte[] document = document("duplicate", 1);
        List<String> ids = List.of("duplicate-acknowledged", "duplicate-delivered-once", "duplicate-same-receipt");
        bench.scenario("duplicate", ids, () -> {
            WireMessage wire = bench.sender.prepare(bench.message(document), mode);
            Bench.Answered first = bench.exchange(wire, mode);
            Bench.Answered second = bench.exchange(wire, mode);
            sheet.mark("duplicate-acknowledged", second.acknowledged() ? Mark.PASS : Mark.FAIL, second.words());
            if (first.delivery() instanceof Delivery.Acknowledged one
                    && second.delivery() instanceof Delivery.Acknowledged two) {
                boolean same = one.receipt().equals(two.receipt());
                sheet.mark(
                        "duplicate-same-receipt",
                        same ? Mark.PASS : Mark.FAIL,
                        same ? "both receipts are the same bytes" : "the two receipts differ");
            } else {
                sheet.inconclusive("duplicate-same-receipt", "there are no two receipts to compare: " + second.words());
            }
            Optional<Integer> delivered = bench.delivered(document);
            if (delivered.isEmpty()) {
                sheet.inconclusive("duplicate-delivered-once", "nothing can be observed: no 'observe' in the plan");
            } else {
                sheet.mark(
                        "duplicate-delivered-once",
                        delivered.get() == 1 ? Mark.PASS : Mark.FAIL,
                        "sent twice, " + listed(delivered.get()));
            }
        });
    }

    private void conflict() {
        byte[] document = document("same-id", 1);
        byte[] other = document("same-id", 2);
        bench.scenario("same-id", List.of("same-id-other-content-refused", "error-is-evidence"), () -> {
            OutboundMessage first = bench.message(document);
            Bench.Answered earlier = send(first, mode);
            if (!earlier.isReceipt()) {
                sheet.inconclusive(
                        "same-id-other-content-refused", "the first message was not taken: " + earlier.words());
                return;
            }
            OutboundMessage second = OutboundMessage.builder()
                    .messageId(first.messageId())
                    .payload(Payload.of("application/xml", other))
                    .build(bench.clock);
            Bench.Answered answer = send(second, mode);
            refusal("same-id-other-content-refused", answer, other, Optional.empty());
            if (answer.delivery() instanceof Delivery.Refused refused) {
                sheet.mark(
                        "error-is-evidence",
                        refused.authentic() ? Mark.PASS : Mark.FAIL,
                        (refused.authentic() ? "signed, and for this message: " : "not signed, or for no message: ")
                                + answer.words());
            } else {
                sheet.inconclusive("error-is-evidence", "there is no error to look at: " + answer.words());
            }
        });
    }

    /** One fault a message: whatever else it might be refused for would hide that the fault is not seen. */
    private void refusals() {
        refused("unsigned-refused", d -> Mutant.of(prepared(d, mode)).withoutSignature());
        if (mode.security() == PMode.Security.SIGN_AND_ENCRYPT) {
            refused("unencrypted-refused", d -> Mutant.of(prepared(d, mode.withSecurity(PMode.Security.SIGN))));
        } else {
            bench.evidence.begin("unencrypted-refused");
            sheet.mark("unencrypted-refused", Mark.NOT_APPLICABLE, "encryption is not agreed");
        }
        refused(
                "other-certificate-refused",
                d -> Mutant.of(prepared(d, mode))
                        .word(encoded(bench.plan.identity().signingCertificate()), encoded(partnerCertificate())));
        refused("header-altered-refused", d -> Mutant.of(prepared(d, mode)).word(CONVERSATION, CONVERSATION + "x"));
        refused("attachment-altered-refused", d -> Mutant.of(prepared(d, mode)).flippedAttachment());
        refused(
                "attachment-not-signed-refused",
                d -> Mutant.of(prepared(d, mode)).attachmentNotSigned(bench.plan.identity()));
        refused("attachment-added-refused", d -> Mutant.of(prepared(d, mode)).strayAttachment());
        byte[] noGzip = "this is no gzip data".getBytes(StandardCharsets.US_ASCII);
        refused(
                "damaged-gzip-refused",
                Optional.of("EBMS:0303"),
                d -> Mutant.of(prepared(d, mode))
                        .attachmentReplaced(
                                noGzip,
                                bench.plan.identity(),
                                mode.partnerEncryptionCertificate().orElseGet(this::partnerCertificate)));
        PMode unknown = unknownAction();
        refused("unknown-agreement-refused", d -> Mutant.of(prepared(d, unknown)));
    }

    private void refused(String id, Spoiler spoiler) {
        refused(id, Optional.empty(), spoiler);
    }

    private void refused(String id, Optional<String> code, Spoiler spoiler) {
        byte[] document = document(id, 1);
        bench.scenario(id, List.of(id), () -> {
            WireMessage wire = spoiler.spoilt(document).message();
            refusal(id, bench.exchange(wire, mode), document, code);
        });
    }

    /** Refused is: an ebMS error, no receipt of any kind, and nothing delivered. */
    private void refusal(String id, Bench.Answered answer, byte[] document, Optional<String> code) throws IOException {
        int delivered = bench.delivered(document).orElse(0);
        if (delivered > 0) {
            sheet.fail(id, "delivered all the same; " + answer.words());
        } else if (answer.isReceipt()) {
            sheet.fail(id, "answered by a receipt: " + answer.words());
        } else if (answer.delivery() instanceof Delivery.Refused refused) {
            boolean right = code.isEmpty()
                    || refused.errors().stream().anyMatch(e -> e.code().equals(code.get()));
            sheet.mark(
                    id,
                    right ? Mark.PASS : Mark.FAIL,
                    (right ? "" : "expected " + code.orElse("") + ", found ") + answer.words());
        } else {
            sheet.inconclusive(
                    id, "neither receipt nor ebMS error, so a refusal looks like a failure: " + answer.words());
        }
    }

    private Bench.Answered send(OutboundMessage message, PMode under) throws IOException {
        return bench.exchange(bench.sender.prepare(message, under), under);
    }

    private WireMessage prepared(byte[] document, PMode under) {
        return bench.sender.prepare(bench.message(document), under);
    }

    private PMode unknownAction() {
        return new PMode(
                mode.id(),
                mode.agreement(),
                mode.initiator(),
                mode.responder(),
                mode.service(),
                "urn:cretula:conformance:not-agreed",
                mode.mpc(),
                mode.security(),
                mode.partnerSigningCertificates(),
                mode.partnerEncryptionCertificate(),
                mode.limits());
    }

    private java.security.cert.X509Certificate partnerCertificate() {
        return mode.partnerSigningCertificates().get(0);
    }

    private static String encoded(java.security.cert.X509Certificate certificate) {
        try {
            return java.util.Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }

    private byte[] document(String scenario, int number) {
        return Bench.document(scenario, number, bench.clock);
    }

    private static String listed(int count) {
        return switch (count) {
            case 0 -> "not listed as delivered";
            case 1 -> "listed once";
            default -> "listed " + count + " times";
        };
    }

    /** Makes a message with one fault. */
    private interface Spoiler {
        Mutant spoilt(byte[] document);
    }
}
