package org.cretula.signing.internal.form;

import org.cretula.signing.LevelFinding.Answer;

/**
 * What one requirement came to.
 *
 * @param answer whether the signature has what is asked for
 * @param sentence what was found, and where
 */
public record Told(Answer answer, String sentence) {

    static Told met(String sentence) {
        return new Told(Answer.MET, sentence);
    }

    static Told notMet(String sentence) {
        return new Told(Answer.NOT_MET, sentence);
    }

    static Told none(String sentence) {
        return new Told(Answer.NOT_APPLICABLE, sentence);
    }

    static Told unknown(String sentence) {
        return new Told(Answer.CANNOT_TELL, sentence);
    }

    /** Met, or not met because of what was found. */
    static Told unless(boolean fault, String faulty, String well) {
        return fault ? notMet(faulty) : met(well);
    }
}
