package org.cretula.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cretula.certificate.CertificateOfOrigin.Totals;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.ContentRules.Parameters;
import org.cretula.verdict.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentRulesTest {

    private static final Party OPERATOR = Party.of("Operator", Address.of("1 Road", "Town", "XC"));

    @Test
    void the_smallest_certificate_breaks_no_rule() {
        assertThat(new ContentRules(Parameters.USUAL)
                        .examine(Small.certificate().build()))
                .filteredOn(f -> f.outcome() != Outcome.PASSED)
                .extracting(ContentFinding::rule)
                .containsExactly("retroactive-flag"); // unknown: no departure date
    }

    @Test
    void every_rule_gives_one_finding_with_its_source() {
        List<ContentFinding> findings =
                new ContentRules(Parameters.USUAL).examine(Small.certificate().build());
        assertThat(findings)
                .extracting(ContentFinding::rule)
                .doesNotHaveDuplicates()
                .hasSize(13);
        assertThat(findings).extracting(ContentFinding::source).doesNotContain("");
    }

    @ParameterizedTest
    @CsvSource({"2026-10-01,2026-10-01,PASSED", "2026-09-30,2027-01-01,FAILED", "2026-10-02,2026-10-01,FAILED"})
    void validity_begins_at_issue_and_ends_after_it_began(LocalDate from, LocalDate to, Outcome outcome) {
        assertThat(outcome("validity-order", Small.certificate().validity(new Validity(Optional.of(from), to))))
                .isEqualTo(outcome);
    }

    @Test
    void validity_that_ends_before_issue_is_broken() {
        Validity ended = new Validity(Optional.empty(), LocalDate.of(2026, 9, 30));
        assertThat(outcome("validity-order", Small.certificate().validity(ended)))
                .isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-27,false,FAILED",
        "2026-09-27,true,PASSED",
        "2026-09-28,false,PASSED",
        "2026-10-20,false,PASSED",
        "2025-09-30,true,FAILED",
        "2025-10-01,true,PASSED"
    })
    void issue_more_than_three_days_after_departure_is_marked(LocalDate departure, boolean marked, Outcome outcome) {
        Conditions conditions = marked ? Conditions.none().issuedRetroactively() : Conditions.none();
        assertThat(outcome(
                        "retroactive-flag",
                        Small.certificate().transport(leaving(departure)).conditions(conditions)))
                .isEqualTo(outcome);
    }

    @Test
    void without_a_departure_date_the_timing_is_unknown() {
        assertThat(outcome("retroactive-flag", Small.certificate())).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void a_preferential_certificate_names_its_agreement() {
        assertThat(outcome("agreement-named", Small.certificate().preferential(true)))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(
                        "agreement-named",
                        Small.certificate().preferential(true).agreement(new Agreement("A", Optional.empty()))))
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void third_party_invoicing_and_its_operator_go_together() {
        assertThat(outcome("third-party-operator", Small.certificate().conditions(thirdParty(true, false))))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome("third-party-operator", Small.certificate().conditions(thirdParty(false, true))))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome("third-party-operator", Small.certificate().conditions(thirdParty(true, true))))
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void back_to_back_and_its_first_certificate_go_together() {
        Relations first = Relations.backToBack(
                new Relations.FirstCertificate("F-1", Optional.empty(), Optional.empty(), Optional.empty()));
        Conditions ticked = Conditions.none().issuedBackToBack();
        assertThat(outcome("first-certificate", Small.certificate().conditions(ticked)))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome("first-certificate", Small.certificate().relations(first)))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(
                        "first-certificate",
                        Small.certificate().relations(first).conditions(ticked)))
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void more_items_than_allowed_are_told() {
        CertificateOfOrigin.Builder two =
                Small.certificate().goods(Small.item(1).build(), Small.item(2).build());
        assertThat(outcome(new Parameters(1, 6, 3, true), "item-limit", two)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(new Parameters(2, 6, 3, true), "item-limit", two)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void an_hs_code_of_four_digits_is_too_short_unless_the_agreement_takes_it() {
        CertificateOfOrigin.Builder heading = Small.certificate()
                .goods(GoodsItem.item(1, "Wine", HsCode.of2022("2204"), new CountryCode("XA"))
                        .build());
        assertThat(outcome("hs-digits", heading)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(new Parameters(50, 4, 3, true), "hs-digits", heading))
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void an_item_shows_a_weight_or_a_quantity() {
        assertThat(outcome(
                        "weight-or-quantity",
                        Small.certificate().goods(Small.item(1).build())))
                .isEqualTo(Outcome.FAILED);
        assertThat(outcome(
                        "weight-or-quantity",
                        Small.certificate()
                                .goods(Small.item(1)
                                        .quantity(Measure.of("1", "C62"))
                                        .build())))
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "10,KGM,10.0,KGM,PASSED",
        "9.999,KGM,10,KGM,FAILED",
        "1,TNE,999,KGM,PASSED",
        "1,TNE,1001,KGM,FAILED",
        "5,CWA,5,KGM,UNKNOWN",
        "5,CWA,6,CWA,FAILED"
    })
    void gross_weight_is_not_below_net_weight(String gross, String unit, String net, String netUnit, Outcome outcome) {
        CertificateOfOrigin.Builder c = Small.certificate()
                .goods(Small.item(1)
                        .gross(Measure.of(gross, unit))
                        .net(Measure.of(net, netUnit))
                        .build());
        assertThat(outcome("gross-not-below-net", c)).isEqualTo(outcome);
    }

    @Test
    void an_item_with_a_percentage_shows_its_value_where_the_agreement_asks_for_it() {
        OriginCriterion rvc =
                new OriginCriterion("RVC", Optional.empty(), Optional.of(new BigDecimal("41")), Optional.empty());
        CertificateOfOrigin.Builder without =
                Small.certificate().goods(Small.item(1).criterion(rvc).build());
        assertThat(outcome("fob-with-regional-value", without)).isEqualTo(Outcome.FAILED);
        assertThat(outcome(new Parameters(50, 6, 3, false), "fob-with-regional-value", without))
                .isEqualTo(Outcome.PASSED);
        CertificateOfOrigin.Builder with = Small.certificate()
                .goods(Small.item(1).criterion(rvc).fob(Money.of("1", "USD")).build());
        assertThat(outcome("fob-with-regional-value", with)).isEqualTo(Outcome.PASSED);
    }

    @Test
    void an_invoice_that_an_item_refers_to_is_listed() {
        CertificateOfOrigin.Builder c =
                Small.certificate().goods(Small.item(1).invoices("I-1").build());
        assertThat(outcome("invoice-references", c)).isEqualTo(Outcome.FAILED);
        assertThat(outcome("invoice-references", c.invoices(new Invoice("I-1", LocalDate.EPOCH))))
                .isEqualTo(Outcome.PASSED);
    }

    @ParameterizedTest
    @CsvSource({
        "3.0,KGM,4,2,30.00,USD,PASSED",
        "3000,GRM,4,2,30,USD,PASSED",
        "3.1,KGM,4,2,30,USD,FAILED",
        "3,KGM,5,2,30,USD,FAILED",
        "3,KGM,4,3,30,USD,FAILED",
        "3,KGM,4,2,31,USD,FAILED",
        "3,KGM,4,2,30,EUR,UNKNOWN",
        "3,CWA,4,2,30,USD,UNKNOWN"
    })
    void totals_are_the_sums_of_the_items(
            String gross, String unit, int packages, int items, String fob, String currency, Outcome outcome) {
        CertificateOfOrigin.Builder c = Small.certificate()
                .goods(weighing(1, "1", "10"), weighing(2, "2", "20"))
                .totals(new Totals(
                        Optional.of(Measure.of(gross, unit)),
                        Optional.of(Measure.of("1.5", "KGM")),
                        Optional.of(packages),
                        Optional.of(items),
                        Optional.of(Money.of(fob, currency))));
        assertThat(outcome("totals-agree", c)).isEqualTo(outcome);
    }

    @Test
    void a_wrong_net_total_is_told() {
        CertificateOfOrigin.Builder c = Small.certificate()
                .goods(weighing(1, "1", "10"))
                .totals(new Totals(
                        Optional.empty(),
                        Optional.of(Measure.of("2", "KGM")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        assertThat(outcome("totals-agree", c)).isEqualTo(Outcome.FAILED);
    }

    @ParameterizedTest
    @CsvSource({
        "Acme \u202Edetimil,FAILED",
        "Ac\u200Bme,FAILED",
        "Ac\u200Dme,FAILED",
        "A\u00ADcme,FAILED",
        "\u0410cme,FAILED",
        "Acm\u0435,FAILED",
        "Acme\uE000,FAILED",
        "Acme\u3164Ltd,FAILED",
        "Acme\uFE00Ltd,FAILED",
        "A\u0301\u0410cme,FAILED",
        "Caf\u00E9 and \u0391cme,FAILED",
        "Acme1\u0410,PASSED",
        "Acme \u0410\u0441\u043C\u0435,PASSED",
        "\u0DC1\u0DCA\u200D\u0DBB\u0DD3 Lanka,PASSED",
        "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645,PASSED",
        "Société Müller & Çelik,PASSED",
        "中文公司,PASSED"
    })
    void M09_a_name_that_is_not_what_it_looks_like_is_told(String name, Outcome outcome) {
        CertificateOfOrigin.Builder c =
                Small.certificate().exporter(Party.of(name, Address.of("1 Road", "Town", "XA")));
        assertThat(outcome("plain-text", c)).isEqualTo(outcome);
    }

    @Test
    void M09_the_finding_names_the_code_point_and_does_not_repeat_it() {
        CertificateOfOrigin.Builder c = Small.certificate().remarks("Acme \u202Edetimil");
        ContentFinding finding = finding(Parameters.USUAL, "plain-text", c);
        assertThat(finding.explanation()).contains("cbc:Note", "U+202E").doesNotContain("\u202E");
    }

    @Test
    void of_many_faults_the_first_are_told_and_the_rest_counted() {
        GoodsItem[] weightless = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> Small.item(i).build())
                .toArray(GoodsItem[]::new);
        assertThat(finding(
                                Parameters.USUAL,
                                "weight-or-quantity",
                                Small.certificate().goods(weightless))
                        .explanation())
                .contains("item 20 ")
                .doesNotContain("item 21 ")
                .endsWith("; and 5 more");
    }

    @Test
    void parameters_without_meaning_are_refused() {
        assertThatThrownBy(() -> new Parameters(0, 6, 3, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Parameters(1, 3, 3, true)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Parameters(1, 6, -1, true)).isInstanceOf(IllegalArgumentException.class);
    }

    private static GoodsItem weighing(int line, String kilograms, String dollars) {
        return Small.item(line)
                .gross(Measure.of(kilograms, "KGM"))
                .net(Measure.of(line == 1 ? "0.50" : "1.00", "KGM"))
                .packages(2, "CT")
                .fob(Money.of(dollars, "USD"))
                .build();
    }

    private static Outcome outcome(String rule, CertificateOfOrigin.Builder certificate) {
        return outcome(Parameters.USUAL, rule, certificate);
    }

    private static Outcome outcome(Parameters parameters, String rule, CertificateOfOrigin.Builder certificate) {
        return finding(parameters, rule, certificate).outcome();
    }

    private static ContentFinding finding(Parameters parameters, String rule, CertificateOfOrigin.Builder certificate) {
        return new ContentRules(parameters)
                .examine(certificate.build()).stream()
                        .filter(f -> f.rule().equals(rule))
                        .findFirst()
                        .orElseThrow();
    }

    private static Conditions thirdParty(boolean ticked, boolean named) {
        return new Conditions(
                false,
                false,
                ticked,
                named ? Optional.of(OPERATOR) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static Transport leaving(LocalDate day) {
        return new Transport(
                Optional.empty(),
                Optional.of(day),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
