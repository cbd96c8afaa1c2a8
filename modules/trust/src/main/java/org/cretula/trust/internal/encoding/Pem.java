package org.cretula.trust.internal.encoding;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM text (RFC 7468) with strict base64; text outside the blocks is explanation and skipped. */
public final class Pem {

    /** The text is not PEM of the kind expected. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");
    private static final int MAX_BLOCKS = 1_000;

    private Pem() {}

    /** The contents of every block, each of which must carry this label; at least one. */
    public static List<byte[]> blocks(String text, String label) throws Fault {
        List<byte[]> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int position = 0;
        while (begin.find(position)) {
            if (!begin.group(1).equals(label)) {
                throw new Fault("expected blocks of " + label + " only, found " + begin.group(1));
            }
            String endMark = "-----END " + label + "-----";
            int end = text.indexOf(endMark, begin.end());
            if (end < 0) {
                throw new Fault("expected '" + endMark + "', found the end of the file");
            }
            if (blocks.size() == MAX_BLOCKS) {
                throw new Fault("expected at most " + MAX_BLOCKS + " blocks, found more");
            }
            blocks.add(decoded(text.substring(begin.end(), end)));
            position = end + endMark.length();
        }
        if (blocks.isEmpty()) {
            throw new Fault("expected DER, or PEM with a block of " + label + ", found neither");
        }
        return blocks;
    }

    private static byte[] decoded(String base64) throws Fault {
        try {
            return Base64.getDecoder().decode(base64.replaceAll("[ \t\r\n]+", ""));
        } catch (IllegalArgumentException e) {
            throw new Fault("expected base64, found " + Words.line(e));
        }
    }
}
