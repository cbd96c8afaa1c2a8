package org.cretula.conformance.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.transport.WireMessage;

/** The raw parts of a message that we composed ourselves, to be spoilt one by one; not a reader for other people's. */
final class Multipart {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"([^\"]+)\"");

    /** A part: its header lines with the empty line, and its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Part(String headers, byte[] bytes) {}

    private final String contentType;
    private final String boundary;
    private final List<Part> parts;

    private Multipart(String contentType, String boundary, List<Part> parts) {
        this.contentType = contentType;
        this.boundary = boundary;
        this.parts = parts;
    }

    static Multipart of(WireMessage message) {
        Matcher matcher = BOUNDARY.matcher(message.contentType());
        if (!matcher.find()) {
            throw new IllegalArgumentException("expected a message with attachments, got " + message.contentType());
        }
        String boundary = matcher.group(1);
        String body = new String(message.body(), ISO_8859_1);
        String delimiter = "\r\n--" + boundary;
        List<Part> parts = new ArrayList<>();
        int at = ("\r\n" + body).indexOf(delimiter) + delimiter.length() - 2;
        while (!body.startsWith("--", at)) {
            int content = body.indexOf("\r\n\r\n", at) + 4;
            int end = body.indexOf(delimiter, content);
            parts.add(new Part(
                    body.substring(at + 2, content),
                    body.substring(content, end).getBytes(ISO_8859_1)));
            at = end + delimiter.length();
        }
        return new Multipart(message.contentType(), boundary, parts);
    }

    /** The envelope; every byte a character, so that nothing is lost. */
    String envelope() {
        return new String(parts.get(0).bytes(), ISO_8859_1);
    }

    void envelope(String text) {
        parts.set(0, new Part(parts.get(0).headers(), text.getBytes(ISO_8859_1)));
    }

    byte[] attachment(int number) {
        return parts.get(number + 1).bytes().clone();
    }

    void attachment(int number, byte[] bytes) {
        parts.set(number + 1, new Part(parts.get(number + 1).headers(), bytes));
    }

    void add(String contentId, byte[] bytes) {
        parts.add(new Part(
                "Content-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <"
                        + contentId + ">\r\n\r\n",
                bytes));
    }

    WireMessage message() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String before = "";
        for (Part part : parts) {
            out.writeBytes((before + "--" + boundary + "\r\n" + part.headers()).getBytes(ISO_8859_1));
            out.writeBytes(part.bytes());
            before = "\r\n";
        }
        out.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(ISO_8859_1));
        return new WireMessage(contentType, out.toByteArray());
    }
}
