package org.cretula.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.signing.Augmenter;
import org.cretula.signing.Prepared;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.asic.PreparedContainer;
import org.cretula.trust.Providers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code cretula complete}.
 *
 * <p>What was completed is marked as such in the file itself, under a lock, once the signature is written: so a second
 * call, or one at the same time, does not make a second signature of one preparation.
 */
@Command(
        name = "complete",
        mixinStandardHelpOptions = true,
        header = "Put a value from elsewhere into a prepared signature.",
        description = {
            "The second of two steps: cretula sign --prepare wrote P.bin, a service or device with the key made the value, and here they come together."
                    + " The signature is verified before it is written.",
            "Ends with 0 when it is complete, 1 when the value is not that key's for these bytes, or P.bin was completed before; then nothing is written and P.bin is as it was."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CompleteCommand implements Callable<Integer> {

    private static final String MARK = "cretula-completed ";
    private static final String CONTAINER = "cretula-prepared-container ";
    private static final int MOST_OF_A_VALUE = 64 << 10;
    private static final int MOST_PREPARED = 256 << 20;

    @Parameters(paramLabel = "P.bin", description = "What cretula sign --prepare wrote.")
    private Path prepared;

    @Option(
            names = "--value",
            required = true,
            paramLabel = "V",
            description = "File with the signature value: its bytes, or those in base64; of ECDSA in either form.")
    private Path value;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "B-B",
            description = "Baseline level: B-B, B-T, B-LT or B-LTA; ${DEFAULT-VALUE} if absent.")
    private String level;

    @Mixin
    private Raising raising;

    @Mixin
    private DataFiles data;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec;

    /** What is to be completed, and what lies around it. */
    private record Waiting(Prepared prepared, Surroundings surroundings) {}

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        SignatureLevel wanted = Raising.level(level);
        Optional<Augmenter> augmenter = raising.augmenter(wanted, err);
        byte[] given = value();
        refuseOutputOverPreparation();
        try (FileChannel file = FileChannel.open(prepared, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            Waiting all = waiting(file, lock);
            Prepared waiting = all.prepared();
            byte[] signed = completed(waiting, given);
            if (augmenter.isPresent()) {
                Augmenter helped = all.surroundings().given(augmenter.get());
                signed = Raising.raise(helped, signed, Optional.of(waiting.signatureId()), wanted);
            }
            Inputs.write(Optional.ofNullable(out), all.surroundings().around(signed));
            mark(file);
            raising.tellUnasked(wanted, err);
            err.println("completed with the signature of "
                    + CommandFailure.printable(
                            waiting.certificate().getSubjectX500Principal().getName()));
            return ExitCode.YES;
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not completed: " + e.getMessage(), e);
        } catch (OverlappingFileLockException e) {
            throw new CommandFailure(ExitCode.NO, "not completed: " + prepared + " is being completed already", e);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT,
                    "cannot read and mark " + prepared + ": " + Inputs.reason(e)
                            + "; it must be writable, so that it is completed once only",
                    e);
        }
    }

    /** The file is marked at the end, which would leave nothing of a signature written there. */
    private void refuseOutputOverPreparation() throws CommandFailure {
        try {
            if (out != null && Files.exists(out) && Files.isSameFile(out, prepared)) {
                throw CommandFailure.usage("another file for -o than the preparation", "the same, " + out);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_INPUT, "cannot read " + prepared + " and " + out + ": " + Inputs.reason(e), e);
        }
    }

    private Waiting waiting(FileChannel file, FileLock lock) throws IOException, CommandFailure {
        if (!lock.isValid() || file.size() > MOST_PREPARED) {
            throw new IOException("it is larger than any preparation");
        }
        // Not closed, for that would give up the lock.
        byte[] bytes = Channels.newInputStream(file).readNBytes(MOST_PREPARED);
        String start = new String(bytes, 0, Math.min(bytes.length, 80), StandardCharsets.US_ASCII);
        if (start.startsWith(MARK)) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "not completed: expected a preparation that waits for its value, found one that was completed"
                            + " already, at " + start.substring(MARK.length()).strip() + "; prepare another");
        }
        try {
            if (!start.startsWith(CONTAINER)) {
                return new Waiting(Prepared.read(bytes), Surroundings.of(data.objects()));
            }
            if (data.isGiven()) {
                throw CommandFailure.usage("--data for a signature beside them", "a container, which holds them");
            }
            PreparedContainer container = PreparedContainer.read(bytes);
            return new Waiting(container.prepared(), Surroundings.of(container.container()));
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, prepared + ": " + e.getMessage(), e);
        }
    }

    private static byte[] completed(Prepared waiting, byte[] value) throws CommandFailure {
        try {
            return waiting.complete(value, new Providers());
        } catch (SigningRefusedException e) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "not completed: " + e.getMessage() + "; have the value made by " + waiting.algorithm()
                            + ", of the bytes that --bytes-out wrote, with the key of "
                            + waiting.certificate().getSubjectX500Principal().getName(),
                    e);
        }
    }

    private static void mark(FileChannel file) throws IOException {
        String mark = MARK + Programs.clock().instant() + "\n";
        file.truncate(0);
        file.write(ByteBuffer.wrap(mark.getBytes(StandardCharsets.US_ASCII)), 0);
        file.force(true);
    }

    /** The chance that a value's own bytes look like base64 throughout is less than one in 2 to the power of 90. */
    private byte[] value() throws CommandFailure {
        byte[] bytes = Inputs.read(value, MOST_OF_A_VALUE);
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[ \t\r\n]", "");
        try {
            return text.matches("[A-Za-z0-9+/]+=*") ? Base64.getDecoder().decode(text) : bytes;
        } catch (IllegalArgumentException e) {
            return bytes;
        }
    }
}
