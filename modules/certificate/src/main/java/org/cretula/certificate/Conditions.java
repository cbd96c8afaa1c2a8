package org.cretula.certificate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * The boxes that a form lets the issuing body tick.
 *
 * <p>A box and what belongs to it are kept apart, as on paper, so that a box ticked without the rest can be told.
 *
 * @param retroactive issued after export
 * @param backToBack issued by an intermediate party on a first certificate
 * @param thirdPartyInvoicing an operator outside the exporting party invoices the goods
 * @param thirdPartyOperator that operator
 * @param exhibition goods that went through an exhibition
 * @param cumulation cumulation used
 * @param deMinimis tolerance used
 */
public record Conditions(
        boolean retroactive,
        boolean backToBack,
        boolean thirdPartyInvoicing,
        Optional<Party> thirdPartyOperator,
        Optional<Exhibition> exhibition,
        Optional<Cumulation> cumulation,
        boolean deMinimis) {

    /**
     * An exhibition.
     *
     * @param name its name
     * @param place where it is held
     */
    public record Exhibition(String name, String place) {
        public Exhibition {
            DatasetElement.EXHIBITION.line(name);
            DatasetElement.EXHIBITION.line(place);
        }
    }

    /**
     * Materials of other countries that count as originating.
     *
     * @param kind kind of cumulation
     * @param countries with which countries
     * @param share percent, on partial cumulation
     */
    public record Cumulation(Kind kind, List<CountryCode> countries, Optional<BigDecimal> share) {

        /** Kinds of cumulation. */
        public enum Kind {
            BILATERAL,
            DIAGONAL,
            FULL,
            PARTIAL
        }

        public Cumulation {
            countries = DatasetElement.COUNTRY.distinct(countries);
            share.ifPresent(s -> {
                DatasetElement.CUMULATION_SHARE.decimal(s);
                if (s.compareTo(new BigDecimal(100)) > 0) {
                    throw DatasetElement.CUMULATION_SHARE.refuse("at most 100", s.toString());
                }
            });
        }
    }

    /** No box ticked. */
    public static Conditions none() {
        return new Conditions(false, false, false, Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same, issued retroactively. */
    public Conditions issuedRetroactively() {
        return new Conditions(
                true, backToBack, thirdPartyInvoicing, thirdPartyOperator, exhibition, cumulation, deMinimis);
    }

    /** The same, issued on a first certificate. */
    public Conditions issuedBackToBack() {
        return new Conditions(
                retroactive, true, thirdPartyInvoicing, thirdPartyOperator, exhibition, cumulation, deMinimis);
    }

    /** The same, invoiced by that operator. */
    public Conditions invoicedBy(Party operator) {
        return new Conditions(retroactive, backToBack, true, Optional.of(operator), exhibition, cumulation, deMinimis);
    }

    /** The same, with that exhibition. */
    public Conditions exhibitedAt(String name, String place) {
        return new Conditions(
                retroactive,
                backToBack,
                thirdPartyInvoicing,
                thirdPartyOperator,
                Optional.of(new Exhibition(name, place)),
                cumulation,
                deMinimis);
    }

    /** The same, with that cumulation. */
    public Conditions cumulating(Cumulation used) {
        return new Conditions(
                retroactive,
                backToBack,
                thirdPartyInvoicing,
                thirdPartyOperator,
                exhibition,
                Optional.of(used),
                deMinimis);
    }

    /** The same, with the tolerance used. */
    public Conditions usingDeMinimis() {
        return new Conditions(
                retroactive, backToBack, thirdPartyInvoicing, thirdPartyOperator, exhibition, cumulation, true);
    }
}
