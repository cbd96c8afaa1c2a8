package org.cretula.signing.asic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.SignatureJudgement;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.SigningRefusedException;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Outcome;
import org.cretula.verdict.SubIndication;

/** Judges every signature of a container against the files in it; never throws for bad input, opens nothing. */
public final class ContainerValidator {

    private final SignatureValidator validator;

    /** A validator that trusts what this one trusts. */
    public ContainerValidator(SignatureValidator validator) {
        this.validator = validator;
    }

    /** Judges a container as at a moment. */
    public DocumentJudgement judge(byte[] zip, Instant at) {
        List<Finding> findings = new ArrayList<>();
        List<SignatureJudgement> signatures = new ArrayList<>();
        try {
            AsicContainer container = AsicContainer.read(zip);
            for (SignatureDocument document : container.signatures()) {
                DocumentJudgement one = validator.judge(document.bytes(), container.files(), at);
                findings.addAll(one.document());
                signatures.addAll(one.signatures());
            }
        } catch (SigningRefusedException e) {
            findings.add(new Finding(
                    "container-readable",
                    Outcome.FAILED,
                    "EN 319 162-1 V1.1.1",
                    String.valueOf(e.getMessage()),
                    Optional.of(SubIndication.FORMAT_FAILURE),
                    Optional.empty()));
        }
        return new DocumentJudgement(findings, signatures);
    }
}
