package org.cretula.trust.internal.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.util.CollectionStore;
import org.cretula.testkit.Credential;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.CollectedEvidence;
import org.cretula.trust.CollectionLimits;
import org.cretula.trust.Evidence;
import org.cretula.trust.EvidenceCollector;
import org.cretula.trust.EvidenceStore;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Network;
import org.cretula.trust.Origin;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Purpose;
import org.cretula.trust.RevocationFact;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Indication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceCollectorTest {

    private static final String AT = "http://pki.example/";
    private static final TestCa ROOT = TestCa.root("Root");
    private static final TestCa CA =
            ROOT.intermediate(House.subject("Issuing CA", "issuer=" + AT + "root.crt", "crl=" + AT + "root.crl"));
    private static final Credential HOLDER =
            CA.issue(House.subject("Holder", "issuer=" + AT + "ca.crt", "crl=" + AT + "ca.crl"));
    private static final TrustMaterial MATERIAL = TrustMaterial.of(ExampleTrust.REFUSED)
            .anchor(Purpose.ISSUER, ROOT.certificate())
            .build();

    private final Shelf shelf = new Shelf()
            .put(AT + "ca.crt", der(CA.certificate()))
            .put(AT + "ca.crl", CA.crl().der())
            .put(AT + "root.crl", ROOT.crl().der());

    /** Stands still until it is told how much time has passed. */
    private static final class Passing extends Clock {
        private Instant now = Scene.AT;

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private CollectedEvidence collect(X509Certificate holder) {
        return collect(holder, CollectionLimits.USUAL);
    }

    private CollectedEvidence collect(X509Certificate holder, CollectionLimits limits) {
        return collect(shelf, holder, limits, MATERIAL);
    }

    private static CollectedEvidence collect(
            Network network, X509Certificate holder, CollectionLimits limits, TrustMaterial material) {
        return new EvidenceCollector(
                        network, limits, Scene.PROVIDERS, Clock.fixed(Scene.AT, ZoneOffset.UTC), new SecureRandom())
                .collect(holder, EvidenceStore.empty(), material, Purpose.ISSUER);
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<X509Certificate> certificates(CollectedEvidence collected) {
        return collected.evidence().certificates().stream()
                .map(Evidence::content)
                .toList();
    }

    private static List<String> origins(List<? extends Evidence<?>> evidence) {
        return evidence.stream().map(e -> e.origin().name()).toList();
    }

    private static Indication offline(CollectedEvidence collected, X509Certificate holder) {
        return new PathExaminer(MATERIAL.plus(collected.evidence()), Scene.PROVIDERS)
                .examine(holder, List.of(), Purpose.ISSUER, Scene.AT)
                .verdict()
                .indication();
    }

    @Test
    void the_issuer_and_both_lists_are_fetched_and_then_the_certificate_can_be_judged_offline() {
        CollectedEvidence collected = collect(HOLDER.certificate());
        assertThat(collected.notes()).isEmpty();
        assertThat(collected.complete()).isTrue();
        assertThat(certificates(collected)).containsExactly(CA.certificate());
        assertThat(origins(collected.evidence().lists())).containsExactlyInAnyOrder(AT + "ca.crl", AT + "root.crl");
        Evidence<X509Certificate> issuer = collected.evidence().certificates().get(0);
        assertThat(issuer.origin()).isEqualTo(Origin.network(AT + "ca.crt"));
        assertThat(issuer.until()).contains(CA.certificate().getNotAfter().toInstant());
        assertThat(offline(collected, HOLDER.certificate())).isEqualTo(Indication.VALID);
        assertThat(shelf.asked).doesNotContain(AT + "root.crt").doesNotHaveDuplicates();
    }

    @Test
    void without_a_list_the_answer_stays_open_and_a_note_says_what_is_missing() {
        shelf.put(AT + "root.crl", "<html>".getBytes(StandardCharsets.UTF_8));
        CollectedEvidence collected = collect(HOLDER.certificate());
        assertThat(collected.complete()).isFalse();
        assertThat(collected.unknown().orElseThrow()).contains("CN=Issuing CA");
        assertThat(collected.notes()).singleElement().asString().contains(AT + "root.crl", "expected", "found");
        assertThat(collected.evidence().lists()).hasSize(1);
        assertThat(offline(collected, HOLDER.certificate())).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void a_revocation_is_an_answer_too() {
        shelf.put(
                AT + "ca.crl",
                CA.crl()
                        .revoke(HOLDER.certificate(), Instant.parse("2026-03-01T00:00:00Z"), 1)
                        .der());
        CollectedEvidence collected = collect(HOLDER.certificate());
        assertThat(collected.complete()).isTrue();
        assertThat(collected.result().revocation().get(0).status()).isEqualTo(RevocationFact.Status.REVOKED);
        assertThat(offline(collected, HOLDER.certificate())).isEqualTo(Indication.INDETERMINATE);
    }

    @Test
    void an_issuer_in_pem_or_in_a_message_of_certificates_is_read() throws CMSException, IOException {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addCertificates(new CollectionStore<>(List.of(
                new X509CertificateHolder(der(ROOT.certificate())), new X509CertificateHolder(der(CA.certificate())))));
        byte[] message = generator
                .generate(new CMSProcessableByteArray(new byte[0]), false)
                .toASN1Structure()
                .getEncoded("DER");
        for (byte[] form : List.of(House.pem(der(CA.certificate())), message)) {
            shelf.put(AT + "ca.crt", form);
            assertThat(certificates(collect(HOLDER.certificate()))).containsExactly(CA.certificate());
        }
    }

    @Test
    void a_certificate_that_did_not_sign_is_not_kept() {
        X509Certificate sameName =
                TestCa.root("Other").intermediate("Issuing CA").certificate();
        byte[] longer = Arrays.copyOf(der(CA.certificate()), der(CA.certificate()).length + 1);
        for (byte[] other : List.of(der(sameName), longer, new byte[0], "hello".getBytes(StandardCharsets.UTF_8))) {
            shelf.put(AT + "ca.crt", other);
            CollectedEvidence collected = collect(HOLDER.certificate());
            assertThat(collected.evidence().isEmpty()).isTrue();
            assertThat(collected.unknown()).contains("no path to an anchor is known");
            assertThat(collected.notes()).anyMatch(n -> n.contains(AT + "ca.crt"));
        }
    }

    @Test
    void a_root_is_never_fetched_into_the_evidence() {
        TestCa stranger = TestCa.root("Stranger");
        Credential holder = stranger.issue(House.subject("Holder", "issuer=" + AT + "stranger.crt"));
        shelf.put(AT + "stranger.crt", der(stranger.certificate()));
        CollectedEvidence collected = collect(holder.certificate());
        assertThat(collected.evidence().isEmpty()).isTrue();
        assertThat(collected.notes()).anyMatch(n -> n.contains("was not kept"));
    }

    @Test
    void a_certificate_that_its_own_key_signed_is_not_fetched_into_the_evidence_whatever_its_names() {
        KeyPair keys = TestCa.newKeys("EC:secp256r1");
        X509Certificate hidden = Cross.ca("Stranger", keys, "Somebody", keys);
        Subject subject = House.subject("Holder", "issuer=" + AT + "stranger.crt");
        X509Certificate holder = Cross.issue(subject, "Stranger", keys);
        shelf.put(AT + "stranger.crt", der(hidden));
        CollectedEvidence collected = collect(holder);
        assertThat(collected.evidence().isEmpty()).isTrue();
        assertThat(collected.notes()).anyMatch(n -> n.contains("was not kept"));
    }

    @Test
    void C19_a_network_that_throws_what_it_should_not_is_a_note() {
        Network broken = request -> {
            throw new IllegalStateException("no such address");
        };
        CollectedEvidence collected = collect(broken, HOLDER.certificate(), CollectionLimits.USUAL, MATERIAL);
        assertThat(collected.evidence().isEmpty()).isTrue();
        assertThat(collected.notes()).anyMatch(n -> n.contains("no such address"));
    }

    @Test
    void C19_addresses_of_revocation_are_asked_only_where_an_anchor_stands_behind_them() {
        TestCa stranger = TestCa.root("Stranger");
        Credential holder = stranger.issue(House.subject("Holder", "crl=" + AT + "ca.crl", "ocsp=" + AT + "ocsp"));
        assertThat(collect(holder.certificate()).complete()).isFalse();
        assertThat(shelf.asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:http://pki.example/a.jar!/b",
                "ftp://pki.example/a",
                "http:///a",
                "http://user:secret@pki.example/a",
                "//pki.example/a",
                "http://pki.example/a b",
                ""
            })
    void C19_only_http_addresses_of_a_host_are_asked(String address) {
        neverAsked(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ldap://pki.example/CN=CA?cACertificate;binary",
                "LDAP://pki.example/CN=*)(uid=*))(|(uid=*",
                "ldaps://pki.example/x",
                "ldap:///CN=CA"
            })
    void C20_no_directory_is_asked(String address) {
        neverAsked(address);
    }

    private void neverAsked(String address) {
        Credential holder = CA.issue(House.subject(
                "Holder", "issuer=" + address, "ocsp=" + address, "crl=" + address, "freshest=" + address));
        TrustMaterial material =
                MATERIAL.plus(EvidenceStore.ofCertificates(List.of(CA.certificate()), Origin.caller()));
        CollectedEvidence collected = collect(shelf, holder.certificate(), CollectionLimits.USUAL, material);
        assertThat(shelf.asked).containsExactly(AT + "root.crl");
        assertThat(collected.complete()).isFalse();
        assertThat(collected.notes()).anyMatch(n -> n.contains("is not asked"));
    }

    @Test
    void C19_a_limit_on_requests_and_on_time_ends_the_asking() {
        CollectionLimits few = new CollectionLimits(
                2, 1_000_000, 1_000_000, 1_000_000, Duration.ofSeconds(1), Duration.ofMinutes(1), 8);
        assertThat(collect(HOLDER.certificate(), few).notes()).anyMatch(n -> n.contains("2 requests"));
        assertThat(shelf.asked).hasSize(2);

        shelf.asked.clear();
        Passing clock = new Passing();
        shelf.before = () -> clock.pass(50);
        CollectedEvidence slow = new EvidenceCollector(
                        shelf, CollectionLimits.USUAL, Scene.PROVIDERS, clock, new SecureRandom())
                .collect(HOLDER.certificate(), EvidenceStore.empty(), MATERIAL, Purpose.ISSUER);
        assertThat(shelf.asked).hasSize(3);
        assertThat(shelf.requests.get(shelf.requests.size() - 1).within()).isEqualTo(Duration.ofSeconds(20));
        assertThat(slow.complete()).isTrue();
        shelf.before = () -> clock.pass(150);
        assertThat(new EvidenceCollector(shelf, CollectionLimits.USUAL, Scene.PROVIDERS, clock, new SecureRandom())
                        .collect(HOLDER.certificate(), EvidenceStore.empty(), MATERIAL, Purpose.ISSUER)
                        .notes())
                .anyMatch(n -> n.contains("within 120 s"));
        assertThat(shelf.asked).hasSize(4);
    }

    @Test
    void C19_an_endless_chain_of_issuers_is_left_at_a_depth() {
        TestCa above = ROOT;
        for (int i = 1; i <= 12; i++) {
            above = above.intermediate(House.subject("CA " + i, "issuer=" + AT + "ca" + (i - 1) + ".crt"));
            shelf.put(AT + "ca" + i + ".crt", der(above.certificate()));
        }
        Credential holder = above.issue(House.subject("Holder", "issuer=" + AT + "ca12.crt"));
        assertThat(collect(holder.certificate()).complete()).isFalse();
        assertThat(shelf.asked).hasSize(CollectionLimits.USUAL.depth() + 1);
    }

    @Test
    void C19_a_body_longer_than_asked_for_is_not_kept() {
        CollectionLimits small =
                new CollectionLimits(60, 10, 10, 1_000_000, Duration.ofSeconds(1), Duration.ofMinutes(1), 8);
        CollectedEvidence collected = collect(HOLDER.certificate(), small);
        assertThat(collected.evidence().isEmpty()).isTrue();
        assertThat(collected.notes()).anyMatch(n -> n.contains("at most 10 bytes"));
        assertThat(shelf.requests).allMatch(r -> r.mostBytes() == 10);
    }

    @Test
    void C19_a_limit_on_all_bytes_together_ends_the_asking() {
        int issuer = der(CA.certificate()).length;
        CollectionLimits tight = new CollectionLimits(
                60, 1_000_000, 1_000_000, issuer + 1, Duration.ofSeconds(1), Duration.ofMinutes(1), 8);
        CollectedEvidence collected = collect(HOLDER.certificate(), tight);
        assertThat(certificates(collected)).containsExactly(CA.certificate());
        assertThat(collected.evidence().lists()).isEmpty();
        assertThat(shelf.requests.get(1).mostBytes()).isEqualTo(1);
        assertThat(collected.notes()).anyMatch(n -> n.contains("at most 1 bytes"));
        assertThat(collected.notes()).anyMatch(n -> n.contains("expected to do with " + (issuer + 1) + " bytes"));
    }

    @Test
    void the_newest_changes_and_the_signer_of_a_list_are_fetched_too() {
        Credential holder = CA.issue(House.subject("Holder", "crl=" + AT + "ca.crl", "freshest=" + AT + "delta.crl"));
        TestCa signer = ROOT.intermediate(House.subject("List Signer", "crl=" + AT + "root.crl"));
        byte[] list = signer.crl()
                .forged(builder -> {
                    try {
                        builder.addExtension(
                                Extension.authorityInfoAccess, false, House.accessOf("issuer=" + AT + "signer.crt"));
                        builder.addExtension(Extension.freshestCRL, false, House.points(List.of(AT + "delta2.crl")));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .der();
        shelf.put(AT + "ca.crl", list)
                .put(AT + "signer.crt", der(signer.certificate()))
                .put(AT + "delta.crl", CA.crl().der());
        TrustMaterial material =
                MATERIAL.plus(EvidenceStore.ofCertificates(List.of(CA.certificate()), Origin.caller()));
        CollectedEvidence collected = collect(shelf, holder.certificate(), CollectionLimits.USUAL, material);
        assertThat(certificates(collected)).containsExactly(signer.certificate());
        assertThat(shelf.asked).contains(AT + "delta.crl", AT + "delta2.crl", AT + "signer.crt", AT + "root.crl");
    }

    private Credential asking(Responder responder) {
        shelf.put(AT + "ocsp", responder);
        return CA.issue(House.subject("Holder", "issuer=" + AT + "ca.crt", "ocsp=" + AT + "ocsp"));
    }

    @Test
    void a_responder_is_asked_with_a_nonce_of_32_octets_and_its_answer_kept() throws IOException {
        Responder responder = new Responder(CA.credential(), false);
        Credential holder = asking(responder);
        CollectedEvidence collected = collect(holder.certificate());
        assertThat(collected.notes()).isEmpty();
        assertThat(origins(collected.evidence().answers())).containsExactly(AT + "ocsp");
        assertThat(collected.answersWithoutNonce()).isEmpty();
        assertThat(collected.complete()).isTrue();
        assertThat(offline(collected, holder.certificate())).isEqualTo(Indication.VALID);
        OCSPReq asked = new OCSPReq(responder.lastQuestion);
        assertThat(ASN1OctetString.getInstance(asked.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)
                                .getParsedValue())
                        .getOctets())
                .hasSize(32);
        CertificateID id = asked.getRequestList()[0].getCertID();
        assertThat(id.getSerialNumber()).isEqualTo(holder.certificate().getSerialNumber());
        assertThat(shelf.requests.stream().flatMap(r -> r.question().stream()))
                .singleElement()
                .satisfies(body -> assertThat(body.mediaType()).isEqualTo("application/ocsp-request"));
    }

    @Test
    void C06_an_answer_with_another_nonce_is_not_kept() throws IOException {
        Responder responder = new Responder(CA.credential(), false);
        byte[] other = new DEROctetString(new byte[32]).getEncoded();
        responder.nonce = asked -> new Extension(asked.getExtnId(), false, other);
        CollectedEvidence collected = collect(asking(responder).certificate());
        assertThat(collected.evidence().answers()).isEmpty();
        assertThat(collected.notes()).anyMatch(n -> n.contains("nonce"));
        assertThat(collected.complete()).isFalse();
    }

    @Test
    void C06_an_answer_without_the_nonce_is_kept_and_marked() {
        Responder responder = new Responder(CA.credential(), false);
        responder.nonce = Responder::none;
        CollectedEvidence collected = collect(asking(responder).certificate());
        assertThat(collected.evidence().answers()).hasSize(1);
        assertThat(collected.complete()).isTrue();
        assertThat(collected.answersWithoutNonce())
                .containsExactly(collected.evidence().answers().get(0).sha256());
    }

    @Test
    void an_answer_about_another_certificate_or_no_answer_is_not_kept() {
        Responder responder = new Responder(CA.credential(), false);
        responder.about = Responder::otherSerial;
        CollectedEvidence collected = collect(asking(responder).certificate());
        assertThat(collected.evidence().answers()).isEmpty();
        assertThat(collected.notes()).anyMatch(n -> n.contains("serial number"));

        Credential holder = asking(responder);
        shelf.put(AT + "ocsp", new byte[] {0x30, 3, 0x0a, 1, 3});
        assertThat(collect(holder.certificate()).notes()).anyMatch(n -> n.contains("TRY_LATER"));
    }

    @Test
    void the_list_for_a_responder_is_fetched_unless_its_certificate_excuses_it() {
        Credential asked = CA.issue(House.subject("Responder", "crl=" + AT + "responders.crl")
                .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
        Credential excused = CA.issue(House.subject("Excused")
                .extendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning)
                .forged(builder -> {
                    try {
                        builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }));
        assertThat(collect(asking(new Responder(excused, true)).certificate()).notes())
                .isEmpty();
        assertThat(shelf.asked).doesNotContain(AT + "responders.crl");
        collect(asking(new Responder(asked, true)).certificate());
        assertThat(shelf.asked).contains(AT + "responders.crl");
    }
}
