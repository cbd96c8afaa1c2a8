package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Verdict;

/**
 * What the examination of one holder's certificate found.
 *
 * @param findings every check that ran, in order; never empty
 * @param path the holder's certificate first, the anchor last; empty when both engines accept none
 * @param revocation what the lists say of each certificate of the path but the anchor, in path order
 * @param earliestExpiry the first end of validity in the path, the anchor's included; empty when there is no path
 * @param policies the certificate policies for which the path is valid, as both engines say, RFC 5280 6.1.6; empty when
 *     it is valid for none in particular, or there is no path
 * @param tried every chain to an anchor that was tried, in order, and what stood against it
 */
public record PathResult(
        List<Finding> findings,
        List<X509Certificate> path,
        List<RevocationFact> revocation,
        Optional<Instant> earliestExpiry,
        Set<String> policies,
        List<TriedPath> tried) {

    public PathResult {
        findings = List.copyOf(findings);
        path = List.copyOf(path);
        revocation = List.copyOf(revocation);
        policies = Set.copyOf(policies);
        tried = List.copyOf(tried);
    }

    /** The answer that follows from the findings. */
    public Verdict verdict() {
        return new Verdict(findings);
    }

    /** The anchor at the end of the path. */
    public Optional<X509Certificate> anchor() {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
    }

    /** The first date at which a certificate of the path was revoked, also one after the instant examined. */
    public Optional<Instant> earliestRevocation() {
        return revocation.stream().flatMap(fact -> fact.revokedAt().stream()).min(Instant::compareTo);
    }
}
