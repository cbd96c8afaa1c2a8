package org.cretula.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.signing.DataObject;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Files that a signature is over and that lie beside it, and the option that gives them. */
final class DataFiles {

    private static final int MOST_OF_AN_OBJECT = 64 << 20;
    private static final String ANY = "application/octet-stream";

    @Option(
            names = "--data",
            paramLabel = "[URI=]FILE",
            converter = Given.Converter.class,
            description = "File that the signature is over and that lies beside it, known to the signature by its name"
                    + " or by this URI; repeatable. Not needed for a container.")
    private List<Given> data = List.of();

    /**
     * What an option says.
     *
     * @param uri by which the signature knows the file; its name if empty
     */
    record Given(Optional<String> uri, Path file) {

        /** Both parts may have a = in them; a file that is there decides. */
        static final class Converter implements ITypeConverter<Given> {
            @Override
            public Given convert(String text) {
                if (!Files.exists(Main.path(text))) {
                    for (int at = text.indexOf('='); at >= 0; at = text.indexOf('=', at + 1)) {
                        if (Files.exists(Main.path(text.substring(at + 1)))) {
                            return new Given(Optional.of(text.substring(0, at)), Main.path(text.substring(at + 1)));
                        }
                    }
                }
                return new Given(Optional.empty(), Main.path(text));
            }
        }
    }

    /** Whether any was given. */
    boolean isGiven() {
        return !data.isEmpty();
    }

    /** What was given. */
    DataObject[] objects() throws CommandFailure {
        Set<String> uris = new HashSet<>();
        DataObject[] objects = new DataObject[data.size()];
        for (int i = 0; i < objects.length; i++) {
            Given given = data.get(i);
            String uri = given.uri().orElseGet(() -> reference(name(given.file())));
            if (!uris.add(uri)) {
                throw CommandFailure.usage("--data with different names", "two files known as " + uri);
            }
            byte[] bytes = read(given.file());
            try {
                objects[i] = new DataObject(uri, bytes, ANY);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(ExitCode.USAGE, "--data: " + e.getMessage(), e);
            }
        }
        return objects;
    }

    /** A file to be signed, known by its name. */
    static DataObject object(Path file, Optional<String> mediaType) throws CommandFailure {
        return new DataObject(reference(name(file)), read(file), type(file, mediaType));
    }

    /** A file to be signed, known by its name within a container. */
    static DataObject entry(Path file, byte[] bytes, Optional<String> mediaType) throws CommandFailure {
        return DataObject.named(name(file), whole(file, bytes), type(file, mediaType));
    }

    private static String type(Path file, Optional<String> mediaType) {
        boolean xml = name(file).endsWith(".xml") || name(file).endsWith(".XML");
        return mediaType.orElse(xml ? "application/xml" : ANY);
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    static byte[] read(Path file) throws CommandFailure {
        return whole(file, Inputs.read(file, MOST_OF_AN_OBJECT));
    }

    /** Part of a file must not be signed as if it were all of it. */
    private static byte[] whole(Path file, byte[] bytes) throws CommandFailure {
        if (bytes.length > MOST_OF_AN_OBJECT) {
            throw new CommandFailure(ExitCode.NO_INPUT, file + " is larger than 64 MiB");
        }
        return bytes;
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
