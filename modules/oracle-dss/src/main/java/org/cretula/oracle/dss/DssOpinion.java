package org.cretula.oracle.dss;

import java.util.List;
import java.util.Optional;

/**
 * What DSS says of one file; with several signatures, the worst indication of them.
 *
 * @param indication {@code TOTAL_PASSED}, {@code TOTAL_FAILED}, {@code INDETERMINATE}; {@code NO_SIGNATURE} where there
 *     is none, {@code NOT_READABLE} where DSS refuses to read the file
 * @param subIndication the reason of EN 319 102-1, such as {@code HASH_FAILURE}
 * @param signatures what is said of each, in document order, counter-signatures behind what they are of
 * @param messages DSS's own errors and warnings, for people
 */
public record DssOpinion(
        String indication, Optional<String> subIndication, List<OfOne> signatures, List<String> messages) {

    public DssOpinion {
        signatures = List.copyOf(signatures);
        messages = List.copyOf(messages);
    }

    /**
     * What DSS says of one signature.
     *
     * @param level such as {@code XAdES-BASELINE-B}
     * @param counter whether it is of another signature
     */
    public record OfOne(String indication, Optional<String> subIndication, String level, boolean counter) {
        private String text() {
            return String.join(
                    "/", indication, subIndication.orElse("-"), level, counter ? "counter-signature" : "signature");
        }
    }

    /** The level of each signature. */
    public List<String> levels() {
        return signatures.stream().map(OfOne::level).toList();
    }

    /** What is said of each, separated by semicolons: indication, sub-indication, level and kind, separated by slashes. */
    String each() {
        return signatures.isEmpty()
                ? "-"
                : String.join(";", signatures.stream().map(OfOne::text).toList());
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
        String level = signatures.isEmpty() ? "-" : String.join(",", levels());
        return String.join("\t", indication, subIndication.orElse("-"), level, String.valueOf(signatures.size()));
    }
}
