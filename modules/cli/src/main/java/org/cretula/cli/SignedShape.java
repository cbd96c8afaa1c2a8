package org.cretula.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cretula.sealing.CertificateSealer;
import org.cretula.sealing.SealJudge;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.asic.AsicContainer;
import org.cretula.signing.asic.AsicForm;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is signed, and where the signature stands to it; without any, a certificate is sealed. */
final class SignedShape {

    private static final String XML = "application/xml";
    private static final Pattern CONTAINERS = Pattern.compile("(?i).*\\.(asic[se]|sc[se])");
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
        DETACHED,
        /** Files beside the signature, which is over lists of them. */
        MANIFEST,
        /** One file, in a container with its signatures. */
        ASIC_S,
        /** Files, in a container with their signatures. */
        ASIC_E;

        boolean isContainer() {
            return this == ASIC_S || this == ASIC_E;
        }

        boolean isInXml() {
            return this == ENVELOPED || this == PARALLEL || this == INTERNALLY_DETACHED;
        }

        boolean takesSeveral() {
            return this == ENVELOPING || this == DETACHED || this == MANIFEST || this == ASIC_E;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--packaging",
            paramLabel = "P",
            description = "Sign any XML or any files instead of sealing a certificate: ${COMPLETION-CANDIDATES}."
                    + " parallel leaves room for others beside it. Those from enveloping on, but enveloping-xml, take files"
                    + " of any kind; manifest those that are more than 29. asic-s makes a container of one file, asic-e of"
                    + " several; given a container, each adds a further signature to it.")
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

    /**
     * What is to be signed.
     *
     * @param surroundings what lies outside of the document that the signature stands in
     */
    record Asked(SignatureRequest request, Surroundings surroundings) {}

    /** What is to be signed. */
    Asked read(List<Path> files) throws CommandFailure, SigningRefusedException {
        refuseContradictions(files);
        try {
            Asked asked = packaging == null ? seal(files.get(0)) : asked(packaging, files);
            return breakEarlier ? new Asked(asked.request().breakingEarlierSignatures(), asked.surroundings()) : asked;
        } catch (IllegalArgumentException e) {
            // Two files of one name, a name that is the container's own, more files than can be listed.
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static Asked seal(Path file) throws CommandFailure, SigningRefusedException {
        byte[] bytes = Inputs.read(file, SealJudge.MAX_BYTES);
        if (Surroundings.isZip(bytes)) {
            throw new SigningRefusedException("expected a certificate of origin, found a ZIP file; a container takes"
                    + " --packaging asic-e or asic-s, and other files one of those that --help lists");
        }
        return new Asked(CertificateSealer.request(bytes), Surroundings.of());
    }

    private void refuseContradictions(List<Path> files) throws CommandFailure {
        boolean takesSeveral = packaging != null && packaging.takesSeveral();
        if (files.isEmpty() || (files.size() > 1 && !takesSeveral)) {
            throw CommandFailure.usage(
                    "one file to sign",
                    files.size() + "; several take --packaging enveloping, detached, manifest or asic-e");
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
        if (slot != null && packaging != null && !packaging.isInXml()) {
            throw CommandFailure.usage(
                    "--slot with a packaging within an XML document", packaging + ", which has no place for it");
        }
    }

    private Asked asked(Packaging how, List<Path> files) throws CommandFailure, SigningRefusedException {
        Path first = files.get(0);
        return switch (how) {
            case ENVELOPED -> {
                XmlParse.Parsed parsed = parsed(first);
                yield alone(SignatureRequest.enveloped(parsed.document(), slot(parsed.root()), type(XML)));
            }
            case PARALLEL -> {
                XmlParse.Parsed parsed = parsed(first);
                yield alone(SignatureRequest.envelopedBesideOthers(parsed.document(), slot(parsed.root()), type(XML)));
            }
            case INTERNALLY_DETACHED -> {
                XmlParse.Parsed parsed = parsed(first);
                Map<String, String> targets = new LinkedHashMap<>();
                ids.forEach(id -> targets.put(id, type(XML)));
                yield alone(SignatureRequest.internallyDetached(parsed.document(), slot(parsed.root()), targets));
            }
            case ENVELOPING_XML ->
                alone(SignatureRequest.enveloping(parsed(first).root(), type(XML)));
            case ENVELOPING -> alone(SignatureRequest.enveloping(objects(files)));
            case DETACHED -> {
                DataObject[] objects = objects(files);
                yield new Asked(SignatureRequest.detached(objects), Surroundings.of(objects));
            }
            case MANIFEST -> {
                DataObject[] objects = objects(files);
                yield new Asked(SignatureRequest.manifest(objects), Surroundings.of(objects));
            }
            case ASIC_S, ASIC_E -> {
                AsicContainer container = container(how, files);
                yield new Asked(container.request(), Surroundings.of(container));
            }
        };
    }

    private static Asked alone(SignatureRequest request) {
        return new Asked(request, Surroundings.of());
    }

    /** A new one of these files, or the one that the only file is. */
    private AsicContainer container(Packaging how, List<Path> files) throws CommandFailure, SigningRefusedException {
        Path first = files.get(0);
        byte[] bytes = Inputs.read(first, Surroundings.MOST_OF_A_FILE);
        boolean byName = CONTAINERS.matcher(first.toString()).matches();
        if (files.size() == 1 && (byName || Surroundings.isContainer(bytes))) {
            return existing(how, AsicContainer.read(bytes));
        }
        List<DataObject> entries = new ArrayList<>();
        entries.add(DataFiles.entry(first, bytes, Optional.ofNullable(mediaType)));
        for (Path file : files.subList(1, files.size())) {
            entries.add(DataFiles.entry(file, DataFiles.read(file), Optional.ofNullable(mediaType)));
        }
        return how == Packaging.ASIC_S
                ? AsicContainer.simple(entries.get(0))
                : AsicContainer.extended(entries.toArray(DataObject[]::new));
    }

    private AsicContainer existing(Packaging how, AsicContainer container) throws CommandFailure {
        Packaging is = container.form() == AsicForm.SIMPLE ? Packaging.ASIC_S : Packaging.ASIC_E;
        if (is != how) {
            throw CommandFailure.usage("--packaging " + is + " for a container of that form", String.valueOf(how));
        }
        if (mediaType != null) {
            throw CommandFailure.usage("--media-type for files", "a container, which says itself what is in it");
        }
        return container;
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
                            + "; files that are no XML take --packaging enveloping or detached, or a container");
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
            objects[i] = DataFiles.object(files.get(i), Optional.ofNullable(mediaType));
        }
        return objects;
    }
}
