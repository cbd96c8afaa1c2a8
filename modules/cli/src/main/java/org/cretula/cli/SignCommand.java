package org.cretula.cli;

import java.io.Console;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.KeyEntry;
import org.cretula.trust.KeyFile;
import org.cretula.trust.KeyFileException;
import org.cretula.trust.Providers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula sign}. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        header = "Seal a certificate of origin.",
        description = {
            "Puts a XAdES seal (EN 319 132-1) on a UBL 2.4 certificate of Cretula's profile, urn:cretula:co:1; see docs/certificate.md.",
            "Levels above B-B take --tsa and --trust: a time-stamp is believed only by an anchor in the folder of trust.",
            "Without a password it asks for one at the terminal."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SignCommand implements Callable<Integer> {

    /** Where the password comes from. */
    static final class Password {
        @Option(names = "--password", paramLabel = "P", description = "Password of the key store.")
        @Nullable
        String text;

        @Option(names = "--password-file", paramLabel = "F", description = "File whose first line is the password.")
        @Nullable
        Path file;
    }

    @Parameters(paramLabel = "IN.xml", description = "The unsigned certificate.")
    private Path in;

    @Option(names = "--keystore", required = true, paramLabel = "K.p12", description = "PKCS#12 key store.")
    private Path keystore;

    @Option(names = "--alias", required = true, paramLabel = "A", description = "Alias of the sealing key.")
    private String alias;

    @ArgGroup
    private @Nullable Password password;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "B-B",
            description = "Baseline level: B-B, B-T, B-LT or B-LTA; ${DEFAULT-VALUE} if absent.")
    private String level;

    @Mixin
    private Raising raising;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SignatureLevel wanted = Raising.level(level);
        // What a level takes is asked for before the key is used.
        Optional<Augmenter> augmenter = wanted == SignatureLevel.B_B
                ? Optional.empty()
                : Optional.of(raising.augmenter(spec.commandLine().getErr()));
        byte[] certificate = Inputs.read(in, SealJudge.MAX_BYTES);
        KeyEntry key = key();
        byte[] sealed;
        try {
            sealed = new CertificateSealer(key, new Providers())
                    .seal(certificate, Programs.clock().instant());
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not sealed: " + e.getMessage(), e);
        }
        if (augmenter.isPresent()) {
            sealed = Raising.raise(augmenter.get(), sealed, wanted);
        }
        Inputs.write(Optional.ofNullable(out), sealed);
        spec.commandLine()
                .getErr()
                .println("sealed by "
                        + key.certificate().getSubjectX500Principal().getName());
        return ExitCode.YES;
    }

    private KeyEntry key() throws CommandFailure {
        char[] secret = password();
        try {
            return KeyFile.pkcs12(keystore, secret, alias);
        } catch (KeyFileException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    @SuppressWarnings("SystemConsoleNull") // where it is not null without a terminal, it answers null at once
    private char[] password() throws CommandFailure {
        if (password != null && password.text != null) {
            return password.text.toCharArray();
        }
        if (password != null && password.file != null) {
            String text = new String(Inputs.read(password.file, 4096), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("").toCharArray();
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Password of %s: ", keystore);
        if (typed == null) {
            throw new CommandFailure(
                    ExitCode.USAGE, "no terminal to ask for the password; give --password or --password-file");
        }
        return typed;
    }
}
