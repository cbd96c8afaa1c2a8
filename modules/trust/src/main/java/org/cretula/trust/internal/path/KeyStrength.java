package org.cretula.trust.internal.path;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.trust.internal.algorithm.KeyWeakness;
import org.cretula.trust.internal.encoding.CertificateSignatures;
import org.cretula.trust.internal.encoding.Words;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every key of the path, and every signature below the anchor, could be relied on at the instant examined.
 *
 * <p>The JDK accepts RSA keys from 1024 bits; whoever can factor one, or find a collision, can issue (attacks K06,
 * K07). An anchor's signature over itself proves nothing, so it is not looked at.
 */
public final class KeyStrength implements Check<List<X509Certificate>> {

    private final AlgorithmCatalogue catalogue;
    private final Instant at;

    public KeyStrength(AlgorithmCatalogue catalogue, Instant at) {
        this.catalogue = catalogue;
        this.at = at;
    }

    @Override
    public String id() {
        return "key-strength";
    }

    @Override
    public String clause() {
        return "EN 319 102-1 V1.4.1, 5.2.8; " + catalogue.source() + ", 5 and 6";
    }

    /** Examines a path, the anchor last, or a holder alone. */
    @Override
    public Finding examine(List<X509Certificate> certificates) {
        List<String> faults = new ArrayList<>();
        List<AlgorithmJudgement> judgements = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            X509Certificate certificate = certificates.get(i);
            boolean anchor = i > 0 && i == certificates.size() - 1;
            String has = Words.name(certificate) + " has ";
            KeyWeakness.of(certificate.getPublicKey()).ifPresent(weakness -> faults.add(has + weakness));
            judge(certificate, anchor).forEach(judgement -> {
                judgements.add(judgement);
                if (!judgement.reliable()) {
                    faults.add(has + judgement.words());
                }
            });
        }
        if (faults.isEmpty()) {
            return passed("every key and signature could be relied on at " + Words.date(at) + next(judgements));
        }
        return unknown(
                SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                "as at " + Words.date(at) + ", " + String.join(", ", faults),
                "proof that the signature is from a time when this could be relied on, or a new certificate with a key"
                        + " and signature that the catalogue (version " + catalogue.version() + ") lists without end");
    }

    private static String next(List<AlgorithmJudgement> judgements) {
        return judgements.stream()
                .filter(j -> j.end().isPresent())
                .min(Comparator.comparing(j -> j.end().orElseThrow()))
                .map(j -> "; first to end: " + j.words())
                .orElse("");
    }

    private List<AlgorithmJudgement> judge(X509Certificate certificate, boolean anchor) {
        AlgorithmJudgement key = catalogue.key(certificate.getPublicKey(), at);
        return anchor ? List.of(key) : List.of(key, signature(certificate));
    }

    private AlgorithmJudgement signature(X509Certificate certificate) {
        try {
            return catalogue.signature(
                    CertificateSignatures.algorithmIdentifier(
                            certificate.getSigAlgOID(), certificate.getSigAlgParams()),
                    at);
        } catch (IOException | IllegalArgumentException e) {
            String words = "a signature by an algorithm that cannot be read: " + Words.line(e);
            return new AlgorithmJudgement(AlgorithmJudgement.Status.UNKNOWN, words, Optional.empty(), Optional.empty());
        }
    }
}
