package org.cretula.trust;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        PathExaminer examiner = new PathExaminer(material, providers);
        Instant at = clock.instant();
        List<X509Certificate> pool = new ArrayList<>(material.intermediates());
        document.certificates().stream().limit(64).forEach(e -> pool.add(e.content()));
        Chains chains = new Chains(material.anchors(purpose), new CertificateSignatures(providers), limits.depth());
        Errand errand = new Errand(network, limits, clock, chains, providers, random, pool);
        errand.completePaths(
                holder,
                () -> !examiner.examine(holder, errand.collected().plus(document), purpose, at)
                        .path()
                        .isEmpty());
        errand.coverRevocation(holder);
        EvidenceStore collected = errand.collected();
        PathResult result = examiner.examine(holder, collected.plus(document), purpose, clock.instant());
        return new CollectedEvidence(collected, errand.withoutNonce(), errand.notes(), result);
    }
}
