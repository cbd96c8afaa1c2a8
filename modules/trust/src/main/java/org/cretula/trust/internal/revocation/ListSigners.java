package org.cretula.trust.internal.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.trust.internal.encoding.Words;

/**
 * Finds who signed a list, RFC 5280 6.3.3 (f) and (g).
 *
 * <p>Strategy: the certificate's issuer first, whom the path has examined already. Anyone else of the list issuer's name
 * needs a path of his own to the same anchor, with a status of its own; else whoever gets a certificate of that name
 * anywhere could answer for the CA (attack C08).
 */
final class ListSigners {

    private static final int CRL_SIGN = 6;
    private static final int MOST_CANDIDATES = 16;
    // Two engines look at every path that a search finds, some 10 to 100 ms.
    private static final long PRICE_OF_PATHS = 400;

    /** A signer who may speak, or why none may. */
    record Answer(Optional<X509Certificate> signer, List<X509Certificate> path, String fault) {
        static Answer refused(String fault) {
            return new Answer(Optional.empty(), List.of(), fault);
        }
    }

    private final RevocationInquiry inquiry;
    private final SignerPaths paths;

    ListSigners(RevocationInquiry inquiry, SignerPaths paths) {
        this.inquiry = inquiry;
        this.paths = paths;
    }

    Answer of(KnownList list, X509Certificate issuer, Instant at) {
        Optional<String> why = Optional.empty();
        if (issuer.getSubjectX500Principal().equals(list.issuer())) {
            why = fault(list, issuer, at);
            if (why.isEmpty()) {
                return new Answer(Optional.of(issuer), List.of(), "");
            }
        }
        for (X509Certificate candidate : others(list, issuer)) {
            Optional<String> fault = fault(list, candidate, at);
            if (fault.isEmpty()) {
                Answer answer = elsewhere(list, candidate, at);
                if (answer.signer().isPresent()) {
                    return answer;
                }
                why = Optional.of(answer.fault());
            }
            why = why.isPresent() ? why : fault;
        }
        return Answer.refused(
                why.orElse("no certificate of " + Words.name(list.issuer()) + ", who signed it, was given"));
    }

    /** Other certificates of the list issuer's name. */
    private List<X509Certificate> others(KnownList list, X509Certificate issuer) {
        Set<X509Certificate> others = new LinkedHashSet<>(inquiry.path());
        others.addAll(paths.candidates());
        others.remove(issuer);
        List<X509Certificate> named = others.stream()
                .filter(other -> other.getSubjectX500Principal().equals(list.issuer()))
                .toList();
        if (named.size() <= MOST_CANDIDATES) {
            return named;
        }
        inquiry.budget().refuse();
        return named.subList(0, MOST_CANDIDATES);
    }

    private Optional<String> fault(KnownList list, X509Certificate candidate, Instant at) {
        boolean[] usage = candidate.getKeyUsage();
        if (usage != null && !usage[CRL_SIGN]) {
            return Optional.of("its issuer's key usage lacks cRLSign");
        }
        if (!list.mayBeSignedBy(candidate)) {
            return Optional.of("it names another key of its issuer");
        }
        return list.signatureFault(candidate.getPublicKey(), inquiry.asked(at));
    }

    private Answer elsewhere(KnownList list, X509Certificate candidate, Instant at) {
        X509Certificate anchor = inquiry.anchor();
        if (candidate.equals(anchor)) {
            return new Answer(Optional.of(candidate), List.of(), "");
        }
        String name = "its signer " + Words.name(candidate);
        if (inquiry.isAsked(candidate)) {
            return Answer.refused(name + " is a certificate whose status it would settle");
        }
        if (!inquiry.budget().take(PRICE_OF_PATHS)) {
            return Answer.refused("there were too many signers to look into before " + name);
        }
        Optional<String> why = Optional.empty();
        for (List<X509Certificate> path : paths.paths(candidate, anchor, list.thisUpdate())) {
            // Its signer could have made it at any time since, so the signer must be good until it is used.
            Instant later = list.thisUpdate().isAfter(at) ? list.thisUpdate() : at;
            why = inquiry.statusFault(path, later);
            if (why.isEmpty()) {
                return new Answer(Optional.of(candidate), path.subList(0, path.size() - 1), "");
            }
        }
        return Answer.refused(
                why.orElse(name + " has no valid path to the same anchor at " + Words.date(list.thisUpdate())));
    }
}
