package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.GoodsItem.Packages;
import org.cretula.certificate.HsCode;
import org.cretula.certificate.Measure;
import org.cretula.certificate.Money;
import org.cretula.certificate.OriginCriterion;
import org.cretula.certificate.Party;

/** Reads goods items, which a document spreads over three places that the item's number joins. */
final class GoodsReader {

    private final Map<Integer, Details.Item> details = new HashMap<>();
    private final Map<Integer, String> marks = new HashMap<>();

    List<GoodsItem> read(Cursor shipment, List<Details.Item> items) {
        for (Details.Item item : items) {
            if (details.put(item.line(), item) != null) {
                shipment.problem("expected details of item " + item.line() + " once, found them twice");
            }
        }
        for (Cursor unit : shipment.all("cac:TransportHandlingUnit")) {
            int line = unit.value("cbc:ID", Lexical::integer, 1);
            if (marks.put(line, unit.requiredText("cbc:ShippingMarks")) != null) {
                unit.problem("expected marks of item " + line + " once, found them twice");
            }
        }
        List<GoodsItem> goods = new ArrayList<>();
        for (Cursor c : shipment.all("cac:GoodsItem")) {
            goods(c).ifPresent(goods::add);
        }
        details.keySet().forEach(l -> shipment.problem("expected an item " + l + ", found only details of it"));
        marks.keySet().forEach(l -> shipment.problem("expected an item " + l + ", found only marks of it"));
        return goods;
    }

    private Optional<GoodsItem> goods(Cursor c) {
        int line = c.value("cbc:SequenceNumberID", Lexical::integer, 1);
        String description = c.requiredText("cbc:Description");
        Optional<Money> fob = c.optional("cbc:FreeOnBoardValueAmount").flatMap(GoodsReader::money);
        Optional<Measure> gross = c.optional("cbc:GrossWeightMeasure").flatMap(GoodsReader::measure);
        Optional<Measure> net = c.optional("cbc:NetWeightMeasure").flatMap(GoodsReader::measure);
        Optional<Measure> quantity = c.optional("cbc:Quantity").flatMap(GoodsReader::measure);
        Optional<Details.Item> more = Optional.ofNullable(details.remove(line));
        Optional<OriginCriterion> criterion = criterion(c, more);
        Cursor item = c.required("cac:Item");
        CountryCode origin = PartyReader.country(item.required("cac:OriginCountry"));
        Optional<HsCode> hsCode = hsCode(item.required("cac:CommodityClassification"));
        Optional<Party> producer = item.optional("cac:ManufacturerParty").flatMap(PartyReader::party);
        Optional<Packages> packages = c.optional("cac:ContainingPackage").flatMap(GoodsReader::packages);
        Optional<String> mark = Optional.ofNullable(marks.remove(line));
        return hsCode.flatMap(hs -> c.attempt(() -> new GoodsItem(
                line,
                description,
                hs,
                origin,
                criterion,
                mark,
                packages,
                gross,
                net,
                quantity,
                fob,
                producer,
                more.map(Details.Item::producerConfidential).orElse(false),
                more.map(Details.Item::invoices).orElse(List.of()))));
    }

    private static Optional<OriginCriterion> criterion(Cursor c, Optional<Details.Item> more) {
        Optional<String> code = c.text("cbc:PreferenceCriterionCode");
        Optional<String> sub = more.flatMap(Details.Item::subCode);
        Optional<BigDecimal> percent = more.flatMap(Details.Item::percent);
        Optional<String> text = more.flatMap(Details.Item::legalText);
        if (code.isEmpty() && (sub.isPresent() || percent.isPresent() || text.isPresent())) {
            c.problem("expected cbc:PreferenceCriterionCode with the criterion's details, found none");
        }
        return code.flatMap(k -> c.attempt(() -> new OriginCriterion(k, sub, percent, text)));
    }

    private static Optional<HsCode> hsCode(Cursor classification) {
        Cursor code = classification.required("cbc:ItemClassificationCode");
        String list = code.attribute("listID", Profile.HS_LIST);
        if (!list.equals(Profile.HS_LIST)) {
            code.problem("expected listID " + Profile.HS_LIST + ", found " + Quoted.of(list));
        }
        String year = code.attribute("listVersionID", HsCode.Edition.HS_2022.year());
        return code.attempt(() -> new HsCode(code.text(), HsCode.Edition.ofYear(year)));
    }

    private static Optional<Packages> packages(Cursor c) {
        int count = c.value("cbc:Quantity", Lexical::integer, 1);
        String type = c.requiredText("cbc:PackagingTypeCode");
        return c.attempt(() -> new Packages(count, type));
    }

    static Optional<Measure> measure(Cursor c) {
        String unit = c.attribute("unitCode", "C62");
        return c.attempt(() -> new Measure(Lexical.decimal(c.text()), unit));
    }

    static Optional<Money> money(Cursor c) {
        String currency = c.attribute("currencyID", "XXX");
        return c.attempt(() -> new Money(Lexical.decimal(c.text()), currency));
    }
}
