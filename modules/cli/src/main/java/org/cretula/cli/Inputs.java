package org.cretula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;
import org.cretula.trust.TrustMaterial;

/** Files in and out of the commands. */
final class Inputs {

    private Inputs() {}

    /** The material of a folder of trust, and of evidence that is never an anchor. */
    static TrustMaterial trust(Path folder, List<Path> evidence, boolean allowExampleTrust) throws CommandFailure {
        try {
            return TrustFolder.load(folder, evidence, allowExampleTrust ? ExampleTrust.ALLOWED : ExampleTrust.REFUSED);
        } catch (TrustFolderException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    /** At most one byte more than {@code most}, so that a larger file is known to be larger without being read. */
    static byte[] read(Path file, int most) throws CommandFailure {
        if (Files.isDirectory(file)) {
            throw new CommandFailure(ExitCode.NO_INPUT, "expected a file, found a directory: " + file);
        }
        try (InputStream in = file.toString().equals("-") ? System.in : Files.newInputStream(file)) {
            return in.readNBytes(most + 1);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot read " + file + ": " + reason(e), e);
        }
    }

    /** A file, or standard output, that is written bit by bit. */
    static final class Report {
        private final Optional<Path> file;
        private boolean begun;

        Report(Optional<Path> file) {
            this.file = file;
        }

        void add(byte[] bytes) throws CommandFailure {
            write(file, bytes, begun);
            begun = true;
        }
    }

    /** To the file, or to standard output. */
    static void write(Optional<Path> file, byte[] bytes) throws CommandFailure {
        write(file, bytes, false);
    }

    private static void write(Optional<Path> file, byte[] bytes, boolean behind) throws CommandFailure {
        try {
            if (file.isPresent() && behind) {
                Files.write(file.get(), bytes, StandardOpenOption.APPEND);
            } else if (file.isPresent()) {
                Files.write(file.get(), bytes);
            } else {
                System.out.write(bytes);
                // The stream keeps to itself that a disk is full, and half a report is not one.
                if (System.out.checkError()) {
                    throw new CommandFailure(
                            ExitCode.NO_INPUT, "cannot write all of standard output; see that there is room for it");
                }
            }
        } catch (IOException e) {
            String target = file.map(Path::toString).orElse("standard output");
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot write " + target + ": " + reason(e), e);
        }
    }

    /** What a failure was, without the path, which the caller names. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        // The message of a FileSystemException says the path once more.
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return reason == null ? e.getClass().getSimpleName() : reason;
    }
}
