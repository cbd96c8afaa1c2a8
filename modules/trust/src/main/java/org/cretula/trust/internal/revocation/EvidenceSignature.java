package org.cretula.trust.internal.revocation;

import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.cretula.trust.internal.encoding.CertificateSignatures;

/**
 * The signature of a list or answer, verified with each key at most once: bulk examinations ask again and again.
 *
 * <p>A weak one is not verified, as a forger could have made it.
 */
final class EvidenceSignature {

    static final String NOT_MADE = "its signature was not made with its issuer's key";

    // Whoever brings certificates along chooses how many keys are tried.
    private static final int MOST_KEYS = 64;

    private final CertificateSignatures signatures;
    private final byte[] algorithm;
    private final ByteBuffer content;
    private final byte[] value;
    private final Map<PublicKey, Boolean> known = new ConcurrentHashMap<>();

    /**
     * What a signature is judged by.
     *
     * @param strength which algorithms and keys count
     * @param at the instant as at which they are judged
     * @param budget what may be spent
     */
    record Asked(EvidenceStrength strength, Instant at, WorkBudget budget) {}

    EvidenceSignature(CertificateSignatures signatures, byte[] algorithm, ByteBuffer content, byte[] value) {
        this.signatures = signatures;
        this.algorithm = algorithm;
        this.content = content;
        this.value = value;
    }

    /** Why the signature does not show that the holder of the key made it; empty when it does. */
    Optional<String> fault(PublicKey key, Asked asked) {
        Optional<String> weakness = weakness(key, asked.strength(), asked.at());
        if (weakness.isPresent()) {
            return weakness.map(found -> "it rests on " + found);
        }
        Boolean before = known.get(key);
        if (before == null) {
            if (known.size() >= MOST_KEYS || !asked.budget().take(key, content.remaining())) {
                return Optional.of("there were too many signatures to verify before it");
            }
            before = signatures.verifies(key, algorithm, content.duplicate(), value);
            known.put(key, before);
        }
        return before ? Optional.empty() : Optional.of(NOT_MADE);
    }

    private Optional<String> weakness(PublicKey key, EvidenceStrength strength, Instant at) {
        try {
            return strength.weakness(AlgorithmIdentifier.getInstance(algorithm), key, at);
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException | NullPointerException e) {
            // Bouncy Castle reports broken structures by unchecked exceptions.
            return Optional.of("an algorithm that cannot be read");
        }
    }
}
