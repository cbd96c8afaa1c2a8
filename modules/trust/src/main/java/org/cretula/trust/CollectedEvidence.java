package org.cretula.trust;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.internal.encoding.Words;

/**
 * What an {@link EvidenceCollector} brought home.
 *
 * @param evidence certificates, lists and answers, each with the address that gave it; nothing in it is trusted
 * @param answersWithoutNonce SHA-256, in lower-case hexadecimal, of the OCSP answers that lack the nonce that was asked
 *     with: they may have been made before, and only their own dates say when
 * @param notes what could not be had, why, and what to do, one sentence each
 * @param result what is to be said of the holder's certificate with this evidence, as at the moment of asking
 */
public record CollectedEvidence(
        EvidenceStore evidence, Set<String> answersWithoutNonce, List<String> notes, PathResult result) {

    public CollectedEvidence {
        answersWithoutNonce = Set.copyOf(answersWithoutNonce);
        notes = List.copyOf(notes);
    }

    /** Whether there is a path and every certificate of it is known to be revoked or not. */
    public boolean complete() {
        return unknown().isEmpty();
    }

    /** What is still unknown: no path, or the first certificate of it whose status nobody told. */
    public Optional<String> unknown() {
        if (result.path().isEmpty()) {
            return Optional.of("no path to an anchor is known");
        }
        return result.revocation().stream()
                .filter(fact -> fact.status() == RevocationFact.Status.UNKNOWN)
                .map(fact -> "nobody told whether " + Words.name(fact.certificate()) + " is revoked")
                .findFirst();
    }
}
