package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.cretula.verdict.OneDoor;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code cretula} command. */
@Command(
        name = "cretula",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        header = "Seals, delivers and judges electronic certificates of origin.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Every command ends with 0 (done, yes), 1 (done, no: invalid, refused, not conformant), "
                    + "2 (cannot tell), 64 (usage), 66 (cannot read the input) or 70 (our fault)."
        },
        subcommands = {
            DemoCommand.class,
            SignCommand.class,
            CompleteCommand.class,
            CountersignCommand.class,
            AugmentCommand.class,
            VerifyCommand.class,
            InspectCommand.class,
            CollectCommand.class,
            GatewayCommand.class,
            SendCommand.class,
            ConformanceCommand.class
        })
public final class Main {

    private static final String OUR_FAULT = "cretula: this is our fault, please report it:";

    private Main() {}

    /** Runs the command and ends the JVM with its code. */
    @OneDoor("the one place where a program ends the JVM")
    public static void main(String[] args) {
        System.exit(run(args));
    }

    /** Runs the command and returns its exit code. */
    static int run(String... args) {
        try {
            Programs.quietLogs();
            return commandLine().execute(args);
        } catch (OutOfMemoryError e) {
            System.err.println(
                    "cretula: expected to do with " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB of memory, found it too little; give more, such as CRETULA_JAVA_OPTS=-Xmx1g");
            return ExitCode.INTERNAL;
        } catch (Error e) {
            // Left to the JVM, it would end with 1, which says that a certificate is invalid.
            System.err.println(OUR_FAULT);
            e.printStackTrace();
            return ExitCode.INTERNAL;
        }
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        // A shell's * may name files that somebody else named; a file called @x must not be read as more options.
        commandLine.setExpandAtFiles(false);
        commandLine.registerConverter(Path.class, Main::path);
        commandLine.setParameterExceptionHandler((e, args) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println("cretula: " + e.getMessage());
            err.println("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
            return ExitCode.USAGE;
        });
        commandLine.setExecutionExceptionHandler((e, cl, parsed) -> {
            if (e instanceof CommandFailure failure) {
                cl.getErr().println("cretula: " + failure.getMessage());
                return failure.exitCode();
            }
            cl.getErr().println(OUR_FAULT);
            e.printStackTrace(cl.getErr());
            return ExitCode.INTERNAL;
        });
        return commandLine;
    }

    /** The empty path is the current folder, which nobody means who gives an unset variable as {@code --trust}. */
    static Path path(String text) {
        if (text.isEmpty()) {
            throw new CommandLine.TypeConversionException("expected a path, found nothing");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new CommandLine.TypeConversionException("expected a path, found '" + text + "': " + e.getReason());
        }
    }

    /** Tells the version that the jar was built as. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"cretula " + (version == null ? "(from a checkout)" : version)};
        }
    }
}
