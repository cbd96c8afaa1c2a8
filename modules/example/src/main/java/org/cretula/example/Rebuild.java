package org.cretula.example;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** Makes the files of {@code keystores-example} anew; the script {@code keystores-example/rebuild} runs it. */
final class Rebuild {

    static final Instant NOT_BEFORE = Instant.parse("2025-01-01T00:00:00Z");
    static final Instant NOT_AFTER = Instant.parse("2046-01-01T00:00:00Z");

    private Rebuild() {}

    /** Writes a new PKI, valid from 2025 to 2046, into the folder named by the one argument. */
    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            throw new IllegalArgumentException(
                    "expected one argument, found " + args.length + "; name the folder to write");
        }
        ExamplePki.create(new SecureRandom(), NOT_BEFORE, NOT_AFTER).writeTo(Path.of(args[0]));
    }
}
