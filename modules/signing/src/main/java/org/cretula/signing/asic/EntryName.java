package org.cretula.signing.asic;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Names of files in containers: what they may be, and what they are as URIs.
 *
 * <p>A name that leads out of the container, or that two programs read as two, lets one of them show another file than
 * the one that was signed (attacks Z02, Z03).
 */
final class EntryName {

    static final String MIMETYPE = "mimetype";
    static final String META = "META-INF/";
    private static final int LONGEST = 1_000;

    private EntryName() {}

    /** What is wrong with a name; empty when nothing is. */
    static Optional<String> fault(String name) {
        if (name.isEmpty() || name.length() > LONGEST) {
            return Optional.of("it is empty, or longer than " + LONGEST + " characters");
        }
        if (name.chars().anyMatch(c -> c < 0x20 || c == 0x7f || c == '\\')) {
            return Optional.of("it has a control character or a backslash");
        }
        if (name.matches("[A-Za-z]:.*")) {
            return Optional.of("it begins like a drive");
        }
        for (String segment : name.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return Optional.of("it has an empty part, or one that leads elsewhere");
            }
        }
        return Optional.empty();
    }

    /** The same of the name of a data object, which has a place of its own. */
    static Optional<String> faultOfData(String name) {
        String twin = twin(name);
        if (twin.equals(MIMETYPE) || twin.startsWith(twin(META)) || twin.equals("meta-inf")) {
            return Optional.of("it is for the container's own use");
        }
        return fault(name);
    }

    /** Equal for names that some file system takes for the same. */
    static String twin(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** The name that a relative reference leads to from the root of the container; empty where it leads elsewhere. */
    static Optional<String> of(String uri) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < uri.length(); i++) {
            int c = uri.codePointAt(i);
            if (c == '%') {
                String hex = uri.substring(i + 1, Math.min(uri.length(), i + 3));
                if (!hex.matches("[0-9A-Fa-f]{2}")) {
                    return Optional.empty();
                }
                bytes.write(Integer.parseInt(hex, 16));
                i += 2;
            } else if (c == '?' || c == '#' || c == ':' || Character.getType(c) == Character.SURROGATE) {
                return Optional.empty();
            } else {
                // Other products leave characters as they are that are not for URIs.
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c) - 1;
            }
        }
        return utf8(bytes.toByteArray()).filter(name -> fault(name).isEmpty());
    }

    /** Text, if that is what the bytes are. */
    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
