package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula inspect}. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        header = "Say what a signed file says, and what is signed and what is not; no verdict.",
        description = {
            "Reads any XML document with signatures, or a container (ASiC) of them. Believes nothing, verifies nothing,"
                    + " opens no connection: for a verdict, see cretula verify.",
            "Ends with 0 if all could be read, 66 if not."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class InspectCommand implements Callable<Integer> {

    enum Format {
        TEXT,
        JSON
    }

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, or - for standard input.")
    private List<Path> files;

    @Option(
            names = "--level",
            description = "Say too which baseline level each signature has by its form, clause by clause.")
    private boolean level;

    @Option(
            names = "--format",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "For people, or one JSON object a line; text if absent.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        int code = ExitCode.YES;
        for (Path file : files) {
            try {
                Inspection inspection = Inspection.of(whole(file), level);
                String rendered = format == Format.TEXT
                        ? InspectText.render(file.toString(), inspection)
                        : InspectJson.render(file.toString(), inspection) + "\n";
                Inputs.write(Optional.empty(), rendered.getBytes(StandardCharsets.UTF_8));
            } catch (CommandFailure e) {
                String name = CommandFailure.printable(file.toString());
                String message = String.valueOf(e.getMessage());
                err.println("cretula: " + (message.contains(name) ? "" : name + ": ") + message);
                code = ExitCode.NO_INPUT;
            }
        }
        return code;
    }

    private static byte[] whole(Path file) throws CommandFailure {
        byte[] bytes = Inputs.read(file, Surroundings.MOST_OF_A_FILE);
        if (bytes.length > Surroundings.MOST_OF_A_FILE) {
            throw new CommandFailure(ExitCode.NO_INPUT, "expected a file of at most 256 MiB, found a larger one");
        }
        return bytes;
    }
}
