package org.cretula.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.cretula.sealing.JsonReport;
import org.cretula.sealing.Judgement;
import org.cretula.sealing.SealJudge;
import org.cretula.sealing.SignedFileReport;
import org.cretula.sealing.TextReport;
import org.cretula.signing.DataObject;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.DocumentJudgement;
import org.cretula.signing.JudgingLimits;
import org.cretula.signing.SignatureValidator;
import org.cretula.signing.asic.ContainerValidator;
import org.cretula.trust.AlgorithmCatalogue;
import org.cretula.trust.PathExaminer;
import org.cretula.trust.Providers;
import org.cretula.trust.TrustMaterial;
import org.cretula.verdict.Indication;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Judge sealed certificates of origin, or any signed XML or container, offline.",
        description = {
            "Answers for each file whether its bytes are intact and sealed by a signer under the anchors in --trust. "
                    + "Opens no connection. A directory stands for all *.xml files in it and below.",
            "With --policy general, for every XAdES signature of any XML document or ASiC container; each is valid for"
                    + " what it covers, which the report says, and for nothing else.",
            "Ends with 1 if any file is invalid, else 2 if any is indeterminate, else 0; 66 if a file could not be read."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VerifyCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    enum Policy {
        CO,
        GENERAL
    }

    @Parameters(paramLabel = "FILE|DIR", arity = "1..*", description = "Files, directories, or - for standard input.")
    private List<Path> targets;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "DIR",
            description =
                    "Folder of trust: issuers/, tsa/, registers/ (*.crt, *.pem), *.crl, *.ocsp; see docs/investigators.md.")
    private Path trust;

    @Option(
            names = "--evidence",
            paramLabel = "DIR",
            description =
                    "Folder of certificates, *.crl, *.ocsp that may be used but are never anchors, such as what collect"
                            + " wrote; repeatable.")
    private List<Path> evidence = List.of();

    @Option(
            names = "--allow-example-trust",
            description = "Let the example root count, whose private key everybody has.")
    private boolean allowExampleTrust;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description = "Judge as at this moment, now if absent, such as 2026-03-04T00:00:00Z.")
    private @Nullable String at;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people, or one JSON object a line; text if absent.")
    private Format format;

    @Option(
            names = "--policy",
            paramLabel = "co|general",
            defaultValue = "co",
            description =
                    "What the files must be: sealed certificates of origin, or anything with XAdES signatures; co if"
                            + " absent.")
    private Policy policy;

    @Mixin
    private DataFiles data;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Instant moment = moment();
        if (policy == Policy.CO && data.isGiven()) {
            throw CommandFailure.usage("--data with --policy general", "certificates, which hold all that is signed");
        }
        Judge judge = judge(moment);
        List<Path> files = files();
        spareInputs(files);
        Inputs.Report report = new Inputs.Report(Optional.ofNullable(out));
        int worst = ExitCode.YES;
        Map<Indication, Integer> found = new EnumMap<>(Indication.class);
        boolean unread = false;
        PrintWriter err = spec.commandLine().getErr();
        for (int i = 0; i < files.size(); i++) {
            if (files.size() > 20 && Help.Ansi.AUTO.enabled()) {
                err.print("\r" + (i + 1) + " of " + files.size());
                err.flush();
            }
            String rendered = "";
            try {
                Judge.Answer answer = judge.judge(files.get(i));
                worst = worse(worst, answer.indication());
                found.merge(answer.indication(), 1, Integer::sum);
                rendered = answer.rendered();
            } catch (CommandFailure e) {
                err.println("cretula: " + e.getMessage());
                unread = true;
            }
            // Each at once: those of a folder of hostile files, kept until the end, would not fit into memory.
            report.add(rendered.getBytes(StandardCharsets.UTF_8));
        }
        if (files.size() > 1 && format == Format.TEXT) {
            report.add(summary(files.size(), found).getBytes(StandardCharsets.UTF_8));
        }
        return unread ? ExitCode.NO_INPUT : worst;
    }

    private static String summary(int files, Map<Indication, Integer> found) {
        StringBuilder line = new StringBuilder("\n" + files + " files:");
        int judged = 0;
        for (Indication indication : Indication.values()) {
            int count = found.getOrDefault(indication, 0);
            line.append(' ').append(count).append(' ').append(indication).append(',');
            judged += count;
        }
        return line.append(' ').append(files - judged).append(" not read\n").toString();
    }

    /** A report written over what is still to be judged would destroy evidence and then be judged itself. */
    private void spareInputs(List<Path> files) throws CommandFailure {
        for (Path file : files) {
            try {
                if (out != null && Files.exists(out) && Files.exists(file) && Files.isSameFile(out, file)) {
                    throw new CommandFailure(
                            ExitCode.USAGE, "expected another file for -o than one to be judged, found " + file);
                }
            } catch (IOException e) {
                throw new CommandFailure(ExitCode.NO_INPUT, "cannot read " + file + ": " + e.getMessage(), e);
            }
        }
    }

    private Judge judge(Instant moment) throws CommandFailure {
        TrustMaterial material = Inputs.trust(trust, evidence, allowExampleTrust);
        if (policy == Policy.GENERAL) {
            DataObject[] objects = data.objects();
            return file -> general(file, material, List.of(objects), moment);
        }
        SealJudge judge = new SealJudge(material, new Providers());
        return file -> {
            byte[] bytes = Inputs.read(file, SealJudge.MAX_BYTES);
            Judgement judgement = OtherFile.named(judge.judge(bytes, moment), bytes);
            String rendered = switch (format) {
                case TEXT -> TextReport.render(file.toString(), judgement);
                case JSON -> JsonReport.render(file.toString(), judgement) + "\n";
            };
            return new Judge.Answer(judgement.verdict().indication(), rendered);
        };
    }

    private Judge.Answer general(Path file, TrustMaterial material, List<DataObject> objects, Instant moment)
            throws CommandFailure {
        byte[] bytes = Inputs.read(file, Surroundings.MOST_OF_A_FILE);
        Providers providers = new Providers();
        SignatureValidator validator = new SignatureValidator(new PathExaminer(material, providers), providers)
                .within(JudgingLimits.USUAL.of(Surroundings.LIMITS));
        boolean container = Surroundings.isZip(bytes);
        if (container && !objects.isEmpty()) {
            throw CommandFailure.usage("--data with a signature that is beside them", "a container, which holds them");
        }
        DocumentJudgement judgement = container
                ? new ContainerValidator(validator).judge(bytes, moment)
                : validator.judge(bytes, objects, moment);
        SignedFileReport report = new SignedFileReport(
                file.toString(),
                HexFormat.of().formatHex(DigestAlgorithm.SHA256.digest(bytes)),
                judgement,
                moment,
                material.fingerprint(),
                AlgorithmCatalogue.usual());
        return new Judge.Answer(
                judgement.verdict().indication(), format == Format.TEXT ? report.text() : report.json() + "\n");
    }

    /** Judges a file by the policy that was asked for. */
    @FunctionalInterface
    private interface Judge {
        Answer judge(Path file) throws CommandFailure;

        /** The answer and its report. */
        record Answer(Indication indication, String rendered) {}
    }

    private static int worse(int worst, Indication indication) {
        int code = ExitCode.of(indication);
        if (worst == ExitCode.NO || code == ExitCode.NO) {
            return ExitCode.NO;
        }
        return Math.max(worst, code);
    }

    private Instant moment() throws CommandFailure {
        if (at == null) {
            return Programs.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        }
        try {
            return OffsetDateTime.parse(at).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "expected a moment with zone for --at, such as 2026-03-04T00:00:00Z, found '" + at + "'",
                    e);
        }
    }

    private List<Path> files() throws CommandFailure {
        List<Path> files = new ArrayList<>();
        for (Path target : targets) {
            if (Files.isDirectory(target)) {
                List<Path> inside = xmlFiles(target);
                if (inside.isEmpty()) {
                    throw new CommandFailure(ExitCode.NO_INPUT, "expected *.xml files in " + target + ", found none");
                }
                files.addAll(inside);
            } else {
                files.add(target);
            }
        }
        return files;
    }

    private static List<Path> xmlFiles(Path directory) throws CommandFailure {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile)
                    .filter(f ->
                            f.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot read " + directory + ": " + e.getMessage(), e);
        }
    }
}
