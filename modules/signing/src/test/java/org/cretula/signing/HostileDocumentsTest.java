package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.cretula.verdict.Indication;
import org.cretula.xml.XmlParse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Documents that somebody else wrote, to make whoever signs or augments them work for ever. */
@Timeout(60)
class HostileDocumentsTest {

    private static final XadesSigner SIGNER = new XadesSigner(Fixture.entry(Levelled.SIGNER), Fixture.PROVIDERS);
    private static final String ENVELOPED =
            "<ds:Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>";
    private static final String EXCLUSIVE = "<ds:Transform Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/>";
    private static final String XPATH = "<ds:Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\">"
            + "<ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>";

    private static String reference(String uri, String transforms) {
        return "<ds:Reference URI=\"" + uri + "\"><ds:Transforms>" + transforms + "</ds:Transforms><ds:DigestMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"/><ds:DigestValue>AAAA</ds:DigestValue>"
                + "</ds:Reference>";
    }

    private static String signature(String references) {
        return "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo>"
                + "<ds:CanonicalizationMethod Algorithm=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/><ds:SignatureMethod"
                + " Algorithm=\"http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256\"/>" + references
                + "</ds:SignedInfo><ds:SignatureValue>AAAA</ds:SignatureValue></ds:Signature>";
    }

    private static byte[] sign(String xml) throws SigningRefusedException {
        XmlParse.Parsed parsed = Fixture.parsed(xml.getBytes(StandardCharsets.UTF_8));
        return SIGNER.sign(
                SignatureRequest.envelopedBesideOthers(parsed.document(), parsed.root(), "application/xml"),
                Fixture.SIGNED);
    }

    @Test
    void X21_no_xpath_is_run_over_a_long_document() throws Exception {
        String foreign = signature(reference("#x", XPATH + EXCLUSIVE) + reference("", ENVELOPED + XPATH + EXCLUSIVE));
        String end = foreign + "</d>";
        assertThat(sign("<d Id=\"x\">" + "<e/>".repeat(50) + end)).isNotEmpty();
        String document = "<d Id=\"x\">" + "<e/>".repeat(20_000) + end;
        assertThatThrownBy(() -> sign(document))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("would break the earlier one number 1 of the document");
        String whole = "<d>" + "<e/>".repeat(20_000) + signature(reference("", XPATH + EXCLUSIVE)) + "</d>";
        assertThat(sign(whole)).isNotEmpty();
    }

    @Test
    void X23_signatures_beyond_a_number_are_not_followed() throws Exception {
        String text = "<e>" + "x".repeat(1_000_000) + "</e>";
        String thirty = signature(reference("", XPATH + EXCLUSIVE).repeat(30));
        assertThat(sign("<d>" + text + thirty.repeat(5) + "</d>")).isNotEmpty();
        String document = "<d>" + text + thirty.repeat(300) + "</d>";
        assertThatThrownBy(() -> sign(document))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("would break the earlier ones number 11 of the document");
    }

    @Test
    void X23_renewed_digests_are_found_without_looking_through_all_of_the_manifests() throws Exception {
        DataObject[] data = IntStream.range(0, 870)
                .mapToObj(i -> new DataObject("f" + i, new byte[] {(byte) i}, "text/plain"))
                .toArray(DataObject[]::new);
        byte[] signed = SIGNER.sign(SignatureRequest.manifest(data), Fixture.SIGNED);
        byte[] renewed = Levelled.augmenter(Levelled.STAMPED)
                .withData(data)
                .renewingDigests(DigestAlgorithm.SHA512)
                .augment(signed, SignatureLevel.B_LTA);
        String text = new String(renewed, StandardCharsets.UTF_8);
        int from = text.indexOf("<xades141:RenewedDigestsV2");
        String property = text.substring(from, text.indexOf("<xades141:ArchiveTimeStamp"));
        int end = text.lastIndexOf("</xades:UnsignedSignatureProperties>");
        // Behind the archive time-stamp, which covers what stands before it.
        byte[] hostile =
                (text.substring(0, end) + property.repeat(5) + text.substring(end)).getBytes(StandardCharsets.UTF_8);
        assertThat(Levelled.augmenter(Levelled.STAMPED.plus(Duration.ofDays(1)))
                        .withData(data)
                        .augment(hostile, SignatureLevel.B_LTA))
                .hasSizeGreaterThan(hostile.length);
    }

    @Test
    void X12_properties_that_are_not_signed_are_no_properties_of_a_signature_that_is_augmented() throws Exception {
        String text = new String(Fixture.sign(Levelled.SIGNER), StandardCharsets.UTF_8);
        int from = text.indexOf("<ds:Object>");
        int to = text.indexOf("</ds:Object>") + "</ds:Object>".length();
        String object = text.substring(from, to);
        String fake = object.replace("-properties\"", "-others\"").replace("SigningTime>2026", "SigningTime>1999");
        for (String objects : List.of(fake + object, object + fake, fake)) {
            byte[] forged = (text.substring(0, from) + objects + text.substring(to)).getBytes(StandardCharsets.UTF_8);
            assertThatThrownBy(() -> Levelled.augmenter(Levelled.STAMPED).augment(forged, SignatureLevel.B_T))
                    .isInstanceOf(SigningRefusedException.class)
                    .hasMessageContaining(
                            objects.equals(fake) ? "SignedProperties that the signature is over" : "found 2 of them");
        }
        assertThat(Levelled.augmenter(Levelled.STAMPED)
                        .augment(text.getBytes(StandardCharsets.UTF_8), SignatureLevel.B_T))
                .isNotEmpty();
    }

    @Test
    void E06_a_counter_signature_is_not_put_so_deep_that_the_seal_can_no_longer_be_read() throws Exception {
        byte[] signed = Fixture.sign(Levelled.SIGNER);
        for (int number = 0; number < 5; number++) {
            signed = CounterSignedTest.by(Fixture.EC, signed, number, Fixture.SIGNED.plusSeconds(number + 1));
        }
        byte[] deep = signed;
        assertThat(Levelled.judge(deep, Levelled.trust(), Fixture.NOW).verdict().indication())
                .isEqualTo(Indication.VALID);
        assertThatThrownBy(() -> CounterSignedTest.by(Fixture.EC, deep, 5, Fixture.SIGNED.plusSeconds(6)))
                .isInstanceOf(SigningRefusedException.class)
                .hasMessageContaining("at most 5 deep");
    }
}
