package org.cretula.signing.asic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.cretula.signing.DataObject;
import org.cretula.signing.SignatureRequest;
import org.cretula.signing.SigningRefusedException;
import org.cretula.signing.internal.creation.Packaging;
import org.cretula.xml.XmlParse;

/**
 * Data objects and the XAdES signatures over them in one file; EN 319 162-1 V1.1.1.
 *
 * <p>To sign, ask for the {@link #request}, say more in it if you wish, have it signed, and put what comes of it in
 * {@link #with(byte[])}. A container that was read can be signed again, and its signatures can be augmented: take them
 * out ({@link #signatures}), raise them with the {@link #files}, and put them in again. No signature is put in that is
 * not over files of the container as they are; of a file that it transforms first, only that it is there. Immutable.
 */
public final class AsicContainer {

    private static final String FIRST_OF_SIMPLE = EntryName.META + "signatures.xml";
    private static final String SIGNATURES = "META-INF/.*(?i:signatures.*\\.xml)";
    /** The signature refers to its properties too. */
    private static final int MOST_DIRECTLY = Packaging.MOST_REFERENCES - 1;

    private final AsicForm form;
    private final Map<String, DataObject> data;
    private final Map<String, SignatureDocument> signatures;
    /** Other files in META-INF, which are kept as they are. */
    private final Map<String, byte[]> others;

    private AsicContainer(
            AsicForm form,
            Map<String, DataObject> data,
            Map<String, SignatureDocument> signatures,
            Map<String, byte[]> others) {
        this.form = form;
        this.data = Collections.unmodifiableMap(new LinkedHashMap<>(data));
        this.signatures = Collections.unmodifiableMap(new LinkedHashMap<>(signatures));
        this.others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
    }

    /**
     * A container of the simple form, not signed yet.
     *
     * @param object whose URI is a name without folders; see {@link DataObject#named}
     */
    public static AsicContainer simple(DataObject object) {
        return new AsicContainer(AsicForm.SIMPLE, named(AsicForm.SIMPLE, List.of(object)), Map.of(), Map.of());
    }

    /**
     * A container of the extended form, not signed yet.
     *
     * @param objects whose URIs are names, with or without folders; see {@link DataObject#named}
     */
    public static AsicContainer extended(DataObject... objects) {
        Map<String, DataObject> data = named(AsicForm.EXTENDED, List.of(objects));
        Map<String, byte[]> manifest =
                Map.of(OpenDocumentManifest.NAME, OpenDocumentManifest.write(AsicForm.EXTENDED, data));
        return new AsicContainer(AsicForm.EXTENDED, data, Map.of(), manifest);
    }

    private static Map<String, DataObject> named(AsicForm form, List<DataObject> objects) {
        Map<String, DataObject> data = new LinkedHashMap<>();
        Set<String> twins = new HashSet<>();
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("expected data objects for a container, found none");
        }
        for (DataObject object : objects) {
            String name = EntryName.of(object.uri())
                    .filter(n -> EntryName.faultOfData(n).isEmpty())
                    .filter(n -> form == AsicForm.EXTENDED || !n.contains("/"))
                    .orElseThrow(() -> new IllegalArgumentException("expected the name of a file within the container"
                            + (form == AsicForm.SIMPLE ? ", not in a folder" : "") + " and not one of its own, found '"
                            + object.uri() + "'"));
            if (!twins.add(EntryName.twin(name))) {
                throw new IllegalArgumentException("expected data objects with different names, found '" + object.uri()
                        + "' twice, or one like it");
            }
            // Some programs take '+' and its like for something else, so all but the plainest is written as %XX.
            data.put(name, DataObject.named(name, object.bytes(), object.mimeType()));
        }
        return data;
    }

    /** Takes a container apart, within the usual limits; see {@link #read(byte[], AsicLimits)}. */
    public static AsicContainer read(byte[] container) throws SigningRefusedException {
        return read(container, AsicLimits.USUAL);
    }

    /**
     * Takes a container apart. What it holds is not judged, only that every program finds the same in it.
     *
     * @throws SigningRefusedException for anything else than a container with XAdES signatures
     */
    public static AsicContainer read(byte[] container, AsicLimits limits) throws SigningRefusedException {
        AsicContainer read = readUnsigned(container, limits);
        if (read.signatures.isEmpty()) {
            throw new SigningRefusedException(
                    "expected a container with XAdES signatures (META-INF/*signatures*.xml), found none in it");
        }
        return read;
    }

    static AsicContainer readUnsigned(byte[] container, AsicLimits limits) throws SigningRefusedException {
        List<ZipReader.Entry> entries = ZipReader.read(container, limits);
        AsicForm form = form(entries);
        Map<String, byte[]> content = new LinkedHashMap<>();
        Map<String, SignatureDocument> signatures = new LinkedHashMap<>();
        Map<String, byte[]> others = new LinkedHashMap<>();
        for (ZipReader.Entry entry : entries.subList(1, entries.size())) {
            if (entry.name().matches(SIGNATURES)) {
                SignatureDocument document = new SignatureDocument(entry.name(), entry.bytes());
                SignatureDocuments.read(document);
                signatures.put(entry.name(), document);
            } else if (entry.name().startsWith(EntryName.META)) {
                others.put(entry.name(), entry.bytes());
            } else {
                content.put(entry.name(), entry.bytes());
            }
        }
        Optional<byte[]> manifest = Optional.ofNullable(others.get(OpenDocumentManifest.NAME));
        Map<String, String> types = manifest.isPresent() ? OpenDocumentManifest.read(manifest.get()) : Map.of();
        List<DataObject> data = new ArrayList<>();
        content.forEach((name, bytes) ->
                data.add(DataObject.named(name, bytes, types.getOrDefault(name, "application/octet-stream"))));
        if (form == AsicForm.SIMPLE
                && (data.size() != 1 || !Set.of(FIRST_OF_SIMPLE).containsAll(signatures.keySet()))) {
            throw new SigningRefusedException("expected one data object in a container of the simple form, and its"
                    + " signatures in " + FIRST_OF_SIMPLE + ", found " + data.size() + " and " + signatures.keySet());
        }
        try {
            return new AsicContainer(form, named(form, data), signatures, others);
        } catch (IllegalArgumentException e) {
            throw new SigningRefusedException(String.valueOf(e.getMessage()), e);
        }
    }

    /** By the first file, which says what the rest is; EN 319 162-1 V1.1.1 annex A. */
    private static AsicForm form(List<ZipReader.Entry> entries) throws SigningRefusedException {
        Optional<ZipReader.Entry> first =
                entries.stream().findFirst().filter(e -> e.name().equals(EntryName.MIMETYPE));
        boolean plain =
                first.isPresent() && first.get().stored() && !first.get().extra();
        String said = plain ? new String(first.get().bytes(), StandardCharsets.ISO_8859_1) : "";
        return Stream.of(AsicForm.values())
                .filter(form -> form.mimeType().equals(said))
                .findFirst()
                .orElseThrow(
                        () -> new SigningRefusedException("expected a container whose first file is 'mimetype', not"
                                + " compressed and without extra fields, and says ASiC-S or ASiC-E, found another"));
    }

    /** Simple or extended. */
    public AsicForm form() {
        return form;
    }

    /** The data objects; those of a container that was read have the media types that it claims. */
    public List<DataObject> data() {
        return List.copyOf(data.values());
    }

    /** The documents with signatures, in the container's order. */
    public List<SignatureDocument> signatures() {
        return List.copyOf(signatures.values());
    }

    /** Everything that a signature in here can lead to, by relative URI: the data objects, and the container's own files. */
    public List<DataObject> files() {
        List<DataObject> files = new ArrayList<>(data.values());
        content().forEach((name, bytes) -> {
            if (!data.containsKey(name) && !signatures.containsKey(name)) {
                files.add(DataObject.named(name, bytes, "application/octet-stream"));
            }
        });
        return files;
    }

    /**
     * A request to sign all data objects, by manifest where there are more than a signature can refer to; what more the
     * signer says can be added.
     */
    public SignatureRequest request() throws SigningRefusedException {
        Optional<SignatureDocument> existing =
                Optional.ofNullable(form == AsicForm.SIMPLE ? signatures.get(FIRST_OF_SIMPLE) : null);
        XmlParse.Parsed document =
                existing.isPresent() ? SignatureDocuments.read(existing.get()) : SignatureDocuments.empty();
        DataObject[] objects = data.values().toArray(DataObject[]::new);
        return objects.length > MOST_DIRECTLY
                ? SignatureRequest.manifest(document.document(), document.root(), objects)
                : SignatureRequest.detached(document.document(), document.root(), objects);
    }

    /**
     * The container with a further signature.
     *
     * @param signed what came of the {@link #request}: a document with root {@code asic:XAdESSignatures}
     * @throws SigningRefusedException when it is not over the files of this container, or an earlier signature is lost
     */
    public AsicContainer with(byte[] signed) throws SigningRefusedException {
        String name = FIRST_OF_SIMPLE;
        if (form == AsicForm.EXTENDED) {
            int number = 1;
            do {
                name = String.format(Locale.ROOT, "%ssignatures%03d.xml", EntryName.META, number++);
            } while (isTaken(name));
        }
        return put(new SignatureDocument(name, signed));
    }

    private boolean isTaken(String name) {
        return signatures.keySet().stream().anyMatch(n -> EntryName.twin(n).equals(EntryName.twin(name)));
    }

    /**
     * The container with one of its signature documents replaced, as when it was augmented.
     *
     * @throws SigningRefusedException when there is none of that name, it is not over the files of this container, or an
     *     earlier signature is lost
     */
    public AsicContainer with(SignatureDocument document) throws SigningRefusedException {
        if (!signatures.containsKey(document.name())) {
            throw new SigningRefusedException(
                    "expected one of " + signatures.keySet() + " to replace, found '" + document.name() + "'");
        }
        return put(document);
    }

    private AsicContainer put(SignatureDocument document) throws SigningRefusedException {
        SignatureDocuments.refuseOthers(document, content());
        List<String> values = SignatureDocuments.values(document);
        for (SignatureDocument other : signatures.values()) {
            List<String> there = SignatureDocuments.values(other);
            if (other.name().equals(document.name()) && !values.containsAll(there)) {
                throw new SigningRefusedException("expected the signatures that are in " + document.name()
                        + " already, found that some are lost");
            }
            if (!other.name().equals(document.name()) && !Collections.disjoint(values, there)) {
                throw new SigningRefusedException(
                        "expected a further signature, found one that is in " + other.name() + " already");
            }
        }
        Map<String, SignatureDocument> all = new LinkedHashMap<>(signatures);
        all.put(document.name(), document);
        return new AsicContainer(form, data, all, others);
    }

    /**
     * The container as a ZIP file, not compressed; the same content gives the same bytes.
     *
     * @throws SigningRefusedException when it has no signature yet
     */
    public byte[] toBytes() throws SigningRefusedException {
        if (signatures.isEmpty()) {
            throw new SigningRefusedException("expected a container with a signature, found none; sign its request");
        }
        return ZipWriter.write(content());
    }

    byte[] toBytesUnsigned() {
        return ZipWriter.write(content());
    }

    private Map<String, byte[]> content() {
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put(EntryName.MIMETYPE, form.mimeType().getBytes(StandardCharsets.US_ASCII));
        data.forEach((name, object) -> content.put(name, object.bytes()));
        others.forEach((name, bytes) -> content.put(name, bytes.clone()));
        signatures.forEach((name, document) -> content.put(name, document.bytes()));
        return content;
    }
}
