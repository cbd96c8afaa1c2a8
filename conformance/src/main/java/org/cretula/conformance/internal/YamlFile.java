package org.cretula.conformance.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads YAML strictly: a key that is not known, or given twice, is an error that names file and line. */
public final class YamlFile {

    private static final int MAX_BYTES = 1 << 20;
    private static final ObjectMapper MAPPER = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private YamlFile() {}

    /**
     * Reads a file.
     *
     * @throws IOException when it cannot be read as this type; the message is fit to show
     */
    public static <T> T read(Path file, Class<T> type) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("expected at most 1 MiB, found more in " + file);
            }
            return parsed(file.toString(), () -> MAPPER.readValue(bytes, type));
        } catch (java.nio.file.NoSuchFileException e) {
            throw new IOException("no such file: " + file, e);
        }
    }

    /** Reads a list from a resource of ours. */
    public static <T> List<T> list(String name, byte[] bytes, Class<T> type) throws IOException {
        return parsed(name, () -> MAPPER.readerForListOf(type).readValue(bytes));
    }

    /** Something that Jackson reads. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static <T> T parsed(String name, Reading<T> reading) throws IOException {
        try {
            T value = reading.read();
            if (value == null) {
                throw new IOException(name + ": expected keys and values, found an empty file");
            }
            return value;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            if (e instanceof MismatchedInputException mismatch
                    && mismatch.getPath().isEmpty()) {
                throw new IOException(name + ", line " + line + ": expected keys and values, found something else", e);
            }
            String said = e.getOriginalMessage().lines().findFirst().orElse("");
            // Jackson adds the class that it wanted to fill, which says nothing to the writer of the file.
            throw new IOException(name + ", line " + line + ": " + said.replaceAll(" \\(class [^)]*\\)", ""), e);
        }
    }
}
