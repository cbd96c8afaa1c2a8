package org.cretula.cli;

import java.io.PrintWriter;
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
            "Every command ends with 0 (done, yes), 1 (done, no: invalid, refused, not conformant),",
            "2 (cannot tell), 64 (usage), 66 (cannot read the input) or 70 (our fault)."
        },
        subcommands = {
            DemoCommand.class,
            SignCommand.class,
            VerifyCommand.class,
            GatewayCommand.class,
            SendCommand.class
        })
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the field
    private Main() {}

    /** Runs the command and ends the JVM with its code. */
    @OneDoor("the one place where a program ends the JVM")
    public static void main(String[] args) {
        Programs.quietLogs();
        System.exit(run(args));
    }

    /** Runs the command and returns its exit code. */
    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
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
            cl.getErr().println("cretula: this is our fault, please report it:");
            e.printStackTrace(cl.getErr());
            return ExitCode.INTERNAL;
        });
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
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
