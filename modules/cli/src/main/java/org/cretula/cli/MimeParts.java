package org.cretula.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cretula.transport.WireMessage;

/** What a man in the middle can do to a message without any key: put another attachment in its place. */
final class MimeParts {

    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");

    private MimeParts() {}

    /** The message with the content of its last part replaced by that of another message's last part. */
    static WireMessage withLastPartOf(WireMessage message, WireMessage other) {
        byte[] body = message.body();
        int[] mine = lastContent(message);
        int[] theirs = lastContent(other);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(body, 0, mine[0]);
        out.writeBytes(Arrays.copyOfRange(other.body(), theirs[0], theirs[1]));
        out.write(body, mine[1], body.length - mine[1]);
        return new WireMessage(message.contentType(), out.toByteArray());
    }

    private static int[] lastContent(WireMessage message) {
        Matcher matcher = BOUNDARY.matcher(message.contentType());
        if (!matcher.find()) {
            throw new IllegalArgumentException("expected a multipart message, found " + message.contentType());
        }
        // One character a byte, so that positions in the text are positions in the bytes.
        String text = new String(message.body(), StandardCharsets.ISO_8859_1);
        String delimiter = "--" + matcher.group(1);
        int end = text.lastIndexOf("\r\n" + delimiter + "--");
        int part = text.lastIndexOf(delimiter, end - 1);
        return new int[] {text.indexOf("\r\n\r\n", part) + 4, end};
    }
}
