package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;

/**
 * What a {@link PathExaminer} is asked.
 *
 * @param holder whose certificate it is; what comes from outside should have been read by {@link StrictCertificates}
 * @param purpose what the anchor must be trusted for
 * @param at the instant as at which everything is judged
 * @param document what came along with it, none of it trusted; of certificates only the first 64 are looked at
 * @param policy what certificate policies the path must be valid for
 */
public record PathQuestion(
        X509Certificate holder, Purpose purpose, Instant at, EvidenceStore document, PathPolicy policy) {

    /** Nothing came along, any policy will do. */
    public PathQuestion(X509Certificate holder, Purpose purpose, Instant at) {
        this(holder, purpose, at, EvidenceStore.empty(), PathPolicy.ANY);
    }

    /** The same question, with what came along. */
    public PathQuestion with(EvidenceStore cameAlong) {
        return new PathQuestion(holder, purpose, at, cameAlong, policy);
    }

    /** The same question, with certificates that came along, in any order. */
    public PathQuestion with(Collection<X509Certificate> cameAlong) {
        return with(EvidenceStore.ofCertificates(cameAlong, Origin.document("the document")));
    }

    /** The same question, for these policies. */
    public PathQuestion under(PathPolicy other) {
        return new PathQuestion(holder, purpose, at, document, other);
    }
}
