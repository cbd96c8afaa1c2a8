package org.cretula.oracle.dss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The xmlsec C library, where its program {@code xmlsec1} is installed: core validity of the first signature of a file,
 * with the certificate in its KeyInfo taken as it is.
 *
 * <p>Version 1.2 knows neither EdDSA nor RSASSA-PSS and refuses both.
 */
public final class XmlSec1Judge {

    private final Path program;

    private XmlSec1Judge(Path program) {
        this.program = program;
    }

    /** The judge, if the program is in one of the folders of {@code searchPath} (the value of {@code PATH}). */
    public static Optional<XmlSec1Judge> installed(String searchPath) {
        for (String folder : searchPath.split(":", -1)) {
            Path program = Path.of(folder, "xmlsec1");
            if (!folder.isEmpty() && Files.isExecutable(program)) {
                return Optional.of(new XmlSec1Judge(program));
            }
        }
        return Optional.empty();
    }

    /** Whether xmlsec1 finds the first signature in the file valid; false also where it cannot read the file. */
    public boolean valid(Path file) throws InterruptedException {
        List<String> command = List.of(
                program.toString(),
                "--verify",
                "--insecure",
                "--id-attr:Id",
                "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                file.toAbsolutePath().toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 && output.lines().anyMatch("OK"::equals);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program, e);
        }
    }
}
