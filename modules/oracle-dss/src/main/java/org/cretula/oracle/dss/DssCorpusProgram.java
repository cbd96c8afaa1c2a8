package org.cretula.oracle.dss;

import eu.europa.esig.dss.alert.exception.AlertException;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.FileDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.verdict.OneDoor;
import org.w3c.dom.DOMException;

/**
 * EU DSS as a writer of everything that it has of XAdES, and as the judge of it, as a command.
 *
 * <pre>{@code DssCorpusProgram KEYS PASSWORD TRUST SIGNED JUDGED SEED COUNT FOLDER [SIGNED.xml…]}</pre>
 *
 * <p>{@code KEYS} holds {@code NAME.p12}: {@code p256}, {@code p384}, {@code p521}, {@code rsa2048}, {@code rsa3072},
 * {@code ed25519}, and {@code second}, {@code counter}, {@code tsa}. {@code TRUST} is as for {@link DssJudge}, with
 * {@code *.ocsp} beside. Writes the data, {@code COUNT} files of pairwise {@link Recipe}s, and each {@code SIGNED.xml}
 * raised to B-T, B-LT and B-LTA, into {@code FOLDER}; and says of each in {@code FOLDER/corpus.tsv}: file, the data
 * beside it (commas, or {@code -}), recipe, and what {@link DssJudge} prints with {@code --each}. What DSS refuses to
 * write is in {@code unwritten.tsv}, with its reason.
 */
public final class DssCorpusProgram {

    private static final List<String> RAISED = List.of("t", "lt", "lta");

    private final Path folder;
    private final DssWriter writer;
    private final DssJudge judge;
    private final List<String> written = new ArrayList<>();
    private final List<String> unwritten = new ArrayList<>();

    private DssCorpusProgram(Path folder, DssWriter writer, DssJudge judge) {
        this.folder = folder;
        this.writer = writer;
        this.judge = judge;
    }

    /** See the class comment. */
    @OneDoor("a program ends with an exit code")
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 8) {
            System.err.println("usage: DssCorpusProgram KEYS PASSWORD TRUST SIGNED JUDGED SEED COUNT FOLDER [FILE…]");
            System.exit(64);
        }
        Path folder = Files.createDirectories(Path.of(arguments[7]));
        Path trusted = Path.of(arguments[2]);
        DssTrust trust = DssTrust.of(trusted);
        CorpusData data = new CorpusData();
        data.writeTo(folder);
        DssWriter writer = new DssWriter(
                new CorpusKeys(Path.of(arguments[0]), arguments[1]),
                data,
                recipe -> recipe.is("revocation", "answers") ? trust.verifierWithAnswers() : trust.verifier(),
                Instant.parse(arguments[3]));
        DssCorpusProgram program =
                new DssCorpusProgram(folder, writer, new DssJudge(trusted, Optional.of(Instant.parse(arguments[4]))));
        program.write(Recipe.pairwise(Long.parseLong(arguments[5]), Integer.parseInt(arguments[6])), data);
        for (String file : List.of(arguments).subList(8, arguments.length)) {
            program.raise(Path.of(file));
        }
        Files.write(folder.resolve("corpus.tsv"), program.written, StandardCharsets.UTF_8);
        Files.write(folder.resolve("unwritten.tsv"), program.unwritten, StandardCharsets.UTF_8);
    }

    private void write(List<Recipe> recipes, CorpusData data) throws IOException {
        for (int i = 0; i < recipes.size(); i++) {
            Recipe recipe = recipes.get(i);
            String name = recipe.name(i) + (recipe.container() ? '.' + recipe.on("packaging") : ".xml");
            List<Path> outside = recipe.detached()
                    ? data.of(recipe).stream()
                            .map(document -> folder.resolve(document.getName()))
                            .toList()
                    : List.of();
            attempt(name, recipe.toString(), outside, () -> writer.write(recipe));
        }
    }

    /** A detached signature is over a file beside it that is not XML. */
    private void raise(Path file) throws IOException {
        byte[] signed = Files.readAllBytes(file);
        String stem = file.getFileName().toString().replace(".xml", "");
        List<Path> outside = new ArrayList<>();
        try (Stream<Path> beside =
                Files.list(Optional.ofNullable(file.getParent()).orElse(Path.of(".")))) {
            beside.filter(other -> stem.contains("detached") && other.toString().endsWith(".bin"))
                    .forEach(outside::add);
        }
        for (Path other : outside) {
            Files.copy(
                    other,
                    folder.resolve(other.getFileName().toString()),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        for (String level : RAISED) {
            Map<String, String> choices = new HashMap<>(Recipe.PLAIN.choices());
            choices.put("level", level);
            Recipe recipe = new Recipe(choices);
            attempt(
                    "raised-" + stem + "-" + level + ".xml",
                    "raised " + stem + " " + level,
                    outside,
                    () -> writer.raise(
                            signed,
                            List.copyOf(outside.stream()
                                    .map(p -> new FileDocument(p.toFile()))
                                    .toList()),
                            recipe));
        }
    }

    /** Something that DSS may refuse. */
    private interface Attempt {
        byte[] write() throws GeneralSecurityException, IOException;
    }

    private void attempt(String name, String recipe, List<Path> outside, Attempt attempt) throws IOException {
        byte[] bytes;
        try {
            bytes = attempt.write();
        } catch (GeneralSecurityException
                | DSSException
                | AlertException
                | DOMException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | UnsupportedOperationException e) {
            // So DSS answers what it does not do.
            unwritten.add(name + '\t' + recipe + '\t' + String.valueOf(e).replaceAll("\\s+", " "));
            return;
        }
        Files.write(folder.resolve(name), bytes);
        String data = outside.isEmpty()
                ? "-"
                : String.join(
                        ",",
                        outside.stream().map(p -> p.getFileName().toString()).toList());
        DssOpinion opinion = judge.judge(bytes, outside);
        written.add(String.join("\t", name, data, recipe, opinion.line(), opinion.each()));
        Files.write(
                folder.resolve(name + ".dss.txt"),
                String.join("\n", opinion.messages()).getBytes(StandardCharsets.UTF_8));
    }
}
