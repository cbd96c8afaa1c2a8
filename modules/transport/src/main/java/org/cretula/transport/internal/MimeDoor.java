package org.cretula.transport.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.transport.As4Limits;

/**
 * The only door for untrusted MIME: reads an HTTP body strictly, or refuses it.
 *
 * <p>Two MIME parsers rarely agree on bad input, and that is how an attachment gets past a check (attacks S03, S05,
 * S06). So what is not plain is refused here: folded or repeated header lines, encodings other than binary, nested
 * multiparts, text before or after the parts, Content-IDs that are equal but for case or percent-encoding. What passed
 * is written anew by {@link #rewrite} before another parser sees it.
 */
final class MimeDoor {

    /**
     * What an HTTP body holds.
     *
     * @param envelope the bytes of the SOAP envelope
     * @param parts the attachments in order
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Mime(byte[] envelope, List<RawPart> parts) {
        Mime {
            parts = List.copyOf(parts);
        }
    }

    private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";
    private static final Pattern PARAMETER =
            Pattern.compile("\\s*;\\s*(" + TOKEN + ")=(?:\"([^\"\\\\\\r\\n]*)\"|(" + TOKEN + "))");
    private static final Pattern TYPE = Pattern.compile("\\s*(" + TOKEN + "/" + TOKEN + ")");
    private static final Pattern HEADER = Pattern.compile("(" + TOKEN + "):[ \\t]*([\\x20-\\x7e\\t]*)");
    private static final Pattern BOUNDARY = Pattern.compile("[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]");
    private static final Pattern CONTENT_ID = Pattern.compile("<([\\x21-\\x3b\\x3d\\x3f-\\x7e]{1,250})>");
    private static final byte[] CRLF = {'\r', '\n'};

    private final As4Limits limits;

    MimeDoor(As4Limits limits) {
        this.limits = limits;
    }

    Mime read(String contentType, byte[] body) throws Refusal {
        ContentType type = ContentType.parse(contentType);
        if (type.is(Names.SOAP_TYPE)) {
            utf8(type);
            return new Mime(enveloped(body), List.of());
        }
        if (!type.is("multipart/related")) {
            throw mime("expected multipart/related or application/soap+xml, found " + type.value());
        }
        String rootType = type.parameters().getOrDefault("type", Names.SOAP_TYPE);
        if (!ContentType.parse(rootType).is(Names.SOAP_TYPE)) {
            throw mime("expected type application/soap+xml of SOAP 1.2, found " + rootType);
        }
        String boundary = type.parameters().getOrDefault("boundary", "");
        if (!BOUNDARY.matcher(boundary).matches()) {
            throw mime("expected a boundary parameter of 1 to 70 characters");
        }
        List<Section> sections = sections(body, boundary);
        Section root = sections.get(0);
        String start = type.parameters().getOrDefault("start", "");
        if (!start.isEmpty() && !start.equals(root.headers().getOrDefault("content-id", ""))) {
            throw mime("expected the SOAP envelope, named by the start parameter, as first part");
        }
        ContentType rootPartType = ContentType.parse(root.headers().getOrDefault("content-type", ""));
        if (!rootPartType.is(Names.SOAP_TYPE)) {
            throw mime("expected application/soap+xml as type of the first part, found " + rootPartType.value());
        }
        utf8(rootPartType);
        return new Mime(enveloped(root.bytes(body)), parts(sections, body));
    }

    private List<RawPart> parts(List<Section> sections, byte[] body) throws Refusal {
        List<RawPart> parts = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Section section : sections.subList(1, sections.size())) {
            Matcher id = CONTENT_ID.matcher(section.headers().getOrDefault("content-id", ""));
            if (!id.matches()) {
                throw mime("expected a Content-ID in angle brackets on each part");
            }
            if (!ids.add(Cid.decoded(id.group(1)).toLowerCase(Locale.ROOT))) {
                throw mime("expected a Content-ID of its own on each part, found '" + id.group(1) + "' twice");
            }
            ContentType type = ContentType.parse(section.headers().getOrDefault("content-type", Names.OCTETS));
            if (type.value().startsWith("multipart/") || type.value().startsWith("message/")) {
                throw mime("expected parts that hold no parts, found " + type.value());
            }
            parts.add(new RawPart(id.group(1), section.bytes(body)));
        }
        return parts;
    }

    private static void utf8(ContentType type) throws Refusal {
        String charset = type.parameters().getOrDefault("charset", "utf-8");
        if (!charset.equalsIgnoreCase("utf-8")) {
            throw mime("expected the envelope in UTF-8, found charset " + charset);
        }
    }

    private byte[] enveloped(byte[] bytes) throws Refusal {
        if (bytes.length > limits.envelopeBytes()) {
            throw mime("expected an envelope of at most " + limits.envelopeBytes() + " bytes, found " + bytes.length);
        }
        return bytes;
    }

    /** A part by its headers, names in lower case, and its place in the body. */
    private record Section(Map<String, String> headers, int from, int to) {
        byte[] bytes(byte[] body) {
            return Arrays.copyOfRange(body, from, to);
        }
    }

    private List<Section> sections(byte[] body, String boundary) throws Refusal {
        byte[] dashed = ("--" + boundary).getBytes(StandardCharsets.US_ASCII);
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // Some senders begin with an empty line; nothing else may precede the first part.
        int at = startsWith(body, 0, CRLF) ? 2 : 0;
        if (!startsWith(body, at, dashed)) {
            throw mime("expected the first boundary at the start of the body");
        }
        at += dashed.length;
        List<Section> sections = new ArrayList<>();
        while (!startsWith(body, at, new byte[] {'-', '-'})) {
            if (!startsWith(body, at, CRLF)) {
                throw mime("expected a line end after the boundary");
            }
            if (sections.size() > limits.parts()) {
                throw mime("expected at most " + limits.parts() + " parts besides the envelope, found more");
            }
            Map<String, String> headers = new HashMap<>();
            int content = headers(body, at + 2, headers);
            // An empty part ends where its header ends, so the search starts at the line end before the content.
            int end = indexOf(body, delimiter, content - 2);
            if (end < 0) {
                throw mime("expected a boundary after each part, found the end of the body");
            }
            sections.add(new Section(Map.copyOf(headers), Math.min(content, end), end));
            at = end + delimiter.length;
        }
        for (int i = at + 2; i < body.length; i++) {
            if (body[i] != '\r' && body[i] != '\n') {
                throw mime("expected nothing after the last part");
            }
        }
        if (sections.isEmpty()) {
            throw mime("expected at least one part");
        }
        return sections;
    }

    private int headers(byte[] body, int from, Map<String, String> headers) throws Refusal {
        int at = from;
        while (true) {
            int end = indexOf(body, CRLF, at);
            if (end < 0 || end - at > limits.headerLength()) {
                throw mime("expected part headers of at most " + limits.headerLength() + " characters, found longer");
            }
            if (end == at) {
                checkEncoding(headers);
                return end + 2;
            }
            String line = new String(body, at, end - at, StandardCharsets.ISO_8859_1);
            Matcher header = HEADER.matcher(line);
            if (!header.matches()) {
                throw mime("expected part headers of one line each, 'name: value'; folded lines are not read");
            }
            if (headers.size() == limits.partHeaders()) {
                throw mime("expected at most " + limits.partHeaders() + " headers a part, found more");
            }
            if (headers.putIfAbsent(
                            header.group(1).toLowerCase(Locale.ROOT),
                            header.group(2).strip())
                    != null) {
                throw mime("expected each part header once, found '" + header.group(1) + "' twice");
            }
            at = end + 2;
        }
    }

    private static void checkEncoding(Map<String, String> headers) throws Refusal {
        String encoding = headers.getOrDefault("content-transfer-encoding", "binary");
        if (!Set.of("binary", "8bit", "7bit").contains(encoding.toLowerCase(Locale.ROOT))) {
            throw mime("expected Content-Transfer-Encoding binary, found " + encoding);
        }
    }

    /** A multipart body with the same contents in the plainest form, for a parser that is less strict than this one. */
    static byte[] rewrite(Mime mime, String boundary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        put(
                out,
                "--" + boundary + "\r\nContent-Type: application/soap+xml; charset=UTF-8\r\n"
                        + "Content-Transfer-Encoding: binary\r\nContent-ID: <envelope@cretula.org>\r\n\r\n");
        out.writeBytes(mime.envelope());
        for (RawPart part : mime.parts()) {
            put(
                    out,
                    "\r\n--" + boundary + "\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Transfer-Encoding: binary\r\nContent-ID: <" + part.cid() + ">\r\n\r\n");
            out.writeBytes(part.bytes());
        }
        put(out, "\r\n--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    /** The content type that belongs to {@link #rewrite}. */
    static String rewrittenType(String boundary) {
        return "multipart/related; type=\"application/soap+xml\"; start=\"<envelope@cretula.org>\"; boundary=\""
                + boundary + "\"";
    }

    private static void put(ByteArrayOutputStream out, String ascii) {
        out.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean startsWith(byte[] body, int at, byte[] word) {
        return at >= 0
                && at + word.length <= body.length
                && Arrays.equals(body, at, at + word.length, word, 0, word.length);
    }

    private static int indexOf(byte[] body, byte[] word, int from) {
        for (int i = Math.max(0, from); i <= body.length - word.length; i++) {
            if (body[i] == word[0] && startsWith(body, i, word)) {
                return i;
            }
        }
        return -1;
    }

    private static Refusal mime(String detail) {
        return new Refusal(EbmsCode.MIME_INCONSISTENCY, detail);
    }

    /**
     * A media type with its parameters.
     *
     * @param value type and subtype in lower case
     * @param parameters names in lower case
     */
    record ContentType(String value, Map<String, String> parameters) {

        static ContentType parse(String text) throws Refusal {
            Matcher type = TYPE.matcher(text);
            if (!type.lookingAt()) {
                throw mime("expected a media type, found none");
            }
            Map<String, String> parameters = new HashMap<>();
            Matcher parameter = PARAMETER.matcher(text);
            int at = type.end();
            while (parameter.region(at, text.length()).lookingAt()) {
                String value = parameter.group(2) == null ? parameter.group(3) : parameter.group(2);
                if (parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), value) != null) {
                    throw mime("expected each parameter of the media type once");
                }
                at = parameter.end();
            }
            String rest = text.substring(at).strip();
            if (!rest.isEmpty() && !rest.equals(";")) {
                throw mime("expected parameters 'name=value' after the media type");
            }
            return new ContentType(type.group(1).toLowerCase(Locale.ROOT), Map.copyOf(parameters));
        }

        boolean is(String other) {
            return value.equals(other);
        }
    }
}
