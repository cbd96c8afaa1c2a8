package org.cretula.certificate.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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
    private static final Pattern WORDS = Pattern.compile("[\\p{L}\\p{M}]+");
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

    private static Optional<String> fault(String text) {
        int before = ' ';
        for (int c : text.codePoints().toArray()) {
            if (hides(c) && !(joins(c) && joinable(before))) {
                return Optional.of("has the character " + Quoted.codePoint(c) + ", which does not show");
            }
            before = c;
        }
        return WORDS.matcher(text)
                .results()
                .map(m -> m.group())
                .filter(PlainText::mixed)
                .findFirst()
                .map(w -> "mixes scripts in the word " + Quoted.of(w));
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

    private static boolean mixed(String word) {
        return word.codePoints()
                        .mapToObj(Character.UnicodeScript::of)
                        .filter(ALIKE::contains)
                        .distinct()
                        .count()
                > 1;
    }
}
