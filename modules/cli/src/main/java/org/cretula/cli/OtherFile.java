package org.cretula.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.sealing.Judgement;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.Verdict;

/** A file that is no sealed certificate, but may hold signatures all the same: the refusal says how to have them judged. */
final class OtherFile {

    private static final String REMEDY =
            "if the file is another signed document or a container, --policy general judges its signatures";
    private static final Set<String> OF_CERTIFICATES =
            Set.of("document", "closed-profile", "signature-slot", "signature-structure", "certificate-profile");

    private OtherFile() {}

    /** The judgement, its refusal with the remedy where that may help. */
    static Judgement named(Judgement judgement, byte[] file) {
        Optional<Finding> decisive = judgement.verdict().decisive();
        boolean refused = decisive.isPresent()
                && decisive.get().outcome() == Outcome.FAILED
                && OF_CERTIFICATES.contains(decisive.get().check())
                && judgement.certificate().isEmpty();
        if (!refused || !(Surroundings.isZip(file) || isSigned(file))) {
            return judgement;
        }
        List<Finding> findings = judgement.verdict().findings().stream()
                .map(f -> f.equals(decisive.get()) ? remedied(f) : f)
                .toList();
        return new Judgement(
                new Verdict(findings),
                judgement.at(),
                judgement.sha256(),
                judgement.trustFingerprint(),
                judgement.trustNotes(),
                judgement.algorithms(),
                judgement.seal(),
                judgement.certificate(),
                judgement.content());
    }

    private static Finding remedied(Finding f) {
        return new Finding(f.check(), f.outcome(), f.clause(), f.explanation(), f.subIndication(), Optional.of(REMEDY));
    }

    private static boolean isSigned(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1).contains("http://www.w3.org/2000/09/xmldsig#");
    }
}
