package org.cretula.cli.matrix;

import java.io.IOException;
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
 * @param files of each
 * @param said what the judges say of the files
 */
record Matrix(Map<Combination, Path> files, Map<Combination, Judges.Said> said) {

    static Matrix of(List<Combination> combinations, Path folder)
            throws IOException, InterruptedException, SigningRefusedException, CertificateEncodingException {
        Workshop workshop = new Workshop(folder);
        Map<Combination, Path> files = new LinkedHashMap<>();
        for (Combination combination : combinations) {
            files.put(combination, written(combination, workshop.make(combination), folder));
        }
        return new Matrix(files, new Judges(workshop, folder).ask(files));
    }

    private static Path written(Combination combination, byte[] signed, Path folder) throws IOException {
        Path own = Files.createDirectories(folder.resolve(combination.toString().replaceAll("[ :]", "-")));
        boolean changed = combination.kind() == Combination.Kind.CHANGED;
        Files.write(own.resolve(Packaging.DATA_FILE), changed ? Packaging.changedBytes() : Packaging.bytes());
        return Files.write(
                own.resolve("signed.xml"), changed ? combination.packaging().changed(signed) : signed);
    }
}
