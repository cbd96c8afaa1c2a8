package org.cretula.signing;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.timestamp.TimeStampResult;
import org.cretula.verdict.Verdict;

/**
 * What is to be said of one signature.
 *
 * @param verdict with every finding
 * @param signer the certificate named inside the signature, if it was found; trusted only if the verdict is valid
 * @param certificates those that the signature carries and that can be read; none is trusted by being there
 * @param claimedTime the signing time as claimed, if it could be read
 * @param scope what the signature is over, the signed properties not included; empty unless every digest and the signature
 *     value verified, and never more than what was digested
 * @param level the baseline level by what stands in it; empty when its form was not recognised
 * @param bestTime the earliest instant at which a trusted time-stamp proves that the signature existed, and as at which
 *     its signer was judged; empty when none does
 * @param timeStamps what is to be said of each time-stamp that could be read, in document order
 * @param counterSignatures what is to be said of each counter-signature, in document order; none of it is part of the
 *     verdict
 */
public record SignatureJudgement(
        Verdict verdict,
        Optional<X509Certificate> signer,
        List<X509Certificate> certificates,
        Optional<Instant> claimedTime,
        List<SignedContent> scope,
        Optional<SignatureLevel> level,
        Optional<Instant> bestTime,
        List<TimeStampResult> timeStamps,
        List<SignatureJudgement> counterSignatures) {

    public SignatureJudgement {
        certificates = List.copyOf(certificates);
        scope = List.copyOf(scope);
        timeStamps = List.copyOf(timeStamps);
        counterSignatures = List.copyOf(counterSignatures);
    }

    /** The whole document, if that is what was signed and nothing else was. */
    public Optional<SignedContent> content() {
        return Optional.of(scope)
                .filter(all -> all.size() == 1)
                .map(all -> all.get(0))
                .filter(only -> only.kind() == SignedContent.Kind.WHOLE_DOCUMENT);
    }

    /** Nothing was computed: the form alone decided. */
    static SignatureJudgement ofForm(Verdict verdict, Optional<Instant> claimedTime) {
        return new SignatureJudgement(
                verdict,
                Optional.empty(),
                List.of(),
                claimedTime,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of());
    }
}
