package org.cretula.signing;

import java.util.List;
import java.util.Optional;

/**
 * What a signature has of every requirement of the baseline levels. No verdict: a forged signature may have the form of
 * any level.
 *
 * @param findings one for each line of the table and each additional requirement, in the standard's order
 */
public record LevelReport(List<LevelFinding> findings) {

    public LevelReport {
        findings = List.copyOf(findings);
    }

    /**
     * The highest level whose binding requirements, and those of the levels below it, the signature has as far as the
     * file tells; empty when it is not even of the first.
     */
    public Optional<SignatureLevel> level() {
        Optional<SignatureLevel> reached = Optional.empty();
        for (SignatureLevel level : SignatureLevel.values()) {
            if (!missing(level).isEmpty()) {
                return reached;
            }
            reached = Optional.of(level);
        }
        return reached;
    }

    /** The binding requirements of a level that the signature does not have; those of the levels below count too. */
    public List<LevelFinding> missing(SignatureLevel level) {
        return findings.stream().filter(f -> f.bars(level)).toList();
    }

    /** The recommendations of a level that the signature does not follow. */
    public List<LevelFinding> unfollowed(SignatureLevel level) {
        return findings.stream()
                .filter(f -> f.demand(level).equals(Optional.of(LevelFinding.Demand.SHOULD))
                        && f.answer(level).equals(Optional.of(LevelFinding.Answer.NOT_MET)))
                .toList();
    }

    /** The requirements of a level that the file alone does not decide. */
    public List<LevelFinding> undecided(SignatureLevel level) {
        return findings.stream()
                .filter(f -> f.answer(level).equals(Optional.of(LevelFinding.Answer.CANNOT_TELL)))
                .toList();
    }
}
