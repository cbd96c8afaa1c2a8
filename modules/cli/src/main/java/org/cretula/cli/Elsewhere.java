package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import org.cretula.signing.DigestAlgorithm;
import org.cretula.signing.Prepared;
import org.cretula.signing.SignatureAlgorithm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of signing in two steps, with the key in a service or device that this program does not reach. */
final class Elsewhere {

    @Option(
            names = "--prepare",
            paramLabel = "P.bin",
            description = "Write the signature without its value here, for cretula complete; nothing is signed yet.")
    private @Nullable Path prepare;

    @Option(names = "--bytes-out", paramLabel = "F", description = "Write the bytes that the key is to sign here.")
    private @Nullable Path bytesOut;

    @Option(
            names = "--digest-out",
            paramLabel = "F",
            description = "Write the digest of those bytes here, for a service that wants that.")
    private @Nullable Path digestOut;

    /** Whether this is asked for. */
    boolean isAsked() {
        return prepare != null;
    }

    /** Refuses what the first step cannot do; asked before anything is read. */
    void refuseContradictions(SigningKey key, boolean level, Optional<Path> out) throws CommandFailure {
        if (prepare == null) {
            if (bytesOut != null || digestOut != null) {
                throw CommandFailure.usage("--prepare P.bin with --bytes-out and --digest-out", "none");
            }
            return;
        }
        if (key.isNamed()) {
            throw CommandFailure.usage("a key at hand, or --prepare for one that is elsewhere", "both");
        }
        if (level) {
            throw CommandFailure.usage("level B-B with --prepare", "a higher one; give --level to cretula complete");
        }
        if (out.isPresent()) {
            throw CommandFailure.usage("-o at cretula complete, which writes the signature", "it beside --prepare");
        }
    }

    /**
     * Writes what was prepared, and says what to do with it.
     *
     * @param waiting what was prepared, with its container if there is one
     */
    void write(Prepared prepared, byte[] waiting, PrintWriter err) throws CommandFailure {
        Path file = Objects.requireNonNull(prepare);
        byte[] bytes = prepared.toBeSigned();
        Optional<DigestAlgorithm> digest = digest(prepared.algorithm());
        if (digestOut != null && digest.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "not prepared: " + prepared.algorithm() + " signs the bytes themselves and not their digest;"
                            + " take --bytes-out");
        }
        Inputs.write(Optional.of(file), waiting);
        if (bytesOut != null) {
            Inputs.write(Optional.of(bytesOut), bytes);
        }
        err.println("prepared, not signed: " + file + " waits for a value");
        err.println("  by the key of    "
                + CommandFailure.printable(
                        prepared.certificate().getSubjectX500Principal().getName()));
        err.println("  algorithm        " + prepared.algorithm() + ", "
                + prepared.algorithm().uri());
        err.println("  over             " + bytes.length + " bytes"
                + (bytesOut == null ? ", which --bytes-out writes" : ", in " + bytesOut));
        if (digest.isPresent()) {
            byte[] value = digest.get().digest(bytes);
            err.println("  their " + digest.get().jcaName() + "    "
                    + HexFormat.of().formatHex(value));
            err.println("  in base64        " + Base64.getEncoder().encodeToString(value));
            if (digestOut != null) {
                Inputs.write(Optional.of(digestOut), value);
                err.println("  and as bytes     in " + digestOut);
            }
        }
        err.println("have them signed, put the value into a file, then:");
        err.println("  cretula complete " + file + " --value VALUE -o OUT");
    }

    private static Optional<DigestAlgorithm> digest(SignatureAlgorithm algorithm) {
        return algorithm.suite().digest().flatMap(Elsewhere::named);
    }

    private static Optional<DigestAlgorithm> named(String jcaName) {
        for (DigestAlgorithm digest : DigestAlgorithm.values()) {
            if (digest.jcaName().equals(jcaName)) {
                return Optional.of(digest);
            }
        }
        return Optional.empty();
    }
}
