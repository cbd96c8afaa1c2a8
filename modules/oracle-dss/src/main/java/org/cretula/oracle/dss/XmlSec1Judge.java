package org.cretula.oracle.dss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The xmlsec C library, where its program {@code xmlsec1} is installed: core validity of the first signature of a file,
 * with the certificate in its KeyInfo taken as it is. It must be told which elements have an Id; of documents for tests,
 * {@code part} in {@code urn:cretula:test} has.
 *
 * <p>Version 1.2 knows neither EdDSA nor RSASSA-PSS and refuses both.
 */
public final class XmlSec1Judge {

    private static final String DS = "http://www.w3.org/2000/09/xmldsig#:";
    private static final List<String> WITH_ID = List.of(
            "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
            DS + "Signature",
            DS + "SignatureValue",
            DS + "Object",
            DS + "Manifest",
            "urn:cretula:test:part");

    private static final Pattern COUNTED = Pattern.compile(".*References \\(ok/all\\): (\\d+)/(\\d+)\\s*");

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
        return valid(file, List.of());
    }

    /** The same of the signature with this Id. */
    public boolean valid(Path file, String signature) throws InterruptedException {
        return valid(file, List.of("--node-id", signature));
    }

    /** Data outside of the file are looked for beside it. */
    private boolean valid(Path file, List<String> options) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--verify", "--insecure"));
        for (String element : WITH_ID) {
            command.addAll(List.of("--id-attr:Id", element));
        }
        command.addAll(options);
        command.add(file.toAbsolutePath().toString());
        try {
            Process process = new ProcessBuilder(command)
                    .directory(file.toAbsolutePath().resolveSibling(".").toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0
                    && output.lines().anyMatch("OK"::equals)
                    && output.lines().allMatch(XmlSec1Judge::complete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + program, e);
        }
    }

    /** What a manifest lists is counted, but counts for nothing in the result. */
    private static boolean complete(String line) {
        Matcher counted = COUNTED.matcher(line);
        return !counted.matches() || counted.group(1).equals(counted.group(2));
    }
}
