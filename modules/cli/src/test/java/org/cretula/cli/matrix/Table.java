package org.cretula.cli.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.cretula.signing.SignatureLevel;

/**
 * The matrix for people, in Markdown: algorithms down, packagings across, in each cell who says yes.
 *
 * <p>It says what was found in the run that wrote it, by those who know the algorithm; so it is the same on every machine
 * that has all judges.
 */
final class Table {

    private static final String NOBODY = "nobody";

    private Table() {}

    static String of(Matrix matrix) {
        StringBuilder text = new StringBuilder("| key and algorithm |");
        for (Packaging packaging : Packaging.values()) {
            text.append(' ').append(packaging.words()).append(" |");
        }
        text.append("\n|---|").append("---|".repeat(Packaging.values().length)).append('\n');
        for (Method method : Method.all()) {
            text.append("| ").append(method.words()).append(" |");
            for (Packaging packaging : Packaging.values()) {
                text.append(' ').append(cell(matrix, packaging, method)).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** Levels of which the same is said are told in one. */
    private static String cell(Matrix matrix, Packaging packaging, Method method) {
        List<String> parts = new ArrayList<>();
        SignatureLevel[] levels = SignatureLevel.values();
        int from = 0;
        for (int i = 1; i <= levels.length; i++) {
            String here = judges(matrix, packaging, method, levels[from]);
            if (i == levels.length || !here.equals(judges(matrix, packaging, method, levels[i]))) {
                boolean all = from == 0 && i == levels.length;
                String range = levels[from] + (i - from > 1 ? " to " + levels[i - 1] : "");
                parts.add(all ? here : range + ": " + here);
                from = i;
            }
        }
        return String.join("<br>", parts);
    }

    private static String judges(Matrix matrix, Packaging packaging, Method method, SignatureLevel level) {
        Combination combination = new Combination(packaging, method, level, Combination.Kind.PLAIN);
        Judges.Said said = matrix.said().get(combination);
        if (said == null) {
            throw new IllegalArgumentException("expected the whole matrix, found it without " + combination);
        }
        String letters = said.yes().entrySet().stream()
                .filter(e -> e.getValue() && e.getKey().knows(method))
                .map(Map.Entry::getKey)
                .map(judge -> judge.letter() + (judge == Judge.DSS && method.isEdwards() ? "*" : ""))
                .collect(Collectors.joining(" "));
        return letters.isEmpty() ? NOBODY : letters;
    }
}
