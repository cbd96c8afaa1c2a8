package org.cretula.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import org.cretula.verdict.Finding;

/**
 * A chain to an anchor that was tried, and what stood against it.
 *
 * @param certificates the holder's certificate first, the anchor last
 * @param refusals what the path engines said against it, one sentence each; empty when both accept it
 * @param open the findings of our own checks that did not pass; empty also where the engines' refusal came first
 */
public record TriedPath(List<X509Certificate> certificates, List<String> refusals, List<Finding> open) {

    public TriedPath {
        certificates = List.copyOf(certificates);
        refusals = List.copyOf(refusals);
        open = List.copyOf(open);
    }

    /** Whether nothing stood against it. */
    public boolean holds() {
        return refusals.isEmpty() && open.isEmpty();
    }
}
