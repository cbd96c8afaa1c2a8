package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Explained;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every certificate of the path, the anchor included, is within its dates at the instant examined.
 *
 * <p>A date alone never makes a signature invalid: a certificate that is expired now may have been valid when its
 * holder signed, which an older proof of existence can settle (attack C01). One engine does not look at the anchor's
 * dates at all.
 */
@Explained(
        passed = "Every certificate of the chain is within its time.",
        unknown = "A certificate of the chain had expired by the time in question, or was not valid yet.",
        settledBy =
                "Proof that the signature is from within that time, such as a time-stamp; of one not valid yet, a later moment.")
public final class CertificateValidity implements Check<CertificateValidity.Subject> {

    /**
     * What is judged, and when.
     *
     * @param certificates a path, the anchor included, or a holder alone
     * @param at the instant examined
     */
    public record Subject(List<X509Certificate> certificates, Instant at) {}

    @Override
    public String id() {
        return "certificate-validity";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.6";
    }

    @Override
    public Finding examine(Subject subject) {
        List<String> faults = new ArrayList<>();
        List<String> remedies = new ArrayList<>();
        for (X509Certificate certificate : subject.certificates()) {
            if (subject.at().isAfter(certificate.getNotAfter().toInstant())) {
                faults.add(Words.name(certificate) + " expired on " + Words.date(certificate.getNotAfter()));
                remedies.add("proof that the signature is older than " + Words.date(certificate.getNotAfter())
                        + ", such as a time-stamp");
            } else if (subject.at().isBefore(certificate.getNotBefore().toInstant())) {
                faults.add(Words.name(certificate) + " is valid only from " + Words.date(certificate.getNotBefore()));
                remedies.add("an examination as at " + Words.date(certificate.getNotBefore())
                        + " or later, and a check of the clock that gave the time");
            }
        }
        if (faults.isEmpty()) {
            return passed("every certificate of the chain is valid at " + Words.date(subject.at())
                    + "; the first to expire" + " does so on "
                    + Words.date(CandidatePath.earliestEnd(subject.certificates())));
        }
        return unknown(
                SubIndication.OUT_OF_BOUNDS_NO_POE,
                "at " + Words.date(subject.at()) + ": " + String.join(", ", faults),
                String.join("; ", remedies));
    }
}
