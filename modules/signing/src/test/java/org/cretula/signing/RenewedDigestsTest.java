package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.cretula.testkit.Forger;
import org.cretula.testkit.XadesSchema;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Digests of data outside of the document are renewed before theirs fall. */
class RenewedDigestsTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final DataObject INVOICE = new DataObject("invoice.pdf", new byte[] {0, 1, 2, 3}, "application/pdf");
    private static final DataObject PHOTO = new DataObject("photo.png", new byte[] {9, 8, 7}, "image/png");
    private static byte[] signed = new byte[0];
    private static byte[] kept = new byte[0];
    private static byte[] renewed = new byte[0];

    @BeforeAll
    static void sign() throws SigningRefusedException {
        signed = withManifest();
        kept = Levelled.augmenter(Levelled.STAMPED).augment(signed, SignatureLevel.B_LTA);
        renewed = renewing(1).withData(INVOICE, PHOTO).augment(kept, SignatureLevel.B_LTA);
    }

    private static Augmenter renewing(int days) {
        return Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(days))).renewingDigests(DigestAlgorithm.SHA512);
    }

    private static String reference(DataObject object) {
        return "<ds:Reference URI=\"" + object.uri()
                + "\"><ds:DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>"
                + DigestAlgorithm.SHA256.base64(object.bytes()) + "</ds:DigestValue></ds:Reference>";
    }

    /** A signature whose one object is a manifest, signed by its Id and type. */
    private static byte[] withManifest() throws SigningRefusedException {
        String manifest = "<ds:Manifest xmlns:ds=\"" + DS + "\" Id=\"list\">" + reference(INVOICE) + reference(PHOTO)
                + "</ds:Manifest>";
        byte[] enveloping = new XadesSigner(Fixture.entry(Levelled.SIGNER), Fixture.PROVIDERS)
                .sign(
                        SignatureRequest.enveloping(
                                Fixture.parsed(manifest.getBytes(StandardCharsets.UTF_8))
                                        .root(),
                                "text/xml"),
                        Levelled.SIGNED);
        // Digests of the manifest's own references are computed anew only where they lie inside.
        return Forger.resigned(enveloping, Levelled.SIGNER.key(), d -> {
            Element reference =
                    (Element) d.getElementsByTagNameNS(DS, "Reference").item(0);
            reference.setAttribute("URI", "#list");
            reference.setAttribute("Type", DS + "Manifest");
        });
    }

    private static Element of(Document document, String local) {
        return (Element) document.getElementsByTagNameNS("http://uri.etsi.org/01903/v1.4.1#", local)
                .item(0);
    }

    @Test
    void renewed_digests_stand_before_the_archive_time_stamp_that_covers_them() {
        Document document = Fixture.parsed(renewed).document();
        assertThat(new XadesSchema().faults(renewed)).isEmpty();
        Element property = of(document, "RenewedDigestsV2");
        assertThat(((Element) property.getNextSibling()).getLocalName()).isEqualTo("ArchiveTimeStamp");
        assertThat(of(document, "NewSDODigestValue").getTextContent())
                .isEqualTo(DigestAlgorithm.SHA512.base64(INVOICE.bytes()));
        assertThat(property.getElementsByTagNameNS("*", "RecomputedDigestValue").getLength())
                .isEqualTo(2);
    }

    @Test
    void the_digest_of_the_reference_is_that_of_its_exclusive_canonical_form() {
        Document document = Fixture.parsed(renewed).document();
        String canonical = reference(INVOICE)
                .replace("<ds:Reference ", "<ds:Reference xmlns:ds=\"" + DS + "\" ")
                .replace("sha256\"/>", "sha256\"></ds:DigestMethod>");
        assertThat(of(document, "OriginalRefDigest").getTextContent())
                .isEqualTo(DigestAlgorithm.SHA512.base64(canonical.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void they_are_verified_when_the_signature_is_renewed_again() throws SigningRefusedException {
        Augmenter later = Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(2)));
        assertThat(later.withData(INVOICE, PHOTO).augment(renewed, SignatureLevel.B_LTA))
                .isNotEmpty();
        assertThat(later.augment(renewed, SignatureLevel.B_LTA)).isNotEmpty();
        for (String local : List.of("NewSDODigestValue", "OriginalRefDigest")) {
            byte[] forged = Forger.changed(
                    renewed,
                    d -> of(d, local).setTextContent(Base64.getEncoder().encodeToString(new byte[64])));
            assertThatThrownBy(() -> later.withData(INVOICE, PHOTO).augment(forged, SignatureLevel.B_LTA))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining(local.startsWith("New") ? "was changed since" : "of something else");
            // The archive time-stamp finds it out, whoever has no data.
            assertThatThrownBy(() -> later.augment(forged, SignatureLevel.B_LTA))
                    .isInstanceOf(SigningRefusedException.class);
        }
    }

    @Test
    void data_that_are_missing_or_were_changed_are_refused() {
        DataObject changed = new DataObject(INVOICE.uri(), new byte[] {4}, INVOICE.mimeType());
        assertThatThrownBy(() -> renewing(1).withData(PHOTO).augment(kept, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("'invoice.pdf' cannot be renewed without the data");
        assertThatThrownBy(() -> renewing(1).withData(PHOTO, changed).augment(kept, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("'invoice.pdf' was changed since");
    }

    @Test
    void a_digest_that_is_not_stronger_is_refused() throws SigningRefusedException {
        Augmenter augmenter = Levelled.augmenter(Levelled.STAMPED)
                .renewingDigests(DigestAlgorithm.SHA256)
                .withData(INVOICE, PHOTO);
        byte[] longer = new XadesSigner(Fixture.entry(Levelled.SIGNER), Fixture.PROVIDERS)
                .sign(SignatureRequest.manifest(INVOICE, PHOTO).digest(DigestAlgorithm.SHA512), Fixture.SIGNED);
        for (byte[] one : List.of(kept, longer)) {
            assertThatThrownBy(() -> augmenter.augment(one, SignatureLevel.B_LTA))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining("stronger digest");
        }
    }

    @Test
    void without_a_signed_manifest_of_data_outside_there_is_nothing_to_renew() throws SigningRefusedException {
        byte[] seal = Fixture.sign(Levelled.SIGNER);
        assertThatThrownBy(() -> renewing(1).augment(seal, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("no digests to renew");
        byte[] unsigned = Forger.changed(
                seal,
                d -> d.getElementsByTagNameNS(DS, "Signature")
                        .item(0)
                        .appendChild(d.createElementNS(DS, "ds:Object"))
                        .appendChild(d.importNode(
                                Fixture.parsed(signed)
                                        .document()
                                        .getElementsByTagNameNS(DS, "Manifest")
                                        .item(0),
                                true)));
        assertThatThrownBy(() -> renewing(1).withData(INVOICE, PHOTO).augment(unsigned, SignatureLevel.B_LTA))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("no digests to renew");
    }

    @Test
    void in_a_seal_they_have_no_place() throws SigningRefusedException {
        Element property = of(Fixture.parsed(renewed).document(), "RenewedDigestsV2");
        property.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns:xades141", property.getNamespaceURI());
        byte[] forged = Forger.changed(
                Levelled.at(SignatureLevel.B_T),
                d -> d.getElementsByTagNameNS("*", "UnsignedSignatureProperties")
                        .item(0)
                        .appendChild(d.importNode(property, true)));
        assertThat(Fixture.outcome(
                        Levelled.judge(forged, Levelled.trust(), Levelled.STAMPED.plusSeconds(9)),
                        "signature-structure"))
                .contains(Outcome.FAILED);
    }
}
