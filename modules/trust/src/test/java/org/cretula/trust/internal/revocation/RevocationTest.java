package org.cretula.trust.internal.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.CertificateRevocationList;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.PathResult;
import org.cretula.trust.Purpose;
import org.cretula.trust.StrictCertificates;
import org.cretula.trust.TrustMaterial;
import org.cretula.trust.internal.Cross;
import org.cretula.trust.internal.Scene;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;
import org.junit.jupiter.api.Test;

class RevocationTest {

    private static final Instant AT = Scene.AT;
    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2026-09-01T00:00:00Z");
    private static final Instant END = Instant.parse("2046-01-01T00:00:00Z");

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();

    @Test
    void C08_without_a_list_the_status_is_unknown() {
        Finding finding = examine();
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.remedy().orElseThrow()).contains("a CRL of 'CN=CA' issued after 2026-06-01T00:00:00Z");
    }

    @Test
    void a_list_that_speaks_for_the_instant_and_is_silent_says_good() {
        Scene.assertPassed(examine(Scene.crl(ca.crl())));
    }

    @Test
    void C08_a_stale_list_says_nothing() {
        Finding finding = examine(Scene.crl(ca.crl().current(BEFORE, AT.minusSeconds(1))));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("2026-05-31T23:59:59Z");
        Scene.assertPassed(examine(Scene.crl(ca.crl().current(BEFORE, AT))));
    }

    @Test
    void C08_an_older_list_that_does_not_say_until_when_it_speaks_says_nothing() {
        Scene.assertUnknown(examine(Cross.endlessList("CA", Cross.keys(ca), BEFORE)), SubIndication.TRY_LATER);
        Scene.assertPassed(examine(Cross.endlessList("CA", Cross.keys(ca), AT)));
    }

    @Test
    void C08_a_future_list_from_after_the_certificates_expiry_says_nothing() {
        X509Certificate brief =
                ca.issue(Subject.named("Chamber").valid(TestCa.start(), AFTER)).certificate();
        Scene.assertUnknown(
                examine(brief, Scene.crl(ca.crl().current(AFTER.plusSeconds(1), END))), SubIndication.TRY_LATER);
        Scene.assertPassed(examine(brief, Scene.crl(ca.crl().current(AFTER, END))));
    }

    @Test
    void C08_a_list_of_another_issuer_says_nothing() {
        Finding finding = examine(Scene.crl(TestCa.root("Other CA").crl()));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("no list of 'CN=CA' was given, nor an OCSP answer");
    }

    @Test
    void C08_a_list_signed_with_another_key_under_the_issuers_name_says_nothing() {
        Scene.assertUnknown(examine(Scene.crl(TestCa.root("CA").crl())), SubIndication.TRY_LATER);
        Scene.assertUnknown(examine(Cross.emptyList("CA", TestCa.newKeys("EC:secp256r1"))), SubIndication.TRY_LATER);
        Scene.assertPassed(examine(Cross.emptyList("CA", Cross.keys(ca))));
    }

    @Test
    void C08_a_list_with_an_unknown_critical_extension_says_nothing() {
        ASN1ObjectIdentifier unknown = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
        Scene.assertUnknown(
                examine(Scene.crl(ca.crl().forged(add(unknown, true, DERNull.INSTANCE)))), SubIndication.TRY_LATER);
        Scene.assertPassed(examine(Scene.crl(ca.crl().forged(add(unknown, false, DERNull.INSTANCE)))));
        CertificateRevocationList inEntry = Scene.crl(ca.crl()
                .forged(b -> b.addCRLEntry(
                        java.math.BigInteger.TEN, Date.from(BEFORE), extension(unknown, true, DERNull.INSTANCE))));
        Scene.assertUnknown(examine(inEntry), SubIndication.TRY_LATER);
    }

    @Test
    void C08_no_list_with_a_changed_byte_is_good() {
        byte[] der = ca.crl().der();
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 1;
            StrictCertificates.parseCrl(changed)
                    .value()
                    .ifPresent(list -> Scene.assertUnknown(examine(list), SubIndication.TRY_LATER));
        }
    }

    @Test
    void C08_a_list_signed_with_SHA_1_says_nothing_and_is_told() {
        Finding finding = examine(Cross.emptyList("CA", Cross.keys(ca), "SHA1withECDSA"));
        Scene.assertUnknown(finding, SubIndication.TRY_LATER);
        assertThat(finding.explanation()).contains("it rests on SHA-1, not reliable since 2012-08-01");
        Scene.assertPassed(examine(Cross.emptyList("CA", Cross.keys(ca), "SHA256withECDSA")));
    }

    @Test
    void a_list_that_keeps_expired_certificates_speaks_for_them() {
        X509Certificate brief =
                ca.issue(Subject.named("Chamber").valid(TestCa.start(), AFTER)).certificate();
        ASN1ObjectIdentifier kept = new ASN1ObjectIdentifier("2.5.29.60");
        Instant late = AFTER.plusSeconds(1);
        Scene.assertPassed(examine(
                brief,
                Scene.crl(ca.crl()
                        .current(late, END)
                        .extension(kept, false, new ASN1GeneralizedTime(Date.from(AFTER))))));
        Scene.assertUnknown(
                examine(
                        brief,
                        Scene.crl(ca.crl()
                                .current(late, END)
                                .extension(kept, false, new ASN1GeneralizedTime(Date.from(late))))),
                SubIndication.TRY_LATER);
    }

    @Test
    void a_finding_tells_the_source_that_decided_and_those_that_could_not() {
        Finding good = examine(Scene.crl(ca.crl()), Scene.crl(ca.crl().current(BEFORE, BEFORE.plusSeconds(1))));
        assertThat(good.explanation())
                .contains("by the list of 2026-01-01T00:00:00Z")
                .contains("left aside: the list of 2026-03-01T00:00:00Z: it speaks only until 2026-03-01T00:00:01Z");
        Finding revoked = examine(Scene.crl(ca.crl().revoke(holder, BEFORE, CRLReason.superseded)));
        assertThat(revoked.explanation()).contains("so says the list of 2026-01-01T00:00:00Z");
    }

    @Test
    void C09_a_list_of_an_issuer_without_cRLSign_says_nothing() {
        TestCa mute = TestCa.root(Subject.named("CA").keyUsage(KeyUsage.keyCertSign));
        X509Certificate below = mute.issue(Subject.named("Chamber")).certificate();
        RevocationAssessment assessment =
                Scene.assess(Scene.store(Scene.crl(mute.crl())), AT, below, mute.certificate());
        Scene.assertUnknown(new Revocation().examine(assessment), SubIndication.TRY_LATER);
        assertThat(assessment.unusable()).singleElement().asString().contains("cRLSign");
    }

    @Test
    void C02_a_holder_revoked_before_is_revoked_and_the_reason_is_told_in_words() {
        Finding finding = examine(Scene.crl(ca.crl().revoke(holder, BEFORE, CRLReason.keyCompromise)));
        Scene.assertUnknown(finding, SubIndication.REVOKED_NO_POE);
        assertThat(finding.explanation()).contains("2026-03-01T00:00:00Z").contains("its key was compromised");
    }

    @Test
    void C02_a_holder_revoked_at_that_very_second_is_revoked() {
        Scene.assertUnknown(
                examine(Scene.crl(ca.crl().revoke(holder, AT, CRLReason.superseded))), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C02_a_holder_revoked_after_was_good_and_the_later_date_is_told() {
        CertificateRevocationList list =
                Scene.crl(ca.crl().current(AFTER, END).revoke(holder, AFTER, CRLReason.superseded));
        Finding finding = examine(list);
        Scene.assertPassed(finding);
        assertThat(finding.explanation()).contains("revoked later, on 2026-09-01T00:00:00Z");
    }

    @Test
    void C02_whom_a_list_names_ahead_of_the_date_is_revoked_from_that_list_on() {
        CertificateRevocationList ahead =
                Scene.crl(ca.crl().current(BEFORE, END).revoke(holder, AFTER, CRLReason.cessationOfOperation));
        Scene.assertUnknown(examine(ahead), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C02_an_intermediate_that_was_revoked_is_told_apart() {
        TestCa issuing = ca.intermediate("Issuing CA");
        RevocationAssessment assessment = Scene.inquiry(
                        Scene.store(Scene.crl(ca.crl().revoke(issuing.certificate(), BEFORE, CRLReason.cACompromise))),
                        holder,
                        issuing.certificate(),
                        ca.certificate())
                .assess(1, AT);
        Scene.assertUnknown(new Revocation().examine(assessment), SubIndication.REVOKED_CA_NO_POE);
    }

    @Test
    void C02_an_old_list_still_proves_a_revocation_beside_a_newer_one_that_is_silent() {
        CertificateRevocationList old = Scene.crl(
                ca.crl().current(BEFORE, BEFORE.plusSeconds(60)).revoke(holder, BEFORE, CRLReason.keyCompromise));
        Scene.assertUnknown(examine(Scene.crl(ca.crl()), old), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void a_hold_counts_only_in_a_list_that_speaks_for_the_instant() {
        CertificateRevocationList old = Scene.crl(
                ca.crl().current(BEFORE, BEFORE.plusSeconds(60)).revoke(holder, BEFORE, CRLReason.certificateHold));
        Scene.assertPassed(examine(Scene.crl(ca.crl()), old));
        CertificateRevocationList current = Scene.crl(ca.crl().revoke(holder, BEFORE, CRLReason.certificateHold));
        Scene.assertUnknown(examine(current), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C03_a_key_invalid_since_before_is_not_good_though_revoked_after() {
        CertificateRevocationList list = Scene.crl(ca.crl()
                .current(AFTER, END)
                .forged(b -> b.addCRLEntry(
                        holder.getSerialNumber(), Date.from(AFTER), CRLReason.keyCompromise, Date.from(BEFORE))));
        Finding finding = examine(list);
        Scene.assertUnknown(finding, SubIndication.REVOKED_NO_POE);
        assertThat(finding.explanation()).contains("invalid since 2026-03-01T00:00:00Z");
    }

    @Test
    void C03_an_invalidity_date_that_cannot_be_read_is_taken_at_its_worst() {
        CertificateRevocationList list = Scene.crl(ca.crl()
                .current(AFTER, END)
                .forged(b -> b.addCRLEntry(
                        holder.getSerialNumber(),
                        Date.from(AFTER),
                        extension(Extension.invalidityDate, false, DERNull.INSTANCE))));
        Scene.assertUnknown(examine(list), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C02_one_revocation_among_several_entries_for_a_certificate_counts() {
        BigInteger serial = holder.getSerialNumber();
        CertificateRevocationList takenBack = Scene.crl(ca.crl().forged(b -> {
            b.addCRLEntry(serial, Date.from(BEFORE), CRLReason.keyCompromise);
            b.addCRLEntry(serial, Date.from(BEFORE), CRLReason.removeFromCRL);
        }));
        Scene.assertUnknown(examine(takenBack), SubIndication.REVOKED_NO_POE);
        CertificateRevocationList again = Scene.crl(ca.crl().forged(b -> {
            b.addCRLEntry(serial, Date.from(BEFORE), CRLReason.keyCompromise);
            b.addCRLEntry(serial, Date.from(END), CRLReason.keyCompromise);
        }));
        Scene.assertUnknown(examine(again), SubIndication.REVOKED_NO_POE);
    }

    @Test
    void C08_a_list_whose_entries_speak_for_another_issuer_is_not_used() {
        GeneralNames other = new GeneralNames(new GeneralName(new X500Name("CN=Another CA")));
        CertificateRevocationList indirect = Scene.crl(ca.crl().forged(b -> {
            b.addCRLEntry(BigInteger.ONE, Date.from(BEFORE), extension(Extension.certificateIssuer, false, other));
            b.addCRLEntry(holder.getSerialNumber(), Date.from(BEFORE), CRLReason.keyCompromise);
        }));
        Scene.assertUnknown(examine(indirect), SubIndication.TRY_LATER);
    }

    @Test
    void every_certificate_but_the_anchor_is_asked_about() {
        TestCa issuing = ca.intermediate("Issuing CA");
        X509Certificate below = issuing.issue(Subject.named("Chamber")).certificate();
        TrustMaterial.Builder material = TrustMaterial.of(ExampleTrust.REFUSED)
                .anchor(Purpose.ISSUER, ca.certificate())
                .intermediate(issuing.certificate())
                .crl(Scene.crl(issuing.crl()))
                .crl(Scene.crl(ca.crl().revoke(issuing.certificate(), BEFORE, CRLReason.cACompromise)));
        PathResult result = Scene.examine(material, below);
        Scene.assertUnknown(Scene.finding(result, "revocation"), SubIndication.REVOKED_CA_NO_POE);
        assertThat(result.revocation()).hasSize(2);
        assertThat(result.earliestRevocation()).contains(BEFORE);
    }

    private Finding examine(CertificateRevocationList... lists) {
        return examine(holder, lists);
    }

    private Finding examine(X509Certificate certificate, CertificateRevocationList... lists) {
        return new Revocation().examine(Scene.assess(Scene.store(lists), AT, certificate, ca.certificate()));
    }

    private static Consumer<X509v2CRLBuilder> add(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        return builder -> {
            try {
                builder.addExtension(id, critical, value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static Extensions extension(ASN1ObjectIdentifier id, boolean critical, ASN1Encodable value) {
        try {
            ExtensionsGenerator generator = new ExtensionsGenerator();
            generator.addExtension(id, critical, value);
            return generator.generate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
