package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a {@link PathExaminer} is asked.
 *
 * @param holder whose certificate it is; what comes from outside should have been read by {@link StrictCertificates}
 * @param purpose what the anchor must be trusted for
 * @param at the instant as at which everything is judged
 * @param untrusted what came along with it, in any order; only the first 64 are looked at
 * @param policy what certificate policies the path must be valid for
 */
public record PathQuestion(
        X509Certificate holder, Purpose purpose, Instant at, List<X509Certificate> untrusted, PathPolicy policy) {

    public PathQuestion {
        untrusted = List.copyOf(untrusted);
    }

    /** Nothing came along, any policy will do. */
    public PathQuestion(X509Certificate holder, Purpose purpose, Instant at) {
        this(holder, purpose, at, List.of(), PathPolicy.ANY);
    }

    /** The same question, with what came along. */
    public PathQuestion with(Collection<X509Certificate> cameAlong) {
        return new PathQuestion(holder, purpose, at, List.copyOf(cameAlong), policy);
    }

    /** The same question, for these policies. */
    public PathQuestion under(PathPolicy other) {
        return new PathQuestion(holder, purpose, at, untrusted, other);
    }
}
