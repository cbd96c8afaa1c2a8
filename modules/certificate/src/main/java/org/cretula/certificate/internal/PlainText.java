package org.cretula.certificate.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cretula.certificate.CertificateOfOrigin;
import org.cretula.certificate.CertificateWriter;
import org.cretula.certificate.ContentFinding;
import org.cretula.xml.XmlDoor;
import org.cretula.xml.XmlElement;
import org.cretula.xml.XmlLimits;
import org.cretula.xml.XmlParse;

/**
 * Texts are what they look like: no characters that turn, hide or imitate others (attack M09).
 *
 * <p>The text is not changed, since that would break the seal; the code points are named instead. Every text of the
 * certificate is looked at, through the document that the writer makes of it, so that no field can be forgotten.
 */
public final class PlainText implements ContentRule {

    private static final XmlDoor DOOR = new XmlDoor(XmlLimits.CERTIFICATE);

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int LAST_OF_ASCII = 0x7F;
    // Scripts whose letters look alike; a word of two of them is not a word of any language.
    private static final Set<Character.UnicodeScript> ALIKE =
            Set.of(Character.UnicodeScript.LATIN, Character.UnicodeScript.GREEK, Character.UnicodeScript.CYRILLIC);

    @Override
    public String id() {
        return "plain-text";
    }

    @Override
    public String source() {
        return "Unicode UTR 36 and UTS 39; Unicode TR 55";
    }

    @Override
    public ContentFinding examine(CertificateOfOrigin c) {
        XmlParse parse = DOOR.parse(new CertificateWriter().write(c));
        if (!(parse instanceof XmlParse.Parsed parsed)) {
            return unknown("the certificate is too large to look at every text");
        }
        List<String> faults = new ArrayList<>();
        for (XmlElement e : parsed.root().descendantsAndSelf()) {
            if (e.children().isEmpty()) {
                fault(e.text())
                        .ifPresent(f -> faults.add(Profile.spelling(e.name()) + " " + f + ": " + Quoted.of(e.text())));
            }
        }
        return judged(faults, "no text has characters that turn, hide or imitate others");
    }

    // Character by character without an object for each: a text may take all that a certificate is allowed to.
    private static Optional<String> fault(String text) {
        if (isAscii(text)) {
            return Optional.empty();
        }
        int before = ' ';
        for (int i = 0; i < text.length(); i += Character.charCount(before)) {
            int c = text.codePointAt(i);
            if (hides(c) && !(joins(c) && joinable(before))) {
                return Optional.of("has the character " + Quoted.codePoint(c) + ", which does not show");
            }
            before = c;
        }
        for (int start = 0; start < text.length(); ) {
            int end = endOfWord(text, start);
            if (mixed(text, start, end)) {
                return Optional.of("mixes scripts in the word " + Quoted.of(text.substring(start, end)));
            }
            start = end > start ? end : start + Character.charCount(text.codePointAt(start));
        }
        return Optional.empty();
    }

    /** Most texts are, and ASCII has nothing that hides and letters of one script only. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_ASCII) {
                return false;
            }
        }
        return true;
    }

    /** Where the letters and marks end that begin here. */
    private static int endOfWord(String text, int start) {
        int end = start;
        while (end < text.length() && isLetterOrMark(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static boolean isLetterOrMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetter(c);
        };
    }

    private static boolean hides(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> isFiller(c);
        };
    }

    // Letters and marks by category that take no ink: Hangul fillers, variation selectors, combining grapheme joiner.
    private static boolean isFiller(int c) {
        return c == 0x115F
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x034F
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean joins(int c) {
        return c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
    }

    // Persian, Sinhala and other scripts are spelled with joiners; there they stand after a letter or mark.
    private static boolean joinable(int before) {
        Character.UnicodeScript script = Character.UnicodeScript.of(before);
        return script != Character.UnicodeScript.COMMON
                && script != Character.UnicodeScript.INHERITED
                && !ALIKE.contains(script);
    }

    private static boolean mixed(String text, int start, int end) {
        Optional<Character.UnicodeScript> first = Optional.empty();
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            Character.UnicodeScript script = Character.UnicodeScript.of(c);
            if (ALIKE.contains(script)) {
                if (first.isPresent() && first.get() != script) {
                    return true;
                }
                first = first.isPresent() ? first : Optional.of(script);
            }
        }
        return false;
    }
}
