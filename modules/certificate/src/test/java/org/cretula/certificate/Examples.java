package org.cretula.certificate;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.cretula.certificate.CertificateOfOrigin.Certification;
import org.cretula.certificate.CertificateOfOrigin.Declaration;
import org.cretula.certificate.CertificateOfOrigin.Totals;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.Conditions.Cumulation;
import org.cretula.certificate.Transport.Document;
import org.cretula.certificate.Transport.Port;

/** The certificates of {@code docs/examples}: five agreements' shapes, everybody in them made up. */
final class Examples {

    private static final CountryCode XA = new CountryCode("XA");
    private static final CountryCode XB = new CountryCode("XB");
    private static final CountryCode XC = new CountryCode("XC");
    private static final String STATEMENT =
            "It is hereby certified, on the basis of control carried out, that the declaration by the exporter is correct.";

    private Examples() {}

    /** File name to certificate. */
    static Map<String, CertificateOfOrigin> all() {
        Map<String, CertificateOfOrigin> all = new LinkedHashMap<>();
        all.put("co-wine-timber-textiles.xml", wineTimberTextiles());
        all.put("co-regional-value-third-party-invoice.xml", regionalValue());
        all.put("co-retroactive-replacement.xml", retroactiveReplacement());
        all.put("co-chamber-non-preferential.xml", chamber());
        all.put("co-back-to-back-cumulation.xml", backToBack());
        return all;
    }

    static CertificateOfOrigin wineTimberTextiles() {
        Party exporter = new Party(
                Optional.of(new Party.Id("XA-4471-2093", Optional.of("TAX"))),
                "Harbour & Hill Trading Cooperative",
                Optional.of(new Address(
                        Optional.of("1 Wharf Road"),
                        Optional.of("Port Amber"),
                        Optional.of("1042"),
                        Optional.of("Amber Coast"),
                        XA)),
                Optional.of(new Party.Contact(
                        Optional.of("Export desk"),
                        Optional.of("+999 10 555 0101"),
                        Optional.of("export@hh.example"))));
        return CertificateOfOrigin.builder()
                .number("XA-2026-000123")
                .uuid(UUID.fromString("8b1b1c0e-7a0e-4a58-9d4b-0f7f0f2f6d01"))
                .documentType("864")
                .issuedAt(OffsetDateTime.parse("2026-10-05T14:30:00+05:30"))
                .validity(until("2027-10-04"))
                .preferential(true)
                .agreement(new Agreement("XABFTA", Optional.of("Free Trade Agreement between Xanadu-A and Xanadu-B")))
                .language("en")
                .verificationUrl("https://co.chamber.example/check?n=XA-2026-000123")
                .applicationReference("APP-2026-000777")
                .conditions(Conditions.none().usingDeMinimis().exhibitedAt("Trade Fair of the South", "Belmare, XB"))
                .exporter(exporter)
                .importer(party("Meridian Import House Ltd", "22 Customs Quay", "Belmare", XB)
                        .withId("XB77120045", "TAX"))
                .consignee(party("Meridian Warehousing", "Shed 9, Free Zone", "Belmare", XB))
                .issuingBody(chamberOfAmber())
                .certification(certification("A. Officer", "Port Amber"))
                .declaration(declaration("2026-10-02", "Port Amber"))
                .transport(new Transport(
                        Optional.of("1"),
                        Optional.of(LocalDate.of(2026, 10, 4)),
                        Optional.of("MV Cretan Star"),
                        Optional.of("CS-2641W"),
                        Optional.of(Port.of("XAPAM", "Port Amber")),
                        Optional.of(Port.of("XBBEL", "Belmare")),
                        List.of(XC),
                        List.of(new Document("705", "BL-AMB-20931", Optional.of(LocalDate.of(2026, 10, 4))))))
                .exportCountry(XA)
                .destination(XB)
                .invoices(invoice("HH-2026-118", "2026-09-28"), invoice("HH-2026-119", "2026-09-30"))
                .goods(
                        GoodsItem.item(1, "Red wine, 0.75 l bottles, vintage 2025", HsCode.of2022("220421"), XA)
                                .criterion(OriginCriterion.of("WO"))
                                .marks("HH 118\n1-400")
                                .packages(400, "CT")
                                .gross(Measure.of("3400.0", "KGM"))
                                .net(Measure.of("1800.0", "KGM"))
                                .quantity(Measure.of("1800", "LTR"))
                                .fob(Money.of("14400.00", "USD"))
                                .producer(party("Hillside Vineyard", "Vine Lane 3", "Upper Amber", XA))
                                .invoices("HH-2026-118")
                                .build(),
                        GoodsItem.item(2, "Sawn oak, 27 mm, kiln dried", HsCode.of2022("440791"), XA)
                                .criterion(OriginCriterion.of("WO"))
                                .marks("HH 119 OAK")
                                .packages(12, "BE")
                                .gross(Measure.of("17880", "KGM"))
                                .net(Measure.of("17640", "KGM"))
                                .quantity(Measure.of("24.5", "MTQ"))
                                .fob(Money.of("19600.00", "USD"))
                                .producerConfidential()
                                .invoices("HH-2026-119")
                                .build(),
                        GoodsItem.item(3, "Cotton shirts, men's, woven", HsCode.of2022("620520"), XA)
                                .criterion(new OriginCriterion(
                                        "PSR",
                                        Optional.of("CC"),
                                        Optional.empty(),
                                        Optional.of(
                                                "Annex 2, heading 62.05: change of chapter; tolerance of Article 9")))
                                .marks("HH 119 TX 1-60")
                                .packages(60, "CT")
                                .gross(Measure.of("930.5", "KGM"))
                                .net(Measure.of("840.0", "KGM"))
                                .quantity(Measure.of("3000", "C62"))
                                .fob(Money.of("27000.00", "USD"))
                                .producer(exporter)
                                .invoices("HH-2026-118", "HH-2026-119")
                                .build())
                .totals(new Totals(
                        Optional.of(Measure.of("22210.5", "KGM")),
                        Optional.of(Measure.of("20280.0", "KGM")),
                        Optional.of(472),
                        Optional.of(3),
                        Optional.of(Money.of("61000.00", "USD"))))
                .remarks("Goods shipped on the same vessel.", "Exhibited from 2026-09-01 to 2026-09-05.")
                .build();
    }

    static CertificateOfOrigin regionalValue() {
        return CertificateOfOrigin.builder()
                .number("XA2026-D-0045671")
                .uuid(UUID.fromString("2f0f3a55-55e1-4c92-9a9e-6c1f0b3e7c02"))
                .documentType("864")
                .issuedAt(OffsetDateTime.parse("2026-11-10T09:05:00+08:00"))
                .validity(until("2027-11-09"))
                .preferential(true)
                .agreement(new Agreement("FORM-D", Optional.of("Trade in Goods Agreement, Form D")))
                .language("en")
                .applicationReference("ED-26-118822")
                .conditions(Conditions.none()
                        .invoicedBy(party("Straits Procurement Pte", "8 Finance Tower", "Centralia", XC)))
                .exporter(party("Lakeside Appliances Bhd", "Lot 14, Industrial Park", "Lakeside", XA)
                        .withId("200601012345", "BUSINESS"))
                .importer(party("Northern Home Stores Co.", "77 Ring Road", "Nordhaven", XB))
                .consignee(party("Northern Home Stores Co.", "77 Ring Road", "Nordhaven", XB))
                .issuingBody(ministry())
                .certification(
                        new Certification("B. Registrar", Optional.of("OFF-0031"), STATEMENT, Optional.of("Lakeside")))
                .declaration(declaration("2026-11-09", "Lakeside"))
                .transport(new Transport(
                        Optional.of("3"),
                        Optional.of(LocalDate.of(2026, 11, 11)),
                        Optional.of("XA 7 KLM 204"),
                        Optional.empty(),
                        Optional.of(new Port(Optional.empty(), "Lakeside")),
                        Optional.of(new Port(Optional.empty(), "Nordhaven")),
                        List.of(),
                        List.of(new Document("730", "CMR-260188", Optional.empty()))))
                .exportCountry(XA)
                .destination(XB)
                .invoices(invoice("SP/26/30177", "2026-11-06"))
                .goods(
                        GoodsItem.item(1, "Refrigerators, household, 320 l", HsCode.of2022("841810"), XA)
                                .criterion(rvc("43.5"))
                                .marks("LAKESIDE\nNORDHAVEN\nC/NO. 1-150")
                                .packages(150, "CT")
                                .gross(Measure.of("9750.00", "KGM"))
                                .quantity(Measure.of("150", "C62"))
                                .fob(Money.of("41250.00", "USD"))
                                .invoices("SP/26/30177")
                                .build(),
                        GoodsItem.item(2, "Compressors for refrigerators", HsCode.of2022("841430"), XA)
                                .criterion(rvc("51"))
                                .marks("C/NO. 151-170")
                                .packages(20, "PX")
                                .gross(Measure.of("4100.00", "KGM"))
                                .quantity(Measure.of("400", "C62"))
                                .fob(Money.of("18400.00", "USD"))
                                .invoices("SP/26/30177")
                                .build())
                .totals(new Totals(
                        Optional.of(Measure.of("13850.00", "KGM")),
                        Optional.empty(),
                        Optional.of(170),
                        Optional.of(2),
                        Optional.of(Money.of("59650.00", "USD"))))
                .build();
    }

    static CertificateOfOrigin retroactiveReplacement() {
        return CertificateOfOrigin.builder()
                .number("XB 0918273")
                .uuid(UUID.fromString("91c4b7de-0a7c-4f04-8f6e-5a2f0d9b1e03"))
                .version(2)
                .documentType("864")
                .issuedAt(OffsetDateTime.parse("2026-09-21T08:15:00Z"))
                .validity(new Validity(Optional.of(LocalDate.of(2026, 9, 21)), LocalDate.of(2027, 9, 20)))
                .preferential(true)
                .agreement(new Agreement("EUR.1", Optional.empty()))
                .language("fr")
                .applicationReference("T-2026-5518")
                .relations(Relations.replacing(
                        "XB 0917754", "Certificat initial refusé pour raisons techniques: numéro de série illisible"))
                .conditions(Conditions.none().issuedRetroactively())
                .exporter(party("Fromagerie du Lac S.A.", "4, rue du Port", "Belmare", XB))
                .consignee(party("Delicatessen Rowan", "5 Mill Street", "Port Amber", XA))
                .applicant(party("Transit & Douane SARL", "12, quai Nord", "Belmare", XB))
                .issuingBody(new IssuingBody(
                        "XB-DOU-07", "Administration des Douanes, bureau 07", XB, Optional.empty(), Optional.empty()))
                .certification(new Certification(
                        "C. Contrôleur", Optional.empty(), "Déclaration certifiée conforme.", Optional.of("Belmare")))
                .declaration(new Declaration(
                        "Je soussigné déclare que les marchandises désignées ci-dessus remplissent les conditions requises.",
                        LocalDate.of(2026, 9, 18),
                        Optional.of("Belmare")))
                .transport(new Transport(
                        Optional.of("4"),
                        Optional.of(LocalDate.of(2026, 8, 30)),
                        Optional.of("XB-LAC"),
                        Optional.of("XB 214"),
                        Optional.of(Port.of("XBBEL", "Belmare")),
                        Optional.of(Port.of("XAPAM", "Port Amber")),
                        List.of(),
                        List.of(new Document("740", "999-20881734", Optional.of(LocalDate.of(2026, 8, 29))))))
                .exportCountry(XB)
                .destination(XA)
                .invoices(invoice("FL-8841", "2026-08-28"))
                .goods(GoodsItem.item(1, "Fromage à pâte pressée cuite, meules de 35 kg", HsCode.of2022("040690"), XB)
                        .marks("FL 8841")
                        .packages(40, "CS")
                        .gross(Measure.of("1496", "KGM"))
                        .invoices("FL-8841")
                        .build())
                .totals(new Totals(
                        Optional.of(Measure.of("1496", "KGM")),
                        Optional.empty(),
                        Optional.of(40),
                        Optional.of(1),
                        Optional.empty()))
                .remarks("DÉLIVRÉ A POSTERIORI", "Remplace le certificat XB 0917754")
                .build();
    }

    static CertificateOfOrigin chamber() {
        return CertificateOfOrigin.builder()
                .number("CCI-26/11/0412")
                .uuid(UUID.fromString("c5f7d2a0-3b1d-47c8-a0f4-77d1e2b3c404"))
                .documentType("861")
                .issuedAt(OffsetDateTime.parse("2026-11-20T16:45:10-03:00"))
                .validity(until("2027-11-19"))
                .preferential(false)
                .language("en")
                .verificationUrl("https://verify.cci.example/0412")
                .applicationReference("WEB-99120")
                .exporter(party("Pampa Machinery Ltda", "Avenida Sul 900", "Rio Claro", XA))
                .importer(party("Qasr General Contracting", "P.O. Box 7711", "Qasr", XB))
                .issuingBody(chamberOfAmber())
                .certification(certification("D. Legal", "Rio Claro"))
                .declaration(new Declaration(
                        "The undersigned declares that the goods originate in the country shown.",
                        LocalDate.of(2026, 11, 19),
                        Optional.empty()))
                .exportCountry(XA)
                .destination(XB)
                .invoices(invoice("PM-2026-0077", "2026-11-17"))
                .goods(
                        GoodsItem.item(
                                        1,
                                        "Irrigation pumps, centrifugal, with spare impellers",
                                        HsCode.of2022("841370"),
                                        XA)
                                .packages(6, "CS")
                                .gross(Measure.of("2.35", "TNE"))
                                .net(Measure.of("2104.0", "KGM"))
                                .build(),
                        GoodsItem.item(
                                        2,
                                        "Hoses of vulcanised rubber",
                                        new HsCode("40093100", HsCode.Edition.HS_2017),
                                        XC)
                                .packages(10, "RO")
                                .gross(Measure.of("0.412", "TNE"))
                                .quantity(Measure.of("500", "MTR"))
                                .build())
                .totals(new Totals(
                        Optional.of(Measure.of("2.762", "TNE")),
                        Optional.empty(),
                        Optional.of(16),
                        Optional.of(2),
                        Optional.empty()))
                .build();
    }

    static CertificateOfOrigin backToBack() {
        return CertificateOfOrigin.builder()
                .number("A-2026-11890")
                .uuid(UUID.fromString("e0b6c1d2-64f8-4d53-b1ce-90a1b2c3d505"))
                .documentType("865")
                .issuedAt(OffsetDateTime.parse("2026-06-15T10:00:00+07:00"))
                .validity(until("2027-06-14"))
                .preferential(true)
                .agreement(new Agreement("GSP", Optional.of("Generalized System of Preferences, Form A")))
                .applicationReference("FA/15/06/11890")
                .relations(Relations.backToBack(new Relations.FirstCertificate(
                        "XC-774-2026",
                        Optional.of(LocalDate.of(2026, 5, 2)),
                        Optional.of("Trade Promotion Board"),
                        Optional.of(XC))))
                .conditions(Conditions.none()
                        .issuedBackToBack()
                        .cumulating(new Cumulation(
                                Cumulation.Kind.PARTIAL,
                                List.of(XC, new CountryCode("XD")),
                                Optional.of(new BigDecimal("22.5")))))
                .exporter(party("Blue Delta Garments", "Plot 5, Export Zone", "Delta City", XA))
                .consignee(party("Nordic Outdoor AS", "Fjordgate 2", "Nordhaven", XB))
                .issuingBody(ministry())
                .certification(certification("E. Examiner", "Delta City"))
                .declaration(declaration("2026-06-12", "Delta City"))
                .transport(new Transport(
                        Optional.of("1"),
                        Optional.of(LocalDate.of(2026, 6, 14)),
                        Optional.of("MV Long Tide"),
                        Optional.empty(),
                        Optional.of(new Port(Optional.empty(), "Delta City")),
                        Optional.of(new Port(Optional.empty(), "Nordhaven")),
                        List.of(XC, new CountryCode("XD")),
                        List.of()))
                .exportCountry(XA)
                .destination(XB)
                .invoices(invoice("BD-5512", "2026-06-10"))
                .goods(GoodsItem.item(
                                1, "Jackets of man-made fibres, knitted\nSizes S to XL", HsCode.of2022("610130"), XA)
                        .criterion(new OriginCriterion("W", Optional.of("61.01"), Optional.empty(), Optional.empty()))
                        .marks("BD 5512 NORDHAVEN 1/220")
                        .packages(220, "CT")
                        .gross(Measure.of("2640", "KGM"))
                        .quantity(Measure.of("4400", "C62"))
                        .fob(Money.of("52800", "EUR"))
                        .invoices("BD-5512")
                        .build())
                .build();
    }

    private static Validity until(String day) {
        return new Validity(Optional.empty(), LocalDate.parse(day));
    }

    private static Party party(String name, String street, String city, CountryCode country) {
        return Party.of(name, Address.of(street, city, country.value()));
    }

    private static Invoice invoice(String number, String date) {
        return new Invoice(number, LocalDate.parse(date));
    }

    private static OriginCriterion rvc(String percent) {
        return new OriginCriterion(
                "RVC", Optional.of("RVC 40"), Optional.of(new BigDecimal(percent)), Optional.empty());
    }

    private static Declaration declaration(String date, String place) {
        return new Declaration(
                "The undersigned hereby declares that the above details and statement are correct.",
                LocalDate.parse(date),
                Optional.of(place));
    }

    private static Certification certification(String officer, String place) {
        return new Certification(officer, Optional.empty(), STATEMENT, Optional.of(place));
    }

    private static IssuingBody chamberOfAmber() {
        return new IssuingBody(
                "XA001",
                "Chamber of Commerce of Port Amber",
                XA,
                Optional.of(Address.of("Exchange Square 1", "Port Amber", "XA")),
                Optional.of(new Party.Contact(
                        Optional.empty(), Optional.of("+999 10 555 0199"), Optional.of("origin@chamber.example"))));
    }

    private static IssuingBody ministry() {
        return new IssuingBody(
                "XA-MOC", "Ministry of Commerce, Origin Division", XA, Optional.empty(), Optional.empty());
    }
}
