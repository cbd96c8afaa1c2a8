package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.Agreement;
import org.cretula.certificate.CertificateOfOrigin.Declaration;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.Conditions;
import org.cretula.certificate.Conditions.Cumulation;
import org.cretula.certificate.Conditions.Exhibition;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.Party;
import org.cretula.certificate.Relations;

/** Reads the extension. */
final class DetailsReader {

    private DetailsReader() {}

    /** Reads the extensions of a document; the seal's own is left alone, any other but ours stays unread and is refused. */
    static Details extensions(Cursor root) {
        Cursor extensions = root.required("ext:UBLExtensions");
        extensions.leaveAlone(SignatureSlot::is);
        Cursor ours = extensions.required("ext:UBLExtension");
        ours.constant("ext:ExtensionURI", Profile.ID);
        return details(ours.required("ext:ExtensionContent").required(Profile.DETAILS));
    }

    private static Details details(Cursor c) {
        boolean preferential = flag(c, "co:PreferentialIndicator");
        Optional<Agreement> agreement = c.optional("co:Agreement").flatMap(DetailsReader::agreement);
        Optional<LocalDate> from = c.optionalValue("co:ValidFromDate", Lexical::date);
        LocalDate to = c.value("co:ValidToDate", Lexical::date, LocalDate.EPOCH);
        Optional<Validity> validity = c.attempt(() -> new Validity(from, to));
        Optional<String> language = c.text("co:LanguageCode");
        Optional<String> url = c.text("co:VerificationURI");
        Optional<Relations> relations = relations(c);
        Optional<Conditions> conditions = conditions(c);
        Optional<Declaration> declaration = declaration(c.required("co:ExporterDeclaration"));
        List<Details.Item> items =
                c.all("co:GoodsItem").stream().map(DetailsReader::item).toList();
        return new Details(preferential, agreement, validity, language, url, relations, conditions, declaration, items);
    }

    private static Optional<Agreement> agreement(Cursor c) {
        String code = c.requiredText("co:Code");
        Optional<String> name = c.text("co:Name");
        return c.attempt(() -> new Agreement(code, name));
    }

    private static Optional<Relations> relations(Cursor c) {
        List<String> replaces =
                c.all("co:ReplacedCertificateNumber").stream().map(Cursor::text).toList();
        Optional<String> reason = c.text("co:ReplacementReason");
        Optional<String> copyOf = c.text("co:CertifiedCopyOfNumber");
        List<Relations.FirstCertificate> first = c.all("co:FirstCertificate").stream()
                .flatMap(f -> first(f).stream())
                .toList();
        return c.attempt(() -> new Relations(replaces, reason, copyOf, first));
    }

    private static Optional<Relations.FirstCertificate> first(Cursor c) {
        String number = c.requiredText("co:Number");
        Optional<LocalDate> date = c.optionalValue("co:Date", Lexical::date);
        Optional<String> issuer = c.text("co:IssuerName");
        Optional<CountryCode> country = c.optionalValue("co:CountryCode", CountryCode::new);
        return c.attempt(() -> new Relations.FirstCertificate(number, date, issuer, country));
    }

    private static Optional<Conditions> conditions(Cursor c) {
        boolean retroactive = flag(c, "co:RetroactiveIndicator");
        boolean backToBack = flag(c, "co:BackToBackIndicator");
        boolean thirdParty = flag(c, "co:ThirdPartyInvoicingIndicator");
        Optional<Party> operator = c.optional("co:ThirdPartyOperator").flatMap(PartyReader::party);
        Optional<Exhibition> exhibition = c.optional("co:Exhibition").flatMap(DetailsReader::exhibition);
        Optional<Cumulation> cumulation = c.optional("co:Cumulation").flatMap(DetailsReader::cumulation);
        boolean deMinimis = flag(c, "co:DeMinimisIndicator");
        return c.attempt(
                () -> new Conditions(retroactive, backToBack, thirdParty, operator, exhibition, cumulation, deMinimis));
    }

    private static Optional<Exhibition> exhibition(Cursor c) {
        String name = c.requiredText("co:Name");
        String place = c.requiredText("co:Place");
        return c.attempt(() -> new Exhibition(name, place));
    }

    private static Optional<Cumulation> cumulation(Cursor c) {
        Cumulation.Kind kind = c.value("co:KindCode", DetailsReader::kind, Cumulation.Kind.FULL);
        List<CountryCode> countries = c.all("co:CountryCode").stream()
                .flatMap(x -> x.attempt(() -> new CountryCode(x.text())).stream())
                .toList();
        Optional<BigDecimal> share = c.optionalValue("co:SharePercent", Lexical::decimal);
        return c.attempt(() -> new Cumulation(kind, countries, share));
    }

    private static Cumulation.Kind kind(String text) {
        return Arrays.stream(Cumulation.Kind.values())
                .filter(k -> k.name().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected one of " + Arrays.toString(Cumulation.Kind.values()) + ", found " + Quoted.of(text)));
    }

    private static Optional<Declaration> declaration(Cursor c) {
        String text = c.requiredText("co:Text");
        LocalDate date = c.value("co:Date", Lexical::date, LocalDate.EPOCH);
        Optional<String> place = c.text("co:Place");
        return c.attempt(() -> new Declaration(text, date, place));
    }

    private static Details.Item item(Cursor c) {
        return new Details.Item(
                c.value("co:LineNumber", Lexical::integer, 1),
                c.text("co:CriterionSubCode"),
                c.optionalValue("co:RegionalValueContentPercent", Lexical::decimal),
                c.text("co:CriterionText"),
                flag(c, "co:ProducerConfidentialIndicator"),
                c.all("co:InvoiceNumber").stream().map(Cursor::text).toList());
    }

    private static boolean flag(Cursor c, String element) {
        return c.value(element, Lexical::flag, false);
    }
}
