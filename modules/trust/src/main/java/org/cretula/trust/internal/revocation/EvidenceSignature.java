package org.cretula.trust.internal.revocation;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a list or answer, verified with each key at most once: bulk examinations ask again and again.
 *
 * <p>A weak one is not verified, as a forger could have made it.
 */
final class EvidenceSignature {

    static final String NOT_MADE = "its signature was not made with its issuer's key";

    // Whoever brings certificates along chooses how many wrong keys are tried; they must not keep out the right one.
    private static final int MOST_KEYS = 64;

    private final CertificateSignatures signatures;
    private final byte[] algorithm;
    private final ByteBuffer content;
    private final byte[] value;
    private final Map<PublicKey, Boolean> known = new ConcurrentHashMap<>();
    private volatile @Nullable Judged last;

    /** What a catalogue says of algorithm and key together, as at the beginning of time. */
    private record Judged(AlgorithmCatalogue catalogue, PublicKey key, AlgorithmJudgement judgement) {}

    /**
     * What a signature is judged by.
     *
     * @param catalogue which algorithms and keys count
     * @param at the instant as at which they are judged
     * @param budget what may be spent
     */
    record Asked(AlgorithmCatalogue catalogue, Instant at, WorkBudget budget) {

        /** The same for what was made at {@code made}: a signature is never older than what it signs. */
        Asked since(Instant made) {
            return made.isAfter(at) ? new Asked(catalogue, made, budget) : this;
        }
    }

    EvidenceSignature(CertificateSignatures signatures, byte[] algorithm, ByteBuffer content, byte[] value) {
        this.signatures = signatures;
        this.algorithm = algorithm;
        this.content = content;
        this.value = value;
    }

    /** Why the signature does not show that the holder of the key made it; empty when it does. */
    Optional<String> fault(PublicKey key, Asked asked) {
        Optional<String> weakness = weakness(key, asked);
        if (weakness.isPresent()) {
            return weakness;
        }
        Boolean before = known.get(key);
        if (before == null) {
            if (!asked.budget().take(key, content.remaining())) {
                return Optional.of("there were too many signatures to verify before it");
            }
            before = signatures.verifies(key, algorithm, content.duplicate(), value);
            if (known.size() < (before ? 2 * MOST_KEYS : MOST_KEYS)) {
                known.put(key, before);
            }
        }
        return before ? Optional.empty() : Optional.of(NOT_MADE);
    }

    private Optional<String> weakness(PublicKey key, Asked asked) {
        // Hardly any list or answer is held against more than one key.
        Judged judged = last;
        if (judged == null
                || !judged.catalogue().equals(asked.catalogue())
                || !judged.key().equals(key)) {
            AlgorithmCatalogue catalogue = asked.catalogue();
            judged = new Judged(
                    catalogue,
                    key,
                    catalogue.signature(algorithm, Instant.MIN).orWorse(catalogue.key(key, Instant.MIN)));
            last = judged;
        }
        AlgorithmJudgement judgement = judged.judgement().asAt(asked.at());
        return judgement.reliable() ? Optional.empty() : Optional.of("it rests on " + judgement.words());
    }
}
