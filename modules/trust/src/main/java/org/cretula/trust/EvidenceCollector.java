package org.cretula.trust;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.cretula.trust.internal.collection.Chains;
import org.cretula.trust.internal.collection.Errand;
import org.cretula.trust.internal.encoding.CertificateSignatures;

/**
 * Fetches what judging a holder's certificate takes, so that it can be judged offline afterwards: issuers that are
 * missing, revocation lists and OCSP answers, from the addresses in the certificates themselves.
 *
 * <p>Nothing is fetched unless a program makes one of these and hands it a {@link Network}. Nothing is trusted that
 * comes back: it is read strictly, kept with its address, and judged by {@link PathExaminer} like everything else.
 * Failures are notes, never exceptions. May be shared by threads if the network may.
 */
public final class EvidenceCollector {

    // As many as the search for paths looks at.
    private static final int MOST_OTHERS = 64;

    private final Network network;
    private final CollectionLimits limits;
    private final Providers providers;
    private final Clock clock;
    private final SecureRandom random;

    /**
     * A collector.
     *
     * @param network the way out
     * @param limits how far to go
     * @param clock for the time that is left, and the moment as at which everything is judged
     * @param random for the nonces of OCSP questions
     */
    public EvidenceCollector(
            Network network, CollectionLimits limits, Providers providers, Clock clock, SecureRandom random) {
        this.network = network;
        this.limits = limits;
        this.providers = providers;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Collects for one certificate.
     *
     * @param holder whose certificate it is
     * @param document what came along with it
     * @param material the anchors, and what is at hand already
     * @param purpose what the anchor must be trusted for
     */
    public CollectedEvidence collect(
            X509Certificate holder, EvidenceStore document, TrustMaterial material, Purpose purpose) {
        List<X509Certificate> others =
                document.certificates().stream().map(Evidence::content).toList();
        List<X509Certificate> pool = new ArrayList<>(material.intermediates());
        others.stream().limit(MOST_OTHERS).forEach(pool::add);
        Chains chains = new Chains(material.anchors(purpose), new CertificateSignatures(providers), limits.depth());
        Errand errand = new Errand(network, limits, clock, chains, providers, random, pool);
        Supplier<PathResult> judged = () -> new PathExaminer(material.plus(errand.collected()), providers)
                .examine(holder, others, purpose, clock.instant());
        errand.completePaths(holder, () -> !judged.get().path().isEmpty());
        errand.coverRevocation(holder);
        EvidenceStore collected = errand.collected();
        PathResult result = judged.get();
        return new CollectedEvidence(collected, errand.withoutNonce(), errand.notes(), result);
    }
}
