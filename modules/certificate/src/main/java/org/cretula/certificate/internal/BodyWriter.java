package org.cretula.certificate.internal;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.Measure;
import org.cretula.certificate.Money;
import org.cretula.certificate.Transport;
import org.cretula.xml.CanonicalWriter;

/** Writes what UBL has a place for, in the order of its schema, with the elements that the schema demands. */
public final class BodyWriter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ssXXX", Locale.ROOT);

    private final CanonicalWriter out;
    private final PartyWriter parties;

    public BodyWriter(CanonicalWriter out) {
        this.out = out;
        this.parties = new PartyWriter(out);
    }

    /** Writes all children of the document element after the extensions. */
    public void write(CertificateOfOrigin c) {
        OffsetDateTime issued = c.issuedAt();
        out.element("cbc:UBLVersionID", Profile.UBL_VERSION)
                .element("cbc:CustomizationID", Profile.ID)
                .element("cbc:ID", c.number())
                .element("cbc:UUID", c.uuid().toString())
                .element("cbc:IssueDate", issued.toLocalDate().toString())
                .element("cbc:IssueTime", issued.format(TIME));
        c.remarks().forEach(r -> out.element("cbc:Note", r));
        out.element("cbc:VersionID", Integer.toString(c.version()));
        parties.party("cac:ExporterParty", c.exporter());
        c.importer().ifPresent(p -> parties.party("cac:ImporterParty", p));
        application(c);
        out.start("cac:IssuerEndorsement")
                .element("cbc:DocumentID", c.number())
                .element("cbc:ApprovalStatus", Profile.APPROVED)
                .element("cbc:Remarks", c.certification().statement());
        endorser(c, c.certification().place());
        out.end();
    }

    private void application(CertificateOfOrigin c) {
        out.start("cac:CertificateOfOriginApplication")
                .element("cbc:ReferenceID", c.applicationReference())
                .element("cbc:CertificateType", c.documentType())
                .element("cbc:OriginalJobID", c.applicationReference());
        shipment(c);
        endorser(c, Optional.empty());
        parties.party("cac:PreparationParty", c.applicant());
        parties.issuer(c.issuingBody());
        parties.country("cac:IssuingCountry", c.issuingBody().country());
        c.invoices().forEach(i -> document(i.number(), Optional.of(i.date()), Profile.INVOICE_TYPE));
        c.transport().documents().forEach(d -> document(d.number(), d.date(), d.type()));
        out.end();
    }

    private void endorser(CertificateOfOrigin c, Optional<String> place) {
        out.start("cac:EndorserParty")
                .element("cbc:RoleCode", Profile.ISSUER_ROLE)
                .element("cbc:SequenceNumeric", Profile.FIRST);
        out.start("cac:Party");
        parties.name(c.issuingBody().name());
        place.ifPresent(
                p -> out.start("cac:PhysicalLocation").element("cbc:Name", p).end());
        out.end().start("cac:SignatoryContact");
        c.certification().officerId().ifPresent(id -> out.element("cbc:ID", id));
        out.element("cbc:Name", c.certification().officer()).end().end();
    }

    private void document(String number, Optional<LocalDate> date, String type) {
        out.start("cac:SupportingDocumentReference").element("cbc:ID", number);
        date.ifPresent(d -> out.element("cbc:IssueDate", d.toString()));
        out.element("cbc:DocumentTypeCode", type).end();
    }

    private void shipment(CertificateOfOrigin c) {
        out.start("cac:Shipment");
        CertificateOfOrigin.Totals t = c.totals();
        t.gross().ifPresent(m -> measure("cbc:GrossWeightMeasure", m));
        t.net().ifPresent(m -> measure("cbc:NetWeightMeasure", m));
        t.items().ifPresent(n -> out.element("cbc:TotalGoodsItemQuantity", n.toString()));
        t.packages().ifPresent(n -> out.element("cbc:TotalTransportHandlingUnitQuantity", n.toString()));
        t.fob().ifPresent(m -> money("cbc:FreeOnBoardValueAmount", m));
        out.start("cac:Consignment").element("cbc:ID", Profile.FIRST);
        c.consignee().ifPresent(p -> parties.party("cac:ConsigneeParty", p));
        parties.country("cac:FinalDestinationCountry", c.destination());
        for (CountryCode transit : c.transport().transitCountries()) {
            parties.country("cac:TransitCountry", transit);
        }
        out.end();
        c.goods().forEach(this::goods);
        stage(c.transport());
        c.goods().forEach(this::marks);
        parties.country("cac:ExportCountry", c.exportCountry());
        out.end();
    }

    private void goods(GoodsItem g) {
        out.start("cac:GoodsItem").element("cbc:SequenceNumberID", Integer.toString(g.line()));
        out.element("cbc:Description", g.description());
        g.fob().ifPresent(m -> money("cbc:FreeOnBoardValueAmount", m));
        g.gross().ifPresent(m -> measure("cbc:GrossWeightMeasure", m));
        g.net().ifPresent(m -> measure("cbc:NetWeightMeasure", m));
        g.quantity().ifPresent(m -> measure("cbc:Quantity", m));
        g.criterion().ifPresent(o -> out.element("cbc:PreferenceCriterionCode", o.code()));
        out.start("cac:Item");
        parties.country("cac:OriginCountry", g.origin());
        out.start("cac:CommodityClassification")
                .element(
                        "cbc:ItemClassificationCode",
                        g.hsCode().digits(),
                        "listID",
                        Profile.HS_LIST,
                        "listVersionID",
                        g.hsCode().edition().year())
                .end();
        g.producer().ifPresent(p -> parties.party("cac:ManufacturerParty", p));
        out.end();
        g.packages()
                .ifPresent(p -> out.start("cac:ContainingPackage")
                        .element("cbc:Quantity", Integer.toString(p.count()))
                        .element("cbc:PackagingTypeCode", p.type())
                        .end());
        out.end();
    }

    private void marks(GoodsItem g) {
        g.marks()
                .ifPresent(m -> out.start("cac:TransportHandlingUnit")
                        .element("cbc:ID", Integer.toString(g.line()))
                        .element("cbc:ShippingMarks", m)
                        .end());
    }

    private void stage(Transport t) {
        boolean means = t.voyage().isPresent() || t.meansName().isPresent();
        if (!means
                && t.mode().isEmpty()
                && t.loading().isEmpty()
                && t.discharge().isEmpty()
                && t.departure().isEmpty()) {
            return;
        }
        out.start("cac:ShipmentStage");
        t.mode().ifPresent(m -> out.element("cbc:TransportModeCode", m));
        if (means) {
            out.start("cac:TransportMeans");
            t.voyage().ifPresent(v -> out.element("cbc:JourneyID", v));
            t.meansName().ifPresent(n -> {
                TransportMeansName place = TransportMeansName.forMode(t.mode());
                out.start(place.group()).element(place.element(), n).end();
            });
            out.end();
        }
        t.loading().ifPresent(p -> port("cac:LoadingPortLocation", p));
        t.discharge().ifPresent(p -> port("cac:UnloadingPortLocation", p));
        t.departure()
                .ifPresent(d -> out.start("cac:ActualDepartureTransportEvent")
                        .element("cbc:OccurrenceDate", d.toString())
                        .end());
        out.end();
    }

    private void port(String element, Transport.Port port) {
        out.start(element);
        port.locode().ifPresent(l -> out.element("cbc:ID", l));
        out.element("cbc:Name", port.name()).end();
    }

    private void measure(String element, Measure m) {
        out.element(element, m.value().toPlainString(), "unitCode", m.unit());
    }

    private void money(String element, Money m) {
        out.element(element, m.amount().toPlainString(), "currencyID", m.currency());
    }
}
