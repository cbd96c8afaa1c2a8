package org.cretula.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.cretula.trust.internal.encoding.Words;

/** Reads the limits of an anchor from a properties file in UTF-8; what it does not know ends the reading. */
final class ConstraintsFile {

    static final int MAX_BYTES = 64 * 1024;

    private static final String PERMITTED = "permitted-names";
    private static final String EXCLUDED = "excluded-names";
    private static final String FROM = "valid-from";
    private static final String UNTIL = "valid-until";
    private static final String POLICIES = "policies";
    private static final Set<String> KEYS = Set.of(PERMITTED, EXCLUDED, FROM, UNTIL, POLICIES);

    /** Why the file is none; the message says what was expected and found. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }

        Fault(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** Properties in which a key that comes twice is an error: of two dates, which did its owner mean. */
    private static final class Strict extends Properties {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Object put(Object key, Object value) {
            if (containsKey(key)) {
                throw new IllegalArgumentException("the key '" + key + "' twice");
            }
            return super.put(key, value);
        }
    }

    private final Properties properties;

    private ConstraintsFile(Properties properties) {
        this.properties = properties;
    }

    static AnchorLimits read(byte[] bytes) throws Fault {
        Properties properties = new Strict();
        try {
            properties.load(
                    new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            throw new Fault("expected text in UTF-8, found other bytes", e);
        } catch (IllegalArgumentException e) {
            throw new Fault("expected lines 'key = value', each key once, found " + Words.line(e), e);
        }
        Set<String> unknown = new TreeSet<>(properties.stringPropertyNames());
        unknown.removeAll(KEYS);
        if (!unknown.isEmpty()) {
            throw new Fault("expected the keys " + String.join(", ", new TreeSet<>(KEYS)) + ", found '"
                    + unknown.iterator().next() + "'");
        }
        if (properties.isEmpty()) {
            throw new Fault(
                    "expected at least one of the keys " + String.join(", ", new TreeSet<>(KEYS)) + ", found none");
        }
        return new ConstraintsFile(properties).limits();
    }

    private AnchorLimits limits() throws Fault {
        try {
            return new AnchorLimits(
                    values(PERMITTED, "(?<!\\\\);"),
                    values(EXCLUDED, "(?<!\\\\);"),
                    instant(FROM),
                    instant(UNTIL),
                    values(POLICIES, "[;\\s]+"));
        } catch (IllegalArgumentException e) {
            throw new Fault(String.valueOf(e.getMessage()), e);
        }
    }

    private Set<String> values(String key, String separator) throws Fault {
        if (!properties.containsKey(key)) {
            return Set.of();
        }
        Set<String> values = new LinkedHashSet<>();
        Arrays.stream(properties.getProperty(key).split(separator))
                .map(String::strip)
                .filter(v -> !v.isEmpty())
                .forEach(values::add);
        if (values.isEmpty()) {
            throw new Fault("expected a value of " + key + ", found none");
        }
        return values;
    }

    private Optional<Instant> instant(String key) throws Fault {
        if (!properties.containsKey(key)) {
            return Optional.empty();
        }
        String value = properties.getProperty(key).strip();
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeParseException e) {
            throw new Fault(
                    "expected " + key + " as an instant such as 2026-01-01T00:00:00Z, found '" + value + "'", e);
        }
    }
}
