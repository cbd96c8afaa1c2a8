package org.cretula.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.conformance.internal.YamlFile;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.trust.ExampleTrust;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustFolder;
import org.cretula.trust.TrustFolderException;
import org.cretula.verdict.Finding;
import org.cretula.verdict.Indication;
import org.jspecify.annotations.Nullable;

/**
 * A sealed certificate of origin with one fact about it, and what a judge must find.
 *
 * @param name the fact, in words joined by hyphens; also the name of both files
 * @param document the certificate
 * @param expect the verdict
 * @param check id of the check that decides; empty only where the verdict is VALID
 * @param at the moment of judging
 * @param trust folder of the trust material
 * @param exampleTrust whether roots whose private key is public count as anchors
 * @param comment why the verdict is what it is
 */
public record Vector(
        String name,
        Path document,
        Indication expect,
        Optional<String> check,
        Instant at,
        Path trust,
        ExampleTrust exampleTrust,
        String comment) {

    /**
     * What a judge found in the document.
     *
     * @param indication the verdict
     * @param check id of the check that decided
     * @param agrees whether both are as expected
     * @param explanation what was expected and what was found, and in what trust
     */
    public record Outcome(Indication indication, Optional<String> check, boolean agrees, String explanation) {}

    /**
     * All vectors of a folder, by name; each {@code NAME.xml} has a header {@code NAME.yaml} beside it.
     *
     * @throws InputException when there is none, a file lacks its counterpart, or a header says something unknown
     */
    public static List<Vector> in(Path folder) throws InputException {
        List<Vector> vectors = new ArrayList<>();
        for (String name : names(folder)) {
            vectors.add(read(folder, name));
        }
        if (vectors.isEmpty()) {
            throw new InputException("expected NAME.xml and NAME.yaml in " + folder + ", found none");
        }
        return List.copyOf(vectors);
    }

    private static List<String> names(Path folder) throws InputException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(f -> f.endsWith(".xml") || f.endsWith(".yaml"))
                    .map(f -> f.substring(0, f.lastIndexOf('.')))
                    .distinct()
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new InputException("cannot list the folder of vectors " + folder, e);
        }
    }

    private static Vector read(Path folder, String name) throws InputException {
        Path file = folder.resolve(name + ".yaml");
        Path document = folder.resolve(name + ".xml");
        if (!Files.isRegularFile(document)) {
            throw new InputException("expected the document " + document + " beside " + file + ", found none");
        }
        try {
            VectorHeader header = YamlFile.read(file, VectorHeader.class);
            Indication expect = required(header.expect, "expect", file);
            Optional<String> check = Optional.ofNullable(header.check);
            if ((expect == Indication.VALID) == check.isPresent()) {
                throw new InputException(file + ": expected 'check' with INVALID and INDETERMINATE, and only there");
            }
            return new Vector(
                    name,
                    document,
                    expect,
                    check,
                    OffsetDateTime.parse(required(header.at, "at", file)).toInstant(),
                    folder.resolve(required(header.trust, "trust", file)),
                    header.exampleTrust == null
                            ? ExampleTrust.REFUSED
                            : ExampleTrust.valueOf(header.exampleTrust.toUpperCase(Locale.ROOT)),
                    required(header.comment, "comment", file));
        } catch (DateTimeException e) {
            throw new InputException(file + ": expected 'at' like 2026-06-01T12:00:00Z: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": expected 'exampleTrust' allowed or refused: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static <T> T required(@Nullable T value, String key, Path file) throws InputException {
        if (value == null) {
            throw new InputException(file + ": expected '" + key + "', found none");
        }
        return value;
    }

    /**
     * Lets our judge judge the document.
     *
     * @throws InputException when document or trust cannot be read
     */
    public Outcome judge(Providers providers) throws InputException {
        Judgement judgement;
        try {
            judgement = new SealJudge(TrustFolder.load(trust, exampleTrust), providers)
                    .judge(Files.readAllBytes(document), at);
        } catch (TrustFolderException e) {
            throw new InputException(name + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new InputException("cannot read " + document + ": " + e.getMessage(), e);
        }
        Indication found = judgement.verdict().indication();
        Optional<Finding> decisive = judgement.verdict().decisive();
        Optional<String> by = decisive.map(Finding::check);
        boolean agrees = found == expect && by.equals(check);
        String words = found + by.map(c -> " by " + c).orElse("");
        return new Outcome(
                found,
                by,
                agrees,
                (agrees
                                ? "found " + words
                                : "expected " + expect
                                        + check.map(c -> " by " + c).orElse("") + ", found " + words)
                        + decisive.map(f -> ": " + f.explanation()).orElse("")
                        + trust(judgement));
    }

    private static String trust(Judgement judgement) {
        String notes = judgement.trustNotes().isEmpty() ? "" : ": " + String.join("; ", judgement.trustNotes());
        return " (trust " + judgement.trustFingerprint() + notes + ")";
    }
}
