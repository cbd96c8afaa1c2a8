package org.cretula.certificate;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cretula.certificate.internal.DatasetElement;

/**
 * One kind of goods on a certificate; each qualifies, or not, on its own.
 *
 * @param line item number, from 1
 * @param description the goods in words
 * @param hsCode classification
 * @param origin country of origin
 * @param criterion why the goods are originating; some forms do not show it
 * @param marks marks and numbers on the packages
 * @param packages number and type of packages
 * @param gross gross weight
 * @param net net weight
 * @param quantity quantity in another unit
 * @param fob FOB value
 * @param producer who made the goods
 * @param producerConfidential the producer is withheld, and known to the issuing body
 * @param invoices numbers of the invoices that the goods are on
 */
public record GoodsItem(
        int line,
        String description,
        HsCode hsCode,
        CountryCode origin,
        Optional<OriginCriterion> criterion,
        Optional<String> marks,
        Optional<Packages> packages,
        Optional<Measure> gross,
        Optional<Measure> net,
        Optional<Measure> quantity,
        Optional<Money> fob,
        Optional<Party> producer,
        boolean producerConfidential,
        List<String> invoices) {

    /**
     * Packages of one type.
     *
     * @param count how many
     * @param type type of UN/ECE Recommendation 21, such as {@code CT} for carton
     */
    public record Packages(int count, String type) {
        private static final Pattern FORM = Pattern.compile("[A-Z0-9]{2}");

        public Packages {
            DatasetElement.PACKAGES.count(count);
            DatasetElement.PACKAGE_TYPE.matching(type, FORM, "two characters of Recommendation 21");
        }
    }

    public GoodsItem {
        DatasetElement.ITEM_NUMBER.count(line);
        DatasetElement.DESCRIPTION.block(description);
        DatasetElement.MARKS.block(marks);
        if (producerConfidential && producer.isPresent()) {
            throw DatasetElement.PRODUCER.refuse("no producer where it is confidential", "one in item " + line);
        }
        invoices = DatasetElement.INVOICE_LINK.distinct(invoices);
        invoices.forEach(DatasetElement.INVOICE_LINK::line);
    }

    /** Begins an item with what every item has. */
    public static Builder item(int line, String description, HsCode hsCode, CountryCode origin) {
        return new Builder(line, description, hsCode, origin);
    }

    /** Collects what an item says beyond that. Not for sharing between threads. */
    public static final class Builder {
        private final int line;
        private final String description;
        private final HsCode hsCode;
        private final CountryCode origin;
        private Optional<OriginCriterion> criterion = Optional.empty();
        private Optional<String> marks = Optional.empty();
        private Optional<Packages> packages = Optional.empty();
        private Optional<Measure> gross = Optional.empty();
        private Optional<Measure> net = Optional.empty();
        private Optional<Measure> quantity = Optional.empty();
        private Optional<Money> fob = Optional.empty();
        private Optional<Party> producer = Optional.empty();
        private boolean producerConfidential;
        private List<String> invoices = List.of();

        private Builder(int line, String description, HsCode hsCode, CountryCode origin) {
            this.line = line;
            this.description = description;
            this.hsCode = hsCode;
            this.origin = origin;
        }

        /** Why the goods are originating. */
        public Builder criterion(OriginCriterion value) {
            criterion = Optional.of(value);
            return this;
        }

        /** Marks and numbers. */
        public Builder marks(String value) {
            marks = Optional.of(value);
            return this;
        }

        /** Number of packages and their type of Recommendation 21. */
        public Builder packages(int count, String type) {
            packages = Optional.of(new Packages(count, type));
            return this;
        }

        /** Gross weight. */
        public Builder gross(Measure value) {
            gross = Optional.of(value);
            return this;
        }

        /** Net weight. */
        public Builder net(Measure value) {
            net = Optional.of(value);
            return this;
        }

        /** Quantity in another unit. */
        public Builder quantity(Measure value) {
            quantity = Optional.of(value);
            return this;
        }

        /** FOB value. */
        public Builder fob(Money value) {
            fob = Optional.of(value);
            return this;
        }

        /** Who made the goods. */
        public Builder producer(Party value) {
            producer = Optional.of(value);
            return this;
        }

        /** The producer is withheld. */
        public Builder producerConfidential() {
            producerConfidential = true;
            return this;
        }

        /** Invoices that the goods are on. */
        public Builder invoices(String... numbers) {
            invoices = List.of(numbers);
            return this;
        }

        /** The item. */
        public GoodsItem build() {
            return new GoodsItem(
                    line,
                    description,
                    hsCode,
                    origin,
                    criterion,
                    marks,
                    packages,
                    gross,
                    net,
                    quantity,
                    fob,
                    producer,
                    producerConfidential,
                    invoices);
        }
    }
}
