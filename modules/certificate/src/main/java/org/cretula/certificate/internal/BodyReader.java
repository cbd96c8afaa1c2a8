package org.cretula.certificate.internal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.CertificateOfOrigin.Certification;
import org.cretula.certificate.CertificateOfOrigin.Totals;
import org.cretula.certificate.CertificateWriter;
import org.cretula.certificate.CountryCode;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.Invoice;
import org.cretula.certificate.IssuingBody;
import org.cretula.certificate.Measure;
import org.cretula.certificate.Money;
import org.cretula.certificate.Transport;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Reads a whole document.
 *
 * <p>Strategy: tick off element by element ({@link Cursor}), refuse what is left, and only if nothing was found wrong,
 * write the value again and hold it against the document ({@link Mirror}). The first tells every problem by name, the
 * second is the proof that none was overlooked.
 */
public final class BodyReader {

    private static final OffsetTime MIDNIGHT = OffsetTime.of(LocalTime.MIDNIGHT, ZoneOffset.UTC);
    // Indentation can make the writer's document larger than the one that was read.
    private static final XmlDoor OWN = new XmlDoor(new XmlLimits(1 << 28, 64, 100_000, 64, 1 << 20));

    private final List<String> problems = new ArrayList<>();

    /** The certificate, or empty where there are {@link #problems()}. */
    public Optional<CertificateOfOrigin> read(XmlElement root) {
        if (!root.is(Profile.name(Profile.ROOT))) {
            problems.add("expected an element " + Profile.ROOT + " of UBL 2, found " + Profile.spelling(root.name()));
            return Optional.empty();
        }
        Cursor cursor = Cursor.root(root, problems);
        Optional<CertificateOfOrigin> certificate = certificate(cursor);
        cursor.close();
        if (problems.isEmpty()) {
            certificate.flatMap(c -> Mirror.difference(root, written(c))).ifPresent(problems::add);
        }
        return problems.isEmpty() ? certificate : Optional.empty();
    }

    /** What was wrong. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    private static XmlElement written(CertificateOfOrigin c) {
        if (OWN.parse(new CertificateWriter().write(c)) instanceof XmlParse.Parsed parsed) {
            return parsed.root();
        }
        throw new IllegalStateException("a certificate that was read cannot be read again after writing");
    }

    private Optional<CertificateOfOrigin> certificate(Cursor root) {
        CertificateOfOrigin.Builder builder = CertificateOfOrigin.builder();
        Details details = DetailsReader.extensions(root);
        details(builder, details);
        root.constant("cbc:UBLVersionID", Profile.UBL_VERSION);
        root.constant("cbc:CustomizationID", Profile.ID);
        builder.number(root.requiredText("cbc:ID"))
                .uuid(root.value("cbc:UUID", Lexical::uuid, new UUID(0, 0)))
                .issuedAt(root.value("cbc:IssueDate", Lexical::date, LocalDate.EPOCH)
                        .atTime(root.value("cbc:IssueTime", Lexical::time, MIDNIGHT)))
                .remarks(root.all("cbc:Note").stream().map(Cursor::text).toArray(String[]::new))
                .version(root.value("cbc:VersionID", Lexical::integer, 1));
        PartyReader.party(root.required("cac:ExporterParty")).ifPresent(builder::exporter);
        root.optional("cac:ImporterParty").flatMap(PartyReader::party).ifPresent(builder::importer);
        application(builder, details, root.required("cac:CertificateOfOriginApplication"));
        endorsement(builder, root.required("cac:IssuerEndorsement"));
        // A part that is missing was told where it is missing; the builder's refusal would tell it again.
        return problems.isEmpty() ? root.attempt(builder::build) : Optional.empty();
    }

    private static void details(CertificateOfOrigin.Builder builder, Details d) {
        builder.preferential(d.preferential());
        d.agreement().ifPresent(builder::agreement);
        d.validity().ifPresent(builder::validity);
        d.language().ifPresent(builder::language);
        d.verificationUrl().ifPresent(builder::verificationUrl);
        d.relations().ifPresent(builder::relations);
        d.conditions().ifPresent(builder::conditions);
        d.declaration().ifPresent(builder::declaration);
    }

    private static void application(CertificateOfOrigin.Builder builder, Details details, Cursor c) {
        builder.applicationReference(c.requiredText("cbc:ReferenceID"));
        builder.documentType(c.requiredText("cbc:CertificateType"));
        c.requiredText("cbc:OriginalJobID");
        endorser(c.required("cac:EndorserParty"));
        PartyReader.party(c.required("cac:PreparationParty")).ifPresent(builder::applicant);
        CountryCode country = PartyReader.country(c.required("cac:IssuingCountry"));
        Optional<IssuingBody> body = PartyReader.issuer(c.required("cac:IssuerParty"), country);
        body.ifPresent(builder::issuingBody);
        List<Invoice> invoices = new ArrayList<>();
        List<Transport.Document> documents = new ArrayList<>();
        for (Cursor d : c.all("cac:SupportingDocumentReference")) {
            document(d, invoices, documents);
        }
        builder.invoices(invoices.toArray(Invoice[]::new));
        shipment(builder, details, documents, c.required("cac:Shipment"));
    }

    private static void document(Cursor c, List<Invoice> invoices, List<Transport.Document> documents) {
        String number = c.requiredText("cbc:ID");
        String type = c.requiredText("cbc:DocumentTypeCode");
        if (type.equals(Profile.INVOICE_TYPE)) {
            LocalDate date = c.value("cbc:IssueDate", Lexical::date, LocalDate.EPOCH);
            c.attempt(() -> new Invoice(number, date)).ifPresent(invoices::add);
        } else {
            Optional<LocalDate> date = c.optionalValue("cbc:IssueDate", Lexical::date);
            c.attempt(() -> new Transport.Document(type, number, date)).ifPresent(documents::add);
        }
    }

    private static void shipment(
            CertificateOfOrigin.Builder builder, Details details, List<Transport.Document> documents, Cursor c) {
        builder.totals(totals(c));
        Cursor consignment = c.required("cac:Consignment");
        consignment.constant("cbc:ID", Profile.FIRST);
        consignment.optional("cac:ConsigneeParty").flatMap(PartyReader::party).ifPresent(builder::consignee);
        builder.destination(PartyReader.country(consignment.required("cac:FinalDestinationCountry")));
        List<CountryCode> transit = consignment.all("cac:TransitCountry").stream()
                .map(PartyReader::country)
                .toList();
        builder.goods(new GoodsReader().read(c, details.items()).toArray(GoodsItem[]::new));
        TransportReader.read(c, transit, documents).ifPresent(builder::transport);
        builder.exportCountry(PartyReader.country(c.required("cac:ExportCountry")));
    }

    private static Totals totals(Cursor c) {
        Optional<Measure> gross = c.optional("cbc:GrossWeightMeasure").flatMap(GoodsReader::measure);
        Optional<Measure> net = c.optional("cbc:NetWeightMeasure").flatMap(GoodsReader::measure);
        Optional<Integer> items = c.optionalValue("cbc:TotalGoodsItemQuantity", Lexical::integer);
        Optional<Integer> packages = c.optionalValue("cbc:TotalTransportHandlingUnitQuantity", Lexical::integer);
        Optional<Money> fob = c.optional("cbc:FreeOnBoardValueAmount").flatMap(GoodsReader::money);
        return new Totals(gross, net, packages, items, fob);
    }

    private static void endorsement(CertificateOfOrigin.Builder builder, Cursor c) {
        c.requiredText("cbc:DocumentID");
        c.constant("cbc:ApprovalStatus", Profile.APPROVED);
        String statement = c.requiredText("cbc:Remarks");
        Endorser e = endorser(c.required("cac:EndorserParty"));
        c.attempt(() -> new Certification(e.officer, e.officerId, statement, e.place))
                .ifPresent(builder::certification);
    }

    private record Endorser(String officer, Optional<String> officerId, Optional<String> place) {}

    private static Endorser endorser(Cursor c) {
        c.constant("cbc:RoleCode", Profile.ISSUER_ROLE);
        c.constant("cbc:SequenceNumeric", Profile.FIRST);
        Cursor party = c.required("cac:Party");
        PartyReader.name(party);
        Optional<String> place = party.optional("cac:PhysicalLocation").map(p -> p.requiredText("cbc:Name"));
        Cursor contact = c.required("cac:SignatoryContact");
        return new Endorser(contact.requiredText("cbc:Name"), contact.text("cbc:ID"), place);
    }
}
