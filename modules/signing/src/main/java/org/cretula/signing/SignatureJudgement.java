package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.cretula.verdict.Verdict;

/**
 * What is to be said of one signature.
 *
 * @param verdict with every finding
 * @param signer the certificate named inside the signature, if it was found; trusted only if the verdict is valid
 * @param claimedTime the signing time as claimed, if it could be read
 * @param content what was signed; present only if every digest and the signature value verified
 */
public record SignatureJudgement(
        Verdict verdict,
        Optional<X509Certificate> signer,
        Optional<Instant> claimedTime,
        Optional<SignedContent> content) {}
