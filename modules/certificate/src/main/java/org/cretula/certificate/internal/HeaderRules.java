package org.cretula.certificate.internal;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;

/** Rules about a certificate's dates. */
public final class HeaderRules {

    private HeaderRules() {}

    /** A certificate is valid from its issue or later, to a day that is not before that. */
    public record ValidityOrder() implements ContentRule {
        @Override
        public String id() {
            return "validity-order";
        }

        @Override
        public String source() {
            return "validity; RCEP 3.17, ChAFTA";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            LocalDate issued = c.issuedAt().toLocalDate();
            LocalDate from = c.validity().from().orElse(issued);
            LocalDate to = c.validity().to();
            List<String> faults = new ArrayList<>();
            if (from.isBefore(issued)) {
                faults.add("the certificate is valid from " + from + ", before its issue on " + issued);
            }
            if (to.isBefore(from)) {
                faults.add("the certificate is valid to " + to + ", before its first day " + from);
            }
            return judged(faults, "the certificate is issued on " + issued + " and valid from " + from + " to " + to);
        }
    }

    /** A certificate issued later than some days after departure says that it was issued retroactively. */
    public record RetroactiveFlag(int days) implements ContentRule {
        @Override
        public String id() {
            return "retroactive-flag";
        }

        @Override
        public String source() {
            return "timing, retroactive issue; ATIGA, ChAFTA";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            LocalDate issued = c.issuedAt().toLocalDate();
            Optional<LocalDate> departure = c.transport().departure();
            if (departure.isEmpty()) {
                return unknown("the certificate does not say when the goods departed");
            }
            LocalDate left = departure.get();
            if (issued.isAfter(left.plusYears(1))) {
                return failed("issued on " + issued + ", more than a year after departure on " + left);
            }
            boolean late = issued.isAfter(left.plusDays(days));
            if (late && !c.conditions().retroactive()) {
                return failed("issued on " + issued + ", more than " + days + " days after departure on " + left
                        + ", and not marked as issued retroactively");
            }
            return passed("issued on " + issued + ", departure on " + left + ", "
                    + (c.conditions().retroactive() ? "" : "not ") + "marked as issued retroactively");
        }
    }
}
