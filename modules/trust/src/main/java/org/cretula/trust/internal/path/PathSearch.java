package org.cretula.trust.internal.path;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.cretula.trust.Anchor;
import org.cretula.trust.Purpose;
import org.cretula.trust.internal.encoding.CertificateSignatures;

/**
 * Finds every chain from a holder's certificate to an anchor, by name and signature only, within a fixed budget.
 *
 * <p>Why not leave it to the engines: the JDK's misses good paths where CAs are cross-signed (attack C17), Bouncy
 * Castle's tries up to 262,144 nodes, and neither says which issuer is missing. Here a certificate that did not sign
 * the one below is never followed, no name and key comes twice in a path, and the numbers below end any farm of
 * look-alikes (attack C12); signatures are counted by what verifying them costs, since a forger chooses the keys.
 * Whether a chain is a valid path is for the engines and the checks.
 */
public final class PathSearch {

    /**
     * What a search found.
     *
     * @param candidates chains to an anchor, those that are valid at the instant first, then the shorter ones
     * @param deadEnds issuers for which no certificate was given, in the order met
     * @param refusedExampleRoots example roots at which a chain ended
     */
    public record Found(
            List<CandidatePath> candidates, Set<X500Principal> deadEnds, Set<X509Certificate> refusedExampleRoots) {}

    private final Pool pool;
    private final CertificateSignatures signatures;
    private final Purpose purpose;
    private final Instant at;
    private final BySubject<X509Certificate> cameAlong = new BySubject<>(c -> c, List.of());
    private final Map<X509Certificate, Map<X509Certificate, Boolean>> known = new HashMap<>();
    private final List<CandidatePath> candidates = new ArrayList<>();
    private final Set<X500Principal> deadEnds = new LinkedHashSet<>();
    private final Set<X509Certificate> exampleRoots = new LinkedHashSet<>();
    private final Budget budget;

    public PathSearch(Pool pool, CertificateSignatures signatures, Purpose purpose, Instant at, Budget budget) {
        this.pool = pool;
        this.signatures = signatures;
        this.purpose = purpose;
        this.at = at;
        this.budget = budget;
    }

    public Found from(X509Certificate holder, Collection<X509Certificate> untrusted) {
        int most = budget.limits().untrusted();
        untrusted.stream().limit(most).forEach(cameAlong::add);
        budget.meets(untrusted.size() > most, most + " certificates that came along");
        extend(List.of(holder));
        List<CandidatePath> ordered = new ArrayList<>(candidates);
        // Stable, so equal paths stay in the order of the trust material.
        ordered.sort((a, b) -> a.coversInstant() != b.coversInstant()
                ? Boolean.compare(b.coversInstant(), a.coversInstant())
                : Integer.compare(a.certificates().size(), b.certificates().size()));
        return new Found(List.copyOf(ordered), deadEnds, exampleRoots);
    }

    private void extend(List<X509Certificate> path) {
        int longest = budget.limits().length();
        int most = budget.limits().candidates();
        if (!budget.step()
                || budget.meets(candidates.size() >= most, most + " paths to an anchor")
                || budget.meets(path.size() > longest, "a length of " + longest)) {
            return;
        }
        X509Certificate last = path.get(path.size() - 1);
        X500Principal issuer = last.getIssuerX500Principal();
        boolean anchored = anchors(path, last, issuer);
        boolean continued = false;
        Set<X509Certificate> known = pool.intermediates(issuer);
        for (X509Certificate next : known) {
            continued |= follow(path, last, next);
        }
        for (X509Certificate next : cameAlong.named(issuer)) {
            continued |= !known.contains(next) && follow(path, last, next);
        }
        if (!anchored && !continued) {
            deadEnd(last, issuer);
        }
    }

    private boolean follow(List<X509Certificate> path, X509Certificate last, X509Certificate next) {
        if (contains(path, next) || !signed(last, next)) {
            return false;
        }
        extend(with(path, next));
        return true;
    }

    private boolean anchors(List<X509Certificate> path, X509Certificate last, X500Principal issuer) {
        boolean any = false;
        for (Anchor trusted : pool.anchors(purpose, issuer)) {
            X509Certificate anchor = trusted.certificate();
            if (!contains(path, anchor) && signed(last, anchor)) {
                any = true;
                candidates.add(new CandidatePath(with(path, anchor), purpose, at, trusted.limits()));
            }
        }
        return any;
    }

    private void deadEnd(X509Certificate last, X500Principal issuer) {
        boolean example = false;
        for (X509Certificate root : pool.refusedExampleRoots()) {
            if (root.equals(last) || (root.getSubjectX500Principal().equals(issuer) && signed(last, root))) {
                exampleRoots.add(root);
                example = true;
            }
        }
        if (!example) {
            deadEnds.add(issuer);
        }
    }

    private boolean signed(X509Certificate child, X509Certificate issuer) {
        Map<X509Certificate, Boolean> answers = known.computeIfAbsent(child, c -> new HashMap<>());
        Boolean before = answers.get(issuer);
        if (before != null) {
            return before;
        }
        if (!budget.pay(KeyCost.of(issuer.getPublicKey()))) {
            return false;
        }
        boolean answer = signatures.signed(child, issuer);
        answers.put(issuer, answer);
        return answer;
    }

    private static boolean contains(List<X509Certificate> path, X509Certificate next) {
        for (X509Certificate certificate : path) {
            if (certificate.getSubjectX500Principal().equals(next.getSubjectX500Principal())
                    && certificate.getPublicKey().equals(next.getPublicKey())) {
                return true;
            }
        }
        return false;
    }

    private static List<X509Certificate> with(List<X509Certificate> path, X509Certificate next) {
        List<X509Certificate> longer = new ArrayList<>(path);
        longer.add(next);
        return longer;
    }
}
