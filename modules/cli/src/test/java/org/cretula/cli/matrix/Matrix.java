package org.cretula.cli.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cretula.signing.SigningRefusedException;

/**
 * Combinations, made and judged.
 *
 * @param files of those that could be made
 * @param refused of those that could not, why
 * @param said what the judges say of the files
 */
record Matrix(Map<Combination, Path> files, Map<Combination, String> refused, Map<Combination, Judges.Said> said) {

    static Matrix of(List<Combination> combinations, Path folder)
            throws IOException, InterruptedException, SigningRefusedException, CertificateEncodingException {
        Workshop workshop = new Workshop(folder);
        Map<Combination, Path> files = new LinkedHashMap<>();
        Map<Combination, String> refused = new LinkedHashMap<>();
        for (Combination combination : combinations) {
            Workshop.Made made = workshop.make(combination);
            if (made instanceof Workshop.Made.File file) {
                files.put(combination, written(combination, file.xml().getBytes(StandardCharsets.UTF_8), folder));
            } else {
                refused.put(combination, ((Workshop.Made.Refused) made).why());
            }
        }
        return new Matrix(files, refused, new Judges(workshop, folder).ask(files));
    }

    private static Path written(Combination combination, byte[] signed, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(combination.toString().replaceAll("[ :]", "-")));
        boolean changed = combination.kind() == Combination.Kind.CHANGED;
        Files.write(own.resolve(Packaging.DATA_FILE), changed ? Packaging.changedBytes() : Packaging.bytes());
        return Files.write(
                own.resolve("signed.xml"), changed ? combination.packaging().changed(signed) : signed);
    }
}
