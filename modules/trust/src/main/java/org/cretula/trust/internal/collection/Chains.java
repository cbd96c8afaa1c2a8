package org.cretula.trust.internal.collection;

import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.path.KeyCost;

/**
 * Who signed whom among the certificates at hand, by name and signature, as far as can be reached from one of them.
 *
 * <p>Addresses of lists and responders are taken from certificates that lead to an anchor only, so from nobody whom the
 * anchor's holder does not vouch for. Signatures are counted by what verifying them costs, since a forger chooses keys.
 */
public final class Chains {

    /**
     * One certificate's key signed another.
     *
     * @param certificate the one that was signed
     * @param issuer the one that signed
     */
    public record Link(X509Certificate certificate, X509Certificate issuer) {}

    private static final long MAX_WORK = 4_000;

    private final List<X509Certificate> anchors;
    private final CertificateSignatures signatures;
    private final int depth;
    private final Map<Link, Boolean> known = new HashMap<>();
    private long work;

    public Chains(List<X509Certificate> anchors, CertificateSignatures signatures, int depth) {
        this.anchors = List.copyOf(anchors);
        this.signatures = signatures;
        this.depth = depth;
    }

    /**
     * What can be reached.
     *
     * @param links from the start to anchors, nearest first; every certificate in one leads to an anchor
     * @param loose certificates reached that lead to no anchor, nearest first
     */
    public record Reached(List<Link> links, List<X509Certificate> loose) {

        /** Certificates that lead to an anchor, each once, nearest first. */
        public Set<X509Certificate> anchored() {
            Set<X509Certificate> anchored = new LinkedHashSet<>();
            links.forEach(link -> anchored.add(link.certificate()));
            return anchored;
        }
    }

    public Reached from(X509Certificate start, Collection<X509Certificate> pool) {
        Map<X509Certificate, Integer> depths = new LinkedHashMap<>();
        Deque<X509Certificate> next = new ArrayDeque<>();
        List<Link> links = new ArrayList<>();
        depths.put(start, 0);
        next.add(start);
        while (!next.isEmpty()) {
            X509Certificate certificate = next.remove();
            int below = depths.getOrDefault(certificate, 0);
            for (X509Certificate anchor : anchors) {
                if (signed(certificate, anchor)) {
                    links.add(new Link(certificate, anchor));
                }
            }
            for (X509Certificate issuer : pool) {
                if (below < depth
                        && !issuer.equals(certificate)
                        && !anchors.contains(issuer)
                        && signed(certificate, issuer)) {
                    links.add(new Link(certificate, issuer));
                    if (depths.putIfAbsent(issuer, below + 1) == null) {
                        next.add(issuer);
                    }
                }
            }
        }
        Set<X509Certificate> anchored = anchored(links);
        return new Reached(
                links.stream()
                        .filter(l -> anchored.contains(l.certificate())
                                && (anchored.contains(l.issuer()) || anchors.contains(l.issuer())))
                        .toList(),
                depths.keySet().stream().filter(c -> !anchored.contains(c)).toList());
    }

    private Set<X509Certificate> anchored(List<Link> links) {
        Set<X509Certificate> anchored = new HashSet<>();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Link link : links) {
                if (anchors.contains(link.issuer()) || anchored.contains(link.issuer())) {
                    grown |= anchored.add(link.certificate());
                }
            }
        }
        return anchored;
    }

    /** Whether a certificate's own key signed it, whatever its names: so a trust folder tells anchors. */
    public boolean isSelfSigned(X509Certificate certificate) {
        // One whose key is too dear to tell is as good as one.
        return KeyCost.of(certificate.getPublicKey()) > MAX_WORK || signatures.signed(certificate, certificate);
    }

    /** Whether one certificate is the other's issuer, by name and signature. */
    public boolean signed(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        Link link = new Link(certificate, issuer);
        Boolean before = known.get(link);
        if (before != null) {
            return before;
        }
        long price = KeyCost.of(issuer.getPublicKey());
        if (work + price > MAX_WORK) {
            return false;
        }
        work += price;
        boolean answer = signatures.signed(certificate, issuer);
        known.put(link, answer);
        return answer;
    }
}
