package org.cretula.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is signed, and where the signature stands to it; without any, a certificate is sealed. */
final class SignedShape {

    private static final String XML = "application/xml";
    private static final int MOST_OF_AN_OBJECT = 64 << 20;
    private static final List<String> ID_NAMES = List.of("Id", "ID", "id");

    /** How data and signature stand to each other. */
    enum Packaging {
        /** In an XML document, over all of it. */
        ENVELOPED,
        /** In an XML document, over all of it but other signatures. */
        PARALLEL,
        /** In an XML document, over elements beside it. */
        INTERNALLY_DETACHED,
        /** Bytes within the signature. */
        ENVELOPING,
        /** An XML document within the signature. */
        ENVELOPING_XML,
        /** Files beside the signature. */
        DETACHED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--packaging",
            paramLabel = "P",
            description = "Sign any XML or any files instead of sealing a certificate: ${COMPLETION-CANDIDATES}."
                    + " parallel leaves room for others beside it; enveloping and detached take files of any kind, also"
                    + " several.")
    private @Nullable Packaging packaging;

    @Option(
            names = "--slot",
            paramLabel = "ID",
            description = "Id of the element that receives the signature as its last child; the document element if"
                    + " absent.")
    private @Nullable String slot;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Id of an element to be signed internally-detached; repeatable.")
    private List<String> ids = List.of();

    @Option(
            names = "--media-type",
            paramLabel = "TYPE",
            description = "Media type of what is signed; application/xml for XML and application/octet-stream for other"
                    + " files if absent.")
    private @Nullable String mediaType;

    @Option(
            names = "--break-earlier",
            description = "Sign even if signatures that the document has already no longer verify afterwards.")
    private boolean breakEarlier;

    /** Whether a certificate is to be sealed. */
    boolean isSeal() {
        return packaging == null;
    }

    /** What is to be signed. */
    SignatureRequest request(List<Path> files) throws CommandFailure, SigningRefusedException {
        refuseContradictions(files);
        SignatureRequest request = packaging == null
                ? CertificateSealer.request(Inputs.read(files.get(0), SealJudge.MAX_BYTES))
                : request(packaging, files);
        return breakEarlier ? request.breakingEarlierSignatures() : request;
    }

    private void refuseContradictions(List<Path> files) throws CommandFailure {
        boolean takesSeveral = packaging == Packaging.ENVELOPING || packaging == Packaging.DETACHED;
        if (files.isEmpty() || (files.size() > 1 && !takesSeveral)) {
            throw CommandFailure.usage("one file to sign", String.valueOf(files.size()));
        }
        if (packaging == null && (slot != null || !ids.isEmpty() || mediaType != null || breakEarlier)) {
            throw CommandFailure.usage(
                    "--packaging with --slot, --id, --media-type and --break-earlier",
                    "none; a certificate is sealed in its own place");
        }
        if ((packaging == Packaging.INTERNALLY_DETACHED) == ids.isEmpty()) {
            throw CommandFailure.usage(
                    "--id with --packaging internally-detached, and only there", ids.isEmpty() ? "none" : "one");
        }
        boolean inXml = packaging == Packaging.ENVELOPED
                || packaging == Packaging.PARALLEL
                || packaging == Packaging.INTERNALLY_DETACHED;
        if (slot != null && !inXml) {
            throw CommandFailure.usage(
                    "--slot with a packaging within an XML document", packaging + ", which has no place for it");
        }
    }

    private SignatureRequest request(Packaging how, List<Path> files) throws CommandFailure {
        return switch (how) {
            case ENVELOPED -> {
                XmlParse.Parsed parsed = parsed(files.get(0));
                yield SignatureRequest.enveloped(parsed.document(), slot(parsed.root()), type(XML));
            }
            case PARALLEL -> {
                XmlParse.Parsed parsed = parsed(files.get(0));
                yield SignatureRequest.envelopedBesideOthers(parsed.document(), slot(parsed.root()), type(XML));
            }
            case INTERNALLY_DETACHED -> {
                XmlParse.Parsed parsed = parsed(files.get(0));
                Map<String, String> targets = new LinkedHashMap<>();
                ids.forEach(id -> targets.put(id, type(XML)));
                yield SignatureRequest.internallyDetached(parsed.document(), slot(parsed.root()), targets);
            }
            case ENVELOPING_XML ->
                SignatureRequest.enveloping(parsed(files.get(0)).root(), type(XML));
            case ENVELOPING -> SignatureRequest.enveloping(objects(files));
            case DETACHED -> SignatureRequest.detached(objects(files));
        };
    }

    private String type(String usual) {
        return mediaType == null ? usual : mediaType;
    }

    private static XmlParse.Parsed parsed(Path file) throws CommandFailure {
        XmlParse parse = new XmlDoor(XmlLimits.CERTIFICATE).parse(Inputs.read(file, SealJudge.MAX_BYTES));
        if (parse instanceof XmlParse.Refused refused) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "not signed: " + file + ": " + refused.explanation()
                            + "; files that are no XML take --packaging enveloping or detached");
        }
        return (XmlParse.Parsed) parse;
    }

    private XmlElement slot(XmlElement root) throws CommandFailure {
        if (slot == null) {
            return root;
        }
        List<XmlElement> found = root.descendantsAndSelf().stream()
                .filter(e ->
                        ID_NAMES.stream().anyMatch(name -> e.attribute(name).equals(Optional.of(slot))))
                .toList();
        if (found.size() != 1) {
            throw new CommandFailure(
                    ExitCode.NO,
                    "not signed: expected one element with the Id " + slot + " as the place of the signature, found "
                            + found.size());
        }
        return found.get(0);
    }

    private DataObject[] objects(List<Path> files) throws CommandFailure {
        DataObject[] objects = new DataObject[files.size()];
        for (int i = 0; i < objects.length; i++) {
            Path file = files.get(i);
            byte[] bytes = Inputs.read(file, MOST_OF_AN_OBJECT);
            if (bytes.length > MOST_OF_AN_OBJECT) {
                throw new CommandFailure(ExitCode.NO_INPUT, file + " is larger than 64 MiB");
            }
            String name = String.valueOf(file.getFileName());
            boolean xml = Stream.of(".xml", ".XML").anyMatch(name::endsWith);
            objects[i] = new DataObject(reference(name), bytes, type(xml ? XML : "application/octet-stream"));
        }
        return objects;
    }

    /** A file's name as a reference: the verifier looks for it beside the signature. */
    private static String reference(String name) {
        try {
            // With ./ before it, a name with a colon is no address.
            String reference = new URI(null, null, "./" + name, null).toASCIIString();
            return name.contains(":") ? reference : reference.substring(2);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a name is a path", e);
        }
    }
}
