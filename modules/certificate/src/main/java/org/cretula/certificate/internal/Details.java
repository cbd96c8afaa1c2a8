package org.cretula.certificate.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.Agreement;
import org.cretula.certificate.CertificateOfOrigin.Declaration;
import org.cretula.certificate.CertificateOfOrigin.Validity;
import org.cretula.certificate.Conditions;
import org.cretula.certificate.Relations;

/** What the extension says, before it is joined with the rest. */
record Details(
        boolean preferential,
        Optional<Agreement> agreement,
        Optional<Validity> validity,
        Optional<String> language,
        Optional<String> verificationUrl,
        Optional<Relations> relations,
        Optional<Conditions> conditions,
        Optional<Declaration> declaration,
        List<Item> items) {

    /** What the extension says about the item of that number. */
    record Item(
            int line,
            Optional<String> subCode,
            Optional<BigDecimal> percent,
            Optional<String> legalText,
            boolean producerConfidential,
            List<String> invoices) {}
}
