package org.cretula.certificate;

import java.util.List;
import org.cretula.certificate.internal.AgreementRules;
import org.cretula.certificate.internal.ContentRule;
import org.cretula.certificate.internal.GoodsRules;
import org.cretula.certificate.internal.HeaderRules;
import org.cretula.certificate.internal.PlainText;
import org.cretula.certificate.internal.TotalsAgree;

/**
 * The rules that a certificate's content is held to, beside the question whether its seal is intact.
 *
 * <p>Agreements differ; what differs is a parameter. May be shared by threads.
 */
public final class ContentRules {

    private final List<ContentRule> rules;

    /**
     * What agreements set differently.
     *
     * @param mostItems most goods items on one certificate
     * @param hsDigits fewest digits of an HS code
     * @param daysAfterDeparture days after departure from which a certificate counts as issued retroactively
     * @param fobWithRegionalValue whether an item whose criterion has a percentage has to show its FOB value
     */
    public record Parameters(int mostItems, int hsDigits, int daysAfterDeparture, boolean fobWithRegionalValue) {

        /** 50 items, 6 digits, 3 days, FOB value asked for. */
        public static final Parameters USUAL = new Parameters(50, 6, 3, true);

        public Parameters {
            if (mostItems < 1 || hsDigits < 4 || daysAfterDeparture < 0) {
                throw new IllegalArgumentException("expected at least 1 item, 4 digits and 0 days, found " + mostItems
                        + ", " + hsDigits + ", " + daysAfterDeparture);
            }
        }
    }

    /** Rules with these parameters. */
    public ContentRules(Parameters parameters) {
        rules = List.of(
                new HeaderRules.ValidityOrder(),
                new HeaderRules.RetroactiveFlag(parameters.daysAfterDeparture()),
                new AgreementRules.AgreementNamed(),
                new AgreementRules.ThirdPartyOperator(),
                new AgreementRules.FirstCertificateNamed(),
                new GoodsRules.ItemLimit(parameters.mostItems()),
                new GoodsRules.HsDigits(parameters.hsDigits()),
                new GoodsRules.WeightOrQuantity(),
                new GoodsRules.GrossNotBelowNet(),
                new GoodsRules.FobWithRegionalValue(parameters.fobWithRegionalValue()),
                new GoodsRules.InvoiceReferences(),
                new TotalsAgree(),
                new PlainText());
    }

    /** One finding for each rule, in a fixed order. */
    public List<ContentFinding> examine(CertificateOfOrigin certificate) {
        return rules.stream().map(r -> r.examine(certificate)).toList();
    }
}
