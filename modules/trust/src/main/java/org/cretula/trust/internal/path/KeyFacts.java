package org.cretula.trust.internal.path;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.internal.algorithm.KeyWeakness;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Certificates;
import org.cretula.trust.internal.encoding.Remembered;
import org.cretula.trust.internal.encoding.Words;

/** What a catalogue says of a certificate's key and signature; found once for each certificate, whatever the instant. */
public final class KeyFacts {

    private static final long MOST_REMEMBERED = 16L * 1024 * 1024;

    /**
     * What is known of one certificate, as at the beginning of time.
     *
     * @param key its own key
     * @param signature the signature on it
     * @param weakness of its key, whatever its size
     */
    public record Facts(AlgorithmJudgement key, AlgorithmJudgement signature, Optional<String> weakness) {}

    private final AlgorithmCatalogue catalogue;
    private final Remembered<X509Certificate, Facts> remembered =
            new Remembered<>(MOST_REMEMBERED, certificate -> Certificates.weight(certificate) + 1_000);

    public KeyFacts(AlgorithmCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    public AlgorithmCatalogue catalogue() {
        return catalogue;
    }

    public Facts of(X509Certificate certificate) {
        return remembered.get(
                certificate,
                () -> new Facts(
                        catalogue.key(certificate.getPublicKey(), Instant.MIN),
                        signature(certificate),
                        KeyWeakness.of(certificate.getPublicKey())));
    }

    private AlgorithmJudgement signature(X509Certificate certificate) {
        try {
            byte[] algorithm = CertificateSignatures.algorithmIdentifier(
                    certificate.getSigAlgOID(), certificate.getSigAlgParams());
            return catalogue.signature(algorithm, Instant.MIN);
        } catch (IOException | IllegalArgumentException e) {
            String words = "a signature by an algorithm that cannot be read: " + Words.line(e);
            return new AlgorithmJudgement(AlgorithmJudgement.Status.UNKNOWN, words, Optional.empty(), Optional.empty());
        }
    }
}
