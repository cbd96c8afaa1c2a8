package org.cretula.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of this checkout. */
final class Root {

    /** Whether tests rewrite the files that they would compare. */
    static final boolean UPDATE = Boolean.getBoolean("cretula.update");

    private Root() {}

    static Path path(String first, String... more) {
        return Path.of(System.getProperty("cretula.root", ".."))
                .toAbsolutePath()
                .normalize()
                .resolve(Path.of(first, more));
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] bytes) {
        try {
            Path folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
