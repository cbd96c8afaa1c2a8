package org.cretula.signing.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.AlgorithmJudgement;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every algorithm is one of the closed list, and could be relied on at the moment of judgement.
 *
 * <p>A weak or unknown digest anywhere, or a keyed hash in place of a signature (attacks K03, K06), voids the rest:
 * nothing is computed with it. One that has ended since is computed, and nothing rests on it without a proof that the
 * signature is older.
 */
public final class AllowedAlgorithms implements Check<XadesSignature> {

    /** The id of this check. */
    public static final String ID = "signature-algorithms";

    private final AlgorithmCatalogue catalogue;
    private final Instant at;

    /** Judges by this catalogue as at a moment. */
    public AllowedAlgorithms(AlgorithmCatalogue catalogue, Instant at) {
        this.catalogue = catalogue;
        this.at = at;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String clause() {
        return catalogue.source() + ", 5 and 6; EN 319 102-1 V1.4.1, 5.2.8";
    }

    @Override
    public Finding examine(XadesSignature signature) {
        List<String> unknown = new ArrayList<>();
        List<AlgorithmJudgement> judgements = new ArrayList<>();
        SignatureAlgorithm.of(signature.algorithm())
                .ifPresentOrElse(
                        algorithm -> judgements.add(catalogue.signature(algorithm.suite(), at)),
                        () -> unknown.add(signature.algorithm()));
        digests(signature).forEach(uri -> {
            Optional<DigestAlgorithm> digest = DigestAlgorithm.of(uri);
            digest.ifPresentOrElse(
                    algorithm -> judgements.add(catalogue.digest(algorithm.jcaName(), at)), () -> unknown.add(uri));
        });
        if (!unknown.isEmpty()) {
            return failed(
                    SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                    "expected RSA, ECDSA or EdDSA with a digest of SHA-2 or SHA-3, found "
                            + String.join(
                                    ", ", unknown.stream().sorted().distinct().toList()));
        }
        List<String> unreliable = judgements.stream()
                .filter(judgement -> !judgement.reliable())
                .map(AlgorithmJudgement::words)
                .distinct()
                .toList();
        return unreliable.isEmpty()
                ? passed("the signature and its digests use algorithms only that could be relied on at " + at)
                : unknown(
                        SubIndication.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
                        "as at " + at + ", the signature uses " + String.join(", ", unreliable),
                        "proof that the signature is from a time when this could be relied on, or a new one by an"
                                + " algorithm that the catalogue (version " + catalogue.version()
                                + ") lists without end");
    }

    private static Stream<String> digests(XadesSignature signature) {
        return Stream.concat(
                signature.references().stream().map(XadesSignature.Reference::digestAlgorithm),
                Stream.concat(
                                signature.properties().signingCertificates().stream()
                                        .map(XadesSignature.SigningCertificate::digest),
                                signature
                                        .properties()
                                        .policy()
                                        .flatMap(XadesSignature.PolicyReference::digest)
                                        .stream())
                        .map(XadesSignature.Digest::algorithm));
    }
}
