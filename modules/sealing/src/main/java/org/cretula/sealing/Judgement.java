package org.cretula.sealing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.ContentFinding;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureLevel;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.verdict.Indication;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.Verdict;

/**
 * What is to be said of one file. The verdict answers one question: are these bytes intact, and sealed by a signer who
 * was trusted as at that moment? Content and status stand beside it and never change it.
 *
 * @param verdict with every finding
 * @param at the moment as at which it holds
 * @param sha256 of the file, lower-case hexadecimal; empty when it is larger than what is looked at
 * @param trustFingerprint of the trust material that was used
 * @param trustNotes what of the trust material was left aside and why, in the order in which it was met
 * @param algorithms the catalogue by which algorithms were judged
 * @param seal what is to be said of the signature; empty when none was examined
 * @param certificate what the signed bytes say; present only if digests and signature value verified
 * @param content what the rules find in it; empty without a certificate
 */
public record Judgement(
        Verdict verdict,
        Instant at,
        Optional<String> sha256,
        String trustFingerprint,
        List<String> trustNotes,
        AlgorithmCatalogue algorithms,
        Optional<SignatureJudgement> seal,
        Optional<CertificateOfOrigin> certificate,
        List<ContentFinding> content) {

    private static final List<Outcome> SEVERITY = List.of(Outcome.PASSED, Outcome.UNKNOWN, Outcome.FAILED);

    public Judgement {
        trustNotes = List.copyOf(trustNotes);
        content = List.copyOf(content);
    }

    /** The certificate, if its seal is valid. */
    public Optional<VerifiedCertificate> verified() {
        return verdict.indication() == Indication.VALID ? certificate.map(VerifiedCertificate::new) : Optional.empty();
    }

    /** The baseline level of the seal; empty when its form was not recognised. */
    public Optional<String> level() {
        return seal.flatMap(SignatureJudgement::level).map(SignatureLevel::toString);
    }

    /** The earliest instant at which a trusted time-stamp proves that the seal existed; empty when none does. */
    public Optional<Instant> bestSignatureTime() {
        return seal.flatMap(SignatureJudgement::bestTime);
    }

    /** The worst of the content findings; empty when the content was not examined. */
    public Optional<Outcome> contentOutcome() {
        return content.stream().map(ContentFinding::outcome).max(Comparator.comparing(SEVERITY::indexOf));
    }
}
