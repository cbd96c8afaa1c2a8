package org.cretula.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.cretula.conformance.internal.YamlFile;

/** All assertions, in the order of the data file {@code assertions.yaml}. */
final class Catalogue {

    private static final String FILE = "assertions.yaml";
    private static final List<Assertion> ALL = load();

    /** As written in the file. */
    private record Entry(String id, String role, String level, String sentence, String clause, String hint) {
        Assertion assertion() {
            return new Assertion(
                    id,
                    Assertion.Role.valueOf(role.toUpperCase(Locale.ROOT)),
                    Assertion.Level.valueOf(level.toUpperCase(Locale.ROOT)),
                    sentence,
                    clause,
                    hint);
        }
    }

    private Catalogue() {}

    static List<Assertion> all() {
        return ALL;
    }

    static List<Assertion> of(Assertion.Role role) {
        return ALL.stream().filter(a -> a.role() == role).toList();
    }

    static Assertion get(String id) {
        return ALL.stream()
                .filter(a -> a.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no assertion has the id '" + id + "'"));
    }

    private static List<Assertion> load() {
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(FILE), FILE)) {
            return YamlFile.list(FILE, in.readAllBytes(), Entry.class).stream()
                    .map(Entry::assertion)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the list of assertions is part of this jar", e);
        }
    }
}
