package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.CRLReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Points;
import org.cretula.trust.internal.RawList;
import org.cretula.trust.internal.Scene;
import org.junit.jupiter.api.Test;

class CertificateRevocationListTest {

    private static final Instant BEFORE = Instant.parse("2026-03-01T00:00:00Z");
    private static final byte[] DATE = RawList.time("260101000000Z");
    private static final byte[] SERIAL = RawList.hex("020105");

    private final TestCa ca = TestCa.root("CA");
    private final X509Certificate holder = ca.issue(Subject.named("Chamber")).certificate();

    @Test
    void a_list_says_what_its_bytes_say() {
        byte[] der = ca.crl()
                .number(7)
                .revokeInvalidSince(holder, BEFORE, 1, BEFORE.minusSeconds(60))
                .der();
        CertificateRevocationList list = Scene.crl(der);
        assertThat(list.encoded()).isEqualTo(der);
        assertThat(list.issuer()).isEqualTo(ca.certificate().getSubjectX500Principal());
        assertThat(list.thisUpdate()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(list.nextUpdate()).contains(Instant.parse("2046-01-01T00:00:00Z"));
        assertThat(list.number()).contains(BigInteger.valueOf(7));
        assertThat(list.baseNumber()).isEmpty();
        assertThat(list.size()).isEqualTo(1);
        assertThat(list.entries(BigInteger.TWO)).isEmpty();
        assertThat(list.entries(holder.getSerialNumber()))
                .containsExactly(new CertificateRevocationList.Entry(
                        holder.getSerialNumber(),
                        list.issuer(),
                        BEFORE,
                        Optional.of(CRLReason.KEY_COMPROMISE),
                        Optional.of(BEFORE.minusSeconds(60))));
    }

    @Test
    void entries_are_found_whatever_their_order_and_number() {
        RawList raw = new RawList(ca);
        for (int i = 0; i < 300; i++) {
            raw.entry(BigInteger.valueOf(i * 7919L % 300 - 20));
        }
        raw.entry(BigInteger.ONE);
        CertificateRevocationList list = Scene.crl(raw.der());
        for (int i = -20; i < 280; i++) {
            assertThat(list.entries(BigInteger.valueOf(i))).hasSize(i == 1 ? 2 : 1);
        }
        assertThat(list.entries(BigInteger.valueOf(280))).isEmpty();
    }

    @Test
    void an_entry_of_an_indirect_list_has_the_issuer_named_last() {
        X509Certificate other = TestCa.root("Other").issue(Subject.named("X")).certificate();
        CertificateRevocationList list = Scene.crl(ca.crl()
                .scope(Points.indirect())
                .forged(b -> b.addCRLEntry(BigInteger.ONE, java.util.Date.from(BEFORE), 1))
                .revokeNamingIssuer(other, BEFORE, 1)
                .revoke(holder, BEFORE, 1));
        assertThat(list.entries(BigInteger.ONE).findFirst().orElseThrow().certificateIssuer())
                .isEqualTo(list.issuer());
        assertThat(list.entries(holder.getSerialNumber())
                        .findFirst()
                        .orElseThrow()
                        .certificateIssuer())
                .isEqualTo(other.getIssuerX500Principal());
    }

    @Test
    void what_was_signed_cannot_be_written_to() {
        assertThat(Scene.crl(ca.crl()).signedContent().isReadOnly()).isTrue();
    }

    @Test
    void C14_a_list_that_is_not_what_RFC_5280_says_is_refused() {
        accepted(new RawList(ca).entry(SERIAL, DATE));
        refused(new RawList(ca).entry(SERIAL), "without a date");
        refused(new RawList(ca).entry(DATE), "without a serial number");
        refused(new RawList(ca).entry(RawList.hex("02020005"), DATE), "shortest form");
        refused(new RawList(ca).entry(RawList.hex("0202ffff"), DATE), "shortest form");
        refused(new RawList(ca).entry(RawList.hex("0200"), DATE), "shortest form");
        refused(new RawList(ca).entry(SERIAL, DATE, SERIAL), "behind an entry's date");
        refused(new RawList(ca).amongEntries(SERIAL), "among the entries");
        refused(new RawList(ca).version(RawList.hex("020100")), "another version");
        refused(new RawList(ca).innerAlgorithm(RawList.hex("300a06082a8648ce3d040303")), "algorithms that differ");
        refused(new RawList(ca).behind(SERIAL), "behind the extensions");
        refused(new RawList(ca).extension("0603551d14", false, SERIAL).behind(SERIAL), "behind the extensions");
        accepted(new RawList(ca).extension("0603551d14", false, SERIAL));
        refused(new RawList(ca).extension("0603551d14", false, RawList.hex("0101ff")), "number that cannot be read");
    }

    @Test
    void C14_an_entry_whose_issuer_cannot_be_read_is_refused() {
        byte[] naming = RawList.value(
                0x30,
                RawList.value(
                        0x30,
                        RawList.hex("0603551d1d"),
                        RawList.hex("0101ff"),
                        RawList.value(0x04, RawList.hex("0500"))));
        refused(new RawList(ca).entry(SERIAL, DATE, naming), "issuer cannot be read");
    }

    @Test
    void C14_bytes_behind_a_list_and_other_encodings_are_refused() {
        byte[] der = ca.crl().der();
        refused(Arrays.copyOf(der, der.length + 1), "behind the end");
        refused(Arrays.copyOf(der, der.length - 1), "a length");
        refused("-----BEGIN X509 CRL-----".getBytes(StandardCharsets.US_ASCII), "in DER");
    }

    @Test
    void C14_dates_of_another_form_are_refused_or_taken_at_their_worst() {
        CertificateRevocationList list = Scene.crl(
                new RawList(ca).entry(SERIAL, RawList.time("2601010000Z")).der());
        assertThat(list.entries(BigInteger.valueOf(5)).findFirst().orElseThrow().revocationDate())
                .isEqualTo(Instant.MIN);
    }

    @Test
    void a_single_changed_byte_never_throws() {
        byte[] der = ca.crl()
                .revokeInvalidSince(holder, BEFORE, 1, BEFORE)
                .revokeNamingIssuer(holder, BEFORE, 1)
                .der();
        for (int i = 0; i < der.length; i++) {
            for (int flip : new int[] {1, 0x10, 0x80, 0xff}) {
                byte[] changed = der.clone();
                changed[i] ^= (byte) flip;
                StrictCertificates.parseCrl(changed)
                        .value()
                        .ifPresent(list -> assertThat(
                                        list.entries(holder.getSerialNumber()).count())
                                .isNotNegative());
            }
        }
    }

    private static void accepted(RawList list) {
        assertThat(StrictCertificates.parseCrl(list.der()).value()).isPresent();
    }

    private static void refused(RawList list, String why) {
        refused(list.der(), why);
    }

    private static void refused(byte[] der, String why) {
        assertThat(StrictCertificates.parseCrl(der))
                .isInstanceOfSatisfying(
                        StrictParse.Refused.class,
                        r -> assertThat(r.explanation()).contains(why));
    }
}
