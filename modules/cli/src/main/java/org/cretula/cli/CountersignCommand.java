package org.cretula.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.xml.namespace.QName;
import org.cretula.signing.Augmenter;
import org.cretula.signing.SignatureLevel;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlParse;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cretula countersign}. */
@Command(
        name = "countersign",
        mixinStandardHelpOptions = true,
        abbreviateSynopsis = true,
        sortOptions = false,
        header = "Counter-sign a seal, as a chamber or embassy legalises a certificate.",
        description = {
            "Adds a counter-signature (EN 319 132-1 clause 5.2.7) to the seal, or to the signature that --signature names; what was signed is not touched.",
            "The key is in a file (--keystore), in a token (--pkcs11), or elsewhere (--certificate and --prepare, then cretula complete)."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CountersignCommand implements Callable<Integer> {

    private static final QName SIGNATURE = new QName("http://www.w3.org/2000/09/xmldsig#", "Signature");

    @Parameters(
            paramLabel = "FILE",
            description = "The sealed certificate, other signed XML or container, or - for standard input.")
    private Path file;

    @Mixin
    private SignedFile signed;

    @Option(
            names = "--level",
            paramLabel = "LEVEL",
            defaultValue = "B-B",
            description =
                    "Baseline level of the counter-signature: B-B, B-T, B-LT or B-LTA; ${DEFAULT-VALUE} if absent.")
    private String level;

    @Mixin
    private Raising raising;

    @Option(names = "-o", paramLabel = "OUT", description = "File to write; standard output if absent.")
    private @Nullable Path out;

    @ArgGroup(order = 1, validate = false, heading = "%nThe key:%n")
    private SigningKey key = new SigningKey();

    @ArgGroup(order = 2, validate = false, heading = "%nIn two steps, the key elsewhere:%n")
    private Elsewhere elsewhere = new Elsewhere();

    @ArgGroup(order = 3, validate = false, heading = "%nHow, and what the signer says besides:%n")
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
        try {
            SignedFile.Found found = signed.read(file, new DataFiles());
            Surroundings surroundings = found.surroundings();
            if (elsewhere.isAsked() && surroundings.container().isPresent()) {
                // What waits would have to replace a document of its container, which it cannot say.
                throw CommandFailure.usage("a key at hand for a signature in a container", "--prepare");
            }
            XmlParse parse = new XmlDoor(Surroundings.LIMITS).parse(found.xml());
            if (!(parse instanceof XmlParse.Parsed parsed)) {
                throw new SigningRefusedException(((XmlParse.Refused) parse).explanation());
            }
            SignatureRequest request =
                    besides.applied(SignatureRequest.counterSignature(parsed.document(), chosen(parsed.root())));
            signing.make(new SignedShape.Asked(request, surroundings), augmenter, wanted, "counter-signed");
            raising.tellUnasked(wanted, err);
        } catch (SigningRefusedException e) {
            throw new CommandFailure(ExitCode.NO, "not counter-signed: " + e.getMessage(), e);
        }
        return ExitCode.YES;
    }

    private XmlElement chosen(XmlElement root) throws CommandFailure {
        Optional<String> id = signed.signature();
        List<XmlElement> all =
                root.descendantsAndSelf().stream().filter(e -> e.is(SIGNATURE)).toList();
        List<XmlElement> fitting = all.stream()
                .filter(e ->
                        id.isEmpty() ? !isWithinAnother(e) : e.attribute("Id").equals(id))
                .toList();
        if (fitting.size() != 1) {
            List<String> ids = all.stream()
                    .map(e -> e.attribute("Id").orElse("one without Id"))
                    .toList();
            throw new CommandFailure(
                    ExitCode.NO,
                    "not counter-signed: expected one signature"
                            + id.map(text -> " with the Id " + text).orElse("") + ", found " + fitting.size()
                            + " of " + all.size()
                            + (all.isEmpty()
                                    ? "; sign the document first"
                                    : "; name one by --signature, of " + String.join(", ", ids)));
        }
        return fitting.get(0);
    }

    private static boolean isWithinAnother(XmlElement signature) {
        for (Node at = signature.dom().getParentNode(); at instanceof Element e; at = at.getParentNode()) {
            if (new XmlElement(e).is(SIGNATURE)) {
                return true;
            }
        }
        return false;
    }
}
