package org.cretula.signing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cretula.signing.internal.form.Held;
import org.cretula.signing.internal.form.Row;
import org.cretula.signing.internal.form.Rule;
import org.cretula.signing.internal.form.Told;
import org.cretula.xml.XmlElement;

/**
 * Says clause by clause what of EN 319 132-1 V1.3.1 clause 6.3 table 2 a signature has, whoever made it.
 *
 * <p>It asks for form: no digest of what was signed is taken, no signature is verified, nobody is trusted, and certificates
 * and who speaks of them are put together by their names. So it is no verdict; {@link SignatureValidator} gives that. It
 * never throws for bad input. May be shared by threads.
 */
public final class LevelChecker {

    /** A checker. */
    public LevelChecker() {}

    /** Holds a {@code ds:Signature} against the table. */
    public LevelReport check(XmlElement signature) {
        Held held = new Held(signature);
        List<LevelFinding> findings = new ArrayList<>();
        for (Row row : Row.values()) {
            findings.add(row.finding(held));
            for (Rule rule : Rule.values()) {
                if (rule.row() == row) {
                    findings.add(finding(rule, held));
                }
            }
        }
        for (Rule rule : Rule.values()) {
            if (rule.isOfTheWhole()) {
                findings.add(finding(rule, held));
            }
        }
        return new LevelReport(findings);
    }

    private static LevelFinding finding(Rule rule, Held held) {
        Told told = rule.examine(held);
        Map<SignatureLevel, LevelFinding.Demand> demands = new EnumMap<>(SignatureLevel.class);
        Map<SignatureLevel, LevelFinding.Answer> answers = new EnumMap<>(SignatureLevel.class);
        for (SignatureLevel level : SignatureLevel.values()) {
            if (level.compareTo(rule.from()) >= 0) {
                demands.put(level, rule.demand());
                answers.put(level, told.answer());
            }
        }
        return new LevelFinding(
                rule.item(), rule.letter(), rule.clause(), Optional.empty(), demands, answers, told.sentence());
    }
}
