package org.cretula.certificate;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;
import org.cretula.certificate.internal.Quoted;
import org.jspecify.annotations.Nullable;

/**
 * What a certificate of origin says, all of it: two certificates that are equal say the same.
 *
 * <p>Each part refuses by itself what can have no meaning, with an {@link IllegalArgumentException} that names the
 * element of the common dataset, what was expected and what was found. Whether the parts fit together is for
 * {@link ContentRules} to say: a certificate that breaks a rule can be read, shown and reported.
 *
 * @param number unique number given by the issuing body
 * @param uuid machine identity of this version of the document
 * @param version 1 for the original, one more for each correction
 * @param documentType document code of UNTDID 1001, such as 861, 864 or 865
 * @param issuedAt when it was issued, with zone
 * @param validity first and last day of validity
 * @param preferential whether preference may be claimed with it
 * @param agreement agreement or scheme
 * @param language language of the texts, two letters of ISO 639-1
 * @param verificationUrl the issuer's page for checking, also in a QR code; begins with https://
 * @param applicationReference the issuing body's number of the application
 * @param relations other certificates that it stands on or replaces
 * @param conditions boxes ticked
 * @param exporter exporter, with address
 * @param importer importer
 * @param consignee consignee
 * @param applicant who signed the application; often the exporter
 * @param issuingBody who issued it
 * @param certification who certified it, where, in which words
 * @param declaration what the exporter declared
 * @param transport how the goods travel
 * @param exportCountry country of export
 * @param destination country of destination
 * @param invoices invoices
 * @param goods goods items, at least one, each with its own number
 * @param totals what the issuing body added up
 * @param remarks remarks
 */
public record CertificateOfOrigin(
        String number,
        UUID uuid,
        int version,
        String documentType,
        OffsetDateTime issuedAt,
        Validity validity,
        boolean preferential,
        Optional<Agreement> agreement,
        Optional<String> language,
        Optional<String> verificationUrl,
        String applicationReference,
        Relations relations,
        Conditions conditions,
        Party exporter,
        Optional<Party> importer,
        Optional<Party> consignee,
        Party applicant,
        IssuingBody issuingBody,
        Certification certification,
        Declaration declaration,
        Transport transport,
        CountryCode exportCountry,
        CountryCode destination,
        List<Invoice> invoices,
        List<GoodsItem> goods,
        Totals totals,
        List<String> remarks) {

    private static final Pattern TYPE = Pattern.compile("[0-9]{1,3}");
    private static final Pattern TWO_LETTERS = Pattern.compile("[a-z]{2}");
    private static final Pattern HTTPS = Pattern.compile("https://[!-~]+");

    /**
     * When a certificate may be used.
     *
     * @param from first day; the day of issue where it is absent
     * @param to last day
     */
    public record Validity(Optional<LocalDate> from, LocalDate to) {
        public Validity {
            from.ifPresent(DatasetElement.VALID_FROM::date);
            DatasetElement.VALID_TO.date(to);
        }
    }

    /**
     * The issuing body's certification.
     *
     * @param officer name of the authorised officer
     * @param officerId the officer's number
     * @param statement the words of the certification
     * @param place place of issue
     */
    public record Certification(String officer, Optional<String> officerId, String statement, Optional<String> place) {
        public Certification {
            DatasetElement.OFFICER.line(officer);
            DatasetElement.OFFICER.line(officerId);
            DatasetElement.STATEMENT.block(statement);
            DatasetElement.ISSUE_PLACE.line(place);
        }
    }

    /**
     * The exporter's declaration.
     *
     * @param text its words
     * @param date its day
     * @param place its place
     */
    public record Declaration(String text, LocalDate date, Optional<String> place) {
        public Declaration {
            DatasetElement.DECLARATION.block(text);
            DatasetElement.DECLARATION_DATE.date(date);
            DatasetElement.DECLARATION_PLACE.line(place);
        }
    }

    /**
     * Sums over all items, where the form shows them.
     *
     * @param gross gross weight
     * @param net net weight
     * @param packages number of packages
     * @param items number of items
     * @param fob FOB value
     */
    public record Totals(
            Optional<Measure> gross,
            Optional<Measure> net,
            Optional<Integer> packages,
            Optional<Integer> items,
            Optional<Money> fob) {
        public Totals {
            packages.ifPresent(DatasetElement.TOTAL_PACKAGES::count);
            items.ifPresent(DatasetElement.TOTAL_ITEMS::count);
        }

        /** No totals. */
        public static Totals none() {
            return new Totals(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    public CertificateOfOrigin {
        DatasetElement.NUMBER.line(number);
        DatasetElement.VERSION.count(version);
        DatasetElement.DOCUMENT_TYPE.matching(documentType, TYPE, "a document code of UNTDID 1001, such as 861");
        DatasetElement.ISSUED_AT.moment(issuedAt);
        language.ifPresent(l -> DatasetElement.LANGUAGE.matching(l, TWO_LETTERS, "two small letters of ISO 639-1"));
        verificationUrl.ifPresent(
                u -> DatasetElement.VERIFICATION_URL.matching(u, HTTPS, "an address that begins with https://"));
        DatasetElement.APPLICATION_REFERENCE.line(applicationReference);
        if (exporter.address().isEmpty()) {
            throw DatasetElement.EXPORTER_ADDRESS.refuse("an address", "none for " + Quoted.of(exporter.name()));
        }
        invoices = DatasetElement.INVOICE_NUMBER.distinct(invoices);
        goods = List.copyOf(goods);
        if (goods.isEmpty()) {
            throw DatasetElement.GOODS.refuse("at least one item", "none");
        }
        // Marks and criteria are joined to their item by its number, so a number given twice would mix them up.
        DatasetElement.ITEM_NUMBER.distinct(goods.stream().map(GoodsItem::line).toList());
        remarks = List.copyOf(remarks);
        remarks.forEach(DatasetElement.REMARKS::block);
    }

    /** Begins a certificate. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects what a certificate says. Not for sharing between threads. */
    public static final class Builder {
        private @Nullable String number;
        private @Nullable UUID uuid;
        private int version = 1;
        private @Nullable String documentType;
        private @Nullable OffsetDateTime issuedAt;
        private @Nullable Validity validity;
        private boolean preferential;
        private Optional<Agreement> agreement = Optional.empty();
        private Optional<String> language = Optional.empty();
        private Optional<String> verificationUrl = Optional.empty();
        private @Nullable String applicationReference;
        private Relations relations = Relations.none();
        private Conditions conditions = Conditions.none();
        private @Nullable Party exporter;
        private Optional<Party> importer = Optional.empty();
        private Optional<Party> consignee = Optional.empty();
        private @Nullable Party applicant;
        private @Nullable IssuingBody issuingBody;
        private @Nullable Certification certification;
        private @Nullable Declaration declaration;
        private Transport transport = Transport.unstated();
        private @Nullable CountryCode exportCountry;
        private @Nullable CountryCode destination;
        private List<Invoice> invoices = List.of();
        private List<GoodsItem> goods = List.of();
        private Totals totals = Totals.none();
        private List<String> remarks = List.of();

        private Builder() {}

        /** Unique number given by the issuing body. */
        public Builder number(String value) {
            number = value;
            return this;
        }

        /** Machine identity of this version of the document. */
        public Builder uuid(UUID value) {
            uuid = value;
            return this;
        }

        /** 1 for the original, one more for each correction. */
        public Builder version(int value) {
            version = value;
            return this;
        }

        /** Document code of UNTDID 1001, such as 861, 864 or 865. */
        public Builder documentType(String value) {
            documentType = value;
            return this;
        }

        /** When it was issued, with zone. */
        public Builder issuedAt(OffsetDateTime value) {
            issuedAt = value;
            return this;
        }

        /** First and last day of validity. */
        public Builder validity(Validity value) {
            validity = value;
            return this;
        }

        /** Whether preference may be claimed with it. */
        public Builder preferential(boolean value) {
            preferential = value;
            return this;
        }

        /** Agreement or scheme. */
        public Builder agreement(Agreement value) {
            agreement = Optional.of(value);
            return this;
        }

        /** Language of the texts, two letters of ISO 639-1. */
        public Builder language(String value) {
            language = Optional.of(value);
            return this;
        }

        /** The issuer's page for checking, also in a QR code; begins with https://. */
        public Builder verificationUrl(String value) {
            verificationUrl = Optional.of(value);
            return this;
        }

        /** The issuing body's number of the application. */
        public Builder applicationReference(String value) {
            applicationReference = value;
            return this;
        }

        /** Other certificates that it stands on or replaces. */
        public Builder relations(Relations value) {
            relations = value;
            return this;
        }

        /** Boxes ticked. */
        public Builder conditions(Conditions value) {
            conditions = value;
            return this;
        }

        /** Exporter, with address. */
        public Builder exporter(Party value) {
            exporter = value;
            return this;
        }

        /** Importer. */
        public Builder importer(Party value) {
            importer = Optional.of(value);
            return this;
        }

        /** Consignee. */
        public Builder consignee(Party value) {
            consignee = Optional.of(value);
            return this;
        }

        /** Who signed the application; often the exporter. */
        public Builder applicant(Party value) {
            applicant = value;
            return this;
        }

        /** Who issued it. */
        public Builder issuingBody(IssuingBody value) {
            issuingBody = value;
            return this;
        }

        /** Who certified it, where, in which words. */
        public Builder certification(Certification value) {
            certification = value;
            return this;
        }

        /** What the exporter declared. */
        public Builder declaration(Declaration value) {
            declaration = value;
            return this;
        }

        /** How the goods travel. */
        public Builder transport(Transport value) {
            transport = value;
            return this;
        }

        /** Country of export. */
        public Builder exportCountry(CountryCode value) {
            exportCountry = value;
            return this;
        }

        /** Country of destination. */
        public Builder destination(CountryCode value) {
            destination = value;
            return this;
        }

        /** Invoices. */
        public Builder invoices(Invoice... values) {
            invoices = List.of(values);
            return this;
        }

        /** Goods items, at least one, each with its own number. */
        public Builder goods(GoodsItem... values) {
            goods = List.of(values);
            return this;
        }

        /** What the issuing body added up. */
        public Builder totals(Totals value) {
            totals = value;
            return this;
        }

        /** Remarks. */
        public Builder remarks(String... values) {
            remarks = List.of(values);
            return this;
        }

        /** The certificate; refuses where something that every certificate has is missing. */
        public CertificateOfOrigin build() {
            return new CertificateOfOrigin(
                    DatasetElement.NUMBER.present(number),
                    DatasetElement.UUID.present(uuid),
                    version,
                    DatasetElement.DOCUMENT_TYPE.present(documentType),
                    DatasetElement.ISSUED_AT.present(issuedAt),
                    DatasetElement.VALID_TO.present(validity),
                    preferential,
                    agreement,
                    language,
                    verificationUrl,
                    DatasetElement.APPLICATION_REFERENCE.present(applicationReference),
                    relations,
                    conditions,
                    DatasetElement.EXPORTER.present(exporter),
                    importer,
                    consignee,
                    applicant == null ? DatasetElement.EXPORTER.present(exporter) : applicant,
                    DatasetElement.ISSUING_BODY.present(issuingBody),
                    DatasetElement.CERTIFICATION.present(certification),
                    DatasetElement.DECLARATION.present(declaration),
                    transport,
                    DatasetElement.EXPORT_COUNTRY.present(exportCountry),
                    DatasetElement.DESTINATION_COUNTRY.present(destination),
                    invoices,
                    goods,
                    totals,
                    remarks);
        }
    }
}
