package org.cretula.signing.internal;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.signing.DataObject;
import org.cretula.verdict.SubIndication;
import org.cretula.xml.ByteSink;

/**
 * The data that a caller gave of what lies outside of a document.
 *
 * @param objects the data
 */
record GivenFiles(List<DataObject> objects) {

    private static final Pattern ESCAPED = Pattern.compile("%([0-9A-Fa-f]{2})");

    GivenFiles {
        objects = List.copyOf(objects);
    }

    /** What a reference leads to; where it has no URI, the only data there are. */
    Optional<DataObject> named(Optional<String> uri) {
        return uri.isPresent()
                ? named(uri.get())
                : Optional.of(objects).filter(o -> o.size() == 1).map(o -> o.get(0));
    }

    /** By the very name (attack X29), or by the one that has it in another spelling of the same bytes. */
    private Optional<DataObject> named(String uri) {
        List<DataObject> same =
                objects.stream().filter(object -> object.uri().equals(uri)).toList();
        if (same.isEmpty()) {
            String spelt = spelt(uri);
            same = objects.stream()
                    .filter(object -> spelt(object.uri()).equals(spelt))
                    .toList();
        }
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }

    /** A URI with all but letters, digits and what parts it written as %XX of its UTF-8 bytes; nothing is decoded. */
    private static String spelt(String uri) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher escaped = ESCAPED.matcher(uri);
        int at = 0;
        while (escaped.find(at)) {
            write(uri.substring(at, escaped.start()), out);
            write(Integer.parseInt(escaped.group(1), 16), out);
            at = escaped.end();
        }
        write(uri.substring(at), out);
        return out.toString(StandardCharsets.US_ASCII);
    }

    private static void write(String text, ByteArrayOutputStream out) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if ("/?#".indexOf(b) >= 0) {
                out.write(b);
            } else {
                write(b & 0xff, out);
            }
        }
    }

    private static void write(int octet, ByteArrayOutputStream out) {
        boolean plain = octet < 0x80 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0);
        out.writeBytes((plain ? String.valueOf((char) octet) : String.format(Locale.ROOT, "%%%02X", octet))
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Hands the bytes over as they are read. */
    static void write(DataObject object, ByteSink sink) throws SignedBytes.NotFollowed {
        try {
            object.writeTo(sink);
        } catch (UncheckedIOException e) {
            throw new SignedBytes.NotFollowed(Led.Nowhere.unknown(
                    SubIndication.SIGNED_DATA_NOT_FOUND,
                    "the file '" + Malformed.clip(object.uri()) + "' was given and cannot be read",
                    "the file, where it can be read"));
        }
    }
}
