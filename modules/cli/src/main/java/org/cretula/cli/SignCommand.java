package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.trust.timestamp.TimeStampClient;
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
        abbreviateSynopsis = true,
        sortOptions = false,
        header = "Seal a certificate of origin, or sign something else.",
        description = {
            "Puts a XAdES seal (EN 319 132-1) on a UBL 2.4 certificate of Cretula's profile, urn:cretula:co:1; see docs/certificate.md."
                    + " With --packaging it signs any XML, or files of any kind, also in a container (ASiC).",
            "The key is in a file (--keystore), in a token (--pkcs11), or elsewhere (--certificate and --prepare, then cretula complete).",
            "Levels above B-B take --tsa and --trust: a time-stamp is believed only by an anchor in the folder of trust."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class SignCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "The unsigned certificate, or what else is to be signed.")
    private List<Path> in;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "B-B",
            description = "Baseline level: B-B, B-T, B-LT or B-LTA; ${DEFAULT-VALUE} if absent.")
    private String level;

    @Option(
            names = "--time-stamp-data",
            description =
                    "Have --tsa time-stamp what is signed, before it is: so it was there at that time, whatever the"
                            + " signature claims. With any level.")
    private boolean timeStampData;

    @Mixin
    private Raising raising;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @ArgGroup(order = 1, validate = false, heading = "%nThe key:%n")
    private SigningKey key = new SigningKey();

    @ArgGroup(order = 2, validate = false, heading = "%nIn two steps, the key elsewhere:%n")
    private Elsewhere elsewhere = new Elsewhere();

    @ArgGroup(order = 3, validate = false, heading = "%nWhat is signed, if not a certificate of origin:%n")
    private SignedShape shape = new SignedShape();

    @ArgGroup(order = 4, validate = false, heading = "%nHow, and what the signer says besides:%n")
    private SaidBesides besides = new SaidBesides();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        SignatureLevel wanted = Raising.level(level);
        Signing signing = new Signing(key, elsewhere, Optional.ofNullable(out), err);
        signing.refuseContradictions(wanted);
        Optional<Augmenter> augmenter = raising.augmenter(wanted, err);
        Optional<TimeStampClient> stamps = timeStampData ? Optional.of(raising.stamps(err)) : Optional.empty();
        String what = shape.isSeal() ? "sealed" : "signed";
        try {
            SignedShape.Asked asked = shape.read(in);
            SignatureRequest request = besides.applied(asked.request());
            if (stamps.isPresent()) {
                request = request.contentTimeStamped(stamps.get());
            }
            signing.make(new SignedShape.Asked(request, asked.surroundings()), augmenter, wanted, what);
            if (!timeStampData) {
                raising.tellUnasked(wanted, err);
            }
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not " + what + ": " + e.getMessage(), e);
        }
        return ExitCode.YES;
    }
}
