package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.cretula.certificate.Measure;

/** Weights of different units made comparable. */
final class Weight {

    // Recommendation 20: gram, kilogram, tonne, pound (exact by definition since 1959).
    private static final Map<String, BigDecimal> GRAMS = Map.of(
            "GRM", BigDecimal.ONE,
            "KGM", new BigDecimal(1000),
            "TNE", new BigDecimal(1_000_000),
            "LBR", new BigDecimal("453.59237"));

    private Weight() {}

    static Optional<BigDecimal> inGrams(Measure m) {
        return Optional.ofNullable(GRAMS.get(m.unit())).map(m.value()::multiply);
    }
}
