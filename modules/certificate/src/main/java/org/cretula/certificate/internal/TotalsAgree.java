package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.Measure;
import org.cretula.certificate.Money;

/** Totals that a certificate shows are the sums of its items. */
public final class TotalsAgree implements ContentRule {

    private static final String PIECES = "pieces";

    @Override
    public String id() {
        return "totals-agree";
    }

    @Override
    public String source() {
        return "common dataset, elements 84 to 86";
    }

    @Override
    public ContentFinding examine(CertificateOfOrigin c) {
        CertificateOfOrigin.Totals t = c.totals();
        List<String> faults = new ArrayList<>();
        List<String> open = new ArrayList<>();
        compare(
                "gross weight",
                t.gross().flatMap(TotalsAgree::weight),
                c,
                g -> g.gross().flatMap(TotalsAgree::weight),
                faults,
                open);
        compare(
                "net weight",
                t.net().flatMap(TotalsAgree::weight),
                c,
                g -> g.net().flatMap(TotalsAgree::weight),
                faults,
                open);
        compare(
                "number of packages",
                t.packages().map(TotalsAgree::count),
                c,
                g -> g.packages().map(p -> count(p.count())),
                faults,
                open);
        compare("number of items", t.items().map(TotalsAgree::count), c, g -> Optional.of(count(1)), faults, open);
        compare("FOB value", t.fob().map(TotalsAgree::money), c, g -> g.fob().map(TotalsAgree::money), faults, open);
        if (t.equals(CertificateOfOrigin.Totals.none())) {
            return passed("the certificate shows no totals");
        }
        return faults.isEmpty() && !open.isEmpty()
                ? unknown(String.join("; ", open))
                : judged(faults, "every total is the sum of the items");
    }

    /** A value with what it is counted in; only like can be added to like. */
    private record Sum(BigDecimal value, String of) {}

    private static void compare(
            String what,
            Optional<Sum> total,
            CertificateOfOrigin c,
            Function<GoodsItem, Optional<Sum>> part,
            List<String> faults,
            List<String> open) {
        if (total.isEmpty()) {
            return;
        }
        String of = total.get().of();
        BigDecimal sum = BigDecimal.ZERO;
        for (GoodsItem g : c.goods()) {
            Optional<Sum> p = part.apply(g);
            if (p.isEmpty() || !p.get().of().equals(of)) {
                open.add("the total " + what + " cannot be checked, item " + g.line() + " shows none in " + of);
                return;
            }
            sum = sum.add(p.get().value());
        }
        if (sum.compareTo(total.get().value()) != 0) {
            faults.add("the total " + what + " is " + words(total.get().value(), of) + ", the items add up to "
                    + words(sum, of));
        }
    }

    private static String words(BigDecimal value, String of) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return of.equals(PIECES) ? plain : plain + " " + of;
    }

    private static Sum count(int n) {
        return new Sum(BigDecimal.valueOf(n), PIECES);
    }

    private static Sum money(Money m) {
        return new Sum(m.amount(), m.currency());
    }

    private static Optional<Sum> weight(Measure m) {
        return Optional.of(Weight.inGrams(m).map(g -> new Sum(g, "GRM")).orElse(new Sum(m.value(), m.unit())));
    }
}
