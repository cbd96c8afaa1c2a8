package org.cretula.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.SignatureLevel;
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
            description = "The sealed certificate or other signed XML, or - for standard input.")
    private Path file;

    @Option(names = "--to", required = true, paramLabel = "LEVEL", description = "B-T, B-LT or B-LTA.")
    private String level;

    @Option(
            names = "--signature",
            paramLabel = "ID",
            description = "Id of the signature; not needed where there is one only.")
    private @Nullable String signature;

    @Mixin
    private Raising raising;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SignatureLevel wanted = Raising.level(level);
        byte[] raised = Raising.raise(
                raising.augmenter(spec.commandLine().getErr()),
                Inputs.read(file, SealJudge.MAX_BYTES),
                Optional.ofNullable(signature),
                wanted);
        Inputs.write(Optional.ofNullable(out), raised);
        spec.commandLine().getErr().println("raised to " + wanted);
        return ExitCode.YES;
    }
}
