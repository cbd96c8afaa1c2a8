package org.cretula.certificate.internal;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.certificate.GoodsItem;
import org.cretula.certificate.Invoice;
import org.cretula.certificate.Measure;
import org.cretula.certificate.OriginCriterion;

/** Rules about goods items; each names every item that breaks it. */
public final class GoodsRules {

    private GoodsRules() {}

    /** No more items than the form holds. */
    public record ItemLimit(int most) implements ContentRule {
        @Override
        public String id() {
            return "item-limit";
        }

        @Override
        public String source() {
            return "item limit; ChAFTA: 20";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            int items = c.goods().size();
            String counted = items + (items == 1 ? " item" : " items") + ", at most " + most + " allowed";
            return items > most ? failed(counted) : passed(counted);
        }
    }

    /** HS codes have the digits that the agreement asks for. */
    public record HsDigits(int fewest) implements ContentRule {
        @Override
        public String id() {
            return "hs-digits";
        }

        @Override
        public String source() {
            return "HS";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            List<String> faults = c.goods().stream()
                    .filter(g -> g.hsCode().digits().length() < fewest)
                    .map(g -> "item " + g.line() + " has HS code " + g.hsCode().digits() + ", fewer than " + fewest
                            + " digits")
                    .toList();
            return judged(faults, "every HS code has at least " + fewest + " digits");
        }
    }

    /** Every item shows a weight or a quantity. */
    public record WeightOrQuantity() implements ContentRule {
        @Override
        public String id() {
            return "weight-or-quantity";
        }

        @Override
        public String source() {
            return "weight and value; common dataset, elements 71 to 73";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            List<String> faults = c.goods().stream()
                    .filter(g -> g.gross().isEmpty()
                            && g.net().isEmpty()
                            && g.quantity().isEmpty())
                    .map(g -> "item " + g.line() + " has neither weight nor quantity")
                    .toList();
            return judged(faults, "every item has a weight or a quantity");
        }
    }

    /** Gross weight is not below net weight. */
    public record GrossNotBelowNet() implements ContentRule {
        @Override
        public String id() {
            return "gross-not-below-net";
        }

        @Override
        public String source() {
            return "weight and value";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            List<GoodsItem> both = c.goods().stream()
                    .filter(g -> g.gross().isPresent() && g.net().isPresent())
                    .toList();
            List<String> faults = both.stream()
                    .filter(g -> below(g.gross().orElseThrow(), g.net().orElseThrow()))
                    .map(g -> "item " + g.line() + " weighs " + words(g.gross().orElseThrow()) + " gross, less than "
                            + words(g.net().orElseThrow()) + " net")
                    .toList();
            List<String> unlike = both.stream()
                    .filter(g -> Weight.inGrams(g.gross().orElseThrow()).isEmpty()
                            || Weight.inGrams(g.net().orElseThrow()).isEmpty())
                    .filter(g -> !g.gross()
                            .orElseThrow()
                            .unit()
                            .equals(g.net().orElseThrow().unit()))
                    .map(g -> "item " + g.line() + " weighs " + words(g.gross().orElseThrow()) + " gross and "
                            + words(g.net().orElseThrow()) + " net, in units that cannot be compared")
                    .toList();
            return faults.isEmpty() && !unlike.isEmpty()
                    ? unknown(unlike.get(0))
                    : judged(faults, "no gross weight is below its net weight");
        }

        private static boolean below(Measure gross, Measure net) {
            if (gross.unit().equals(net.unit())) {
                return gross.value().compareTo(net.value()) < 0;
            }
            return Weight.inGrams(gross)
                    .flatMap(g -> Weight.inGrams(net).map(n -> g.compareTo(n) < 0))
                    .orElse(false);
        }

        private static String words(Measure m) {
            return m.value().toPlainString() + " " + m.unit();
        }
    }

    /** An item that relies on a percentage shows the value that the percentage is of. */
    public record FobWithRegionalValue(boolean asked) implements ContentRule {
        @Override
        public String id() {
            return "fob-with-regional-value";
        }

        @Override
        public String source() {
            return "weight and value; Form D box 9";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            if (!asked) {
                return passed("the agreement does not ask for FOB values");
            }
            List<String> faults = c.goods().stream()
                    .filter(g -> g.criterion().flatMap(OriginCriterion::percent).isPresent()
                            && g.fob().isEmpty())
                    .map(g -> "item " + g.line() + " relies on a percentage and shows no FOB value")
                    .toList();
            return judged(faults, "every item that relies on a percentage shows its FOB value");
        }
    }

    /** Items refer to invoices that the certificate lists. */
    public record InvoiceReferences() implements ContentRule {
        @Override
        public String id() {
            return "invoice-references";
        }

        @Override
        public String source() {
            return "several invoices; common dataset, elements 79 and 81";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            Set<String> known = c.invoices().stream().map(Invoice::number).collect(Collectors.toSet());
            List<String> faults = c.goods().stream()
                    .flatMap(g -> g.invoices().stream()
                            .filter(n -> !known.contains(n))
                            .map(n -> "item " + g.line() + " refers to invoice " + Quoted.of(n)
                                    + ", which is not listed"))
                    .toList();
            return judged(faults, "every invoice that an item refers to is listed");
        }
    }
}
