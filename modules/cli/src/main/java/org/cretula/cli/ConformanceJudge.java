package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.cretula.conformance.InputException;
import org.cretula.conformance.Vector;
import org.cretula.trust.Providers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cretula conformance judge}. */
@Command(
        name = "judge",
        mixinStandardHelpOptions = true,
        header = "Judge vectors and compare with what their headers expect.",
        description = "Opens no connection. Ends with 0 if all are judged as expected, else with 1.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ConformanceJudge implements Callable<Integer> {

    @Option(names = "--vectors", required = true, paramLabel = "DIR", description = "Folder of NAME.xml, NAME.yaml.")
    private Path vectors;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws CommandFailure {
        PrintWriter out = spec.commandLine().getOut();
        Providers providers = new Providers();
        int code = ExitCode.YES;
        try {
            for (Vector vector : Vector.in(vectors)) {
                Vector.Outcome outcome = vector.judge(providers);
                out.println((outcome.agrees() ? "as expected  " : "OTHERWISE    ") + vector.name() + ": "
                        + outcome.explanation());
                code = outcome.agrees() ? code : ExitCode.NO;
            }
        } catch (InputException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        } finally {
            out.flush();
        }
        return code;
    }
}
