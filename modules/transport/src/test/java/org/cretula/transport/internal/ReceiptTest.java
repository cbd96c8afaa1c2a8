package org.cretula.transport.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.cretula.testkit.Credential;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.OutboundMessage;
import org.cretula.transport.Payload;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What counts as proof of receipt, and what does not. */
class ReceiptTest {

    private static As4Sender sender;
    private static OutboundMessage message;
    private static WireMessage wire;
    private static List<Element> references;

    @BeforeAll
    static void start() throws Refusal {
        sender = World.sender();
        message = World.message(Payload.of("application/xml", Forge.CO));
        wire = sender.prepare(message, World.SENDING);
        references = references(wire);
    }

    @AfterAll
    static void stop() {
        sender.close();
    }

    private static List<Element> references(WireMessage of) throws Refusal {
        MimeDoor.Mime mime = new MimeDoor(World.SENDING.limits()).read(of.contentType(), of.body());
        SoapEnvelope envelope = SoapEnvelope.parse(mime.envelope(), World.SENDING.limits());
        return Xml.all(envelope.security().get(0).dom(), Names.DS, "Reference");
    }

    private static Signals customs() {
        return new Signals(World.CUSTOMS_IDENTITY, World.CLOCK);
    }

    private static Delivery judged(byte[] signal) {
        return sender.judge(
                wire, new WireMessage.Answer(200, new WireMessage(Answer.CONTENT_TYPE, signal)), World.SENDING);
    }

    private static void invalid(byte[] signal) {
        Delivery delivery = judged(signal);
        assertThat(delivery).isInstanceOfSatisfying(Delivery.Unconfirmed.class, unconfirmed -> {
            assertThat(unconfirmed.reason()).isEqualTo(Delivery.Unconfirmed.Reason.INVALID_RECEIPT);
            assertThat(unconfirmed.code()).isEqualTo("EBMS:0302");
        });
    }

    private static void advisory(byte[] error) {
        assertThat(judged(error)).isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
            assertThat(refused.authentic()).isFalse();
            assertThat(refused.mayBeRepeated()).isTrue();
        });
    }

    private static byte[] signedBy(As4Identity identity, Document document) {
        return new Sealer(identity).signal(document);
    }

    private static Document receiptFor(String messageId, List<Element> of) {
        return MessagingWriter.receipt("r@example.org", World.CLOCK.instant(), messageId, of);
    }

    @Test
    void a_receipt_signed_by_the_partner_for_exactly_what_was_sent_is_proof() {
        assertThat(judged(customs().receipt(message.messageId(), references)))
                .isInstanceOf(Delivery.Acknowledged.class);
    }

    @Test
    void the_order_of_the_references_does_not_matter() {
        List<Element> reversed = new ArrayList<>(references);
        Collections.reverse(reversed);

        assertThat(judged(customs().receipt(message.messageId(), reversed))).isInstanceOf(Delivery.Acknowledged.class);
    }

    @Test
    void an_element_that_a_product_adds_beside_the_proof_does_not_matter() {
        Document receipt = receiptFor(message.messageId(), references);
        Element own = receipt.createElementNS("urn:product", "p:product");
        own.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns:p", "urn:product");
        Trees.first(receipt, Names.EB, "Receipt").appendChild(own);

        assertThat(judged(signedBy(World.CUSTOMS_IDENTITY, receipt))).isInstanceOf(Delivery.Acknowledged.class);
    }

    @Test
    void S17_a_receipt_for_another_message_is_no_proof() {
        invalid(customs().receipt("another@example.org", references));
    }

    @Test
    void S17_the_receipt_of_another_message_under_our_message_id_is_no_proof() throws Refusal {
        OutboundMessage other = World.message(Payload.of("application/xml", "other".getBytes(UTF_8)));

        invalid(customs().receipt(message.messageId(), references(sender.prepare(other, World.SENDING))));
    }

    @Test
    void S17_a_receipt_with_an_altered_digest_is_no_proof() {
        Document receipt = receiptFor(message.messageId(), references);
        Trees.first(receipt, Names.DS, "DigestValue").setTextContent("AAAA");

        invalid(signedBy(World.CUSTOMS_IDENTITY, receipt));
    }

    @Test
    void S17_a_receipt_that_leaves_one_reference_out_is_no_proof() {
        invalid(customs().receipt(message.messageId(), references.subList(0, 2)));
    }

    @Test
    void S17_a_receipt_that_names_one_reference_twice_is_no_proof() {
        List<Element> twice = new ArrayList<>(references);
        twice.set(2, references.get(0));

        invalid(customs().receipt(message.messageId(), twice));
    }

    @Test
    void S17_a_receipt_that_is_not_signed_is_no_proof() {
        invalid(Xml.bytes(receiptFor(message.messageId(), references)));
    }

    @Test
    void S17_a_receipt_signed_by_somebody_else_is_no_proof() {
        Credential stranger = World.stranger();

        invalid(signedBy(
                World.identity(World.CUSTOMS, stranger, World.CUSTOMS_ENCRYPTION),
                receiptFor(message.messageId(), references)));
    }

    @Test
    void S17_a_receipt_changed_after_it_was_signed_is_no_proof() {
        String receipt = new String(customs().receipt("another@example.org", references), UTF_8);

        invalid(receipt.replace("another@example.org", message.messageId()).getBytes(UTF_8));
    }

    @Test
    void S17_a_receipt_without_references_is_no_proof() {
        invalid(customs().receipt(message.messageId(), List.of()));
    }

    @Test
    void an_error_signed_by_the_partner_about_this_message_is_its_word() {
        byte[] error = customs().error(message.messageId(), new Refusal(EbmsCode.VALUE_INCONSISTENT, "no"));

        assertThat(judged(error)).isInstanceOfSatisfying(Delivery.Refused.class, refused -> {
            assertThat(refused.authentic()).isTrue();
            assertThat(refused.mayBeRepeated()).isFalse();
            assertThat(refused.errors().get(0).code()).isEqualTo("EBMS:0003");
            assertThat(refused.errors().get(0).severity()).isEqualTo("failure");
            assertThat(refused.errors().get(0).shortDescription()).isEqualTo("ValueInconsistent");
            assertThat(refused.errors().get(0).detail()).contains("no");
        });
    }

    @Test
    void S19_an_unsigned_error_is_advisory_only() {
        byte[] error = customs()
                .unsignedError(
                        Optional.of(message.messageId()), new Refusal(EbmsCode.VALUE_INCONSISTENT, "stop sending"));

        advisory(error);
    }

    @Test
    void S19_a_signed_error_about_another_message_is_advisory_only() {
        byte[] error = customs().error("another@example.org", new Refusal(EbmsCode.OTHER, "no"));

        advisory(error);
    }

    @Test
    void S19_an_error_signed_by_somebody_else_is_advisory_only() {
        As4Identity stranger = World.identity(World.CUSTOMS, World.stranger(), World.CUSTOMS_ENCRYPTION);
        byte[] error = new Signals(stranger, World.CLOCK).error(message.messageId(), new Refusal(EbmsCode.OTHER, "no"));

        advisory(error);
    }

    @Test
    void a_warning_is_neither_proof_nor_refusal() {
        String error =
                new String(customs().unsignedError(Optional.empty(), new Refusal(EbmsCode.OTHER, "careful")), UTF_8);

        assertThat(judged(error.replace("\"failure\"", "\"warning\"").getBytes(UTF_8)))
                .isInstanceOf(Delivery.Unconfirmed.class);
    }
}
