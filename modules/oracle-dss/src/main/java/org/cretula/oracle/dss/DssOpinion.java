package org.cretula.oracle.dss;

import java.util.List;
import java.util.Optional;

/**
 * What DSS says of one file; with several signatures, the worst indication of them.
 *
 * @param indication {@code TOTAL_PASSED}, {@code TOTAL_FAILED}, {@code INDETERMINATE}; {@code NO_SIGNATURE} where there
 *     is none, {@code NOT_READABLE} where DSS refuses to read the file
 * @param subIndication the reason of EN 319 102-1, such as {@code HASH_FAILURE}
 * @param levels the level of each signature, in document order, such as {@code XAdES-BASELINE-B}
 * @param messages DSS's own errors and warnings, for people
 */
public record DssOpinion(
        String indication, Optional<String> subIndication, List<String> levels, List<String> messages) {

    public DssOpinion {
        levels = List.copyOf(levels);
        messages = List.copyOf(messages);
    }

    /** Whether every signature passed, and there was one. */
    public boolean passed() {
        return indication.equals("TOTAL_PASSED");
    }

    /** 0 passed, 2 indeterminate, 1 anything else. */
    int exitCode() {
        if (passed()) {
            return 0;
        }
        return indication.equals("INDETERMINATE") ? 2 : 1;
    }

    /** Indication, sub-indication, levels and number of signatures, tab-separated; {@code -} for what is absent. */
    String line() {
        String level = levels.isEmpty() ? "-" : String.join(",", levels);
        return String.join("\t", indication, subIndication.orElse("-"), level, String.valueOf(levels.size()));
    }
}
