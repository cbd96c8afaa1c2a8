package org.cretula.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.cretula.trust.internal.Cross.encoded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.cretula.testkit.Subject;
import org.cretula.testkit.TestCa;
import org.cretula.trust.internal.Cross;
import org.junit.jupiter.api.Test;

class StrictCertificatesTest {

    private final TestCa ca = TestCa.root("Root");
    private final byte[] der = encoded(ca.issue(Subject.named("Chamber")).certificate());

    @Test
    void C14_bytes_behind_the_end_are_refused() {
        refused(Arrays.copyOf(der, der.length + 1), "1 bytes behind the end");
        byte[] list = ca.crl().der();
        assertThat(StrictCertificates.parseCrl(Arrays.copyOf(list, list.length + 3))
                        .value())
                .isEmpty();
    }

    @Test
    void C14_an_indefinite_length_is_refused() throws IOException {
        byte[] ber = new BERSequence(ASN1Sequence.getInstance(der).toArray()).getEncoded(ASN1Encoding.BER);
        assertThat(ber[1] & 0xff).isEqualTo(0x80);
        refused(ber, "a length that is indefinite");
    }

    @Test
    void C14_a_length_that_is_not_in_its_shortest_form_is_refused() {
        refused(longerLength(der), "not in its shortest form");
        assertThat(StrictCertificates.parseCrl(longerLength(ca.crl().der())).value())
                .isEmpty();
    }

    @Test
    void C14_a_sloppy_extension_is_refused() {
        // An empty sequence whose length takes two bytes: a second encoding of the same value.
        X509Certificate sloppy = ca.issue(Subject.named("Chamber")
                        .forged(b -> replaceRaw(b, new byte[] {0x30, (byte) 0x81, 0})))
                .certificate();
        refused(encoded(sloppy), "extension 2.5.29.19");
    }

    @Test
    void C14_truncated_and_empty_input_is_refused() {
        for (int length = 0; length < der.length; length += 7) {
            assertThat(StrictCertificates.parse(Arrays.copyOf(der, length)).value())
                    .isEmpty();
        }
    }

    @Test
    void C14_no_single_changed_byte_makes_it_throw() {
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 0x21;
            assertThatCode(() -> StrictCertificates.parse(changed)).doesNotThrowAnyException();
        }
    }

    @Test
    void C14_what_is_accepted_is_given_back_byte_for_byte() {
        for (int i = 0; i < der.length; i++) {
            byte[] changed = der.clone();
            changed[i] ^= 0x01;
            StrictCertificates.parse(changed)
                    .value()
                    .ifPresent(c -> assertThat(encoded(c)).isEqualTo(changed));
        }
    }

    @Test
    void C21_a_certificate_above_the_limit_is_refused_before_it_is_parsed() {
        refused(new byte[StrictCertificates.MAX_CERTIFICATE_BYTES + 1], "at most 65536 bytes");
    }

    @Test
    void C10_a_list_above_the_limit_is_refused_before_it_is_parsed() {
        assertThat(StrictCertificates.parseCrl(new byte[StrictCertificates.MAX_CRL_BYTES + 1]))
                .isInstanceOf(StrictParse.Refused.class);
    }

    @Test
    void C21_nesting_without_end_is_refused() {
        byte[] nested = new byte[2000];
        Arrays.fill(nested, (byte) 0x30);
        refused(nested, "length");
        ByteArrayOutputStream deep = new ByteArrayOutputStream();
        for (int i = 100; i > 0; i -= 2) {
            deep.write(0x30);
            deep.write(i - 2);
        }
        refused(deep.toByteArray(), "more than 32 levels");
    }

    @Test
    void K08_a_curve_given_by_its_parameters_is_refused() {
        KeyPair explicit = Cross.curve("secp256r1");
        byte[] forged = Cross.withExplicitCurve(explicit);
        refused(forged, "expected an EC key on a named curve");
        assertThat(StrictCertificates.parse(encoded(Cross.holder("Chamber", explicit, "CA", explicit)))
                        .value())
                .isPresent();
    }

    @Test
    void C14_a_signature_with_unused_bits_is_a_second_encoding_and_refused() {
        X509Certificate even = ca.issue(Subject.named("Chamber")).certificate();
        while ((even.getSignature()[even.getSignature().length - 1] & 1) != 0) {
            even = ca.issue(Subject.named("Chamber")).certificate();
        }
        byte[] changed = encoded(even);
        assertThat(StrictCertificates.parse(changed.clone()).value()).isPresent();
        int unused = changed.length - even.getSignature().length - 1;
        assertThat(changed[unused]).isZero();
        changed[unused] = 1;
        refused(changed, "unused bits");
    }

    @Test
    void a_certificate_and_a_list_in_der_are_read() {
        assertThat(StrictCertificates.parse(der).value().map(Cross::encoded)).contains(der);
        assertThat(StrictCertificates.parseCrl(ca.crl().der()).value()).isPresent();
    }

    @Test
    void pem_is_not_der() {
        refused("-----BEGIN CERTIFICATE-----".getBytes(StandardCharsets.US_ASCII), "in DER");
    }

    @Test
    void a_list_is_no_certificate_nor_the_other_way_round() {
        refused(ca.crl().der(), "expected an X.509 certificate");
        assertThat(StrictCertificates.parseCrl(der).value()).isEmpty();
    }

    private static byte[] longerLength(byte[] der) {
        // 30 82 hh ll becomes 30 83 00 hh ll
        byte[] longer = new byte[der.length + 1];
        longer[0] = der[0];
        assertThat(der[1] & 0xff).isIn(0x82, 0x81);
        int count = der[1] & 0x7f;
        longer[1] = (byte) (0x80 | (count + 1));
        System.arraycopy(der, 2, longer, 3, der.length - 2);
        return longer;
    }

    private static void replaceRaw(X509v3CertificateBuilder builder, byte[] octets) {
        try {
            builder.replaceExtension(new Extension(Extension.basicConstraints, true, octets));
        } catch (CertIOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refused(byte[] bytes, String why) {
        assertThat(StrictCertificates.parse(bytes))
                .isInstanceOfSatisfying(
                        StrictParse.Refused.class,
                        r -> assertThat(r.explanation()).contains(why));
    }
}
