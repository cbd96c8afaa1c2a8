package org.cretula.certificate.internal;

import java.util.List;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.Conditions;
import org.cretula.certificate.ContentFinding;

/** Rules about what has to be said together. */
public final class AgreementRules {

    private AgreementRules() {}

    /** A preferential certificate names its agreement. */
    public record AgreementNamed() implements ContentRule {
        @Override
        public String id() {
            return "agreement-named";
        }

        @Override
        public String source() {
            return "common dataset, elements 5 and 6";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            if (c.preferential() && c.agreement().isEmpty()) {
                return failed("the certificate is preferential and names no agreement");
            }
            return passed(c.agreement()
                    .map(a -> "the certificate names agreement " + Quoted.of(a.code()))
                    .orElse("the certificate is not preferential and needs no agreement"));
        }
    }

    /** Third-party invoicing and its operator are stated together. */
    public record ThirdPartyOperator() implements ContentRule {
        @Override
        public String id() {
            return "third-party-operator";
        }

        @Override
        public String source() {
            return "third-party invoice; ChAFTA";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            Conditions conditions = c.conditions();
            if (conditions.thirdPartyInvoicing()
                    && conditions.thirdPartyOperator().isEmpty()) {
                return failed("third-party invoicing is ticked and no operator named");
            }
            if (!conditions.thirdPartyInvoicing()
                    && conditions.thirdPartyOperator().isPresent()) {
                return failed("an invoicing operator is named and third-party invoicing not ticked");
            }
            return passed(
                    conditions.thirdPartyInvoicing()
                            ? "third-party invoicing is ticked and its operator named"
                            : "no third-party invoicing");
        }
    }

    /** A back-to-back certificate names the certificate that it stands on. */
    public record FirstCertificateNamed() implements ContentRule {
        @Override
        public String id() {
            return "first-certificate";
        }

        @Override
        public String source() {
            return "back-to-back; ATIGA";
        }

        @Override
        public ContentFinding examine(CertificateOfOrigin c) {
            List<?> first = c.relations().firstCertificates();
            if (c.conditions().backToBack() == first.isEmpty()) {
                return failed(
                        first.isEmpty()
                                ? "back-to-back is ticked and no first certificate named"
                                : "a first certificate is named and back-to-back not ticked");
            }
            return passed(
                    first.isEmpty() ? "not a back-to-back certificate" : "back-to-back, with its first certificate");
        }
    }
}
