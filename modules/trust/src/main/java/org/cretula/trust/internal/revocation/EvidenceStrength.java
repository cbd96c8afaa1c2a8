package org.cretula.trust.internal.revocation;

import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.cretula.trust.internal.path.KeyStrength;

/** Says whether a signature over a list or an answer is strong enough to prove anything at an instant. */
@FunctionalInterface
public interface EvidenceStrength {

    /** What is too weak about it; empty when nothing is. */
    Optional<String> weakness(AlgorithmIdentifier algorithm, PublicKey key, Instant at);

    /** As {@link KeyStrength} judges the certificates of a path. */
    static EvidenceStrength asForCertificates() {
        return (algorithm, key, at) -> {
            Optional<String> fault = KeyStrength.signatureFault(algorithm);
            try {
                return fault.isPresent()
                        ? fault
                        : KeyStrength.keyFault(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
            } catch (IOException e) {
                return Optional.of("a key that cannot be read");
            }
        };
    }
}
