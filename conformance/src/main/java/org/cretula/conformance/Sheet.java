package org.cretula.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where marks are written down; each assertion is marked exactly once. */
final class Sheet {

    private final Progress progress;
    private final EvidenceFolder evidence;
    private final Map<String, Result> results = new LinkedHashMap<>();

    Sheet(Progress progress, EvidenceFolder evidence) {
        this.progress = progress;
        this.evidence = evidence;
    }

    void pass(String id, String seen) {
        mark(id, Mark.PASS, seen);
    }

    void fail(String id, String seen) {
        mark(id, Mark.FAIL, seen);
    }

    void inconclusive(String id, String seen) {
        mark(id, Mark.INCONCLUSIVE, seen);
    }

    void mark(String id, Mark mark, String seen) {
        put(new Result(Catalogue.get(id), "", mark, line(seen), evidence.current()));
    }

    void instance(String id, String instance, Mark mark, String seen) {
        put(new Result(Catalogue.get(id), instance, mark, line(seen), List.of()));
    }

    boolean isMarked(String id) {
        return results.containsKey(id);
    }

    /** All results in the order of the catalogue. */
    List<Result> results() {
        List<Result> ordered = new ArrayList<>();
        for (Assertion assertion : Catalogue.all()) {
            results.values().stream()
                    .filter(r -> r.assertion().equals(assertion))
                    .forEach(ordered::add);
        }
        return ordered;
    }

    private void put(Result result) {
        if (results.putIfAbsent(result.id(), result) != null) {
            throw new IllegalStateException("assertion '" + result.id() + "' was marked twice");
        }
        progress.step("  " + result.mark().label() + "  " + result.id());
    }

    /** What a partner says may hold anything; a report shows one line of it. */
    private static String line(String text) {
        String plain = text.replaceAll("[\\s\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .strip()
                .replaceAll("[^\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}]", "\uFFFD");
        return plain.length() <= 400 ? plain : plain.substring(0, 400) + "…";
    }
}
