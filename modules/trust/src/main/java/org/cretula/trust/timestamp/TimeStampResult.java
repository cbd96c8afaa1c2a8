package org.cretula.trust.timestamp;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.PathResult;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Verdict;

/**
 * What the examination of one time-stamp found.
 *
 * @param token the time-stamp
 * @param findings every check that ran, in order; never empty
 * @param authority the certificate that the token names as its signer's, if it was at hand
 * @param path what is to be said of that certificate as at the token's time; empty without it
 */
public record TimeStampResult(
        TimeStampToken token, List<Finding> findings, Optional<X509Certificate> authority, Optional<PathResult> path) {

    public TimeStampResult {
        findings = List.copyOf(findings);
    }

    /** The answer that follows from the findings. */
    public Verdict verdict() {
        return new Verdict(findings);
    }

    /** The instant at which what was stamped is proven to have existed; empty unless every check passed. */
    public Optional<Instant> proven() {
        return verdict().indication() == Indication.VALID ? Optional.of(token.time()) : Optional.empty();
    }
}
