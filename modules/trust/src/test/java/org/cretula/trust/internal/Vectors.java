package org.cretula.trust.internal;

import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Where other people's test vectors lie; a test whose vectors are absent is skipped, but not in CI. */
public final class Vectors {

    private Vectors() {}

    /** The file at this place below the folder of vectors: property {@code cretula.vectors}, else beside the house. */
    public static Path file(String relative) {
        String root = System.getProperty("cretula.root", ".");
        String folder = System.getProperty("cretula.vectors", root + "/../shared/vectors");
        Path file = Path.of(folder).resolve(relative);
        if (!Files.isRegularFile(file)) {
            absent("no vectors at " + relative + "; set -Dcretula.vectors to the folder that holds them");
        }
        return file;
    }

    /** Skips the test, saying why; fails it in CI, where nothing may be absent. */
    public static void absent(String what) {
        if ("true".equals(System.getenv("CI"))) {
            fail(what);
        }
        Assumptions.abort(what);
    }
}
