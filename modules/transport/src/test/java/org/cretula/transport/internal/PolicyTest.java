package org.cretula.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.wss4j.dom.WSConstants;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.transport.As4Identity;
import org.cretula.transport.As4Limits;
import org.cretula.transport.As4Sender;
import org.cretula.transport.Delivery;
import org.cretula.transport.PMode;
import org.cretula.transport.PModes;
import org.cretula.transport.PartyId;
import org.cretula.transport.WireMessage;
import org.cretula.transport.World;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** What the P-Mode says is demanded, and nothing else is taken. */
class PolicyTest {

    private static World world;
    private static As4Sender sender;

    @BeforeAll
    static void start() {
        world = new World();
        sender = World.sender();
    }

    @AfterAll
    static void stop() {
        sender.close();
        world.close();
    }

    private static void refused(WireMessage message, String code, boolean authentic) {
        Delivery delivery = Forge.answerTo(message, world, sender);
        assertThat(Forge.code(delivery)).as("%s", delivery).isEqualTo(code);
        assertThat(((Delivery.Refused) delivery).authentic()).isEqualTo(authentic);
        assertThat(world.store.delivered()).isEmpty();
    }

    @Test
    void an_unsigned_message_is_refused_with_a_signed_error() {
        refused(Forge.message().unsigned().build(), "EBMS:0103", true);
    }

    @Test
    void payloads_in_clear_are_refused_where_encryption_is_agreed() {
        refused(Forge.message().unencrypted().build(), "EBMS:0103", true);
    }

    @Test
    void encrypted_payloads_are_refused_where_only_a_signature_is_agreed() {
        PModes signOnly = PModes.of(List.of(World.RECEIVING.withSecurity(PMode.Security.SIGN)));
        try (World other = new World(signOnly, As4Limits.DEFAULT)) {
            assertThat(Forge.code(Forge.answerTo(Forge.message().build(), other, sender)))
                    .isEqualTo("EBMS:0103");
        }
    }

    @Test
    void S10_another_certificate_of_the_same_authority_is_refused() {
        As4Identity stranger = World.identity(World.CHAMBER, World.stranger(), World.CHAMBER_ENCRYPTION);

        refused(Forge.message().signer(stranger).build(), "EBMS:0101", true);
    }

    @Test
    void S10_a_token_replaced_by_the_agreed_certificate_does_not_make_the_signature_good() {
        As4Identity mixed = new As4Identity(
                World.CHAMBER,
                World.stranger().key(),
                World.CHAMBER_SIGNING.chain(),
                World.CHAMBER_ENCRYPTION.key(),
                World.CHAMBER_ENCRYPTION.certificate());

        refused(Forge.message().signer(mixed).build(), "EBMS:0101", true);
    }

    @Test
    void an_agreed_certificate_that_has_expired_is_refused() {
        Credential expired = TestCa.root("Another root")
                .issue(Subject.named("Expired")
                        .valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2026-11-01T00:00:00Z")));
        PMode mode =
                World.agreed().partnerSigningCertificate(expired.certificate()).build();
        As4Identity late = World.identity(World.CHAMBER, expired, World.CHAMBER_ENCRYPTION);
        try (World other = new World(PModes.of(List.of(mode)), As4Limits.DEFAULT)) {
            assertThat(Forge.code(Forge.answerTo(Forge.message().signer(late).build(), other, sender)))
                    .isEqualTo("EBMS:0101");
        }
    }

    @Test
    void payloads_encrypted_for_somebody_else_are_refused() {
        PMode wrong = World.agreed()
                .partnerSigningCertificate(World.CUSTOMS_SIGNING.certificate())
                .partnerEncryptionCertificate(World.CHAMBER_ENCRYPTION.certificate())
                .build();

        refused(Forge.message().mode(wrong).build(), "EBMS:0102", true);
    }

    @ParameterizedTest
    @ValueSource(ints = {WSConstants.ISSUER_SERIAL, WSConstants.SKI_KEY_IDENTIFIER})
    void an_encryption_key_named_by_issuer_or_key_identifier_and_AES_256_are_accepted(int identifier) {
        try (World fresh = new World()) {
            WireMessage message =
                    Forge.message().encryptionKeyIdentifier(identifier).build();

            assertThat(Forge.answerTo(message, fresh, sender)).isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void S11_a_certificate_inside_a_key_identifier_is_refused_before_it_is_decoded() {
        refused(
                Forge.message()
                        .encryptionKeyIdentifier(WSConstants.X509_KEY_IDENTIFIER)
                        .build(),
                "EBMS:0103",
                true);
    }

    @Test
    void a_token_with_the_whole_certificate_path_is_accepted() {
        try (World fresh = new World()) {
            assertThat(Forge.answerTo(Forge.message().path().build(), fresh, sender))
                    .isInstanceOf(Delivery.Acknowledged.class);
        }
    }

    @Test
    void S23_EncryptedData_before_its_key_is_refused() {
        refused(
                Forge.message()
                        .document(d -> {
                            Element data = Trees.first(d, Names.XENC, "EncryptedData");
                            data.getParentNode()
                                    .insertBefore(data, data.getParentNode().getFirstChild());
                        })
                        .build(),
                "EBMS:0103",
                true);
    }

    @ParameterizedTest
    @CsvSource({
        "XX-CHAMBER-1, XX-CHAMBER-2",
        "YY-CUSTOMS-1, YY-CUSTOMS-2",
        "SubmitCertificate, WithdrawCertificate",
        "urn:example:co<, urn:example:other<",
        "urn:example:services, urn:example:types",
        "urn:example:agreement:1, urn:example:agreement:2",
        "/initiator, /responder"
    })
    void S15_a_header_that_fits_no_P_Mode_is_refused_without_a_signature(String agreed, String other) {
        refused(Forge.message().header(xml -> xml.replaceFirst(agreed, other)).build(), "EBMS:0010", false);
    }

    @Test
    void S15_a_lookup_that_returns_the_P_Mode_of_another_partner_is_not_believed() {
        PMode other = PMode.builder("other")
                .initiator(PartyId.of("ZZ"))
                .responder(World.CUSTOMS)
                .service("urn:example:co", "urn:example:services")
                .action("SubmitCertificate")
                .partnerSigningCertificate(World.CHAMBER_SIGNING.certificate())
                .build();
        try (World careless = new World(header -> Optional.of(other), As4Limits.DEFAULT)) {
            assertThat(Forge.code(Forge.answerTo(Forge.message().build(), careless, sender)))
                    .isEqualTo("EBMS:0010");
        }
    }

    @Test
    void another_channel_is_refused() {
        refused(
                Forge.message()
                        .header(xml -> xml.replace("<eb:UserMessage>", "<eb:UserMessage mpc=\"urn:other\">"))
                        .build(),
                "EBMS:0001",
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "xmldsig-more#rsa-sha256, http://www.w3.org/2000/09/xmldsig#rsa-sha1",
        "xmlenc11#aes128-gcm, http://www.w3.org/2001/04/xmlenc#aes128-cbc",
        "xmlenc11#rsa-oaep, http://www.w3.org/2001/04/xmlenc#rsa-1_5",
        "xmlenc11#mgf1sha256, http://www.w3.org/2009/xmlenc11#mgf1sha1",
        "xmlenc#sha256, http://www.w3.org/2000/09/xmldsig#sha1",
        "Attachment-Content-Signature-Transform, urn:x",
        "Attachment-Content-Only, urn:x",
        "Attachment-Ciphertext-Transform, urn:x"
    })
    void an_algorithm_outside_the_profile_is_refused_by_name(String part, String other) {
        refused(
                Forge.message()
                        .document(d -> Trees.replaceAttributes(d, part, other))
                        .build(),
                "EBMS:0103",
                true);
    }

    @Test
    void S11_a_token_with_a_length_that_lies_is_refused_before_it_is_decoded() {
        refused(
                Forge.message()
                        .document(d -> Trees.first(d, Names.WSSE, "BinarySecurityToken")
                                .setTextContent("MIR/////BgMCAQA="))
                        .build(),
                "EBMS:0103",
                true);
    }

    @Test
    void S13_a_message_id_with_white_space_is_refused() {
        refused(
                Forge.message()
                        .header(xml -> xml.replace("<eb:MessageId>", "<eb:MessageId> "))
                        .build(),
                "EBMS:0009",
                false);
    }

    @Test
    void S27_a_signal_instead_of_a_message_is_refused() {
        byte[] receipt = new Signals(World.CHAMBER_IDENTITY, World.CLOCK).receipt("x@y", List.of());

        refused(new WireMessage(Answer.CONTENT_TYPE, receipt), "EBMS:0008", false);
    }

    @Test
    void a_character_set_that_is_none_is_refused() {
        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst(
                                "</eb:PartProperties>",
                                "<eb:Property name=\"CharacterSet\">!utf*</eb:Property></eb:PartProperties>"))
                        .build(),
                "EBMS:0001",
                true);
    }

    @Test
    void a_value_that_no_store_has_room_for_is_refused_and_not_asked_for_again() {
        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst(">application/xml<", ">application/" + "x".repeat(250) + "<"))
                        .build(),
                "EBMS:0001",
                true);
        refused(
                Forge.message()
                        .header(xml -> xml.replaceFirst(">conversation-1<", ">" + "c".repeat(1001) + "<"))
                        .build(),
                "EBMS:0009",
                false);
    }
}
