package org.cretula.certificate.internal;

import java.util.List;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.verdict.Outcome;

/** One question about a certificate's content, answered by one finding. */
public interface ContentRule {

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

    /** Passed where there are no faults, else failed with all of them. */
    default ContentFinding judged(List<String> faults, String whenNone) {
        return faults.isEmpty() ? passed(whenNone) : failed(String.join("; ", faults));
    }
}
