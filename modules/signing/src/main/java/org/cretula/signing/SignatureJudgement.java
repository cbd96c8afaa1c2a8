package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.verdict.Verdict;

/**
 * What is to be said of one signature.
 *
 * @param verdict with every finding
 * @param signer the certificate named inside the signature, if it was found; trusted only if the verdict is valid
 * @param certificates those that the signature carries and that can be read; none is trusted by being there
 * @param claimedTime the signing time as claimed, if it could be read
 * @param content what was signed; present only if every digest and the signature value verified
 */
public record SignatureJudgement(
        Verdict verdict,
        Optional<X509Certificate> signer,
        List<X509Certificate> certificates,
        Optional<Instant> claimedTime,
        Optional<SignedContent> content) {

    public SignatureJudgement {
        certificates = List.copyOf(certificates);
    }
}
