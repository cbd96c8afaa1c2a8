package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cretula.certificate.CertificateOfOrigin.Certification;
import org.cretula.certificate.CertificateOfOrigin.Declaration;
import org.cretula.certificate.CertificateOfOrigin.Totals;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.Conditions.Cumulation;
import org.cretula.certificate.Conditions.Exhibition;
import org.cretula.certificate.Relations.FirstCertificate;
import org.cretula.certificate.Transport.Document;
import org.cretula.certificate.Transport.Port;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RefusalsTest {

    private static final CountryCode XA = new CountryCode("XA");
    private static final Address HERE = Address.of("1 Road", "Town", "XA");
    private static final LocalDate FAR = LocalDate.of(10000, 1, 1);

    @ParameterizedTest(name = "{1}")
    @MethodSource("refusals")
    void nonsense_is_refused_with_its_element_and_what_was_found(ThrowingCallable making, String message) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dataset element " + message);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(values(), goods(), parties(), headers(), others()).flatMap(s -> s);
    }

    private static Stream<Arguments> values() {
        String notCountry = "32, 42, 58, 59, 64 (country): expected two capital letters of ISO 3166-1, found ";
        return Stream.of(
                refusal(() -> new CountryCode("lk"), notCountry + "'lk'"),
                refusal(() -> new CountryCode(" LK"), notCountry + "' LK'"),
                refusal(() -> new CountryCode("ＬＫ"), notCountry + "'ＬＫ'"),
                refusal(() -> new CountryCode("LKA"), notCountry + "'LKA'"),
                refusal(() -> new CountryCode("L\u202E"), notCountry + "'LU+202E'"),
                refusal(
                        () -> Money.of("-1", "USD"),
                        "74 (FOB value): expected a number that is not negative, found -1"),
                refusal(
                        () -> Money.of("1E+3", "USD"),
                        "74 (FOB value): expected a number with 0 to 6 decimal places, found 1E+3"),
                refusal(
                        () -> Money.of("1.0000000", "USD"),
                        "74 (FOB value): expected a number with 0 to 6 decimal places, found 1.0000000"),
                refusal(
                        () -> Money.of("1234567890123456", "USD"),
                        "74 (FOB value): expected at most 15 digits before the point, found 1234567890123456"),
                refusal(
                        () -> Money.of("1", "usd"),
                        "74 (FOB value): expected a currency as three capital letters of ISO 4217, found 'usd'"),
                refusal(
                        () -> Measure.of("0.0", "KGM"),
                        "71 to 73 (weight or quantity): expected more than 0, found 0.0"),
                refusal(
                        () -> Measure.of("-3", "KGM"),
                        "71 to 73 (weight or quantity): expected a number that is not negative, found -3"),
                refusal(
                        () -> Measure.of("3", "kg"),
                        "71 to 73 (weight or quantity): expected a unit of Recommendation 20, such as KGM, found 'kg'"),
                refusal(
                        () -> HsCode.of2022("22.04"),
                        "62 (HS code): expected 4 to 12 digits without points, found '22.04'"),
                refusal(
                        () -> HsCode.of2022("٢٢٠٤٢١"),
                        "62 (HS code): expected 4 to 12 digits without points, found '٢٢٠٤٢١'"),
                refusal(
                        () -> HsCode.Edition.ofYear("2018"),
                        "63 (HS edition): expected 2012, 2017 or 2022, found '2018'"));
    }

    private static Stream<Arguments> goods() {
        return Stream.of(
                refusal(() -> OriginCriterion.of(""), "65 (origin criterion code): expected text, found none"),
                refusal(
                        () -> new OriginCriterion("RVC", Optional.of(" "), Optional.empty(), Optional.empty()),
                        "66 (criterion detail): expected text, found only blanks"),
                refusal(
                        () -> new OriginCriterion(
                                "RVC", Optional.empty(), Optional.of(new BigDecimal("100.1")), Optional.empty()),
                        "67 (RVC percent): expected at most 100, found 100.1"),
                refusal(
                        () -> new OriginCriterion("RVC", Optional.empty(), Optional.empty(), Optional.of("a\tb")),
                        "66 (criterion detail): expected no control characters but line feeds, found 'aU+0009b'"),
                refusal(
                        () -> GoodsItem.item(0, "x", HsCode.of2022("2204"), XA).build(),
                        "60 (item number): expected a number from 1 to 999999999, found 0"),
                refusal(
                        () -> GoodsItem.item(1, " x", HsCode.of2022("2204"), XA).build(),
                        "61 (description): expected no white space at the start or the end, found ' x'"),
                refusal(
                        () -> item().marks("a\rb").build(),
                        "68 (marks and numbers): expected no control characters but line feeds, found 'aU+000Db'"),
                refusal(
                        () -> item().packages(0, "CT").build(),
                        "69 (number of packages): expected a number from 1 to 999999999, found 0"),
                refusal(
                        () -> item().packages(1, "carton").build(),
                        "70 (package type): expected two characters of Recommendation 21, found 'carton'"),
                refusal(
                        () -> item().producerConfidential()
                                .producer(Party.of("P", HERE))
                                .build(),
                        "35 (producer confidentiality): expected no producer where it is confidential, found one in item 1"),
                refusal(
                        () -> item().invoices("A", "A").build(),
                        "81 (item-to-invoice link): expected each entry once, found 'A' twice"),
                refusal(() -> item().invoices("").build(), "81 (item-to-invoice link): expected text, found none"));
    }

    private static Stream<Arguments> parties() {
        Optional<String> none = Optional.empty();
        String name = "31, 34, 36 to 39 (party name): expected ";
        return Stream.of(
                refusal(() -> Party.of("", HERE), name + "text, found none"),
                refusal(() -> Party.of("A\nB", HERE), name + "one line without control characters, found 'AU+000AB'"),
                refusal(() -> Party.of("A\uD800", HERE), name + "one line without control characters, found 'AU+D800'"),
                refusal(() -> Party.of("A\uFFFE", HERE), name + "one line without control characters, found 'AU+FFFE'"),
                refusal(
                        () -> Party.of("N", HERE).withId("", "TAX"),
                        "30, 33, 36 to 39 (party id): expected text, found none"),
                refusal(
                        () -> new Address(Optional.of(""), none, none, none, XA),
                        "32, 36 to 39, 41 (address): expected text, found none"),
                refusal(
                        () -> new Party.Contact(none, none, none),
                        "31, 36 to 39, 41 (party contact): expected a name, a telephone number or a mail address, found none"),
                refusal(
                        () -> new Party.Contact(none, none, Optional.of("")),
                        "31, 36 to 39, 41 (party contact): expected text, found none"),
                refusal(
                        () -> new IssuingBody("", "N", XA, Optional.empty(), Optional.empty()),
                        "40 (issuing body code): expected text, found none"),
                refusal(
                        () -> new IssuingBody("C", "", XA, Optional.empty(), Optional.empty()),
                        "41 (issuing body name): expected text, found none"),
                refusal(() -> new Certification("", none, "s", none), "43 (officer): expected text, found none"),
                refusal(
                        () -> new Certification("o", none, "", none),
                        "44 (certification statement): expected text, found none"),
                refusal(
                        () -> new Certification("o", none, "s", Optional.of("")),
                        "10 (issue place): expected text, found none"),
                refusal(
                        () -> new Declaration("", LocalDate.EPOCH, none),
                        "46 (exporter declaration text): expected text, found none"),
                refusal(
                        () -> new Declaration("t", FAR, none),
                        "47 (declaration date): expected a year from 1900 to 2199, found +10000-01-01"),
                refusal(
                        () -> new Declaration("t", LocalDate.EPOCH, Optional.of("")),
                        "48 (declaration place): expected text, found none"));
    }

    private static Stream<Arguments> headers() {
        String moment =
                "9 (issue date-time): expected whole seconds and an offset of whole minutes within 14 hours, found ";
        return Stream.of(
                refusal(() -> whole().number("").build(), "1 (CO number): expected text, found none"),
                refusal(() -> CertificateOfOrigin.builder().build(), "1 (CO number): expected a value, found none"),
                refusal(
                        () -> whole().version(0).build(),
                        "3 (version): expected a number from 1 to 999999999, found 0"),
                refusal(
                        () -> whole().documentType("Form A").build(),
                        "4 (document type): expected a document code of UNTDID 1001, such as 861, found 'Form A'"),
                refusal(() -> new Agreement("", Optional.empty()), "6 (agreement code): expected text, found none"),
                refusal(() -> new Agreement("A", Optional.of("")), "7 (agreement name): expected text, found none"),
                refusal(() -> issued("2026-01-01T10:00:00.5Z"), moment + "2026-01-01T10:00:00.500Z"),
                refusal(() -> issued("2026-01-01T10:00:00+01:00:01"), moment + "2026-01-01T10:00+01:00:01"),
                refusal(() -> issued("2026-01-01T10:00:00+15:00"), moment + "2026-01-01T10:00+15:00"),
                refusal(
                        () -> issued("0000-01-01T10:00:00Z"),
                        "9 (issue date-time): expected a year from 1900 to 2199, found 0000-01-01"),
                refusal(
                        () -> new Validity(Optional.of(FAR), FAR),
                        "11 (valid from): expected a year from 1900 to 2199, found +10000-01-01"),
                refusal(
                        () -> new Validity(Optional.empty(), FAR),
                        "12 (valid to): expected a year from 1900 to 2199, found +10000-01-01"),
                refusal(
                        () -> whole().language("EN").build(),
                        "13 (language): expected two small letters of ISO 639-1, found 'EN'"),
                refusal(
                        () -> whole().verificationUrl("http://x.example").build(),
                        "15 (verification URL): expected an address that begins with https://, found 'http://x.example'"),
                refusal(
                        () -> whole().applicationReference("").build(),
                        "16 (application reference): expected text, found none"),
                refusal(
                        () -> whole().exporter(new Party(Optional.empty(), "N", Optional.empty(), Optional.empty()))
                                .build(),
                        "32 (exporter address): expected an address, found none for 'N'"),
                refusal(
                        () -> whole().goods().build(),
                        "60 to 78 (goods items): expected at least one item, found none"),
                refusal(
                        () -> whole().goods(item().build(), item().build()).build(),
                        "60 (item number): expected each entry once, found '1' twice"),
                refusal(() -> whole().remarks("").build(), "83 (remarks): expected text, found none"),
                refusal(() -> totals(0, 1), "85 (total packages): expected a number from 1 to 999999999, found 0"),
                refusal(() -> totals(1, 0), "86 (number of items): expected a number from 1 to 999999999, found 0"));
    }

    private static Stream<Arguments> others() {
        Optional<String> none = Optional.empty();
        return Stream.of(
                refusal(() -> Relations.replacing("", "r"), "17 (replaced CO number): expected text, found none"),
                refusal(() -> Relations.replacing("n", ""), "18 (replacement reason): expected text, found none"),
                refusal(
                        () -> new Relations(List.of("a", "a"), none, none, List.of()),
                        "17 (replaced CO number): expected each entry once, found 'a' twice"),
                refusal(
                        () -> new Relations(List.of(), none, Optional.of(""), List.of()),
                        "21 (certified copy of): expected text, found none"),
                refusal(
                        () -> new FirstCertificate("", Optional.empty(), none, Optional.empty()),
                        "19 (first CO number): expected text, found none"),
                refusal(
                        () -> new FirstCertificate("n", Optional.of(FAR), none, Optional.empty()),
                        "20 (first CO date, issuer, country): expected a year from 1900 to 2199, found +10000-01-01"),
                refusal(() -> new Exhibition("", "p"), "25 (exhibition): expected text, found none"),
                refusal(
                        () -> new Cumulation(Cumulation.Kind.FULL, List.of(XA, XA), Optional.empty()),
                        "32, 42, 58, 59, 64 (country): expected each entry once, found 'CountryCode[value=XA]' twice"),
                refusal(
                        () -> new Cumulation(Cumulation.Kind.PARTIAL, List.of(), Optional.of(new BigDecimal(101))),
                        "27 (partial cumulation share): expected at most 100, found 101"),
                refusal(
                        () -> transport(Optional.of("sea"), none, none),
                        "50 (transport mode): expected one digit of Recommendation 19, found 'sea'"),
                refusal(() -> transport(none, Optional.of(""), none), "51 (means name): expected text, found none"),
                refusal(
                        () -> transport(none, none, Optional.of("")),
                        "52 (means id, voyage): expected text, found none"),
                refusal(
                        () -> Port.of("XA PAM", "p"),
                        "53, 54 (port): expected a UN/LOCODE of five characters, found 'XA PAM'"),
                refusal(() -> Port.of("XAPAM", ""), "53, 54 (port): expected text, found none"),
                refusal(
                        () -> new Document("380", "n", Optional.empty()),
                        "56 (transport document): expected a transport document of UNTDID 1001, 700 to 799, found '380'"),
                refusal(
                        () -> new Document("705", "", Optional.empty()),
                        "56 (transport document): expected text, found none"),
                refusal(() -> new Invoice("", LocalDate.EPOCH), "79 (invoice number): expected text, found none"),
                refusal(
                        () -> new Invoice("n", FAR),
                        "80 (invoice date): expected a year from 1900 to 2199, found +10000-01-01"));
    }

    @Test
    void what_every_certificate_has_is_asked_for_when_it_is_built() {
        assertThatThrownBy(() -> CertificateOfOrigin.builder()
                        .number("1")
                        .uuid(new UUID(1, 1))
                        .documentType("861")
                        .build())
                .hasMessage("dataset element 9 (issue date-time): expected a value, found none");
    }

    @Test
    void a_long_text_is_quoted_in_part() {
        assertThatThrownBy(() -> new CountryCode("A".repeat(1000)))
                .hasMessageEndingWith("found '" + "A".repeat(80) + "…'");
    }

    private static Arguments refusal(ThrowingCallable making, String message) {
        return arguments(making, message);
    }

    private static GoodsItem.Builder item() {
        return GoodsItem.item(1, "Goods", HsCode.of2022("220421"), XA);
    }

    private static void issued(String moment) {
        whole().issuedAt(OffsetDateTime.parse(moment)).build();
    }

    private static void totals(int packages, int items) {
        new Totals(Optional.empty(), Optional.empty(), Optional.of(packages), Optional.of(items), Optional.empty());
    }

    private static void transport(Optional<String> mode, Optional<String> means, Optional<String> voyage) {
        new Transport(mode, Optional.empty(), means, voyage, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    private static CertificateOfOrigin.Builder whole() {
        return Small.certificate();
    }
}
