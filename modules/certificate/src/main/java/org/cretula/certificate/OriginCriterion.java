package org.cretula.certificate;

import java.math.BigDecimal;
import java.util.Optional;
import org.cretula.certificate.internal.DatasetElement;

/**
 * Why goods are originating: the code that the form shows, and what the agreement wants to know beside it.
 *
 * @param code such as {@code WO}, {@code PE}, {@code PSR}, {@code RVC}, {@code CTH}, {@code P}, {@code W}
 * @param subCode sub-rule, such as {@code CTSH}, or the heading that Form A puts after {@code W}
 * @param percent regional value content, 0 to 100
 * @param legalText the rule in words, or where it stands in the agreement
 */
public record OriginCriterion(
        String code, Optional<String> subCode, Optional<BigDecimal> percent, Optional<String> legalText) {

    private static final BigDecimal ALL = new BigDecimal(100);

    public OriginCriterion {
        DatasetElement.CRITERION.line(code);
        DatasetElement.CRITERION_DETAIL.line(subCode);
        percent.ifPresent(p -> {
            DatasetElement.RVC.decimal(p);
            if (p.compareTo(ALL) > 0) {
                throw DatasetElement.RVC.refuse("at most 100", p.toString());
            }
        });
        DatasetElement.CRITERION_DETAIL.block(legalText);
    }

    /** A criterion that is a code alone. */
    public static OriginCriterion of(String code) {
        return new OriginCriterion(code, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
