package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        })
public final class Main {

    private static final Map<String, Class<?>> COMMANDS = commands();

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
            return commandLine(args).execute(args);
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

    /** The command with all that it can do. */
    static CommandLine commandLine() {
        return commandLine(COMMANDS.values());
    }

    /** The command as far as these arguments need it: to look into all of it takes longer than to verify a seal. */
    static CommandLine commandLine(String... args) {
        boolean named = args.length > 0 && COMMANDS.containsKey(args[0]);
        return commandLine(named ? List.of(COMMANDS.get(args[0])) : COMMANDS.values());
    }

    /** In the order in which they are told. */
    private static Map<String, Class<?>> commands() {
        Map<String, Class<?>> commands = new LinkedHashMap<>();
        commands.put("demo", DemoCommand.class);
        commands.put("sign", SignCommand.class);
        commands.put("complete", CompleteCommand.class);
        commands.put("countersign", CountersignCommand.class);
        commands.put("augment", AugmentCommand.class);
        commands.put("verify", VerifyCommand.class);
        commands.put("inspect", InspectCommand.class);
        commands.put("collect", CollectCommand.class);
        commands.put("gateway", GatewayCommand.class);
        commands.put("send", SendCommand.class);
        commands.put("conformance", ConformanceCommand.class);
        return commands;
    }

    private static CommandLine commandLine(Collection<? extends Class<?>> commands) {
        CommandLine commandLine = new CommandLine(new Main());
        commands.forEach(commandLine::addSubcommand);
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
