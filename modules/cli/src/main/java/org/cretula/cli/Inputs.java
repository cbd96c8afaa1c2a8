package org.cretula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Files in and out of the commands. */
final class Inputs {

    private Inputs() {}

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

    /** To the file, or to standard output. */
    static void write(Optional<Path> file, byte[] bytes) throws CommandFailure {
        try {
            if (file.isPresent()) {
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
