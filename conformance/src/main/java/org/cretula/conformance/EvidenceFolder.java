package org.cretula.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.transport.WireMessage;
import org.cretula.transport.WireTap;

/** Saves each exchanged body byte for byte as it passes, and lists their digests in the form of sha256sum. */
final class EvidenceFolder implements WireTap {

    private static final String OURS = "\\d\\d-[a-z0-9-]+\\.(mime|xml|bin)";

    private final Path folder;
    private final List<EvidenceFile> files = new ArrayList<>();
    private String scenario = "";
    private int number;
    private int from;

    EvidenceFolder(Path folder) throws InputException {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            try (Stream<Path> earlier = Files.list(folder)) {
                for (Path file : earlier.filter(
                                f -> String.valueOf(f.getFileName()).matches(OURS))
                        .toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new InputException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What comes from now on belongs to this scenario. */
    synchronized void begin(String name) {
        scenario = name;
        number++;
        from = files.size();
    }

    /** Names of the files of the current scenario so far. */
    synchronized List<String> current() {
        return files.subList(from, files.size()).stream()
                .map(EvidenceFile::name)
                .toList();
    }

    @Override
    public void outgoing(WireMessage message) {
        save("to-partner", message);
    }

    @Override
    public void incoming(WireMessage message) {
        save("from-partner", message);
    }

    private synchronized void save(String direction, WireMessage message) {
        String type = message.contentType()
                .toLowerCase(Locale.ROOT)
                .replaceAll(";.*", "")
                .strip();
        String extension = type.startsWith("multipart/") ? "mime" : type.endsWith("xml") ? "xml" : "bin";
        String name = String.format(
                Locale.ROOT, "%02d-%s-%d-%s.%s", number, scenario, files.size() - from + 1, direction, extension);
        byte[] body = message.body();
        try {
            Files.write(folder.resolve(name), body);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot save the evidence " + name, e);
        }
        files.add(new EvidenceFile(name, type, body.length, sha256(body)));
    }

    /** All files, after their digests were written to {@code SHA256SUMS}. */
    synchronized List<EvidenceFile> close() throws InputException {
        StringBuilder sums = new StringBuilder();
        files.forEach(f -> sums.append(f.sha256()).append("  ").append(f.name()).append('\n'));
        try {
            Files.write(folder.resolve("SHA256SUMS"), sums.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new InputException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
        return List.copyOf(files);
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(DigestAlgorithm.SHA256.digest(bytes));
    }
}
