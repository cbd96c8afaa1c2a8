package org.cretula.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cretula.trust.CollectedEvidence;
import org.cretula.trust.Evidence;
import org.cretula.trust.TrustFolder;

/**
 * A folder of collected evidence: one file for each piece, named by its digest, and a table of where each came from.
 * What an earlier run put there stays, as an old list proves what a new one may not.
 */
final class CollectedFolder {

    private static final String HEADER =
            row(List.of("file", "sha256", "address", "fetched", "speaks_from", "speaks_until", "remark"));
    private static final int NAME_DIGITS = 16;

    private final Path folder;

    private CollectedFolder(Path folder) {
        this.folder = folder;
    }

    /** An empty or new folder, or one from an earlier run. */
    static CollectedFolder at(Path folder) throws CommandFailure {
        try {
            if (Files.exists(folder) && !Files.isDirectory(folder)) {
                throw new CommandFailure(
                        ExitCode.NO_INPUT, "expected a folder or nothing at " + folder + ", found a file");
            }
            Files.createDirectories(folder);
            try (Stream<Path> inside = Files.list(folder)) {
                if (inside.findAny().isPresent()
                        && !Files.isRegularFile(folder.resolve(TrustFolder.INDEX), LinkOption.NOFOLLOW_LINKS)) {
                    throw new CommandFailure(
                            ExitCode.USAGE,
                            "expected an empty folder for -o, or one that collect wrote before, found another at "
                                    + folder);
                }
            }
            return new CollectedFolder(folder);
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot use " + folder + ": " + Inputs.reason(e), e);
        }
    }

    /**
     * Writes what is new.
     *
     * @return the names of all files of this collection, new or not
     */
    List<String> add(CollectedEvidence collected, Instant fetched) throws CommandFailure {
        try {
            Path index = folder.resolve(TrustFolder.INDEX);
            List<String> rows = new ArrayList<>(Files.exists(index) ? Files.readAllLines(index) : List.of(HEADER));
            Set<String> known = new HashSet<>(rows.stream()
                    .map(row -> row.substring(0, Math.max(0, row.indexOf(','))))
                    .toList());
            List<String> names = new ArrayList<>();
            for (Piece piece : pieces(collected)) {
                write(folder.resolve(piece.name()), piece.bytes);
                names.add(piece.name());
                if (known.add(quoted(piece.name()))) {
                    rows.add(piece.row(fetched));
                }
            }
            write(index, rows.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8));
            return names;
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot write to " + folder + ": " + Inputs.reason(e), e);
        }
    }

    /** Whoever made the folder may have put a link there, to a file that is none of his. */
    private static void write(Path file, byte[] bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS)) {
            out.write(bytes);
        }
    }

    private static List<Piece> pieces(CollectedEvidence collected) {
        List<Piece> pieces = new ArrayList<>();
        collected.evidence().certificates().forEach(e -> {
            try {
                pieces.add(new Piece("certificate", "crt", e, e.content().getEncoded(), ""));
            } catch (CertificateEncodingException thrown) {
                throw new IllegalStateException("a parsed certificate has no encoding", thrown);
            }
        });
        collected
                .evidence()
                .lists()
                .forEach(e -> pieces.add(new Piece("list", "crl", e, e.content().encoded(), "")));
        collected
                .evidence()
                .answers()
                .forEach(e -> pieces.add(new Piece(
                        "answer",
                        "ocsp",
                        e,
                        e.content().encoded(),
                        collected.answersWithoutNonce().contains(e.sha256())
                                ? "without the nonce that was asked with"
                                : "")));
        return pieces;
    }

    private static String row(List<String> fields) {
        return fields.stream().map(CollectedFolder::quoted).collect(Collectors.joining(","));
    }

    private static String quoted(String field) {
        return '"' + field.replace("\"", "\"\"") + '"';
    }

    /** One file to be. */
    private static final class Piece {
        private final String kind;
        private final String ending;
        private final Evidence<?> evidence;
        private final byte[] bytes;
        private final String remark;

        Piece(String kind, String ending, Evidence<?> evidence, byte[] bytes, String remark) {
            this.kind = kind;
            this.ending = ending;
            this.evidence = evidence;
            this.bytes = bytes;
            this.remark = remark;
        }

        String name() {
            return kind + "-" + evidence.sha256().substring(0, NAME_DIGITS) + "." + ending;
        }

        String row(Instant fetched) {
            return CollectedFolder.row(List.of(
                    name(),
                    evidence.sha256(),
                    evidence.origin().name(),
                    fetched.toString(),
                    evidence.from().equals(Instant.MIN) ? "" : evidence.from().toString(),
                    evidence.until().map(Instant::toString).orElse(""),
                    remark));
        }
    }
}
