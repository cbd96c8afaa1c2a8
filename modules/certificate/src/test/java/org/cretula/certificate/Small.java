package org.cretula.certificate;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

/** The smallest certificate there is, to be changed in one place. */
final class Small {

    private Small() {}

    static CertificateOfOrigin.Builder certificate() {
        CountryCode here = new CountryCode("XA");
        return CertificateOfOrigin.builder()
                .number("N-1")
                .uuid(new UUID(1, 2))
                .documentType("861")
                .issuedAt(OffsetDateTime.parse("2026-10-01T12:00:00Z"))
                .validity(new CertificateOfOrigin.Validity(Optional.empty(), LocalDate.of(2027, 9, 30)))
                .applicationReference("A-1")
                .exporter(Party.of("Exporter", Address.of("1 Road", "Town", "XA")))
                .issuingBody(new IssuingBody("XA001", "Chamber", here, Optional.empty(), Optional.empty()))
                .certification(new CertificateOfOrigin.Certification(
                        "Officer", Optional.empty(), "It is certified.", Optional.empty()))
                .declaration(new CertificateOfOrigin.Declaration(
                        "It is declared.", LocalDate.of(2026, 9, 30), Optional.empty()))
                .exportCountry(here)
                .destination(new CountryCode("XB"))
                .goods(item(1).gross(Measure.of("10", "KGM")).build());
    }

    static GoodsItem.Builder item(int line) {
        return GoodsItem.item(line, "Goods", HsCode.of2022("220421"), new CountryCode("XA"));
    }
}
