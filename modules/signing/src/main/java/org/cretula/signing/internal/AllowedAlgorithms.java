package org.cretula.signing.internal;

import java.util.HashSet;
import java.util.Set;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureAlgorithm;
import org.cretula.signing.XadesSignature;
import org.cretula.verdict.Check;
import org.cretula.verdict.Finding;
import org.cretula.verdict.SubIndication;

/**
 * Every algorithm is one of the closed list.
 *
 * <p>A weak or unknown digest anywhere, or a keyed hash in place of a signature (attacks K03, K06), voids the rest:
 * nothing is computed with it.
 */
public final class AllowedAlgorithms implements Check<XadesSignature> {
    @Override
    public String id() {
        return "signature-algorithms";
    }

    @Override
    public String clause() {
        return "ETSI TS 119 312 V2.1.1, 5 and 6; EN 319 102-1 V1.4.1, 5.2.8";
    }

    @Override
    public Finding examine(XadesSignature signature) {
        Set<String> unknown = new HashSet<>();
        if (SignatureAlgorithm.of(signature.algorithm()).isEmpty()) {
            unknown.add(signature.algorithm());
        }
        signature.references().stream()
                .map(XadesSignature.Reference::digestAlgorithm)
                .filter(a -> DigestAlgorithm.of(a).isEmpty())
                .forEach(unknown::add);
        signature.properties().signingCertificates().stream()
                .map(XadesSignature.CertificateDigest::algorithm)
                .filter(a -> DigestAlgorithm.of(a).isEmpty())
                .forEach(unknown::add);
        return unknown.isEmpty()
                ? passed("the signature and its digests use allowed algorithms only")
                : failed(
                        SubIndication.CRYPTO_CONSTRAINTS_FAILURE,
                        "expected RSA or ECDSA with SHA-256, SHA-384 or SHA-512, found "
                                + String.join(", ", unknown.stream().sorted().toList()));
    }
}
