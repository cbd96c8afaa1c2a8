package org.cretula.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
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
        } catch (NoSuchFileException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "no such file: " + file, e);
        } catch (AccessDeniedException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "not allowed to read " + file, e);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** To the file, or to standard output. */
    static void write(Optional<Path> file, byte[] bytes) throws CommandFailure {
        try {
            if (file.isPresent()) {
                Files.write(file.get(), bytes);
            } else {
                System.out.write(bytes);
                System.out.flush();
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT, "cannot write " + file.orElseThrow() + ": " + e.getMessage(), e);
        }
    }
}
