package org.cretula.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Forger;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.testkit.TestTsa;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** The catalogue of attacks on keys, properties and time-stamps, as far as no other test has them. */
class AttackedSignatureTest {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String DS11 = "http://www.w3.org/2009/xmldsig11#";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String XADES_141 = "http://uri.etsi.org/01903/v1.4.1#";
    private static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    private static byte[] signed = new byte[0];

    @BeforeAll
    static void sign() throws SigningRefusedException {
        signed = Fixture.sign(Fixture.EC);
    }

    private static SignatureJudgement changed(Consumer<Document> change) {
        return Fixture.judge(Forger.changed(signed, change));
    }

    private static SignatureJudgement resigned(Consumer<Document> change) {
        return Fixture.judge(Forger.resigned(signed, Fixture.EC.key(), change));
    }

    private static void found(
            SignatureJudgement judgement, Indication indication, SubIndication reason, String check, Outcome outcome) {
        assertThat(judgement.verdict().indication())
                .as(() -> judgement.verdict().findings().toString())
                .isEqualTo(indication);
        assertThat(judgement.verdict().findings())
                .anyMatch(f -> f.check().equals(check)
                        && f.outcome() == outcome
                        && f.subIndication().equals(Optional.of(reason)));
        assertThat(judgement.content()).isEmpty();
    }

    private static void malformed(SignatureJudgement judgement) {
        found(judgement, Indication.INVALID, SubIndication.FORMAT_FAILURE, "signature-structure", Outcome.FAILED);
    }

    private static Element ds(Document document, String local) {
        return Forger.element(document, local);
    }

    private static Element xades(Document document, String local) {
        return (Element) document.getElementsByTagNameNS(XADES, local).item(0);
    }

    private static String encoded(Credential credential) {
        try {
            return Base64.getEncoder().encodeToString(credential.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void K01_a_key_is_believed_from_the_certificate_that_was_signed_for_and_from_nowhere_else() {
        Credential stranger = TestCa.root("Stranger").issue(Subject.named("Signer EC"));
        SignatureJudgement judgement = Fixture.judge(Forger.resigned(
                signed, stranger.key(), d -> ds(d, "X509Certificate").setTextContent(encoded(stranger))));
        found(
                judgement,
                Indication.INDETERMINATE,
                SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                "signing-certificate",
                Outcome.UNKNOWN);
        assertThat(judgement.signer()).isEmpty();
        // One who also puts his own digest into the signed properties is who he is: a stranger.
        SignatureJudgement consequent = Fixture.judge(Forger.resigned(signed, stranger.key(), d -> {
            ds(d, "X509Certificate").setTextContent(encoded(stranger));
            Element digest = xades(d, "CertDigest");
            ((Element) digest.getLastChild())
                    .setTextContent(
                            DigestAlgorithm.SHA256.base64(Base64.getDecoder().decode(encoded(stranger))));
        }));
        assertThat(consequent.verdict().indication()).isEqualTo(Indication.INDETERMINATE);
        assertThat(consequent.verdict().subIndication()).contains(SubIndication.NO_CERTIFICATE_CHAIN_FOUND);
    }

    @Test
    void K02_hints_at_another_key_are_refused_beside_the_certificates() {
        for (String hint : List.of("KeyName", "KeyValue", "X509Data", "PGPData", "SPKIData", "MgmtData")) {
            Consumer<Document> attack = d -> ds(d, "KeyInfo").appendChild(d.createElementNS(DS, "ds:" + hint));
            malformed(changed(attack));
            malformed(resigned(attack));
        }
        for (String hint : List.of("X509SKI", "X509SubjectName", "X509IssuerSerial", "X509CRL")) {
            malformed(changed(d -> ds(d, "X509Data").appendChild(d.createElementNS(DS, "ds:" + hint))));
        }
    }

    @Test
    void K03_an_authentication_code_with_the_public_key_as_its_secret_is_no_signature() throws Exception {
        String hmac = "http://www.w3.org/2001/04/xmldsig-more#hmac-sha256";
        byte[] forged = Forger.changed(signed, d -> ds(d, "SignatureMethod").setAttribute("Algorithm", hmac));
        Element info = (Element) Fixture.parsed(forged)
                .document()
                .getElementsByTagNameNS(DS, "SignedInfo")
                .item(0);
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec(
                Fixture.EC.certificate().getPublicKey().getEncoded(), "HmacSHA256"));
        String value =
                Base64.getEncoder().encodeToString(mac.doFinal(org.cretula.xml.Canonicalization.EXCLUSIVE.bytes(info)));
        SignatureJudgement judgement = Fixture.judge(
                Forger.changed(forged, d -> ds(d, "SignatureValue").setTextContent(value)));
        assertThat(Fixture.outcome(judgement, "signature-algorithms")).contains(Outcome.FAILED);
        assertThat(judgement.verdict().indication()).isEqualTo(Indication.INVALID);
    }

    @Test
    void K04_a_truncated_authentication_code_is_refused_with_its_length() {
        for (String length : List.of("0", "8", "-1")) {
            malformed(changed(d -> {
                ds(d, "SignatureMethod").setAttribute("Algorithm", DS + "hmac-sha1");
                ds(d, "SignatureMethod")
                        .appendChild(d.createElementNS(DS, "ds:HMACOutputLength"))
                        .setTextContent(length);
            }));
        }
    }

    @Test
    void K05_a_key_that_is_elsewhere_is_refused_and_not_fetched() throws Exception {
        try (java.net.ServerSocket server =
                new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            for (String name : List.of("ds:RetrievalMethod", "dsig11:KeyInfoReference")) {
                malformed(changed(d -> {
                    Element method = d.createElementNS(name.startsWith("ds:") ? DS : DS11, name);
                    method.setAttributeNS(XMLNS, "xmlns:dsig11", DS11);
                    method.setAttribute("URI", "http://127.0.0.1:" + server.getLocalPort() + "/key");
                    method.setAttribute("Type", DS + "rawX509Certificate");
                    ds(d, "KeyInfo").replaceChild(method, ds(d, "X509Data"));
                }));
            }
            server.setSoTimeout(1);
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void K13_the_one_signature_value_is_needed_and_a_composite_algorithm_is_not_known() {
        malformed(changed(d -> ds(d, "Signature").removeChild(ds(d, "SignatureValue"))));
        malformed(changed(d ->
                ds(d, "Signature").insertBefore(ds(d, "SignatureValue").cloneNode(true), ds(d, "SignatureValue"))));
        for (String composite : List.of("urn:oid:1.3.6.1.5.5.7.6.45", "urn:oid:2.16.840.1.114027.80.8.1.28")) {
            SignatureJudgement judgement = resigned(d -> {});
            assertThat(judgement.verdict().indication()).isEqualTo(Indication.VALID);
            SignatureJudgement renamed = changed(d -> ds(d, "SignatureMethod").setAttribute("Algorithm", composite));
            assertThat(Fixture.outcome(renamed, "signature-algorithms")).contains(Outcome.FAILED);
            assertThat(renamed.content()).isEmpty();
        }
    }

    @Test
    void E01_another_certificate_for_the_same_key_is_not_the_one_that_was_signed_for() {
        Credential renewed = new Credential(
                Fixture.EC.key(),
                Fixture.ROOT.certify(
                        Subject.named("Signer EC"), Fixture.EC.certificate().getPublicKey()));
        SignatureJudgement judgement = changed(d -> ds(d, "X509Certificate").setTextContent(encoded(renewed)));
        found(
                judgement,
                Indication.INDETERMINATE,
                SubIndication.NO_SIGNING_CERTIFICATE_FOUND,
                "signing-certificate",
                Outcome.UNKNOWN);
        assertThat(judgement.signer()).isEmpty();
        // In another order the key info is as good: the digest says which it is.
        SignatureJudgement both = changed(d -> {
            Element first = ds(d, "X509Certificate");
            Element other = (Element) first.cloneNode(true);
            other.setTextContent(encoded(renewed));
            first.getParentNode().insertBefore(other, first);
        });
        assertThat(both.signer()).contains(Fixture.EC.certificate());
        // Of several digests that the signer signed, it is the one whose certificate is there and whose key it was.
        SignatureJudgement order = resigned(d -> {
            Element cert = xades(d, "Cert");
            Element other = (Element) cert.cloneNode(true);
            ((Element) other.getFirstChild().getLastChild())
                    .setTextContent(
                            DigestAlgorithm.SHA256.base64(Base64.getDecoder().decode(encoded(renewed))));
            cert.getParentNode().insertBefore(other, cert);
        });
        assertThat(order.signer()).contains(Fixture.EC.certificate());
    }

    @Test
    void E02_an_issuer_and_serial_number_do_not_make_another_certificate_the_signers() {
        Credential other = Fixture.ROOT.issue(Subject.named("Other"));
        Consumer<Document> lie = d -> {
            Element serial = d.createElementNS(XADES, "xades:IssuerSerialV2");
            serial.setTextContent("MAA=");
            xades(d, "Cert").appendChild(serial);
        };
        SignatureJudgement unsigned = changed(lie);
        assertThat(unsigned.verdict().indication()).isEqualTo(Indication.INVALID);
        SignatureJudgement judgement = resigned(lie.andThen(d -> {
            Element first = ds(d, "X509Certificate");
            Element decoy = (Element) first.cloneNode(true);
            decoy.setTextContent(encoded(other));
            first.getParentNode().insertBefore(decoy, first);
        }));
        assertThat(judgement.signer()).contains(Fixture.EC.certificate());
    }

    @Test
    void E09_what_the_signer_claims_of_himself_is_part_of_no_finding() throws SigningRefusedException {
        byte[] claimed = new XadesSigner(Fixture.entry(Fixture.EC), Fixture.PROVIDERS)
                .sign(Fixture.enveloped().claimedRole("Minister of Everything"), Fixture.SIGNED);
        SignatureJudgement judgement = Fixture.judge(claimed);
        assertThat(judgement.verdict().findings().toString()).doesNotContain("Minister");
        SignatureJudgement added = Fixture.judge(Forger.changed(claimed, d -> {
            Element role = xades(d, "ClaimedRole");
            role.setTextContent("Minister of Nothing");
        }));
        assertThat(added.verdict().indication()).isEqualTo(Indication.INVALID);
        assertThat(added.content()).isEmpty();
    }

    @Test
    void E11_a_second_set_of_properties_or_one_of_another_signature_is_refused() {
        Consumer<Document> second = d ->
                ds(d, "Object").appendChild(xades(d, "QualifyingProperties").cloneNode(false));
        malformed(changed(second));
        malformed(resigned(second));
        found(
                changed(d -> xades(d, "QualifyingProperties").setAttribute("Target", "#other")),
                Indication.INVALID,
                SubIndication.FORMAT_FAILURE,
                "signed-properties",
                Outcome.FAILED);
        SignatureJudgement renamed = changed(d -> ds(d, "Signature").setAttribute("Id", "other"));
        malformed(renamed);
        // Its document is as it was, so there is no accident to tell of.
        assertThat(renamed.verdict().findings().toString()).doesNotContain("would match");
    }

    @Test
    void T07_an_evidence_record_is_reported_as_not_supported_and_proves_nothing() throws SigningRefusedException {
        Credential expired = Levelled.CA.issue(Subject.named("Short")
                .valid(Levelled.SIGNED.minusSeconds(60), Levelled.STAMPED.plus(Duration.ofDays(10))));
        Instant later = Levelled.STAMPED.plus(Duration.ofDays(100));
        byte[] kept = Levelled.augmenter(Levelled.STAMPED).augment(Fixture.sign(expired), SignatureLevel.B_T);
        assertThat(Levelled.judge(kept, Levelled.trust(), later).verdict().indication())
                .isEqualTo(Indication.VALID);
        for (String namespace : List.of(XADES_141, "http://uri.etsi.org/19132/v1.1.1#", XADES)) {
            SignatureJudgement judgement = Levelled.judge(
                    Forger.changed(kept, d -> {
                        Element record = d.createElementNS(namespace, "er:SealingEvidenceRecords");
                        record.setAttributeNS(XMLNS, "xmlns:er", namespace);
                        record.appendChild(d.createElementNS(namespace, "er:EvidenceRecord"));
                        xades(d, "UnsignedSignatureProperties").replaceChild(record, xades(d, "SignatureTimeStamp"));
                    }),
                    Levelled.trust(),
                    later);
            assertThat(judgement.verdict().indication())
                    .as(() -> judgement.verdict().findings().toString())
                    .isNotEqualTo(Indication.VALID);
            assertThat(judgement.bestTime()).isEmpty();
            assertThat(judgement.content()).isEmpty();
        }
    }

    @Test
    void T04_tokens_that_lie_do_not_make_an_earlier_time_than_the_one_that_is_trusted() throws SigningRefusedException {
        byte[] stamped = Levelled.at(SignatureLevel.B_T);
        TestTsa liar = TestTsa.by(TestCa.root("TSA root").issue(TestTsa.subject("TSA")))
                .at(Levelled.STAMPED.minusSeconds(10));
        String token = Base64.getEncoder().encodeToString(liar.stamp(new byte[] {1}));
        SignatureJudgement judgement = Levelled.judge(
                Forger.changed(stamped, d -> {
                    Element good = xades(d, "EncapsulatedTimeStamp");
                    Element bad = (Element) good.cloneNode(true);
                    bad.setTextContent(token);
                    good.getParentNode().insertBefore(bad, good);
                }),
                Levelled.trust(),
                Levelled.STAMPED.plus(Duration.ofDays(100)));
        assertThat(judgement.bestTime()).isNotEqualTo(Optional.of(Levelled.STAMPED.minusSeconds(10)));
    }
}
