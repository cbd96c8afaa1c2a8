package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.cretula.certificate.CertificateReading.Read;
import org.cretula.testkit.UblSchema;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RoundTripTest {

    private static final UblSchema SCHEMA = UblSchema.withExtension("org/cretula/certificate/cretula-co-1.xsd");

    private static final int SOME = 60;
    private static final int MANY = 400;

    @Test
    void what_was_written_is_read_as_the_same_certificate() {
        readAsWritten(20261124, SOME);
    }

    @Tag("long")
    @Test
    void what_was_written_is_read_as_the_same_certificate_by_many_more() {
        readAsWritten(20261125, MANY);
    }

    private static void readAsWritten(long seed, int many) {
        RandomCertificates certificates = new RandomCertificates(seed);
        for (int i = 0; i < many; i++) {
            CertificateOfOrigin c = certificates.next();
            assertThat(new CertificateReader().read(new CertificateWriter().write(c)))
                    .as("certificate %d", i)
                    .isEqualTo(new Read(c));
        }
    }

    @Test
    void whatever_can_be_made_is_valid_against_the_schemas() {
        validAgainstTheSchemas(7, SOME);
    }

    @Tag("long")
    @Test
    void whatever_can_be_made_is_valid_against_the_schemas_with_many_more() {
        validAgainstTheSchemas(8, MANY);
    }

    private static void validAgainstTheSchemas(long seed, int many) {
        RandomCertificates certificates = new RandomCertificates(seed);
        for (int i = 0; i < many; i++) {
            byte[] written = new CertificateWriter().write(certificates.next());
            assertThat(SCHEMA.faults(written)).as("certificate %d", i).isEmpty();
        }
    }

    @Test
    void the_same_certificate_gives_the_same_bytes() {
        byte[] once = new CertificateWriter().write(new RandomCertificates(3).next());
        byte[] again = new CertificateWriter().write(new RandomCertificates(3).next());
        assertThat(again).isEqualTo(once);
    }

    @Test
    void scale_is_part_of_what_was_written() {
        assertThat(Money.of("12.0", "USD")).isNotEqualTo(Money.of("12.00", "USD"));
        assertThat(Measure.of("5", "KGM")).isNotEqualTo(Measure.of("5.0", "KGM"));
    }

    @Test
    void the_extensions_schema_is_applied() {
        String written = new String(new CertificateWriter().write(Examples.chamber()), StandardCharsets.UTF_8);
        String broken = written.replace("<co:DeMinimisIndicator>false", "<co:DeMinimisIndicator>perhaps");
        assertThat(SCHEMA.faults(broken.getBytes(StandardCharsets.UTF_8))).isNotEmpty();
    }
}
