package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.Purpose;
import org.cretula.trust.TriedPath;

/**
 * A search and what became of its candidates.
 *
 * @param holder the certificate searched for
 * @param purpose what the anchor must be trusted for
 * @param found what the search found
 * @param attempts what the engines said, in the order of the candidates
 * @param tried the same in public words, with what our own checks said
 * @param chosen the path that the examination rests on; empty when both engines accept none
 * @param limits which limits ended something before it was complete
 */
public record PathOutcome(
        X509Certificate holder,
        Purpose purpose,
        PathSearch.Found found,
        List<PathAttempt> attempts,
        List<TriedPath> tried,
        Optional<CandidatePath> chosen,
        Set<String> limits) {}
