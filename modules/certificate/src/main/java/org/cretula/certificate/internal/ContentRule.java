package org.cretula.certificate.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.verdict.Outcome;

/** One question about a certificate's content, answered by one finding. */
public interface ContentRule {

    /** So many faults are told one by one. */
    int MOST_FAULTS = 20;

    /** Stable id, lower case with hyphens. */
    String id();

    /** Where the rule comes from. */
    String source();

    /** Examines a certificate. */
    ContentFinding examine(CertificateOfOrigin c);

    /** The rule holds. */
    default ContentFinding passed(String explanation) {
        return new ContentFinding(id(), Outcome.PASSED, source(), explanation);
    }

    /** The rule is broken. */
    default ContentFinding failed(String explanation) {
        return new ContentFinding(id(), Outcome.FAILED, source(), explanation);
    }

    /** The certificate does not say what the rule asks about. */
    default ContentFinding unknown(String explanation) {
        return new ContentFinding(id(), Outcome.UNKNOWN, source(), explanation);
    }

    /** Passed where there are no faults, else failed with them; beyond twenty their number is enough. */
    default ContentFinding judged(List<String> faults, String whenNone) {
        if (faults.isEmpty()) {
            return passed(whenNone);
        }
        String told = faults.stream().limit(MOST_FAULTS).collect(Collectors.joining("; "));
        int more = faults.size() - MOST_FAULTS;
        return failed(more > 0 ? told + "; and " + more + " more" : told);
    }
}
