package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.signing.Augmenter;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula augment}. */
@Command(
        name = "augment",
        mixinStandardHelpOptions = true,
        header = "Raise a seal to a higher level, or renew it.",
        description = {
            "Adds what B-T, B-LT and B-LTA (EN 319 132-1) ask for: time-stamps, and the certificates, lists and OCSP answers"
                    + " that it takes to judge the seal later. Asking for B-LTA once more renews it.",
            "Ends with 0 when it was raised, 1 when it cannot be; then nothing is written."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class AugmentCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description = "The sealed certificate, other signed XML or container, or - for standard input.")
    private Path file;

    @Option(names = "--to", required = true, paramLabel = "LEVEL", description = "B-T, B-LT or B-LTA.")
    private String level;

    @Mixin
    private SignedFile chosen;

    @Mixin
    private DataFiles data;

    @Option(
            names = "--renew-digests",
            paramLabel = "ALG",
            description =
                    "With --to B-LTA, renew the digests by which a manifest knows its files: ${COMPLETION-CANDIDATES},"
                            + " a stronger one than they have.")
    private @Nullable DigestAlgorithm renewal;

    @Mixin
    private Raising raising;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SignatureLevel wanted = Raising.level(level);
        if (renewal != null && wanted != SignatureLevel.B_LTA) {
            throw CommandFailure.usage("--to B-LTA with --renew-digests", wanted.toString());
        }
        PrintWriter err = spec.commandLine().getErr();
        Augmenter augmenter = raising.augmenter(err);
        try {
            SignedFile.Found found = chosen.read(file, data);
            Augmenter given = found.surroundings().given(augmenter);
            byte[] raised = Raising.raise(
                    renewal == null ? given : given.renewingDigests(renewal), found.xml(), chosen.signature(), wanted);
            Inputs.write(Optional.ofNullable(out), found.surroundings().around(raised));
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not raised to " + wanted + ": " + e.getMessage(), e);
        }
        err.println("raised to " + wanted);
        return ExitCode.YES;
    }
}
