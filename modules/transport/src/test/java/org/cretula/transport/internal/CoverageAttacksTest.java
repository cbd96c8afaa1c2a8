package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.cretula.transport.As4Limits;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What is signed is what is read, and all of it. */
class CoverageAttacksTest {

    private static World world;
    private static World signOnly;
    private static As4Sender sender;

    @BeforeAll
    static void start() {
        world = new World();
        signOnly = new World(PModes.of(List.of(World.RECEIVING.withSecurity(PMode.Security.SIGN))), As4Limits.DEFAULT);
        sender = World.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        signOnly.close();
        world.close();
    }

    private static void refused(WireMessage message, String code) {
        refused(world, message, code);
    }

    private static void refused(World where, WireMessage message, String code) {
        Delivery delivery = Forge.answerTo(message, where, sender);
        assertThat(Forge.code(delivery)).as("%s", delivery).isEqualTo(code);
        assertThat(where.store.delivered()).isEmpty();
    }

    private static Element element(Document document, String namespace, String local) {
        return (Element) document.getElementsByTagNameNS(namespace, local).item(0);
    }

    @Test
    void the_forge_without_a_change_makes_messages_that_are_accepted() {
        try (World fresh = new World()) {
            assertThat(Forge.answerTo(Forge.message().build(), fresh, sender))
                    .isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void S01_a_signed_Messaging_moved_into_a_wrapper_header_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element messaging = element(d, Names.EB, "Messaging");
                            Element forged = (Element) messaging.cloneNode(true);
                            forged.setAttributeNS(Names.WSU, "wsu:Id", "other");
                            Element wrapper = d.createElementNS("urn:example", "Wrapper");
                            messaging.getParentNode().replaceChild(forged, messaging);
                            forged.getParentNode().appendChild(wrapper);
                            wrapper.appendChild(messaging);
                        })
                        .build(),
                "EBMS:0009");
    }

    @Test
    void S01_a_signed_Messaging_hidden_inside_the_one_that_is_read_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element messaging = element(d, Names.EB, "Messaging");
                            Element forged = (Element) messaging.cloneNode(true);
                            forged.setAttributeNS(Names.WSU, "wsu:Id", "other");
                            messaging.getParentNode().replaceChild(forged, messaging);
                            Element schema = d.createElementNS(Names.EB, "eb:Schema");
                            schema.appendChild(messaging);
                            element(d, Names.EB, "PartInfo")
                                    .insertBefore(
                                            schema,
                                            element(d, Names.EB, "PartInfo").getFirstChild());
                        })
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S01_a_signed_Messaging_kept_inside_the_security_header_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element messaging = element(d, Names.EB, "Messaging");
                            Element forged = (Element) messaging.cloneNode(true);
                            forged.setAttributeNS(Names.WSU, "wsu:Id", "other");
                            messaging.getParentNode().replaceChild(forged, messaging);
                            element(d, Names.WSSE, "Security").appendChild(messaging);
                        })
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S01_two_elements_with_one_id_are_refused() {
        refused(
                Forge.message()
                        .document(d -> element(d, Names.EB, "UserMessage")
                                .setAttributeNS(Names.WSU, "wsu:Id", MessagingWriter.BODY_ID))
                        .build(),
                "EBMS:0009");
    }

    @Test
    void S01_a_signed_body_moved_aside_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element body = element(d, Names.S12, "Body");
                            Element forged = d.createElementNS(Names.S12, "S12:Body");
                            body.getParentNode().replaceChild(forged, body);
                            element(d, Names.S12, "Header").appendChild(body);
                        })
                        .build(),
                "EBMS:0009");
    }

    @Test
    void S01_a_body_that_is_not_signed_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element body = element(d, Names.S12, "Body");
                            Element forged = d.createElementNS(Names.S12, "S12:Body");
                            body.getParentNode().replaceChild(forged, body);
                        })
                        .build(),
                "EBMS:0101");
    }

    @Test
    void a_header_changed_after_signing_is_refused() {
        refused(Forge.replaced(Forge.message().build(), "conversation-1", "conversation-2"), "EBMS:0101");
    }

    @Test
    void a_second_security_header_is_refused() {
        refused(
                Forge.message()
                        .document(d -> element(d, Names.S12, "Header")
                                .appendChild(d.createElementNS(Names.WSSE, "wsse:Security")))
                        .build(),
                "EBMS:0009");
    }

    @Test
    void S23_a_username_token_is_refused() {
        refused(
                Forge.message()
                        .document(d -> element(d, Names.WSSE, "Security")
                                .appendChild(d.createElementNS(Names.WSSE, "wsse:UsernameToken")))
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S02_an_attachment_with_one_byte_changed_is_refused() {
        refused(
                signOnly,
                Forge.message()
                        .unencrypted()
                        .afterSigning(parts -> flipped(parts, 0))
                        .build(),
                "EBMS:0101");
    }

    @Test
    void S02_ciphertext_with_one_byte_changed_is_refused() {
        refused(Forge.message().afterEncrypting(parts -> flipped(parts, 1)).build(), "EBMS:0102");
    }

    @Test
    void S02_attachments_swapped_under_encryption_are_refused() {
        refused(
                Forge.message()
                        .afterSigning(parts -> List.of(
                                new RawPart(parts.get(0).cid(), parts.get(1).bytes()),
                                new RawPart(parts.get(1).cid(), parts.get(0).bytes())))
                        .build(),
                "EBMS:0101");
    }

    @Test
    void S02_an_attachment_that_is_not_signed_is_refused() {
        List<RawPart> kept = new ArrayList<>();
        refused(
                Forge.message()
                        .beforeSigning(parts -> {
                            kept.addAll(parts);
                            return parts.subList(0, 1);
                        })
                        .afterSigning(parts -> kept)
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S02_an_extra_attachment_is_refused() {
        refused(
                Forge.message()
                        .afterEncrypting(parts -> with(parts, new RawPart("extra@example.org", new byte[] {1})))
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S02_an_extra_attachment_that_is_signed_but_not_named_is_refused() {
        refused(
                Forge.message()
                        .beforeSigning(parts -> with(parts, new RawPart("extra@example.org", new byte[] {1})))
                        .build(),
                "EBMS:0007");
    }

    @Test
    void S02_a_missing_attachment_is_refused() {
        refused(Forge.message().beforeSigning(parts -> parts.subList(0, 1)).build(), "EBMS:0007");
    }

    @Test
    void S01_a_reference_to_one_element_more_is_refused() {
        refused(
                Forge.message()
                        .header(xml -> xml.replace("<eb:UserMessage>", "<eb:UserMessage wsu:Id=\"more\">"))
                        .alsoSigned("more")
                        .build(),
                "EBMS:0103");
    }

    @Test
    void S01_a_second_reference_to_the_same_element_is_refused() {
        refused(Forge.message().alsoSigned(MessagingWriter.BODY_ID).build(), "EBMS:0103");
    }

    @Test
    void S03_two_attachments_with_one_content_id_are_refused() {
        refused(
                Forge.message()
                        .afterEncrypting(
                                parts -> with(parts, new RawPart(parts.get(0).cid(), new byte[] {1})))
                        .build(),
                "EBMS:0007");
    }

    @Test
    void S03_content_ids_that_differ_in_case_only_are_refused() {
        refused(
                Forge.message()
                        .afterEncrypting(parts -> with(
                                parts, new RawPart(parts.get(0).cid().replace("@cretula", "@CRETULA"), new byte[] {1})))
                        .build(),
                "EBMS:0007");
    }

    @Test
    void S03_two_PartInfo_for_one_attachment_are_refused() {
        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst("(<eb:PartInfo.*?</eb:PartInfo>)", "$1$1"))
                        .build(),
                "EBMS:0009");
    }

    @Test
    void a_payload_by_http_reference_is_refused_and_not_fetched() {
        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst("href=\"cid:[^\"]*\"", "href=\"http://127.0.0.1:1/x\""))
                        .build(),
                "EBMS:0011");
    }

    @Test
    void a_percent_encoded_content_id_names_the_same_attachment() {
        try (World fresh = new World()) {
            WireMessage message = Forge.message()
                    .header(xml -> xml.replaceAll("href=\"cid:([^\"@]*)@", "href=\"cid:$1%40"))
                    .build();
            assertThat(Forge.answerTo(message, fresh, sender)).isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    private static List<RawPart> with(List<RawPart> parts, RawPart more) {
        List<RawPart> all = new ArrayList<>(parts);
        Collections.addAll(all, more);
        return all;
    }

    private static List<RawPart> flipped(List<RawPart> parts, int index) {
        List<RawPart> all = new ArrayList<>(parts);
        byte[] bytes = all.get(index).bytes().clone();
        bytes[bytes.length / 2] ^= 1;
        all.set(index, new RawPart(all.get(index).cid(), bytes));
        return all;
    }
}
